"""Reading the identity register: everything wrong with it at its place, and never a value of it."""

from pathlib import Path

import pytest

from reviewctl.facts.scan.listed import listed
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.store.english import english_words
from reviewctl.store.identities import identities_schema, read_identities
from reviewctl.store.identities_kept import encrypted_in, read_configuration, read_outside
from tests.making import MemoryTree

GOOD = """\
format: 1
identities:
  - pseudonym: Adult A
    kind: subject
    cases: [SAR-2026-001]
    names:
      - given: Zuzanna Maria
        family: Qwertynska
      - {given: Zuzanna, family: Asdfghova, former: true}
    aliases: [Zuzka Q]
    nicknames: []
    born: 1961-03-04
    nhs_number: 999 000 0018
    ni_number: AB 12 34 56 C
    addresses:
      - {house: "12", street: Bramblewick Lane, postcode: ZE1 1AA}
    phones: ["0161 496 0123"]
    emails: [zq@example.com]
    words: [Larches House]
  - pseudonym: Mother
    kind: family
    names: [{given: Qwenda}]
    none_known: true
  - {pseudonym: School 1, kind: place, words: [Larches House]}
public: [safeguarding@example.gov.uk]
"""
VALUES = listed(
    "zuzanna qwertynska asdfghova zuzka 1961 9990000018 bramblewick qwenda larches zq@ 999 0018 ze1"
)


def test_a_register_is_read() -> None:
    """Every field arrives, and nothing is found to say."""
    register, findings = read_identities(GOOD.encode())
    assert findings == ()
    assert register is not None
    first, second, place = register.identities
    assert first.names[0].given == "Zuzanna Maria"
    assert first.names[1].former
    assert str(first.born) == "1961-03-04"
    assert first.addresses[0].house == "12"
    assert second.none_known
    assert not place.is_person
    assert len(list(register.persons())) == 2
    assert register.public == ("safeguarding@example.gov.uk",)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("nicknames: []", "nicknames: []\n    Qwertynska: x", "STR001", 12),
        ("born: 1961-03-04", "born: 4.3.1961", "STR004", 12),
        ("born: 1961-03-04", "born: 1961-02-30", "STR004", 12),
        ("kind: subject", "kind: Zuzanna", "STR007", 4),
        ("    none_known: true\n", "    none_known: Qwenda\n", "STR005", 23),
        ("[SAR-2026-001]", "[Zuzanna]", "STR008", 5),
        ("[Zuzka Q]", "Zuzka Q", "STR003", 10),
        ("kind: subject", "kind: subject\n    kind: subject", "FIL", 5),
        ("pseudonym: Mother", "pseudonym:", "STR006", 20),
        ("[SAR-2026-001]", "&zuzanna [SAR-2026-001]", "FIL", 5),
        ("Zuzka Q", "Zuzka\u200bQ", "FIL003", 10),
        ("aliases: [Zuzka Q]", "aliases: [Zuzka Q", "FIL", 10),
        # what the schema cannot see
        ("    aliases: [Zuzka Q]\n", "", "STR006", 3),
        ("nicknames: []", "none_known: true", "STR008", 11),
        ("999 000 0018", "999 000 0017", "STR008", 13),
        ("AB 12 34 56 C", "Zuzanna", "STR008", 14),
        ("ZE1 1AA", "Bramblewick", "STR008", 16),
        ("pseudonym: Mother", "pseudonym: Qwertynska", "STR008", 20),
        ("[{given: Qwenda}]", "[]", "STR006", 22),
        ("kind: place, words: [Larches House]", "kind: place", "STR006", 24),
        ("format: 1", "format: 2", "STR008", 1),
    ],
)
def test_what_is_wrong_is_told_at_its_place_without_its_words(
    old: str, new: str, code: str, line: int
) -> None:
    """One finding, of the kind that it is, on its line; neither message nor help holds a value or a key of the file."""
    assert old in GOOD
    _, findings = read_identities(GOOD.replace(old, new).encode(), "identities.yaml.age")
    assert [(one.code[: len(code)], one.spot.line) for one in findings] == [(code, line)], findings
    said = repr(findings).lower()
    assert [value for value in VALUES if value in said] == []
    assert findings[0].spot.path == "identities.yaml.age"
    assert findings[0].message.endswith(".")


def test_two_who_have_one_pseudonym() -> None:
    """In one review it is an error; in two reviews it is not."""
    again = (
        "  - {pseudonym: Adult A, kind: staff, cases: [SAR-2026-001], "
        "names: [{given: Qwenda}], none_known: true}\npublic"
    )
    _, findings = read_identities(GOOD.replace("public", again).encode())
    assert [(one.code, one.severity) for one in findings] == [("STR008", "error")]
    _, findings = read_identities(GOOD.replace("public", again.replace("2026-001", "2026-002")).encode())
    assert findings == ()


