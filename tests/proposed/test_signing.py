"""What a pull request does to sign-offs: statements are added, by themselves, and nothing about them is believed."""

import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reviewctl.model.finding import Finding
from tests.proposed.conftest import CASE, Pull
from tests.signoff.keys import Key

PLACE = f"{CASE}/signoff/overview-report"
REPORT = f"{CASE}/report/overview.md"
DIARY = f"{CASE}/diary.yaml"
MINE = ("SGN04", "GIT")


def told(pull: Pull, day: str = "2026-06-08") -> list[Finding]:
    """Save on a day, and return what is found on what the pull request does."""
    pull.save(on=f"{day}T10:00:00+01:00")
    return [one for one in pull.found() if one.code.startswith(MINE)]


def codes(pull: Pull, day: str = "2026-06-08") -> list[str]:
    """Save on a day, and return the codes of what is found on what the pull request does."""
    return [one.code for one in told(pull, day)]


def in_base(pull: Pull, day: str = "2026-06-04") -> None:
    """Let what was done so far be in the base already, since a day."""
    pull.save(on=f"{day}T10:00:00+01:00")
    pull.git("branch", "-q", "-f", "main")


def digest(pull: Pull) -> str:
    """Return what `sha256sum report/overview.md | sha256sum` prints."""
    own = hashlib.sha256((pull.root / REPORT).read_bytes()).hexdigest()
    return hashlib.sha256(f"{own}  report/overview.md\n".encode()).hexdigest()


