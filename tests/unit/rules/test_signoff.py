"""The rules on sign-offs, beside their pages: each reason its own sentence, and what rests on a sign-off."""

from datetime import date

import pytest
from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.model.address import read_address
from reviewctl.model.board import Board, Person
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.review import Document
from reviewctl.model.signoff import SignatureCheck, Signing
from reviewctl.model.trust import Signer, Trust, TrustFault
from reviewctl.rules.engine import Review
from reviewctl.rules.every import judge
from reviewctl.rules.trust import judge_trust
from tests.approving import DAY, FOLDER, Approved, complete


def found(made: Approved, on: date = DAY, today: date | None = None) -> dict[str, Finding]:
    """Return the findings on sign-offs by their codes; two of one code fail the test."""
    several = [one for one in judge(made.facts(on), today) if one.code.startswith("SGN")]
    assert len({one.code for one in several}) == len(several), several
    return {one.code: one for one in several}


def test_a_complete_sign_off_gives_no_finding() -> None:
    """Neither does a case without any."""
    for made in (Approved(), complete("tor"), complete("imr"), complete("publication")):
        assert found(made) == {}


def test_every_finding_lies_at_its_file_and_rests_on_the_protocol() -> None:
    """So that it can be found, put right, and waived by its address."""
    made = (
        Approved()
        .ask("imr", item="pennine-care")
        .say("imr", "agency-signatory", "nurse-2", item="pennine-care")
    )
    one = found(made)["SGN008"]
    assert one.spot == Spot(f"{FOLDER}/signoff/imr/pennine-care/01-nurse-2.json")
    assert (one.citations, one.at, one.case) == (("P§14",), "signoff[imr,pennine-care]", "SAR-2026-001")
    assert "nurse-2 is imr-author here" in one.message


def test_what_has_changed_is_named() -> None:
    """By its path, and what has gone as well."""
    made = complete()
    made.put("report/overview.md", made.data("report/overview.md") + b"more\n")
    one = found(made)["SGN005"]
    assert (one.severity, "(report/overview.md)" in one.message) == ("warning", True)
    made.take("action-plan.yaml")
    assert "(action-plan: not there)" in found(made)["SGN005"].message


def test_a_change_is_an_error_where_something_rests_on_it() -> None:
    """A stage that the review has passed, or a step that is recorded as done after it."""
    made = complete()
    made.put("diary.yaml", "referral: {received: 2026-01-12}\nplan: {shared_with_pip: 2026-06-04}\n")
    assert found(made) == {}
    made.put("report/overview.md", made.data("report/overview.md") + b"more\n")
    one = found(made)["SGN005"]
    assert (one.severity, 'the stage "publishing"' in one.message) == ("error", True)
    made = complete("overview-report")
    made.put("diary.yaml", "report: {presented: 2026-06-05}\n")
    made.put("report/overview.md", b"---\nversion: 2\n---\n")
    one = found(made)["SGN005"]
    assert one.severity == "error" and "rests on it" in one.message


def test_what_is_found_of_the_event_lies_at_its_sign_off() -> None:
    """There is its day, and not on the line of the diary that is not read."""
    address = read_address("report.endorsed")
    diary = "report: {endorsed: 2026-06-02}\n"
    assert Review(complete().put("diary.yaml", diary).facts()).spot_of(address) == Spot(
        f"{FOLDER}/signoff/report-and-plan"
    )
    assert Review(Approved().put("diary.yaml", diary).facts()).spot_of(address).path == f"{FOLDER}/diary.yaml"


def test_a_day_still_to_come_is_none_where_the_past_is_looked_at() -> None:
    """Judged as of an earlier day, what has happened since is no fault."""
    made = complete("overview-report")
    earlier = date(2026, 5, 1)
    assert "SGN004" in found(made, earlier)
    assert "SGN004" not in found(made, earlier, DAY)


def test_the_record_may_not_say_another_day() -> None:
    """In the diary, or in an item; a warning while the sign-off is open."""
    made = complete("overview-report").put("diary.yaml", "report: {quality_assured: 2026-06-03}\n")
    one = found(made)["SGN013"]
    assert (one.severity, one.spot.line, one.at) == ("error", 1, "report.quality_assured")
    assert "3 June 2026" in one.message and "2 June 2026" in one.message
    made.put("diary.yaml", "report: {quality_assured: 2026-06-02}\n")
    assert found(made) == {}
    made.put("diary.yaml", "report: {quality_assured: 2026-06}\n")
    assert found(made) == {}
    made = complete("imr")
    made.put("returns.yaml", "pennine-care: {imr: {author: nurse-2, signed_off: 2026-05-30}}\n")
    assert found(made)["SGN013"].spot.path.endswith("returns.yaml")
    made = Approved().ask("overview-report").put("diary.yaml", "report: {quality_assured: 2026-06-03}\n")
    assert (found(made)["SGN013"].severity, "not complete" in found(made)["SGN013"].message) == (
        "warning",
        True,
    )


MINUTES = """---
kind: panel
date: 2026-06-02
status: held
attendance: []
decisions:
  - {decision: terms of reference, agrees: [tor]}
---
"""


