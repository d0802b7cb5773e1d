"""The page of `report quarterly`: every referral of a quarter and what became of it, beside earlier quarters."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.quarter import CAME_OF, CameOf, Lateness, ReferralLine
from reviewctl.model.event import Moment
from reviewctl.model.kind import ReviewType
from reviewctl.model.quarter import Quarter
from reviewctl.model.report import Block, Column, Heading, Message, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import MONTHS, as_at, plain_day
from reviewctl.render.pages.naming import listed, many, moment_words

FIELDS = (
    "case", "type", "subjects", "why", "received", "referrers", "screening_held", "screening_days",
    "recommendation", "recommended_mandate", "decided", "outcome", "mandate", "pathway", "became", "stage",
    "late", "late_without_reason",
)  # fmt: skip
AUDIENCE = "the Practice Improvement Partnership and the Safeguarding Adults Board"
CITED = "P§5"
_WORDS: dict[CameOf, str] = {
    "review": "a review",
    "no-review": "no review",
    "other-pathway": "another pathway",
    "joined": "joined another review",
    "not-decided": "not yet decided",
    "not-screened": "not yet screened",
}
_ROWS = {
    "received": "referrals received",
    **{name.replace("-", "_"): f"  {_WORDS[name]}" for name in CAME_OF},
    "late": "something late on the way to the decision",
    "late_without_reason": "  of these, no reason on record",
}


class Past(Struct, frozen=True):
    """The numbers of one quarter."""

    quarter: Quarter
    counts: dict[str, int]


class Setting(Struct, frozen=True, kw_only=True):
    """What a quarter's report says beside its lines.

    `unread` are the reviews that could not be read, and are missing. `command` records that it was reported.
    """

    board: str
    quarter: Quarter
    as_of: date
    kind: ReviewType
    unread: tuple[str, ...] = ()
    command: str = ""


def page(lines: Sequence[ReferralLine], past: Sequence[Past], setting: Setting) -> Report:
    """Return the report on a quarter. `past` are the numbers of this quarter and those before it, newest first."""
    records = [record_of(line, setting.kind) for line in lines]
    quarter = setting.quarter
    return Report(
        command="report-quarterly",
        payload={
            "as_of": setting.as_of,
            "board": setting.board,
            "quarter": quarter.name,
            "from": quarter.first,
            "to": quarter.last,
            "type": setting.kind.type,
            "audience": AUDIENCE,
            "citations": [CITED],
            "counts": [{"quarter": one.quarter.name, **one.counts} for one in past],
            "referrals": [
                {**record, "late": _late(line)} for record, line in zip(records, lines, strict=True)
            ],
            "unread": list(setting.unread),
        },
        records=records,
        fields=FIELDS,
        blocks=tuple(_blocks(lines, past, setting)),
    )


def record_of(line: ReferralLine, kind: ReviewType) -> dict[str, object]:
    """Return a referral as scripts and spreadsheets see it: dates as far as they are known, steps by their ids.

    `became` is the kind that the case is now, where that is another than the `kind` reported on; else None.
    """
    return {
        "case": line.case,
        "type": line.type,
        "subjects": list(line.subjects),
        "why": line.why,
        "received": _plain(line.received),
        "referrers": list(line.referrers),
        "screening_held": _plain(line.screening_held),
        "screening_days": line.screening_days,
        "recommendation": line.recommendation,
        "recommended_mandate": line.recommended_mandate,
        "decided": _plain(line.decided),
        "outcome": line.came_of,
        "mandate": line.mandate,
        "pathway": line.pathway,
        "became": line.kind if line.kind != kind.type else None,
        "stage": line.stage,
        "late": [one.step for one in line.late],
        "late_without_reason": [one.step for one in line.late if one.reason is None],
    }


def quarter_words(quarter: Quarter) -> str:
    """Return "January to March 2026"."""
    return f"{MONTHS[quarter.first.month - 1]} to {MONTHS[quarter.last.month - 1]} {quarter.year}"


def _late(line: ReferralLine) -> list[dict[str, object]]:
    names = ("step", "title", "due", "done_on", "reason")
    return [{name: getattr(one, name) for name in names} for one in line.late]


def _plain(moment: Moment | None) -> str | None:
    return moment.written if moment is not None else None


def _blocks(lines: Sequence[ReferralLine], past: Sequence[Past], setting: Setting) -> list[Block]:
    kind = setting.kind.prefix
    title = f"{setting.board or 'Reviews'} · {kind} referrals, {quarter_words(setting.quarter)}"
    blocks: list[Block] = [
        Heading(title, as_at(setting.as_of)),
        Paragraph(
            f"For {AUDIENCE}: every referral, whatever became of it, so that each decision can be looked at "
            f"and questioned ({CITED}). Single cases can be told apart here: not for publication.",
            "quiet",
        ),
    ]
    if setting.quarter.last >= setting.as_of:
        blocks.append(
            Paragraph(f"The quarter runs to {plain_day(setting.quarter.last)}: more may come.", "soon")
        )
    blocks += _part(lines, "received", "Received in the quarter", setting)
    blocks += _part(lines, "decided", "Received earlier, decided in the quarter", setting)
    blocks += _part(lines, "undated", f"Received in {setting.quarter.year}, the month is not known", setting)
    blocks += [Heading("In numbers, by the quarter received", level=2), _numbers(past)]
    return blocks + _foot(setting)


def _part(lines: Sequence[ReferralLine], why: str, title: str, setting: Setting) -> list[Block]:
    own = [line for line in lines if line.why == why]
    if not own:
        return [Heading(title, level=2), Paragraph("None.")] if why == "received" else []
    return [Heading(f"{title}: {len(own)}", level=2), _table(own, setting)]


def _table(lines: Sequence[ReferralLine], setting: Setting) -> Table:
    columns = (
        Column("review"),
        Column("who", flexible=True),
        Column("received"),
        Column("screened"),
        Column("wd", right=True),
        Column("decided"),
        Column("what became of it", flexible=True),
    )
    return Table(columns, tuple(_row(line, setting) for line in lines))


def _row(line: ReferralLine, setting: Setting) -> Row:
    cells = (
        line.case,
        ", ".join(line.subjects) or "nobody named",
        _day(line.received),
        _day(line.screening_held),
        str(line.screening_days) if line.screening_days is not None else "-",
        _day(line.decided),
        _became(line, setting.kind),
    )
    below = [f"referred by: {'; '.join(line.referrers) or 'not recorded'}"]
    if line.recommendation is not None:
        below.append(f"recommended: {_recommended(line, setting.kind)}")
    return Row(cells, _style(line), (*below, *(_lateness(one) for one in line.late)))


def _day(moment: Moment | None) -> str:
    return moment_words(moment) if moment is not None else "-"


def _style(line: ReferralLine) -> Style:
    return "late" if any(one.reason is None for one in line.late) else ""


def _recommended(line: ReferralLine, kind: ReviewType) -> str:
    words = next((_WORDS[one] for one in CAME_OF if one == line.recommendation), "")
    return words + _mandate(line.recommended_mandate, kind)


def _became(line: ReferralLine, kind: ReviewType) -> str:
    words = _WORDS[line.came_of]
    if line.kind != kind.type:
        pathway = f": {line.pathway}" if line.pathway else ""
        return f"{words.replace('not yet ', 'not ')}{pathway}; became a {line.kind_title}"
    if line.came_of == "review":
        return f"{words}{_mandate(line.mandate, kind)}; now: {line.stage}"
    return f"{words}: {line.pathway}" if line.pathway else words


def _mandate(mandate: str | None, kind: ReviewType) -> str:
    found = kind.mandates.get(mandate or "")
    return f", {found.title or mandate}" if found is not None else ""


def _lateness(one: Lateness) -> str:
    due = f"due {plain_day(one.due)}" if one.due is not None else "late"
    done = f"done {plain_day(one.done_on)}" if one.done_on is not None else "not done yet"
    reason = f"reason on record: {one.reason}" if one.reason else "no reason on record"
    return f"late: {one.title}, {due}, {done}; {reason}"


def _numbers(past: Sequence[Past]) -> Table:
    columns = (Column("", flexible=True), *(Column(one.quarter.name, right=True) for one in past))
    rows = (Row((words, *(str(one.counts[key]) for one in past))) for key, words in _ROWS.items())
    return Table(columns, tuple(rows))


def _foot(setting: Setting) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(
            "wd: working days from the day received to the screening. Earlier quarters are shown as they stand "
            "today. Late: a step up to the decision that was done after its day, or is still owed.",
            "quiet",
        )
    ]
    if setting.unread:
        names = listed(setting.unread)
        blocks.append(
            Message(
                f"{many(len(setting.unread), 'review')} could not be read and may be missing here: {names}.",
                "late",
                ("See what is to be put right: reviewctl validate",),
            )
        )
    if setting.command:
        blocks.append(Paragraph(f"When it has been reported: {setting.command}"))
    return blocks
