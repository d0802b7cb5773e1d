"""With which identity register a review is searched: said in the record, so that another one is noticed."""

import io
import re
from pathlib import Path

import pyrage
import pytest

from reviewctl.store.identities import read_identities
from reviewctl.work.publishing.binding import mark_of
from tests.publishing.making import CASE, DAY, HOME, IDENTITIES, Desk

KEY = "5f" * 32
KEYED = IDENTITIES.replace("format: 1\n", f"format: 1\nkey: {KEY}\n")
FILE = f"{HOME}/publication.yaml"
OTHER = "another-identity-register"
BIND = ("publish", "bind", CASE)


def mark(text: str) -> str | None:
    """Return by what the register in a text is known again."""
    register, faults = read_identities(text.encode())
    assert register is not None and not [one for one in faults if one.severity == "error"], faults
    return mark_of(register)


def kept(home: Path, text: str) -> None:
    """Keep another identity register."""
    (home / "identities.yaml").write_text(text)


@pytest.fixture
def bound(desk: Desk, at_home: Path) -> Desk:
    """A review that is to be searched with the register of its own."""
    kept(at_home, KEYED)
    desk.does_on(DAY, *BIND)
    return desk


def check(desk: Desk) -> tuple[int, str]:
    """Return the exit code of `publish check`, and its page in one line."""
    done = desk.says("publish", "check", CASE)
    return done.code, " ".join(done.out.split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("given: Zebulon", "given: Zebedee"),
        ("    none_known: true\n", "    nicknames: [Zeb]\n"),
        ("kind: family", "kind: staff"),
        (f"key: {KEY}", f"key: {'6f' * 32}"),
        ("identities:", "public: [01632 960000]\nidentities:"),
    ],
)
def test_whatever_is_in_it_makes_another_mark(old: str, new: str) -> None:
    """A name, an alias, a kind, the key, what is not looked for."""
    assert mark(KEYED.replace(old, new, 1)) not in (None, mark(KEYED))


def test_what_says_nothing_makes_no_other_mark() -> None:
    """The order of the entries, remarks, blanks, and that nothing was former."""
    first, second = re.findall(r"  - pseudonym.*?(?=  - pseudonym|\Z)", KEYED, re.DOTALL)
    turned = KEYED.replace(first + second, f"# remark\n{second}{first}    aliases:\n    phones: []\n")
    assert mark(turned.replace("family: Quillfeather}", "family: Quillfeather, former: false}")) == mark(
        KEYED
    )


def test_the_mark_needs_the_key() -> None:
    """Without one there is none: the sum of a few names could be guessed."""
    assert mark(IDENTITIES) is None


def test_it_is_said_and_kept(bound: Desk) -> None:
    """The record holds the mark and nothing else of the register, saved with a neutral message."""
    assert f"searched_with: {mark(KEYED)}" in bound.text(FILE)
    assert bound.git("log", "-1", "--format=%s").strip() == f"{CASE}: publish bind"
    assert bound.unsaved() == ""
    assert OTHER not in check(bound)[1]
    again = bound.says(*BIND)
    assert (again.code, "on record already" in again.out) == (0, True)


def test_another_register_with_the_same_pseudonyms_is_refused(
    bound: Desk, at_home: Path, tmp_path: Path
) -> None:
    """It knows every pseudonym and other names for them: neither check nor build lets anything through."""
    kept(at_home, KEYED.replace(KEY, "6f" * 32).replace("Zebulon", "Zebedee"))
    code, page = check(bound)
    assert code == 1 and f"error PUB016 {OTHER}" in page and "away: 1 thing to be dealt with" in page
    assert f"Then say that it is this one now: reviewctl publish bind {CASE}" in page
    done = bound.says("publish", "build", CASE, "-o", str(tmp_path / "out"))
    assert done.code == 1 and not (tmp_path / "out").exists()
    kept(at_home, IDENTITIES)
    code, page = check(bound)
    assert code == 1 and "it wants a key of its own" in page


