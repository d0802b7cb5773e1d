"""How long a review took, part by part: for the record that goes out with its papers."""

from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.model.metadata import Dates, Duration, Span


def dates_of(facts: Facts, publication: date | None) -> Dates:
    """Return the days of a review: when it was referred, decided, signed off (else available) and is published."""
    return Dates(
        referral=_on(facts, "referral.received"),
        decision=_on(facts, "decision.made"),
        report=_on(facts, "report.endorsed") or _on(facts, "report.available"),
        publication=publication,
    )


def duration_of(dates: Dates) -> Duration:
    """Return how long each part took, and the whole."""
    return Duration(
        referral_to_decision=span(dates.referral, dates.decision),
        decision_to_report=span(dates.decision, dates.report),
        report_to_publication=span(dates.report, dates.publication),
        referral_to_publication=span(dates.referral, dates.publication),
    )


def span(first: date | None, last: date | None) -> Span | None:
    """Return the time between two days; None where one of them is not known."""
    if first is None or last is None:
        return None
    months = 12 * (last.year - first.year) + last.month - first.month - (last.day < first.day)
    return Span(days=(last - first).days, months=months)


def _on(facts: Facts, address: str) -> date | None:
    moment = facts.happened(address)
    return moment.on if moment is not None and moment.exact else None
