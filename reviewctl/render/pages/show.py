"""The page of `show`: one review on one page. Roles, agencies and pseudonyms; never a name."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from reviewctl.facts.conversion import Former
from reviewctl.facts.judged import Facts
from reviewctl.facts.urgent import Unanswered, unanswered
from reviewctl.facts.wanted import method_of
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import Moment
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.model.returns import AgencyReturns
from reviewctl.model.signoff import Signoff
from reviewctl.model.step import EventRule
from reviewctl.render.dates import as_at, distance, plain_day, short_day, waiting, weekday_and_day
from reviewctl.render.pages.deadline_record import deadline_record
from reviewctl.render.pages.naming import (
    NOT_READ,
    agency_name,
    many,
    meeting_title,
    moment_words,
    role_title,
    step_title,
    whom,
)
from reviewctl.render.pages.quorum import quorate_word
from reviewctl.render.spans import span_words

NOTES_SHOWN = 3
EVENTS_SHOWN = 8
OWED_SHOWN = 12
FIELDS = ("section", "what", "detail", "date")

Records = list[dict[str, object]]


def page(facts: Facts, counts: dict[str, int]) -> Report:
    """Return the report of `show`. `counts` says how many errors and warnings are to be put right."""
    payload = _payload(facts, counts)
    return Report(
        command="show",
        payload=payload,
        records=_records(facts),
        fields=FIELDS,
        blocks=tuple(_blocks(facts, counts)),
    )


def _blocks(facts: Facts, counts: dict[str, int]) -> Iterator[Block]:
    yield Heading(f"{facts.case.id} · {whom(facts.case.file, ' and ')}", as_at(facts.as_of))
    yield _table(("", ""), _identity(facts))
    parts: tuple[tuple[str, Callable[[Facts], Block | None]], ...] = (
        ("Urgent, and not answered", _urgent_table),
        ("Owed now", _owed_table),
        ("What has happened", _happened_table),
        ("Agencies", _returns_table),
        ("Panel", _panel_table),
        ("Meetings", _meetings_table),
        ("Sign-offs", _signoffs_table),
        ("Latest notes", _notes_table),
    )
    for title, part in parts:
        block = part(facts)
        if block is not None:
            yield Heading(title, level=2)
            yield block
            if part is _owed_table and not all(one.verified for one in _owed(facts)[:OWED_SHOWN]):
                yield Paragraph(NOT_READ)
    yield Paragraph(_to_put_right(counts, facts.case.id))


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[Style] = ()) -> Table:
    columns = [Column(title, flexible=number > 0) for number, title in enumerate(titles)]
    made = [Row(tuple(row), styles[at] if at < len(styles) else "") for at, row in enumerate(rows)]
    return Table(tuple(columns), tuple(made))


def _identity(facts: Facts) -> list[tuple[str, str]]:
    case, kind = facts.case, facts.plan.kind
    mandate = kind.mandates.get(case.decision.mandate or "")
    method = kind.methods.get(method_of(case) or "")
    rows = [
        ("about", "; ".join(_subject_words(facts)) or "nobody named"),
        ("kind", kind.title + (f", {mandate.title or case.decision.mandate}" if mandate else "")),
        ("method", method.title if method else "not chosen yet"),
        ("where it is", facts.place.title + (" (another body's)" if facts.place.owner == "external" else "")),
        ("lead officer", _lead_words(facts)),
        ("judged by", f"{facts.plan.policy}: {facts.plan.pack.title}"),
    ]
    before = [("before that", _former_words(one)) for one in reversed(facts.former)]
    joint = [("held with", ", ".join(case.file.joint_with))] if case.file.joint_with else []
    return [*rows[:2], *before, *rows[2:], *joint]


def _lead_words(facts: Facts) -> str:
    """Return who looks after the case on the day, by id, and who stands in until when."""
    lead, cover = facts.case.file.lead_on(facts.as_of), facts.case.file.cover_on(facts.as_of)
    name = lead.person if lead is not None else "not recorded"
    if cover is None:
        return name
    return f"{name}; {cover.person} covers{f' until {plain_day(cover.to)}' if cover.to else ''}"


def _former_words(former: Former) -> str:
    until = f", until {plain_day(former.until)}" if former.until is not None else ""
    return f"{former.plan.kind.title}{until}"


def _subject_words(facts: Facts) -> Iterator[str]:
    for subject in facts.case.file.subjects:
        added = f", added {span_words(subject.added_on)}" if subject.added_on else ""
        life = f", died {span_words(subject.died)}" if subject.died else ", living" if subject.living else ""
        yield f"{subject.pseudonym}{life}{added}"


def _owed(facts: Facts) -> list[Deadline]:
    """Return what is open, dated things first by date, then the longest waiting."""
    opened = [
        one for one in facts.deadlines if one.open and not (facts.closed and one not in facts.still_owed)
    ]
    return sorted(opened, key=lambda one: (one.due or date.max, -(one.waiting or 0)))


def _owed_table(facts: Facts) -> Block:
    owed = _owed(facts)
    if not owed:
        return Paragraph("Nothing.")
    rows = [_owed_row(facts, one) for one in owed[:OWED_SHOWN]]
    styles: list[Style] = [
        "late" if one.state == "overdue" and one.owner == "board" else "" for one in owed[:OWED_SHOWN]
    ]
    more = f"and {len(owed) - OWED_SHOWN} more: reviewctl deadlines {facts.case.id}"
    table = _table(("", "what", "by whom", "due", "how far"), rows, styles)
    return _with_last_below(table, more) if len(owed) > OWED_SHOWN else table


def _with_last_below(table: Table, more: str) -> Table:
    *rows, last = table.rows
    return replace(table, rows=(*rows, replace(last, below=(more,))))


def _owed_row(facts: Facts, one: Deadline) -> tuple[str, str, str, str, str]:
    if one.days is not None:
        far = distance(one.days, one.unit, late=one.state == "overdue")
    else:
        far = waiting(one.waiting) if one.waiting is not None else ""
    ours = "LATE" if one.state == "overdue" else "OPEN" if one.due is None else "open"
    mark = "theirs" if one.owner == "external" else ours
    due = weekday_and_day(one.due, facts.as_of, padded=True) if one.due else "no limit"
    what = step_title(facts, one) + ("" if one.verified else "*")
    return (mark, what, role_title(facts.plan.pack, one.who), due, far)


def happened(facts: Facts) -> list[tuple[Moment, EventRule, str]]:
    """Return the events of the case itself that have happened, by date, with their rules and addresses."""
    found = []
    for address, rule in facts.plan.kind.events.items():
        moment = facts.happened(address) if "[]" not in address else None
        if moment is not None:
            found.append((moment, rule, address))
    return sorted(found, key=lambda one: one[0].on or date.min)


def _urgent_table(facts: Facts) -> Block | None:
    rows = [
        (one.name, f"brought to the {one.to}" if one.to else "brought to nobody yet", _raised(one))
        for one in unanswered(facts.case.log, facts.as_of)
    ]
    return _table(("", "", ""), rows, ["late"] * len(rows)) if rows else None


def _raised(one: Unanswered) -> str:
    if one.raised is None or one.waiting is None:
        return "on a day that is not recorded"
    return f"{plain_day(one.raised)}, {waiting(one.waiting)}"


def _happened_table(facts: Facts) -> Block:
    rows = [(moment_words(moment), _without_source(rule.title)) for moment, rule, _ in happened(facts)]
    if not rows:
        return Paragraph("Nothing is recorded.")
    earlier = [("before", f"{many(len(rows) - EVENTS_SHOWN, 'more event')}: diary.yaml")]
    return _table(("", ""), [*(earlier if len(rows) > EVENTS_SHOWN else []), *rows[-EVENTS_SHOWN:]])


def _without_source(title: str) -> str:
    """Return an event's title without the remark in brackets at its end, which is for who fills the diary."""
    return title.partition(" (")[0] if title.endswith(")") else title