def test_doubtful_numbers_are_warnings_and_are_kept() -> None:
    """A number that does not agree is looked for as it stands."""
    register, findings = read_identities(GOOD.replace("999 000 0018", "999 000 0017").encode())
    assert [one.severity for one in findings] == ["warning"]
    assert register is not None
    assert register.identities[0].nhs_number == "999 000 0017"


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "format: 1\n", "format: 1\nidentities: []\n", "- a\n", "Zuzanna\n"]
)
def test_an_empty_register_is_an_error(text: str) -> None:
    """A register without anybody would let everything through."""
    _, findings = read_identities(text.encode())
    assert any(one.severity == "error" for one in findings)
    assert "Zuzanna" not in repr(findings)


@pytest.mark.parametrize(
    "data", [b"\xff\xfeZ", b"Zuzanna \xe9", b"%YAML 1.1\n---\na: 1\n", b"a: " + b"[" * 5000, b"x" * (5 << 20)]
)
def test_bytes_that_are_no_register(data: bytes) -> None:
    """Hostile or broken bytes are findings, quickly, and never an exception."""
    register, findings = read_identities(data)
    assert register is None
    assert findings
    assert "Zuzanna" not in repr(findings)


def test_the_schema_describes_every_field() -> None:
    """Editors complete from it; whatever is not in it is refused."""
    parts = identities_schema()["$defs"]
    assert isinstance(parts, dict)
    assert set(parts) == {"Identity", "IdentityRegister", "PersonName", "HomeAddress"}
    for part in parts.values():
        assert part["additionalProperties"] is False
        assert all(field.get("description") for field in part["properties"].values())


def test_a_file_outside_every_repository(tmp_path: Path) -> None:
    """It is read; one that others may read is read too, and that is said."""
    file = tmp_path / "identities.yaml"
    file.write_text(GOOD)
    file.chmod(0o600)
    assert read_outside(file).data == GOOD.encode()
    assert read_outside(file).warnings == ()
    assert "Zuzanna" not in repr(read_outside(file))
    for mode in (0o644, 0o640, 0o604, 0o660):
        file.chmod(mode)
        (warning,) = read_outside(file).warnings
        assert "chmod 600" in warning


@pytest.mark.parametrize("inside", ["identities.yaml", "deep/er/identities.yaml"])
def test_a_file_in_a_repository_is_refused(tmp_path: Path, inside: str) -> None:
    """Wherever in it, by a link too, and though git's folder is a file; what is refused is not read."""
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    file = tmp_path / "repo" / inside
    file.parent.mkdir(parents=True)
    file.write_text(GOOD)
    link = tmp_path.parent / f"{tmp_path.name}-link.yaml"
    link.symlink_to(file)
    for path in (file, link):
        with pytest.raises(ReviewctlError, match="lies in a repository"):
            read_outside(path)


def test_a_file_in_the_register_is_refused_without_git(tmp_path: Path) -> None:
    """A register need not be a repository yet."""
    file = tmp_path / "identities.yaml"
    file.write_text(GOOD)
    with pytest.raises(ReviewctlError, match="lies in a repository"):
        read_outside(file, tmp_path)
    with pytest.raises(EnvironmentFault, match="is not there"):
        read_outside(tmp_path / "other.yaml")


def test_the_configuration_of_a_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two paths, each from the root or from home; nothing where there is no file."""
    file = tmp_path / "config.yaml"
    assert read_configuration(file).identities is None
    monkeypatch.setenv("HOME", "/home/somebody")
    file.write_text("identities: ~/safe/identities.yaml\nidentities_key: /media/key.txt\n")
    assert read_configuration(file).identities == Path("/home/somebody/safe/identities.yaml")
    assert read_configuration(file).key_file == Path("/media/key.txt")
    file.write_text("")
    assert read_configuration(file).key_file is None


@pytest.mark.parametrize(
    "text", ["identities: safe.yaml\n", "other: /x\n", "- a\n", "identities: [", "identities: 3\n", "\x00"]
)
def test_a_configuration_that_is_not_understood_is_refused(tmp_path: Path, text: str) -> None:
    """A slip must not mean that nobody is looked for."""
    file = tmp_path / "config.yaml"
    file.write_text(text)
    with pytest.raises(ReviewctlError, match="cannot be understood"):
        read_configuration(file)


def test_an_encrypted_register_lies_in_the_register_of_reviews() -> None:
    """Where it keeps one; else there is none."""
    assert encrypted_in(MemoryTree({"identities.yaml.age": "x"})) == b"x"
    assert encrypted_in(MemoryTree({"board.yaml": "x"})) is None


def test_the_words_of_the_language() -> None:
    """Small letters only, with the words by which names are told, and without names."""
    words = english_words()
    assert len(words) > 35_000
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert {"hope", "grace", "mark", "young", "brown", "will", "safeguarding", "colour"} <= words
    assert not words & {"susan", "margaret", "katarzyna", "smithson", "siobhan"}