def test_somebody_who_is_added_locks_nobody_out(bound: Desk, at_home: Path, tmp_path: Path) -> None:
    """It is said that the register is this one now, and no approval has to be given anew."""
    kept(
        at_home,
        f"{KEYED}  - pseudonym: aunt\n    kind: family\n    names: [{{given: Araminta}}]\n    none_known: true\n",
    )
    assert check(bound)[0] == 1
    told = bound.does_on(DAY, *BIND)
    assert "(before: another one, or this one before it was changed)" in told
    code, page = check(bound)
    assert code == 0 and "PUB016" not in page and "PUB021" not in page
    bound.does_on(DAY, "publish", "build", CASE, "-o", str(tmp_path / "out"))


def test_what_was_approved_with_another_one_is_told(bound: Desk, at_home: Path) -> None:
    """Whoever approved publication approved it with the search that there was: a warning, and nothing is barred."""
    bound.signs_off("publication", DAY)
    assert check(bound)[0] == 0
    kept(at_home, KEYED.replace("Zebulon", "Zebulon Ebenezer"))
    bound.does_on(DAY, *BIND)
    code, page = check(bound)
    assert code == 0 and "Publication was approved when the papers were searched with another" in page


def test_what_is_not_on_record_is_a_warning(desk: Desk, at_home: Path) -> None:
    """A review from before is not held up; a register without a key is told how to come by one."""
    code, page = check(desk)
    assert code == 0 and f"warning PUB016 {OTHER}" in page and "reviewctl identities seal FILE" in page
    kept(at_home, KEYED)
    assert f"best before publication is signed off: reviewctl publish bind {CASE}" in check(desk)[1]


def test_a_register_without_a_key_is_not_recorded(desk: Desk) -> None:
    """Nothing is written, and where a key comes from is said."""
    before = desk.files()
    done = desk.says(*BIND)
    assert done.code == 2 and "no key of its own" in done.err and desk.files() == before


def test_a_dry_run_writes_nothing(desk: Desk, at_home: Path) -> None:
    """It shows the difference."""
    kept(at_home, KEYED)
    before = desk.files()
    done = desk.says(*BIND, "--dry-run")
    assert done.code == 0 and f"+searched_with: {mark(KEYED)}" in done.out and desk.files() == before


def test_each_new_one_has_a_key_of_its_own(desk: Desk, tmp_path: Path) -> None:
    """Two templates have two."""
    keys = []
    for name in ("one", "two"):
        desk.does("identities", "template", "-o", str(tmp_path / name))
        keys += re.findall(r'^key: "([0-9a-f]{64})"$', (tmp_path / name).read_text(), re.MULTILINE)
    assert len(set(keys)) == 2


@pytest.mark.parametrize("text", [IDENTITIES, KEYED], ids=["without", "with"])
def test_what_is_locked_has_a_key(desk: Desk, tmp_path: Path, at_home: Path, text: str) -> None:
    """One without gets one, and all else stays as it was; one with a key keeps it to the byte."""
    plain, key = tmp_path / "plain.yaml", pyrage.x25519.Identity.generate()
    plain.write_text(text)
    desk.does("identities", "seal", str(plain), "--recipient", str(key.to_public()))
    found = pyrage.decrypt((desk.root / "identities.yaml.age").read_bytes(), [key]).decode()
    assert mark(found) is not None
    assert (
        found.splitlines()[: len(text.splitlines())] == text.splitlines()
        or found.replace(re.findall(r"(?m)^key:.*\n", found)[0], "") == text
    )
    assert found == text or text == IDENTITIES


def test_a_register_in_the_clear_is_mended_where_it_lies(
    desk: Desk, at_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is locked, so there is nothing to open; of a locked one it is said how."""
    broken = KEYED.replace("format: 1\n", "", 1)
    kept(at_home, broken)
    said = desk.says(*BIND).err
    assert "the file that your configuration names" in said and "identities open" not in said
    (desk.root / "identities.yaml.age").write_bytes(pyrage.passphrase.encrypt(broken.encode(), "secret"))
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    assert "reviewctl identities open -o FILE" in desk.says(*BIND, "--passphrase-stdin").err
