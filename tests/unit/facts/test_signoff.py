"""Sign-offs: what is bound, which statements count, who fills which seat, and what comes of it."""

from datetime import date

import pytest

from reviewctl.facts.signoff import signoff_of
from reviewctl.model.address import read_address
from reviewctl.model.kind import SignoffRule
from reviewctl.model.signoff import SignatureCheck, Signing, StatementFile, StatementState
from tests.approving import BOARD, COVERED, WHATS, Approved, complete, item_of, summed


@pytest.mark.parametrize("what", WHATS)
def test_what_is_signed_off_is_what_anybody_can_sum_up(what: str) -> None:
    """The digest is that of the lines which sha256sum prints for the files, by their paths."""
    made = complete(what)
    found = made.found(what, item_of(what))
    assert found.manifest.digest == made.digest(what)
    assert [path for path, _ in found.manifest.lines] == sorted(COVERED[what])
    assert found.manifest.lacking == ()
    assert summed(found.manifest.text.encode()) == found.manifest.digest


@pytest.mark.parametrize("what", WHATS)
def test_a_sign_off_is_complete_when_each_seat_is_filled(what: str) -> None:
    """Not before, and on the day of the last approval that was wanted."""
    made = complete(what)
    found = made.found(what, item_of(what))
    assert found.state == "complete"
    assert all(seat.person for seat in found.required)
    assert all(one.state == "counts" for one in found.statements)
    assert found.completed == max(one.on for one in found.statements if one.on)
    before = found.completed.replace(day=found.completed.day - 1)
    assert made.found(what, item_of(what), before).state in ("open", "not-requested")


def test_nothing_is_asked_of_a_case_without_the_folder() -> None:
    """Every sign-off of the policy is there, and not requested."""
    found = Approved().facts().signoffs
    assert {one.state for one in found} == {"not-requested"}
    assert [one.key for one in found] == [
        "tor",
        "imr[pennine-care]",
        "overview-report",
        "executive-summary",
        "action-plan",
        "report-and-plan",
        "plan-met",
        "plan-assured",
        "briefing",
        "publication",
    ]


def test_the_titles_of_the_seats_are_those_of_the_pack() -> None:
    """People read titles; a seat that any of two roles can fill is named by both."""
    assert [one.title for one in Approved().facts().signoffs[0].required] == [
        "Review Panel Chair/Report Author",
        "Review panel member",
    ]
    rule = SignoffRule(title="It", files=("tor",), roles=("chair-author", "member"), people=3, cites="P§9")
    made = Approved().ask("tor").say("tor", "chair-author", "author-1").say("tor", "member", "member-1")
    facts = made.facts()
    found = signoff_of(facts.case, rule, facts.board, facts.as_of, "tor")
    assert [(one.role, one.person) for one in found.required] == [
        ("chair-author", "author-1"),
        ("member", "member-1"),
        ("chair-author or member", None),
    ]
    assert found.state == "open"


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("place", [0, 1])
def test_any_word_that_changes_makes_it_stale(what: str, place: int) -> None:
    """One byte more in what was approved, and nothing approves what there is now; taken out again, it counts again."""
    made = complete(what)
    path = COVERED[what][place % len(COVERED[what])]
    before = made.data(path)
    made.put(path, before + b"\n")
    found = made.found(what, item_of(what))
    assert (found.state, found.completed) == ("stale", None)
    assert {one.state for one in found.statements} == {"stale"}
    assert made.put(path, before).found(what, item_of(what)).state == "complete"


@pytest.mark.parametrize("what", WHATS)
def test_to_record_the_next_step_voids_nothing(what: str) -> None:
    """Diary, returns, progress, log, publication and papers are written on as the review goes on."""
    made = complete(what)
    made.put("diary.yaml", "referral: {received: 2026-01-12}\nplan: {circulated: 2026-06-05}\n")
    made.put("returns.yaml", "pennine-care: {imr: {author: nurse-2, presented: 2026-06-05}}\n")
    made.put("progress.yaml", "1: {met: 2026-06-05}\n").put("publication.yaml", "style: summary\n")
    made.put("log.yaml", "notes:\n  - {on: 2026-06-05, text: sent}\n")
    made.put("papers.yaml", "- {id: letter-1, title: A letter}\n")
    assert made.found(what, item_of(what)).state == "complete"


