"""The integrated chronology as scripts and spreadsheets see it."""

from collections.abc import Iterator

from reviewctl.model.integrated import Conflict, Gap, Integrated, Interval, Line, Telling
from reviewctl.render.pages.chronicle_words import Names, difference, interval

FIELDS = (
    "number", "date", "first", "last", "time", "as_written", "agency", "agency_name", "id", "initial", "subject",
    "source", "who", "event", "response", "comment", "tor", "marks", "alike", "conflicts", "assumptions", "ages",
    "since", "path", "line",
)  # fmt: skip
"""The columns of the csv: one row for each telling. What is said of a whole line stands in each of its rows."""


def payload(whole: Integrated, names: Names) -> dict[str, object]:
    """Return the whole as the JSON holds it, but for the day judged on."""
    return {
        "case": whole.case,
        "citations": ["P§14"],
        "subjects": [{"id": one, "pseudonym": pseudonym} for one, pseudonym in whole.subjects],
        "agencies": [{"id": one, "name": names.agency(one)} for one in whole.agencies],
        "scope": {"from": whole.scope[0], "to": whole.scope[1]},
        "entries": [_entry(line) for line in whole.lines],
        "gaps": [_gap(gap) for gap in whole.gaps],
        "empty": [{"agency": one, "because": because or None} for one, because in whole.empty],
        "not_brought_in": [{"agency": one, "rows": rows} for one, rows in whole.not_brought_in],
        "assumptions": list(whole.assumptions),
        "left_out": whole.left_out,
    }


def records(whole: Integrated, names: Names) -> list[dict[str, object]]:
    """Return a row for each telling."""
    return [record for line in whole.lines for record in _records(line, names)]


def _entry(line: Line) -> dict[str, object]:
    told = [{"agency": one.agency, "id": one.entry.id} for one in line.tellings]
    return {
        **_date(line),
        "agencies": list(line.agencies),
        "tellings": [_telling(one) for one in line.tellings],
        "duplicates": told if len(told) > 1 else [],
        "alike": line.alike,
        "conflicts": [_conflict(one) for one in line.conflicts],
        "assumptions": list(line.assumptions),
        "ages": [{"subject": one.subject, "age": one.words} for one in line.ages],
        "since": _since(line.since),
    }


def _date(line: Line) -> dict[str, object]:
    """Return the line's number and its date: that of the telling that knows it best."""
    best = _best(line)
    return {
        "number": line.number,
        "date": best.entry.date,
        "first": line.span.first,
        "last": line.span.last,
        "time": best.entry.time or next((one.entry.time for one in line.tellings if one.entry.time), None),
        "as_written": next((one.entry.as_written for one in line.tellings if one.entry.as_written), None),
    }


def _best(line: Line) -> Telling:
    where = line.span.first, line.span.last
    exact = (one for one in line.tellings if (one.span.first, one.span.last) == where)
    return next(exact, line.tellings[0])


def _telling(one: Telling) -> dict[str, object]:
    entry = one.entry
    return {
        "agency": one.agency,
        "id": entry.id,
        "initial": one.initial,
        "date": entry.date,
        "time": entry.time,
        "as_written": entry.as_written,
        "subject": entry.subject,
        "source": entry.source,
        "who": entry.who,
        "event": entry.event,
        "response": entry.response,
        "comment": entry.comment,
        "tor": list(entry.tor),
        "marks": list(entry.marks),
        "path": one.spot.path,
        "line": one.spot.line or None,
    }


def _conflict(one: Conflict) -> dict[str, object]:
    return {"about": one.about, "said": [{"agency": agency, "says": says} for agency, says in one.said]}


def _since(one: Interval | None) -> dict[str, object] | None:
    return {"least": one.least, "most": one.most} if one is not None else None


def _gap(gap: Gap) -> dict[str, object]:
    widest = {"from": gap.widest[0], "to": gap.widest[1]} if gap.widest is not None else None
    return {
        "agency": gap.agency,
        "from": gap.first,
        "to": gap.last,
        "days": gap.days,
        "definite": gap.definite,
        "only_if": gap.only_if,
        "widest": widest,
        "explained": gap.explained,
    }


def _records(line: Line, names: Names) -> Iterator[dict[str, object]]:
    whole: dict[str, object] = {
        "alike": line.alike,
        "conflicts": [difference(one, names) for one in line.conflicts],
        "assumptions": list(line.assumptions),
        "ages": [f"{names.subject(one.subject)}: {one.words}" for one in line.ages],
        "since": interval(line.since, line.number - 1) if line.since is not None else None,
    }
    for one in line.tellings:
        yield {
            **_telling(one),
            "number": line.number,
            "first": one.span.first,
            "last": one.span.last,
            "agency_name": names.agency(one.agency),
            **whole,
        }
