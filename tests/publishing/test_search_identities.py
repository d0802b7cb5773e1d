"""The identity register: where it is kept, what opens it, and one clear message for each way in which it fails."""

import io
import json
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyrage
import pytest

from reviewctl.exchange.agefile import sealed
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.store.identities import read_identities
from reviewctl.work.desk import Desk as Worker
from reviewctl.work.publishing.identities import NoIdentities, Secret, identities_for
from tests.publishing.making import CASE, HOME, IDENTITIES, SUBJECT, Desk
from tests.reference_json import ELSEWHERE

AGE = "identities.yaml.age"
KEY = pyrage.x25519.Identity.generate()
OTHER_KEY = pyrage.x25519.Identity.generate()
PASSPHRASE = "correct horse battery staple"
VALUES = ("Zebulon", "Quillfeather", "zebulon", "quillfeather")


def never() -> str:
    """Return no passphrase: none may be asked for."""
    raise AssertionError("a passphrase was asked for")


@pytest.fixture
def configured(at_home: Path) -> Callable[[str], Path]:
    """Write the user's configuration."""

    def write(text: str) -> Path:
        file = at_home / ".config" / "reviewctl" / "config.yaml"
        file.write_text(text)
        return file

    return write


def opened(desk: Desk, configuration: Path, ask: Callable[[], str] = never) -> list[str]:
    """Return the pseudonyms of the register that drives the search."""
    worker = Worker(str(desk.root), lambda _: None, lambda _: None)
    return [one.pseudonym for one in identities_for(worker, Secret(configuration, ask)).identities]


def key_file(home: Path, key: object = KEY) -> Path:
    """Write a key file as age-keygen would."""
    file = home / "key.txt"
    file.write_text(f"# created: 2026-06-01\n# public key: {KEY.to_public()}\n{key}\n")
    return file


def locked(*keys: pyrage.x25519.Identity) -> bytes:
    """Return the register locked with keys."""
    return sealed(IDENTITIES.encode(), recipients=[str(one.to_public()) for one in keys])


def test_one_kept_outside_in_the_clear(desk: Desk, at_home: Path) -> None:
    """The file that the configuration names drives the search; nobody is asked for anything."""
    assert opened(desk, at_home / ".config/reviewctl/config.yaml") == ["Adult E", "mother"]


def test_one_in_the_register_of_reviews_goes_first(desk: Desk, at_home: Path, configured) -> None:
    """It is what everybody has, and a key of the user's own opens it."""
    desk.put(AGE, locked(KEY, OTHER_KEY))
    (at_home / "identities.yaml").unlink()
    configuration = configured(f"identities: ~/identities.yaml\nidentities_key: {key_file(at_home)}\n")
    assert opened(desk, configuration) == ["Adult E", "mother"]


def test_one_locked_and_kept_outside(desk: Desk, at_home: Path, configured) -> None:
    """What the configuration names may be an age file as well."""
    (at_home / "kept").write_bytes(locked(KEY))
    text = f"identities: {at_home}/kept\nidentities_key: {key_file(at_home)}\n"
    assert opened(desk, configured(text)) == ["Adult E", "mother"]


def no_register(desk: Desk, home: Path) -> str:
    """Neither is there."""
    return ""


def wrong_key(desk: Desk, home: Path) -> str:
    """Another key than those for which it was locked."""
    desk.put(AGE, locked(KEY))
    return f"identities_key: {key_file(home, OTHER_KEY)}\n"


def no_key(desk: Desk, home: Path) -> str:
    """No key is named."""
    desk.put(AGE, locked(KEY))
    return ""


def key_gone(desk: Desk, home: Path) -> str:
    """The key file is not there."""
    desk.put(AGE, locked(KEY))
    return f"identities_key: {home}/nowhere.txt\n"


def key_in_the_repository(desk: Desk, home: Path) -> str:
    """The key lies beside what it opens."""
    desk.put(AGE, locked(KEY))
    return f"identities_key: {key_file(desk.root)}\n"


