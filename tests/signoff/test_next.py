"""What `next` and `explain` say of sign-offs: nobody needs to know beforehand that there are any."""

from tests.signoff.conftest import BRANCH, CASE, Desk, on


def written(desk: Desk) -> None:
    """The review was decided on, and its report drafted."""
    with on("2026-05-18"):
        desk.does("add", CASE, "decision")
        desk.does("record", CASE, "decision.outcome", "review")
        desk.does("record", CASE, "decision.made", "2026-02-02")
        desk.does("record", CASE, "report.drafted", "2026-05-01")


def hints(desk: Desk, day: str = "2026-05-18") -> str:
    """Return what `next` says of the review."""
    with on(day):
        return " ".join(desk.does("next", CASE).out.split())


def test_a_step_that_a_sign_off_does_says_how_it_is_asked_for(desk: Desk) -> None:
    """Where the text is there; a date typed by hand is the other way."""
    written(desk)
    said = hints(desk)
    assert f"reviewctl record {CASE} report.quality_assured today" in said
    assert f"or have it signed off: > reviewctl signoff request {CASE} overview-report" in said


def test_what_is_not_written_yet_is_not_to_be_signed_off(desk: Desk) -> None:
    """A request of a text that is lacking would be refused."""
    written(desk)
    with on("2026-05-18"):
        desk.does("record", CASE, "report.quality_assured", "2026-05-01")
        desk.does("record", CASE, "report.presented", "2026-05-02")
        desk.does("record", CASE, "report.available", "2026-05-02")
    said = hints(desk)
    assert f"reviewctl record {CASE} plan.agreed today" in said
    assert "signoff" not in said


def test_a_briefing_that_nobody_has_written_is_drafted_first(desk: Desk) -> None:
    """Its day alone would say that a page was signed off which there is not."""
    written(desk)
    with on("2026-05-18"):
        desk.does("record", CASE, "report.endorsed", "2026-05-11")
        said = hints(desk)
        assert f"it is not written yet; draft it: reviewctl briefing {CASE}" in said
        desk.does("briefing", CASE)
    assert f"or have it signed off: reviewctl signoff request {CASE} briefing" in hints(desk)


def test_what_was_asked_for_says_how_it_stands(desk: Desk) -> None:
    """Merged before all have approved: the next approval, and who is still to give it."""
    written(desk)
    desk.ask()
    desk.merge(BRANCH)
    said = hints(desk, "2026-05-22")
    assert f"reviewctl signoff record {CASE} overview-report" in said
    assert f"how it stands: reviewctl signoff status {CASE} overview-report" in said
    assert "signoff request" not in said


def test_explain_says_what_is_typed_for_a_sign_off_and_what_it_gives(desk: Desk) -> None:
    """From the word that a person has, the event or the sign-off, to the command."""
    said = {
        word: " ".join(desk.does("explain", word).out.split())
        for word in (
            "overview-report",
            "report.quality_assured",
            "returns[pennine-care].imr.signed_off",
            "sign-off",
        )
    }
    assert "Ask for it: reviewctl signoff request CASE overview-report" in said["overview-report"]
    assert "when the sign-off overview-report is complete" in said["report.quality_assured"]
    assert "reviewctl record CASE report.quality_assured DATE" in said["report.quality_assured"]
    assert (
        'reviewctl record CASE "returns[AGENCY].imr.signed_off" DATE'
        in said["returns[pennine-care].imr.signed_off"]
    )
    assert "reviewctl signoff status CASE" in said["sign-off"]


def test_changes_tells_each_statement_and_calls_none_a_stray_file(desk: Desk) -> None:
    """The request, the first word and the one that stands in its place; an empty document says that it is one."""
    desk.ask()
    desk.approve("2026-05-20", "--decision", "reject")
    desk.approve("2026-05-21")
    desk.merge(BRANCH)
    desk.does_on("2026-05-22", "add", CASE, "action-plan")
    with on("2026-05-25"):
        said = " ".join(desk.does("changes", "--since", "2026-05-10").out.split())
    assert "is no statement" not in said
    assert "(a later statement, of 21 May 2026, stands in its place);" in said
    assert "not asked for → complete" in said
    assert "action-plan.yaml: added, and nothing is filled in yet" in said


def test_show_has_the_sign_offs_of_its_review(desk: Desk) -> None:
    """Only those that were asked for; how many have approved, or on what day it was complete."""
    assert "Sign-offs" not in desk.does_on("2026-05-18", "show", CASE)
    desk.ask()
    desk.merge(BRANCH)
    said = " ".join(desk.does_on("2026-05-22", "show", CASE).split())
    assert (
        "Sign-offs OPEN Overview report, quality-assured by the screening panel 0 of 1 have approved" in said
    )
    desk.approve("2026-05-22")
    said = " ".join(desk.does_on("2026-05-22", "show", CASE).split())
    assert "complete Overview report, quality-assured by the screening panel 22 May 2026" in said
    rows = desk.does_on("2026-05-22", "show", CASE, "--format", "csv")
    assert "signoff,overview-report,complete,2026-05-22" in rows
