"""What `show` says of those who take part: the agencies, the panel, its meetings and who signed off."""

from reviewctl.facts.judged import Facts
from reviewctl.model.report import Block
from reviewctl.model.returns import AgencyReturns
from reviewctl.model.signoff import Signoff
from reviewctl.render.dates import plain_day, short_day
from reviewctl.render.pages.naming import agency_name, meeting_title, moment_words, role_title
from reviewctl.render.pages.quorum import quorate_word
from reviewctl.render.pages.show_table import plain_table

_SIGNED = {"complete": "complete", "open": "OPEN", "stale": "CHANGED"}


def returns_table(facts: Facts) -> Block | None:
    """Return how far the papers of each agency are; None where no agency is asked."""
    rows = [_returns_row(facts, agency, one) for agency, one in facts.case.returns.items()]
    return plain_table(("agency", "asked for", "IMR", "chronology", "chased"), rows) if rows else None


def _returns_row(facts: Facts, agency: str, one: AgencyReturns) -> tuple[str, ...]:
    asked = (one.contribution or "not decided").replace("-", " ").replace("imr", "IMR")
    ended = f"{one.outcome}: {one.reason or 'no reason'}" if one.outcome not in (None, "given") else ""
    chased = short_day(one.chased[-1], facts.as_of) if one.chased else ""
    return (
        agency_name(facts.board, agency),
        ended or asked,
        _progress(facts, f"returns[{agency}].imr.submitted"),
        _progress(facts, f"returns[{agency}].chronology.returned"),
        chased,
    )


def _progress(facts: Facts, address: str) -> str:
    """Return how far an agency's paper is, as its step has it: no two commands can disagree."""
    came = facts.happened(address)
    if came is not None:
        return f"came {moment_words(came)}"
    step = next((one for one in facts.deadlines if one.until == address), None)
    if step is None or step.state in ("not-started", "not-applicable"):
        return "-"
    if step.state == "waived":
        return "will not come"
    if step.due is None:
        return "asked, no date agreed"
    late = "LATE, " if step.state == "overdue" else ""
    return f"{late}due {short_day(step.due, facts.as_of)}"


def panel_table(facts: Facts) -> Block | None:
    """Return who sits on the panel now; None where nobody does."""
    seats = [seat for seat in facts.case.panel.appointments if seat.to is None or seat.to >= facts.as_of]
    rows = [
        (
            role_title(facts.plan.pack, seat.role),
            agency_name(facts.board, seat.agency)
            if seat.agency
            else "independent"
            if seat.independence
            else "",
            f"since {plain_day(seat.from_)}" if seat.from_ else "",
        )
        for seat in seats
    ]
    return plain_table(("role", "agency", ""), rows) if rows else None


def meetings_table(facts: Facts) -> Block | None:
    """Return the meetings, each with whether it was quorate; None where there is none."""
    rows = [
        (
            plain_day(one.date),
            meeting_title(facts.plan, one.kind) + (f" {one.number}" if one.status != "cancelled" else ""),
            {"yes": "quorate", "NO": "NOT QUORATE", "-": "held"}.get(word, word),
        )
        for one in facts.meetings
        for word in [quorate_word(one, facts.as_of)]
    ]
    return plain_table(("", "", ""), rows) if rows else None


def asked(facts: Facts) -> list[Signoff]:
    """Return the sign-offs that were asked for where one stands; without any, nothing is worked out."""
    if not facts.case.signoff.begun:
        return []
    return [one for one in facts.signoffs if one.state != "not-requested"]


def signoffs_table(facts: Facts) -> Block | None:
    """Return the sign-offs that were asked for, each with how it stands; None where there is none."""
    rows = [(_SIGNED[one.state], _signoff_title(facts, one), _given(one)) for one in asked(facts)]
    return plain_table(("", "", ""), rows) if rows else None


def _signoff_title(facts: Facts, one: Signoff) -> str:
    return f"{one.title}: {agency_name(facts.board, one.item)}" if one.item else one.title


def _given(one: Signoff) -> str:
    if one.completed is not None:
        return plain_day(one.completed)
    filled = sum(seat.person is not None for seat in one.required)
    return f"{filled} of {len(one.required)} have approved"