def file_gone(desk: Desk, home: Path) -> str:
    """The file that the configuration names is not there."""
    return f"identities: {home}/nowhere.yaml\n"


def in_a_repository(desk: Desk, home: Path) -> str:
    """The file lies in the register of reviews, in the clear."""
    desk.put("names.yaml", IDENTITIES)
    return f"identities: {desk.root}/names.yaml\n"


def truncated(desk: Desk, home: Path) -> str:
    """Half of the age file is there."""
    desk.put(AGE, locked(KEY)[:-40])
    return f"identities_key: {key_file(home)}\n"


def not_of_age(desk: Desk, home: Path) -> str:
    """Something else bears the name."""
    desk.put(AGE, IDENTITIES)
    return ""


def with_faults(desk: Desk, home: Path) -> str:
    """It has a misspelt key, an impossible day, and somebody of whom no other name is said."""
    text = IDENTITIES.replace("none_known: true", "none_knwon: true\n    born: 1961-02-30")
    (home / "identities.yaml").write_text(text)
    return "identities: ~/identities.yaml\n"


def cut_short(desk: Desk, home: Path) -> str:
    """The file in the clear ends in the middle of a word."""
    (home / "identities.yaml").write_text(IDENTITIES[: IDENTITIES.index("feather")])
    return "identities: ~/identities.yaml\n"


def empty(desk: Desk, home: Path) -> str:
    """Nobody is in it."""
    (home / "identities.yaml").write_text("format: 1\nidentities: []\n")
    return "identities: ~/identities.yaml\n"


FAILS = {
    no_register: "No identity register is kept",
    wrong_key: "cannot be opened with this key file",
    no_key: "no key file was given",
    key_gone: "The key file that your configuration names is not there",
    key_in_the_repository: "lies in a repository",
    file_gone: "The identity register that your configuration names is not there",
    in_a_repository: "lies in a repository",
    truncated: "cannot be opened with this key file",
    not_of_age: "is not an age file",
    with_faults: "is at fault",
    cut_short: "is at fault",
    empty: "is at fault",
}


@pytest.mark.parametrize("why", FAILS, ids=lambda one: one.__name__)
def test_what_fails_is_refused_with_one_clear_message(desk: Desk, at_home: Path, configured, why) -> None:
    """One line and a hint, no value; and `publish check` says the same and does not say that all is well."""
    configuration = configured(why(desk, at_home))
    with pytest.raises(ReviewctlError) as raised:
        opened(desk, configuration)
    told = f"{raised.value.message} {raised.value.hint}"
    assert FAILS[why] in raised.value.message
    assert raised.value.hint
    assert "\n" not in told and not any(value in told for value in VALUES)
    assert isinstance(raised.value, NoIdentities) is (why is no_register)
    checked = desk.checks()
    if why is no_register:
        assert checked.code == 1 and "No identity register is kept" in " ".join(checked.out.split())
    else:
        code = 3 if isinstance(raised.value, EnvironmentFault) else 2
        assert (checked.code, checked.out) == (code, "") and FAILS[why] in checked.err
    assert "Traceback" not in checked.err
    assert not any(value in checked.out + checked.err for value in VALUES)


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Put a text on the standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.fixture
def inside(desk: Desk, configured) -> Iterator[Desk]:
    """The register with nothing in the user's configuration."""
    configured("")
    yield desk