def test_what_is_not_there_cannot_be_approved() -> None:
    """A plan that was taken away is lacking, and an approval of what is left is none of both."""
    made = complete().take("action-plan.yaml")
    found = made.found("report-and-plan")
    assert (found.state, found.manifest.lacking) == ("stale", ("action-plan",))
    only = summed(f"{summed(made.data('report/overview.md'))}  report/overview.md\n".encode())
    assert found.manifest.digest == only
    made.say("report-and-plan", "independent-chair", "chair-1", but={"digest": only})
    assert made.states("report-and-plan") == ["replaced", "stale"]
    assert made.found("report-and-plan").state == "stale"


def test_a_copy_that_is_not_there_cannot_be_approved() -> None:
    """The evidence of a plan is approved as a copy; without one nothing is."""
    found = complete("plan-met").take("signoff/plan-met/snapshot/progress.yaml").found("plan-met")
    assert (found.state, found.manifest.lacking) == ("stale", ("progress (the copy of it)",))


def test_a_paper_stands_in_the_place_of_a_document() -> None:
    """The report that stayed in Word is bound by its fingerprint, also where only dates are asked for."""
    word = "a" * 64
    made = Approved().take("report/overview.md")
    made.put("papers.yaml", f"- {{id: overview-v4, title: The report, stands_for: report, sha256: {word}}}\n")
    digest = summed(f"{word}  papers.yaml#overview-v4\n".encode())
    made.say("overview-report", "screening-chair", "hsl-1", but={"digest": digest})
    assert made.found("overview-report").state == "complete"
    quality = read_address("report.quality_assured")
    assert made.facts(dates_only=True).timeline.moment(quality) == made.facts().timeline.moment(quality)
    assert made.facts(dates_only=True).timeline.moment(quality) is not None
    made.put(
        "papers.yaml", f"- {{id: overview-v4, title: The report, stands_for: report, sha256: {'b' * 64}}}\n"
    )
    assert made.found("overview-report").state == "stale"


def test_a_paper_beside_its_document_is_bound_as_well() -> None:
    """Both are what was approved: either of them changing voids it."""
    made = Approved().put(
        "papers.yaml", f"- {{id: overview-v4, title: The report, stands_for: report, sha256: {'a' * 64}}}\n"
    )
    made.ask("tor")
    lines = made.found("overview-report").manifest.lines
    assert [path for path, _ in lines] == ["papers.yaml#overview-v4", "report/overview.md"]


def board_with(old: str, new: str) -> str:
    """Return the board's file with a change."""
    assert old in BOARD
    return BOARD.replace(old, new)


# Why a statement does not count.

REASONS = {
    "stale": ("overview-report", {"digest": "0" * 64}, "has changed since"),
    "ahead": ("overview-report", {"on": "2026-06-09"}, "still to come"),
    "role-not-asked": ("overview-report", {"role": "pip"}, "does not ask pip for it, but screening-chair"),
    "role-not-held": ("overview-report", {"person": "chair-1"}, "did not hold"),
    "replayed": ("overview-report", {"case": "SAR-2025-001"}, "another review"),
    "chain-broken": ("overview-report", {"previous": "0" * 64}, "does not follow on"),
    "not-signed": ("overview-report", {"assurance": "signed"}, "no signature beside it"),
    "rejected": ("overview-report", {"decision": "reject"}, "rejects"),
    "withdrawn": ("overview-report", {"decision": "withdraw"}, "takes back"),
}


@pytest.mark.parametrize("state", REASONS)
def test_a_statement_that_does_not_count_says_why(state: str) -> None:
    """Each reason is its own, and the sign-off is not complete."""
    what, other, words = REASONS[state]
    person = str(other.get("person", "hsl-1"))
    made = Approved().ask(what).say(what, "screening-chair", person, but=other)
    one = made.only(what)
    assert (one.state, words in one.reason) == (state, True), one
    assert made.found(what).state == ("stale" if state == "stale" else "open")
    assert made.found(what).completed is None