def _returns_table(facts: Facts) -> Block | None:
    rows = [_returns_row(facts, agency, one) for agency, one in facts.case.returns.items()]
    return _table(("agency", "asked for", "IMR", "chronology", "chased"), rows) if rows else None


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


def _panel_table(facts: Facts) -> Block | None:
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
    return _table(("role", "agency", ""), rows) if rows else None


def _meetings_table(facts: Facts) -> Block | None:
    rows = [
        (
            plain_day(one.date),
            meeting_title(facts.plan, one.kind) + (f" {one.number}" if one.status != "cancelled" else ""),
            {"yes": "quorate", "NO": "NOT QUORATE", "-": "held"}.get(word, word),
        )
        for one in facts.meetings
        for word in [quorate_word(one, facts.as_of)]
    ]
    return _table(("", "", ""), rows) if rows else None


def _asked(facts: Facts) -> list[Signoff]:
    """Return the sign-offs that were asked for where one stands; without any, nothing is worked out."""
    if not facts.case.signoff.begun:
        return []
    return [one for one in facts.signoffs if one.state != "not-requested"]


def _signoffs_table(facts: Facts) -> Block | None:
    rows = [(_SIGNED[one.state], _signoff_title(facts, one), _given(one)) for one in _asked(facts)]
    return _table(("", "", ""), rows) if rows else None