def state(pull: Pull, number: int = 1, **other: str) -> bytes:
    """Write a statement that approves the report as it is, and return its bytes."""
    said = {
        "assurance": "recorded",
        "case": "SAR-2026-001",
        "decision": "approve",
        "digest": digest(pull),
        "minute": "screening panel, 5 June 2026",
        "on": "2026-06-05",
        "person": "hsl-1",
        "role": "screening-chair",
        "schema": "reviewctl/statement/1",
        "what": "overview-report",
        **other,
    }
    data = json.dumps(said, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    pull.put(f"{PLACE}/{number:02}-{said['person']}.json", data)
    return data


def test_a_statement_by_itself_is_let_through(pull: Pull) -> None:
    """An approval of the text that is there, on or after the day it came, and nothing else."""
    state(pull)
    assert codes(pull) == []
    assert pull.brings() == []


@pytest.mark.parametrize(
    "path", [DIARY, REPORT, "board.yaml", "README.md", "docs/x.md", f"{CASE}/papers.yaml"]
)
def test_a_sign_off_stands_alone(pull: Pull, path: str) -> None:
    """Whatever else is touched, in the case or beside it, is one thing too many, and is not named."""
    state(pull)
    pull.put(path, (pull.text(path) if (pull.root / path).exists() else "") + "\n")
    found = [one for one in told(pull) if one.code == "SGN041"]
    assert [one.spot.path for one in found] == [f"{CASE}/signoff"]
    assert "1 other file" in found[0].message


@pytest.mark.parametrize("how", ["edited", "deleted", "renamed", "moved", "replaced by a link"])
@pytest.mark.parametrize("end", ["", ".sig"])
def test_what_was_said_stays_as_it_was_said(pull: Pull, how: str, end: str) -> None:
    """Neither a statement nor a signature on one is changed, in any way."""
    pull.put(f"{PLACE}/01-hsl-1.json.sig", Key(Ed25519PrivateKey.generate()).sign(state(pull)))
    in_base(pull)
    file = pull.root / f"{PLACE}/01-hsl-1.json{end}"
    if how == "edited":
        file.write_bytes(file.read_bytes() + b" ")
    elif how == "renamed":
        file.rename(file.with_name(f"02-hsl-1.json{end}"))
    elif how == "moved":
        (pull.root / CASE / "signoff/publication").mkdir()
        file.rename(pull.root / CASE / "signoff/publication" / file.name)
    else:
        file.unlink()
    if how.startswith("replaced"):
        file.symlink_to("/etc/passwd")
    found = [one for one in told(pull) if one.code == "SGN040"]
    assert [one.spot.path for one in found] == [f"{PLACE}/01-hsl-1.json{end}"]
    assert ("signature" if end else "statement") in found[0].message
    assert ("another name" in found[0].message) == (how in ("renamed", "moved"))


def test_a_second_statement_is_no_change_of_the_first(pull: Pull) -> None:
    """An approval is taken back by a statement that follows it, and both stay."""
    first = state(pull)
    in_base(pull)
    state(pull, 2, decision="withdraw", on="2026-06-08", previous=hashlib.sha256(first).hexdigest())
    assert codes(pull) == []


def test_a_text_that_was_approved(pull: Pull) -> None:
    """Changing it is told, with the file and the way; recording the next step is not, nor going back to it."""
    state(pull)
    in_base(pull)
    pull.change(DIARY, "drafted: 2026-06-01", "drafted: 2026-06-01\n  circulated: 2026-06-05")
    assert "SGN042" not in codes(pull)
    before = pull.text(REPORT)
    pull.put(REPORT, before + "\nOne more word.\n")
    (one,) = [one for one in told(pull) if one.code == "SGN042"]
    assert one.severity == "warning" and one.spot.path == REPORT and one.citations
    assert "report/overview.md was changed" in one.message and "5 June 2026" in one.message
    assert 'reviewctl signoff request SAR-2026-001 "overview-report"' in one.help
    pull.put(REPORT, before)
    assert "SGN042" not in codes(pull)


def test_a_text_that_was_deleted_after_it_was_approved(pull: Pull) -> None:
    """What is gone is told as gone."""
    state(pull)
    in_base(pull)
    (pull.root / REPORT).unlink()
    (one,) = [one for one in told(pull) if one.code == "SGN042"]
    assert "report/overview.md is gone" in one.message


def test_an_approval_that_is_withdrawn_is_no_change_of_the_text(pull: Pull) -> None:
    """Nobody is told of a text that changed where a person changed their mind."""
    first = state(pull)
    in_base(pull)
    state(pull, 2, decision="withdraw", on="2026-06-08", previous=hashlib.sha256(first).hexdigest())
    assert "SGN042" not in codes(pull)


def test_an_approval_before_the_text(pull: Pull) -> None:
    """It is dated back, unless it says how the same text was known before, or the text was there before."""
    before = pull.text(REPORT)
    pull.put(REPORT, before + "\nOne more word.\n")
    in_base(pull, "2026-06-06")
    state(pull)
    (one,) = told(pull)
    assert one.code == "SGN043"
    assert "dated 5 June 2026" in one.message and "on 6 June 2026" in one.message
    state(pull, same_text="the paper sent out on 4 June")
    assert codes(pull) == []
    state(pull, on="2026-06-06")
    assert codes(pull) == []


def test_a_text_that_came_back_is_as_old_as_it_was(pull: Pull) -> None:
    """Changed on the 6th and changed back, the text approved on the 5th is the one that was there on the 2nd."""
    before = pull.text(REPORT)
    pull.put(REPORT, before + "\nOne more word.\n")
    in_base(pull, "2026-06-06")
    pull.put(REPORT, before)
    in_base(pull, "2026-06-07")
    state(pull)
    assert codes(pull) == []


def test_a_rejection_is_never_dated_back(pull: Pull) -> None:
    """What stands in the way of a sign-off needs no such proof."""
    pull.put(REPORT, pull.text(REPORT) + "\nOne more word.\n")
    in_base(pull, "2026-06-06")
    state(pull, decision="reject")
    assert "SGN043" not in codes(pull)


@pytest.mark.parametrize(
    ("end", "found"),
    [
        (',valid-before="20260608"', ["SGN044"]),
        (',valid-before="20260609"', []),
    ],
)
def test_a_key_that_has_ended_dates_nothing_back(pull: Pull, end: str, found: list[str]) -> None:
    """Good on the 5th and ended on the 8th: what it signs on the 8th it may have signed then, and nobody knows."""
    key = Key(Ed25519PrivateKey.generate())
    options = f'namespaces="reviewctl-signoff"{end}'
    kind, public, *_ = key.line.split()
    pull.put("trust/allowed_signers", f"hsl-1 {options} {kind} {public}\n")
    in_base(pull, "2026-06-02")
    pull.put(f"{PLACE}/01-hsl-1.json.sig", key.sign(state(pull, assurance="signed")))
    assert codes(pull) == found


def test_a_key_that_comes_with_its_own_signature_is_not_known(pull: Pull) -> None:
    """Whom the pull request itself would trust signs nothing in it."""
    key = Key(Ed25519PrivateKey.generate())
    kind, public, *_ = key.line.split()
    pull.put(f"{PLACE}/01-hsl-1.json.sig", key.sign(state(pull, assurance="signed")))
    pull.put("trust/allowed_signers", f'hsl-1 namespaces="reviewctl-signoff" {kind} {public}\n')
    assert {"GIT004", "SGN041"} <= set(codes(pull))
    found = [one for one in pull.found() if one.code == "SGN011"]
    assert len(found) == 1 and found[0].severity == "error"


def test_an_office_that_comes_with_its_own_statement_is_not_held(pull: Pull) -> None:
    """Whom the pull request itself would make chair approves nothing in it."""
    pull.change("board.yaml", "{role: screening-chair, person: hsl-1", "{role: screening-chair, person: bm-1")
    state(pull, person="bm-1")
    assert {"GIT004", "SGN041"} <= set(codes(pull))
    assert [one.spot.path for one in pull.found() if one.code == "SGN007"] == [f"{PLACE}/01-bm-1.json"]


def test_a_copy_that_is_made_to_be_approved(pull: Pull) -> None:
    """A snapshot says what the document says, to the byte."""
    progress = (pull.root / CASE / "progress.yaml").read_bytes()
    pull.put(f"{CASE}/signoff/plan-met/snapshot/progress.yaml", progress)
    assert codes(pull) == []
    pull.put(f"{CASE}/signoff/plan-met/snapshot/progress.yaml", progress.replace(b"green", b"blue "))
    assert codes(pull) == ["SGN045"]


def emptied(pull: Pull) -> None:
    """Let the base have a report with an empty part: nobody minds before it is put before somebody."""
    text = pull.text(REPORT)
    part = text.partition("## Methodology\n")[2].partition("\n## ")[0]
    pull.put(REPORT, text.replace(part, ""))
    in_base(pull)


def test_what_a_sign_off_begins_is_told_and_does_not_hold_it_up(pull: Pull) -> None:
    """A report that is quality-assured must have all its parts; a pull request of the sign-off cannot write them."""
    emptied(pull)
    state(pull)
    pull.save()
    (one,) = pull.found()
    assert (one.code, one.severity) == ("REP003", "warning")
    assert one.message.endswith("owed once the sign-off is merged, and does not hold the sign-off up.")


def test_it_is_an_error_where_anything_else_is_done(pull: Pull) -> None:
    """Who changes the record besides could have put it right, and once it is merged it is an error as any other."""
    emptied(pull)
    state(pull)
    pull.change(DIARY, "board_told: 2026-02-11", "board_told: 2026-02-12")
    pull.save()
    assert ("REP003", "error") in [(one.code, one.severity) for one in pull.found()]


def test_a_fault_of_the_statement_itself_still_holds_it_up(pull: Pull) -> None:
    """What lies in signoff/ and cannot be relied on stays an error."""
    emptied(pull)
    data = state(pull)
    pull.put(f"{PLACE}/01-hsl-1.json", data.replace(b"{", b"{ ", 1))
    pull.save()
    assert {one.severity for one in pull.found() if one.code == "SGN001"} == {"error"}


def test_an_approval_of_another_text_is_refused(pull: Pull) -> None:
    """It would be taken for an approval of what is there."""
    state(pull, digest="0" * 64)
    (one,) = told(pull)
    assert (one.code, one.spot.path) == ("SGN046", f"{PLACE}/01-hsl-1.json")
    assert "it is of another text than the one that is there" in one.message


def test_a_no_to_another_text_is_let_through(pull: Pull) -> None:
    """Only an approval has to be earned."""
    state(pull, digest="0" * 64, decision="reject")
    assert codes(pull) == []


def test_a_request_does_not_move_back(pull: Pull) -> None:
    """To ask anew is to ask later; an earlier day would bring back what was approved before."""
    made = {"case": "SAR-2026-001", "what": "overview-report", "schema": "reviewctl/signoff-request/1"}
    own = hashlib.sha256((pull.root / REPORT).read_bytes()).hexdigest()

    def ask(day: str) -> None:
        asked = {**made, "on": day, "digest": digest(pull), "files": {"report/overview.md": own}}
        line = json.dumps(asked, sort_keys=True, separators=(",", ":")) + "\n"
        pull.put(f"{PLACE}/request.json", line)

    ask("2026-06-03")
    in_base(pull)
    ask("2026-06-05")
    assert codes(pull) == []
    ask("2026-06-02")
    (one,) = told(pull)
    assert one.code == "SGN047" and "asked for on 3 June 2026, and is changed to 2 June 2026" in one.message