@pytest.mark.parametrize(
    ("key", "value"), [("what", "tor"), ("item", "gm-icb"), ("person", "chair-1"), ("case", "SAR-2026-002")]
)
def test_a_statement_of_another_place_is_replayed(key: str, value: str) -> None:
    """The review, the sign-off, the item and the person are those of where it lies."""
    made = Approved().say("imr", "agency-signatory", "nurse-1", item="pennine-care")
    assert made.states("imr", "pennine-care") == ["counts"]
    made = Approved().say("imr", "agency-signatory", "nurse-1", item="pennine-care", but={key: value})
    assert made.states("imr", "pennine-care") == ["replayed"]


def test_a_role_must_have_been_held_on_the_day() -> None:
    """By board.yaml or panel.yaml: the last day in office counts, and the day after does not."""
    for on, state in (("2026-09-30", "counts"), ("2026-10-01", "role-not-held")):
        made = Approved().say("report-and-plan", "independent-chair", "chair-1", on)
        assert made.states("report-and-plan", on=date(2026, 12, 1)) == [state]
    for on, state in (("2026-06-30", "counts"), ("2026-07-01", "role-not-held")):
        made = Approved().say("action-plan", "member", "member-2", on)
        assert made.states("action-plan", on=date(2026, 12, 1)) == [state]


def test_an_office_of_the_board_is_not_given_by_a_seat_on_a_panel() -> None:
    """Whoever writes panel.yaml could else make themselves the chair of the screening panel."""
    panel = "appointments:\n  - {role: screening-chair, person: author-1, from: 2020-01-01}\n"
    made = Approved().put("panel.yaml", panel).say("overview-report", "screening-chair", "author-1")
    assert made.states("overview-report") == ["role-not-held"]


def test_an_agency_signs_for_itself() -> None:
    """Whoever signs an IMR is of that agency, holds the role, and did not write it."""
    for person, state in (("nurse-1", "counts"), ("member-1", "role-not-held"), ("nurse-2", "barred")):
        made = Approved().say("imr", "agency-signatory", person, item="pennine-care")
        assert made.states("imr", "pennine-care") == [state], person


def test_the_author_does_not_approve() -> None:
    """Neither as another office holder, nor once the seat of the author has changed hands."""
    board = board_with("screening-chair, person: hsl-1", "screening-chair, person: author-1")
    for to in ("", ", to: 2026-05-31"):
        panel = f"appointments:\n  - {{role: chair-author, person: author-1, from: 2026-02-24{to}}}\n"
        made = Approved({"board.yaml": board}).put("panel.yaml", panel)
        made.say("overview-report", "screening-chair", "author-1")
        assert made.states("overview-report") == ["barred"]


def test_the_last_word_of_a_person_counts() -> None:
    """What is said later in the same role replaces what was said before; to take back ends it."""
    made = complete("overview-report")
    made.say("overview-report", "screening-chair", "hsl-1", "2026-06-04", but={"decision": "reject"})
    assert made.states("overview-report") == ["replaced", "rejected"]
    assert made.found("overview-report").state == "open"
    made.say("overview-report", "screening-chair", "hsl-1", "2026-06-05")
    assert made.states("overview-report") == ["replaced", "replaced", "counts"]
    assert made.found("overview-report").completed == date(2026, 6, 5)
    made.say("overview-report", "screening-chair", "hsl-1", "2026-06-06", but={"decision": "withdraw"})
    assert made.states("overview-report") == ["replaced", "replaced", "withdrawn", "withdrawn"]
    assert made.found("overview-report").state == "open"
    assert made.found("overview-report", on=date(2026, 6, 5)).state == "complete"


def test_the_same_said_again_changes_nothing() -> None:
    """It is complete since the first time."""
    made = complete("overview-report").say("overview-report", "screening-chair", "hsl-1", "2026-06-05")
    assert made.states("overview-report") == ["counts", "not-needed"]
    assert made.found("overview-report").completed == date(2026, 6, 2)


