"""What `report annual` tells scripts: its rows for csv, and its records."""

from collections.abc import Iterator, Mapping, Sequence

from reviewctl.facts.annual import ActionDeclined, ActionDone, ActionIntended, ReviewYear

FIELDS = (
    "part", "case", "type", "subjects", "mandate", "date", "action", "recommendation", "what", "owners",
    "evidence", "due", "decided_by", "reason",
)  # fmt: skip
"""The columns of csv."""


def rows_of(reviews: Sequence[ReviewYear]) -> Iterator[dict[str, object]]:
    """Yield the rows of csv: each review in its part, and each action."""
    for one in reviews:
        own = _of_review(one)
        if one.concluded:
            yield _flat("concluded", own, date=one.concluded.written)
            yield from (_flat("finding", own, what=said.text) for said in one.findings)
            yield from (
                _flat("recommendation", own, recommendation=said.id, what=said.text)
                for said in one.recommendations
            )
        if one.ongoing:
            yield _flat("ongoing", own, date=one.decided.written)
        for done in one.done:
            yield _flat("done", own, **{**done_record(one, done), "date": done.met.written})
        for intended in one.intended:
            yield _flat("intended", own, **intended_record(one, intended))
        for declined in one.declined:
            yield _flat(
                "not-implemented", own, **{**declined_record(one, declined), "date": declined.decided_on}
            )


def _flat(part: str, own: Mapping[str, object], **values: object) -> dict[str, object]:
    whole = {**own, **values, "part": part}
    return {field: whole.get(field) for field in FIELDS}


def _of_review(one: ReviewYear) -> dict[str, object]:
    return {"case": one.case, "type": one.type, "subjects": list(one.subjects), "mandate": one.mandate}


def concluded_record(one: ReviewYear) -> dict[str, object]:
    """Return a review that concluded in the year as plain values."""
    return {
        **_of_review(one),
        "decided": one.decided.written,
        "concluded": one.concluded.written if one.concluded else None,
        "findings": [{"id": said.id, "kind": said.word, "text": said.text} for said in one.findings],
        "recommendations": [{"id": said.id, "text": said.text} for said in one.recommendations],
    }


def ongoing_record(one: ReviewYear) -> dict[str, object]:
    """Return a review that was under way as plain values."""
    return {**_of_review(one), "decided": one.decided.written, "stage": one.stage}


def _action(one: ReviewYear, action: ActionDone | ActionIntended | ActionDeclined) -> dict[str, object]:
    return {
        "case": one.case,
        "action": action.id,
        "what": action.what,
        "recommendation": action.recommendation,
    }


def done_record(one: ReviewYear, action: ActionDone) -> dict[str, object]:
    """Return an action that was met as plain values."""
    more = {"owners": list(action.owners), "met": action.met.written, "evidence": action.evidence}
    return {**_action(one, action), **more}


def intended_record(one: ReviewYear, action: ActionIntended) -> dict[str, object]:
    """Return an action that was still to be done as plain values."""
    more = {"owners": list(action.owners), "due": action.due, "due_as_written": action.due_as_written}
    return {**_action(one, action), **more}


def declined_record(one: ReviewYear, action: ActionDeclined) -> dict[str, object]:
    """Return an action that the Board decided not to implement as plain values."""
    more = {"decided_on": action.decided_on, "decided_by": action.decided_by, "reason": action.reason}
    return {**_action(one, action), **more}