def test_the_minutes_may_not_say_another_day() -> None:
    """Of the approvals that count one must be of a day on which a meeting agreed it; nobody need have asked before."""
    made = complete("tor").put("meetings/2026-06-02-panel.md", MINUTES)
    assert found(made) == {}
    made.put("meetings/2026-06-02-panel.md", MINUTES.replace("2026-06-02", "2026-06-01"))
    one = found(made)["SGN018"]
    assert (one.severity, one.at) == ("warning", "signoff[tor]")
    assert "1 June 2026" in one.message and "--on 2026-06-01" in one.help
    made = Approved().ask("tor").put("meetings/2026-06-02-panel.md", MINUTES)
    assert list(found(made)) == ["SGN018"]
    assert found(Approved().put("meetings/2026-06-02-panel.md", MINUTES)) == {}


def test_what_no_policy_knows_counts_for_nothing() -> None:
    """A sign-off that is none, an agency that has no line, an item where there is one for all."""
    for what, item in (("sign", None), ("imr", "nobody"), ("tor", "pennine-care"), ("imr", None)):
        place = f"signoff/{what}/{item}" if item else f"signoff/{what}"
        made = Approved().put(f"{place}/01-chair-1.json", b"")
        assert "the folder is named by the agency's id in returns.yaml" in found(made)["SGN014"].help


def test_a_request_of_another_review_is_found() -> None:
    """It is asked anew, and then stands."""
    made = Approved().ask("tor", case="SAR-2025-001")
    assert "another review" in found(made)["SGN015"].message
    assert found(made.ask("tor")) == {}


def test_what_was_asked_for_and_changed_is_found_once() -> None:
    """Before anybody approved it: a warning. After: the approval that no longer counts says it."""
    made = Approved().ask("tor").put("terms-of-reference.md", "---\nversion: 2\n---\n")
    assert list(found(made)) == ["SGN016"]
    made = complete("tor").put("terms-of-reference.md", "---\nversion: 2\n---\n")
    assert list(found(made)) == ["SGN005"]


def test_a_second_approval_is_only_told_while_a_seat_is_empty() -> None:
    """The same person twice is worth a word where a second one is wanted."""
    made = (
        Approved().ask("tor").say("tor", "member", "member-1").say("tor", "member", "member-1", "2026-06-03")
    )
    assert (found(made)["SGN009"].severity, "member-1" in found(made)["SGN009"].message) == ("note", True)
    assert "SGN009" not in found(made.say("tor", "chair-author", "author-1"))


def _with_check(made: Approved, outcome: Signing) -> Facts:
    facts = made.facts()
    check = SignatureCheck(outcome, "", f"a sentence on {outcome}")
    files = tuple(replace(one, signed=check) for one in facts.case.signoff.statements)
    case = replace(facts.case, signoff=replace(facts.case.signoff, statements=files))
    return Facts(case, facts.plan, facts.board, facts.calendar, facts.as_of)


@pytest.mark.parametrize(
    "outcome",
    ["bad-signature", "wrong-namespace", "unknown-key", "revoked", "key-not-valid-then", "another-person"],
)
def test_each_fault_of_a_signature_has_its_own_sentence_and_its_own_remedy(outcome: Signing) -> None:
    """One code, since all say that the signature is not good."""
    made = Approved().ask("overview-report")
    made.say("overview-report", "screening-chair", "hsl-1", but={"assurance": "signed"})
    made.put("signoff/overview-report/01-hsl-1.json.sig", b"-----BEGIN SSH SIGNATURE-----\n")
    (one,) = [one for one in judge(_with_check(made, outcome)) if one.code.startswith("SGN")]
    assert one.code == "SGN011"
    assert f"a sentence on {outcome}" in one.message and one.help
    assert [one.code for one in judge(_with_check(made, "good")) if one.code.startswith("SGN")] == []


def test_a_paper_that_stands_for_nothing_is_found() -> None:
    """A document that there is not, or one of an agency without the agency."""
    for named in ("overview", "imr", "report[gmp]", "board"):
        made = Approved().put(
            "papers.yaml", f"- {{id: a-1, title: A, stands_for: '{named}', sha256: {'a' * 64}}}\n"
        )
        assert list(found(made)) == ["SGN017"], named
    made.put("papers.yaml", f"- {{id: a-1, title: A, stands_for: 'imr[gm-icb]', sha256: {'a' * 64}}}\n")
    assert found(made) == {}


def test_whom_a_register_trusts_is_looked_at_line_by_line() -> None:
    """A fault of a file as a whole has no line; several keys of one person are in order."""
    board = Document(
        kind="board",
        path="board.yaml",
        data=Board(format=1, board="B", policy="p", people=(Person(id="chair-1"),)),
    )
    keys = [
        Signer(principal=who, key_type="ssh-ed25519", key=key, fingerprint="", line=number)
        for number, (who, key) in enumerate([("chair-1", "a"), ("chair-1", "b"), ("hsl-1", "b")], 1)
    ]
    faults = (
        TrustFault("trust/revoked_keys", 0, "Too large."),
        TrustFault("trust/allowed_signers", 7, "A list."),
    )
    given = list(judge_trust(Trust(signers=tuple(keys), faults=faults), board))
    assert [(one.code, str(one.spot)) for one in given] == [
        ("SGN030", "trust/revoked_keys"),
        ("SGN030", "trust/allowed_signers:7:1"),
        ("SGN031", "trust/allowed_signers:3:1"),
        ("SGN032", "trust/allowed_signers:3:1"),
    ]
    assert list(judge_trust(Trust(), board)) == []