def test_one_person_fills_one_seat() -> None:
    """Two roles of one person are one approval; a second person makes two."""
    board = board_with("role: screening-chair, person: hsl-1", "role: screening-chair, person: chair-1")
    made = Approved({"board.yaml": board}).copied("publication", "publication.yaml").ask("publication")
    made.say("publication", "independent-chair", "chair-1").say("publication", "screening-chair", "chair-1")
    found = made.found("publication")
    assert (found.state, sorted(one.state for one in found.statements)) == ("open", ["counts", "not-needed"])


def test_seats_are_given_so_that_as_many_as_possible_are_filled() -> None:
    """Who can fill two seats leaves the one to whom only that is open."""
    board = board_with("role: pip, person: pip-1", "role: chair-author, person: member-1")
    made = Approved({"board.yaml": board}).ask("tor")
    made.say("tor", "member", "member-1").say("tor", "chair-author", "member-1").say(
        "tor", "member", "member-2"
    )
    found = made.found("tor")
    assert found.state == "complete"
    assert {one.role: one.person for one in found.required} == {
        "chair-author": "member-1",
        "member": "member-2",
    }


def test_more_approvals_than_are_asked_for_do_no_harm() -> None:
    """They count, and it is said that the seats are filled without them."""
    made = complete("tor").say("tor", "member", "member-2", "2026-06-04")
    one = made.found("tor").statements[-1]
    assert (made.found("tor").completed, one.state) == (date(2026, 6, 3), "counts")
    assert "without it" in one.reason


def test_a_rejection_stands_in_the_way() -> None:
    """Of somebody who is asked, however many approve; until it is taken back, or the text is another."""
    made = complete("tor").say("tor", "member", "member-2", "2026-06-04", but={"decision": "reject"})
    assert made.found("tor").state == "open"
    assert made.found("tor", on=date(2026, 6, 3)).state == "complete"
    made.say("tor", "member", "member-2", "2026-06-05", but={"decision": "withdraw"})
    assert made.found("tor").state == "complete"


def test_a_rejection_by_somebody_who_is_not_asked_is_no_bar() -> None:
    """Who does not approve does not forbid either."""
    made = complete("tor").say("tor", "pip", "pip-1", "2026-06-04", but={"decision": "reject"})
    assert (made.found("tor").state, made.states("tor")[-1]) == ("complete", "role-not-asked")


def test_a_chain_must_be_whole() -> None:
    """A statement that is taken out, or changed, shows in the next one of the same person, and in all behind it."""
    made = complete("overview-report")
    made.say("overview-report", "screening-chair", "hsl-1", "2026-06-03", but={"decision": "reject"})
    made.say("overview-report", "screening-chair", "hsl-1", "2026-06-04")
    assert made.found("overview-report").state == "complete"
    made.take("signoff/overview-report/02-hsl-1.json")
    assert made.states("overview-report") == ["replaced", "chain-broken"]
    assert made.found("overview-report").state == "open"


def test_two_people_may_bear_the_same_number() -> None:
    """They approved in two branches at once."""
    made = complete("tor")
    assert [one.file.path.rpartition("/")[2] for one in made.found("tor").statements] == [
        "01-author-1.json",
        "01-member-1.json",
    ]


def test_what_follows_is_not_dated_before() -> None:
    """A statement dated before the one that it follows was made up."""
    made = complete("overview-report")
    made.say("overview-report", "screening-chair", "hsl-1", "2026-06-01", but={"decision": "reject"})
    assert made.states("overview-report") == ["replaced", "back-dated"]


@pytest.mark.parametrize("junk", [b"", b"{}\n", b"\xff\xfe", b"[" * 60_000, b"x" * 70_000])
def test_what_cannot_be_relied_on_keeps_it_open(junk: bytes) -> None:
    """Nobody can say that it was no rejection: until it is put right nothing is complete."""
    made = complete("tor").put("signoff/tor/02-member-1.json", junk)
    found = made.found("tor")
    assert (found.state, found.completed, found.statements[-1].state) == ("open", None, "unreadable")
    made = complete("tor").put("signoff/tor/request.json", junk)
    assert (made.found("tor").state, made.found("tor").requested) == ("open", None)