def test_template_seal_open_check(inside: Desk, at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From an empty sheet to a locked register that drives the search, and back to be edited."""
    sheet, again = at_home / "sheet.yaml", at_home / "again.yaml"
    (at_home / "identities.yaml").unlink()
    told = inside.does("identities", "template", "-o", str(sheet)).out
    assert "with 1 entry" in told and stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert "has no name here" in inside.refuses("identities", "seal", str(sheet), "--dry-run")
    text = (
        sheet.read_text()
        .replace("given:\n", "given: Zebulon\n", 2)
        .replace("none_known:\n", "none_known: true\n")
    )
    sheet.write_text(text)
    assert "would be written: 1 person" in inside.does("identities", "seal", str(sheet), "--dry-run").out
    typed(monkeypatch, f"{PASSPHRASE}\n")
    told = inside.does("identities", "seal", str(sheet), "--passphrase-stdin").out
    assert "Locked into identities.yaml.age: 1 person." in told and "Delete that file now" in told
    assert inside.last_message() == "identities seal" and inside.last_paths() == [AGE]
    assert inside.codes() == set()
    typed(monkeypatch, f"{PASSPHRASE}\n")
    inside.does("identities", "open", "-o", str(again), "--passphrase-stdin")
    assert again.read_text() == text and stat.S_IMODE(again.stat().st_mode) == 0o600
    typed(monkeypatch, "correct horse battery stable\n")
    said = inside.refuses(
        "publish", "clear", CASE, "1", "--by", "hsl-1", "--reason", "a word", "--passphrase-stdin"
    )
    assert "cannot be opened with this passphrase" in said and "stable" not in said
    assert "nobody sits at this command" in inside.refuses("identities", "check")


def test_keys_lock_it_for_several(inside: Desk, at_home: Path) -> None:
    """Each who holds a key opens it, and nobody is asked for a passphrase."""
    keys = [word for one in (KEY, OTHER_KEY) for word in ("--recipient", str(one.to_public()))]
    inside.does("identities", "seal", str(at_home / "identities.yaml"), *keys, "--no-commit")
    config = at_home / ".config/reviewctl/config.yaml"
    config.write_text(f"identities_key: {key_file(at_home, OTHER_KEY)}\n")
    assert opened(inside, config) == ["Adult E", "mother"]
    assert "is kept in the clear" not in inside.does("identities", "open", "-o", str(at_home / "o.yaml")).out


def test_what_seal_refuses(inside: Desk, at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults, a short passphrase, none, nobody at the keyboard, a key that is none, a secret key."""
    good, bad = str(at_home / "identities.yaml"), at_home / "bad.yaml"
    bad.write_text(IDENTITIES.replace("none_known: true", "born: 1961-02-30"))
    said = inside.refuses("identities", "seal", str(bad))
    assert "FILE:8:11 A date" in said and "1961" not in said and "Zebulon" not in said
    typed(monkeypatch, "short\n")
    assert "at least 12 letters" in inside.refuses("identities", "seal", good, "--passphrase-stdin")
    typed(monkeypatch, "\n")
    assert "No passphrase was given" in inside.refuses("identities", "seal", good, "--passphrase-stdin")
    typed(monkeypatch, f"{PASSPHRASE}\n")
    assert "--passphrase-stdin" in inside.refuses("identities", "seal", good)
    assert "begins with age1" in inside.refuses("identities", "seal", good, "--recipient", "somebody")
    said = inside.refuses("identities", "seal", good, "--recipient", str(KEY))
    assert "secret key" in said and str(KEY) not in said
    assert inside.tries("identities", "seal", str(at_home / "nowhere.yaml")).code == 3


def test_names_in_the_clear_are_written_into_no_repository(inside: Desk, at_home: Path) -> None:
    """Neither into the register, nor into any other repository, nor over a file, nor through a link into one."""
    inside.put(AGE, locked(KEY))
    other = at_home / "other"
    (other / ".git").mkdir(parents=True)
    (at_home / "link").symlink_to(inside.root)
    places = (
        inside.root / "x.yaml",
        inside.root / HOME / "x.yaml",
        other / "x.yaml",
        at_home / "link" / "x.yaml",
    )
    for command in ("open", "template"):
        for place in places:
            assert "in a repository" in inside.refuses("identities", command, "-o", str(place))
            assert not place.exists()
        there = inside.refuses("identities", command, "-o", str(at_home / "identities.yaml"))
        assert "a file of that name already" in there
    assert (at_home / "identities.yaml").read_text() == IDENTITIES


def test_check_names_what_it_does_not_know(desk: Desk, at_home: Path) -> None:
    """The pseudonyms of the record and the places of faults; never a value of the register."""
    (at_home / "identities.yaml").write_text(IDENTITIES.replace("[SAR-2026-001]", "[SAR-2025-001]"))
    done = desk.tries("identities", "check")
    flat = " ".join(done.out.split())
    assert done.code == 1
    assert "does not say who this pseudonym stands for" in flat and "Adult E" not in flat
    assert "nobody of the family" in flat
    (at_home / "identities.yaml").write_text(SUBJECT.replace("none_known: true", "born: 1961-02-30"))
    done = desk.tries("identities", "check", CASE, "--format", "json")
    given = json.loads(done.out)
    assert given["schema"] == "reviewctl/identities-check/1"
    assert [one["code"] for one in given["findings"]] == ["STR004", "PUB014"]
    keys = {f"findings[].{key}" for key in given["findings"][0]} | {
        f"counts.{key}" for key in given["counts"]
    }
    assert keys | {"as_of"} == set(ELSEWHERE["identities-check"].keys)
    assert not any(value in done.out + done.err for value in (*VALUES, "1961"))


def test_the_gate_says_that_nobody_of_the_family_is_looked_for(desk: Desk, at_home: Path) -> None:
    """It may go out, for the family may be nobody's to know; and whoever publishes is told before, not after."""
    assert "nobody of the family" not in desk.checks().out
    (at_home / "identities.yaml").write_text(SUBJECT)
    done = desk.checks()
    assert (done.code, done.err) == (0, "")
    assert "MAY GO OUT. 2 things to be thought of." in done.out
    assert "nobody of the family" in " ".join(done.out.split())


def test_check_tells_of_a_review_that_it_cannot_read(desk: Desk) -> None:
    """A review whose case.yaml cannot be read is not one whose people are all known."""
    desk.put(f"{HOME}/case.yaml", "id: [\n")
    done = desk.tries("identities", "check")
    assert done.code == 1 and f"{HOME}/case.yaml" in done.out


def test_the_sheet_says_what_each_key_is_for(inside: Desk, at_home: Path) -> None:
    """Every key is in it; its example is a register in order when it is uncommented."""
    sheet = at_home / "sheet.yaml"
    inside.does("identities", "template", "-o", str(sheet))
    text = sheet.read_text()
    register, findings = read_identities(text.encode())
    assert register is not None and {one.code for one in findings} == {"STR006"}
    example = [line[1:] for line in text.splitlines() if line.startswith(("#   - ps", "#     "))]
    lines = [line[2:] for line in example if not line.strip().startswith(("reviewctl", "- safeguarding"))]
    made, faults = read_identities(("format: 1\nidentities:\n" + "\n".join(lines) + "\n").encode())
    assert made is not None and [one for one in faults if one.severity == "error"] == []
    (one,) = made.identities
    assert all(getattr(one, field) for field in one.__struct_fields__ if field != "none_known")


def test_a_file_that_others_may_read_is_told(desk: Desk, at_home: Path) -> None:
    """It is used all the same, and said aloud."""
    (at_home / "identities.yaml").chmod(0o644)
    done = desk.checks()
    assert "Others on this computer may read the identity register" in done.err


def test_what_is_lacking_is_said_with_what_is_needed(inside: Desk, at_home: Path) -> None:
    """A file written by hand, without its first line, is not met with "something is missing" alone."""
    (at_home / "identities.yaml").write_text(IDENTITIES.replace("format: 1\n", ""))
    said = inside.refuses("identities", "seal", str(at_home / "identities.yaml"), "--dry-run")
    assert "the file needs format: 1" in said