_SIGNED = {"complete": "complete", "open": "OPEN", "stale": "CHANGED"}


def _signoff_title(facts: Facts, one: Signoff) -> str:
    return f"{one.title}: {agency_name(facts.board, one.item)}" if one.item else one.title


def _given(one: Signoff) -> str:
    if one.completed is not None:
        return plain_day(one.completed)
    filled = sum(seat.person is not None for seat in one.required)
    return f"{filled} of {len(one.required)} have approved"


def _notes_table(facts: Facts) -> Block | None:
    notes = sorted((n for n in facts.case.log.notes if n.on <= facts.as_of), key=lambda n: n.on)
    rows = [(plain_day(note.on), note.text) for note in notes[-NOTES_SHOWN:][::-1]]
    return _table(("", ""), rows) if rows else None


def _to_put_right(counts: dict[str, int], case_id: str) -> str:
    found = [many(counts[word], word) for word in ("error", "warning", "note") if counts.get(word)]
    if not found:
        return "Nothing to put right."
    return f"To put right: {', '.join(found)}. See them: reviewctl validate {case_id}"


def _payload(facts: Facts, counts: dict[str, int]) -> dict[str, object]:
    case = facts.case
    return {
        "as_of": facts.as_of,
        "case": case.id,
        "type": facts.plan.kind.type,
        "policy": facts.plan.policy,
        "subjects": [subject.pseudonym for subject in case.file.subjects],
        "mandate": case.decision.mandate,
        "method": method_of(case),
        "stage": facts.place.id or None,
        "owner": facts.place.owner,
        "lead": lead.person if (lead := case.file.lead_on(facts.as_of)) is not None else None,
        "cover": cover.person if (cover := case.file.cover_on(facts.as_of)) is not None else None,
        "was": [{"type": one.plan.kind.type, "until": one.until} for one in facts.former],
        "joint_with": list(case.file.joint_with),
        "urgent": [
            {"id": one.name, "raised": one.raised, "to": one.to, "days": one.waiting}
            for one in unanswered(case.log, facts.as_of)
        ],
        "events": [
            {"event": address, "on": moment.on, "precision": moment.precision}
            for moment, _, address in happened(facts)
        ],
        "owed": [deadline_record(facts, one) for one in _owed(facts)],
        "panel": [
            {"role": s.role, "agency": s.agency, "from": s.from_, "to": s.to} for s in case.panel.appointments
        ],
        "meetings": [
            {"kind": m.kind, "number": m.number, "date": m.date, "status": m.status, "quorate": m.quorate}
            for m in facts.meetings
        ],
        "agencies": [
            {"agency": agency, "contribution": one.contribution, "outcome": one.outcome}
            for agency, one in case.returns.items()
        ],
        "notes": [{"on": n.on, "by": n.by, "text": n.text} for n in case.log.notes if n.on <= facts.as_of],
        "counts": counts,
    }


def _records(facts: Facts) -> Records:
    """Return the page as rows: a section, a thing, what is to be said of it, and its date."""
    records: Records = [_csv("review", what, detail, None) for what, detail in _identity(facts)]
    records += [_csv("owed", one.key, one.state, one.due) for one in _owed(facts)]
    records += [_csv("happened", address, rule.title, moment.on) for moment, rule, address in happened(facts)]
    records += [
        _csv("meeting", f"{one.kind} {one.number}", quorate_word(one, facts.as_of), one.date)
        for one in facts.meetings
    ]
    records += [_csv("signoff", one.key, one.state, one.completed) for one in _asked(facts)]
    return records


def _csv(section: str, what: str, detail: str, day: date | None) -> dict[str, object]:
    return {"section": section, "what": what, "detail": detail, "date": day}