def test_a_request_of_another_review_is_none() -> None:
    """It was copied here, and keeps it open as anything does that cannot be relied on."""
    made = complete("tor").ask("tor", case="SAR-2025-001")
    assert (made.found("tor").state, made.found("tor").requested) == ("open", None)


# Publication: once.


def test_an_approval_of_publication_answers_one_request() -> None:
    """When the text went away, was asked for, and came back, it is approved anew; elsewhere it counts again."""
    made = complete("publication")
    before = made.data("report/overview.md")
    made.put("report/overview.md", before + b"more\n").ask("publication", "2026-06-04")
    assert made.found("publication").state == "stale"
    made.put("report/overview.md", before)
    assert made.states("publication") == ["stale", "stale"]
    made.ask("publication", "2026-06-05")
    assert made.states("publication") == ["stale", "stale"]
    made.say("publication", "screening-chair", "hsl-1", "2026-06-06", but={"minute": "again"})
    made.say("publication", "independent-chair", "chair-1", "2026-06-06", but={"minute": "again"})
    found = made.found("publication")
    assert (found.state, found.completed) == ("complete", date(2026, 6, 6))


def test_publication_without_a_request_is_not_approved() -> None:
    """There is nothing that the approval could answer."""
    made = complete("publication").take("signoff/publication/request.json")
    assert made.states("publication") == ["stale", "stale"]


# Signatures.

SIGNATURE = b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"


def _signed(made: Approved, outcome: Signing | None, assurance: str = "recorded") -> tuple[str, str]:
    """Return the state of a sign-off and of its one statement, its signature having been checked as said."""
    from msgspec.structs import replace

    facts = made.facts()
    check = SignatureCheck(outcome, "", "a sentence why") if outcome else None
    files = tuple(
        replace(one, signed=check) if one.signature is not None else one
        for one in facts.case.signoff.statements
    )
    case = replace(facts.case, signoff=replace(facts.case.signoff, statements=files))
    rule = replace(facts.plan.kind.signoffs["overview-report"], assurance=assurance)
    found = signoff_of(case, rule, facts.board, facts.as_of, "overview-report")
    (one,) = found.statements
    return found.state, one.state


OUTCOMES: list[tuple[Signing | None, StatementState]] = [
    ("good", "counts"),
    ("not-checked", "not-checked"),
    (None, "not-checked"),
    ("bad-signature", "bad-signature"),
    ("wrong-namespace", "wrong-namespace"),
    ("unknown-key", "unknown-key"),
    ("revoked", "revoked"),
    ("key-not-valid-then", "key-not-valid-then"),
    ("another-person", "another-person"),
]


@pytest.mark.parametrize(("outcome", "state"), OUTCOMES)
@pytest.mark.parametrize("assurance", ["recorded", "signed"])
def test_a_signed_statement_counts_when_its_signature_is_good(
    outcome: Signing | None, state: StatementState, assurance: str
) -> None:
    """Whether the policy asks for it or not; each other outcome is its own reason."""
    made = Approved().ask("overview-report")
    made.say("overview-report", "screening-chair", "hsl-1", but={"assurance": "signed"})
    made.put("signoff/overview-report/01-hsl-1.json.sig", SIGNATURE)
    assert _signed(made, outcome, assurance) == ("complete" if state == "counts" else "open", state)


def test_where_the_policy_wants_signatures_a_record_is_none() -> None:
    """A line that somebody else wrote is not enough, whatever lies beside it."""
    made = complete("overview-report")
    assert _signed(made, None, "signed") == ("open", "not-signed")
    made.put("signoff/overview-report/01-hsl-1.json.sig", SIGNATURE)
    assert _signed(made, "good", "signed") == ("open", "not-signed")
    assert _signed(made, None, "recorded") == ("complete", "counts")
    assert _signed(made, "unknown-key", "recorded") == ("open", "unknown-key")


def test_what_is_no_signature_is_bad_without_a_program() -> None:
    """Nothing need be run to see that it is none."""
    made = complete("overview-report").put("signoff/overview-report/01-hsl-1.json.sig", b"junk\n")
    assert _signed(made, None) == ("open", "bad-signature")


def test_to_damage_a_signature_clears_no_rejection_away() -> None:
    """A rejection whose signature is bad still stands in the way."""
    made = complete("tor")
    made.say("tor", "member", "member-2", "2026-06-04", but={"decision": "reject", "assurance": "signed"})
    made.put("signoff/tor/01-member-2.json.sig", SIGNATURE)
    assert made.found("tor").state == "open"


# What comes of it.

GIVEN = {
    "tor": "tor.agreed",
    "imr": "returns[pennine-care].imr.signed_off",
    "overview-report": "report.quality_assured",
    "report-and-plan": "report.endorsed",
    "plan-met": "plan.met_by_pip",
    "publication": "publication.considered",
}


@pytest.mark.parametrize("what", GIVEN)
def test_an_event_comes_from_its_sign_off(what: str) -> None:
    """It happened on the day on which the sign-off was complete, and not while it is open or stale."""
    address = read_address(GIVEN[what])
    made = complete(what)
    moment = made.facts().timeline.moment(address)
    assert moment is not None and moment.on == made.found(what, item_of(what)).completed
    path = COVERED[what][0]
    assert made.put(path, made.data(path) + b"x").facts().timeline.moment(address) is None


@pytest.mark.parametrize("what", GIVEN)
def test_the_diary_counts_until_the_sign_off_is_asked_for(what: str) -> None:
    """As with minutes: what was written by hand is read where nobody asked, and not after."""
    address = read_address(GIVEN[what])
    made = Approved()
    if what == "imr":
        made.put("returns.yaml", "pennine-care: {imr: {author: nurse-2, signed_off: 2026-05-05}}\n")
    else:
        made.put("diary.yaml", f"{address.head}: {{{address.fields[0]}: 2026-05-05}}\n")
    moment = made.facts().timeline.moment(address)
    assert moment is not None and moment.on == date(2026, 5, 5)
    if what in ("plan-met", "publication"):
        made.copied(what, COVERED[what][1].rpartition("/")[2])
    made.ask(what, item=item_of(what))
    assert made.facts().timeline.moment(address) is None
    earlier = made.facts(date(2026, 5, 31)).timeline.moment(address)
    assert earlier is not None and earlier.on == date(2026, 5, 5)


def test_a_day_planned_for_a_sign_off_stays_planned() -> None:
    """The Board's meeting is booked while the approval is awaited; once it is given the plan is no matter."""
    address = read_address("report.endorsed")
    made = Approved().ask("report-and-plan").put("diary.yaml", "report: {endorsed: {planned: 2026-07-01}}\n")
    timeline = made.facts().timeline
    assert (timeline.moment(address), timeline.planned(address)) == (None, date(2026, 7, 1))
    timeline = made.say("report-and-plan", "independent-chair", "chair-1").facts().timeline
    assert timeline.moment(address) is not None and timeline.planned(address) is None


def test_a_stage_opens_when_its_sign_off_is_complete_and_closes_when_a_word_changes() -> None:
    """The stage is worked out and never written."""
    made = complete()
    assert made.facts().place.id == "publishing"
    made.put("report/overview.md", made.data("report/overview.md") + b"more\n")
    assert made.facts().place.id != "publishing"


def test_the_day_of_a_sign_off_is_a_value_that_conditions_can_ask_for() -> None:
    """`signoff[report-and-plan].complete: present`."""
    address = read_address("signoff[report-and-plan].complete")
    assert complete().facts().timeline.value(address) is not None
    assert Approved().facts().timeline.value(address) is None
    assert complete().facts().timeline.value(read_address("signoff[nothing].complete")) is None


def test_statement_files_keep_what_they_hold() -> None:
    """The bytes and their sum are there for whoever checks the signature."""
    (one,) = complete("overview-report").facts().case.signoff.statements
    assert isinstance(one, StatementFile)
    assert one.sha256 == summed(one.data)
    assert (one.number, one.person, one.item) == (1, "hsl-1", "")
