"""The page of `report annual`: what the law and the protocol want the annual report to say of reviews."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.annual import ActionDeclined, ActionDone, ActionIntended, ReviewYear, Said
from reviewctl.model.board import Board
from reviewctl.model.event import Moment
from reviewctl.model.kind import ReviewType
from reviewctl.model.report import Block, Column, Heading, Message, Paragraph, Report, Row, Table
from reviewctl.model.year import FinancialYear
from reviewctl.render.dates import as_at, plain_day
from reviewctl.render.pages.annual_data import (
    FIELDS,
    concluded_record,
    declined_record,
    done_record,
    intended_record,
    ongoing_record,
    rows_of,
)
from reviewctl.render.pages.naming import agency_name, listed, many, moment_words

LAW = "Care Act 2014, Schedule 2, paragraph 4(1)"
CITED = ("P§18", "F§11")
CITED_FOR_ADULTS = ("Care Act 2014 Sch 2 para 4(1)(d)-(g)", *CITED)


class Setting(Struct, frozen=True, kw_only=True):
    """What an annual report says beside its reviews.

    `kind` is the kind of review reported on; None for those under section 44. `unread` are the reviews that could not
    be read, and are missing. `command` records that it was reported.
    """

    board: Board
    year: FinancialYear
    as_of: date
    kind: ReviewType | None = None
    unread: tuple[str, ...] = ()
    command: str = ""


def page(reviews: Sequence[ReviewYear], setting: Setting) -> Report:
    """Return the report on a financial year. csv has a line for each review in its part, and for each action."""
    year = setting.year
    return Report(
        command="report-annual",
        payload={
            "as_of": setting.as_of,
            "board": setting.board.board,
            "year": year.name,
            "from": year.first,
            "to": year.last,
            "over": year.last < setting.as_of,
            "type": setting.kind.type if setting.kind is not None else None,
            "citations": list(CITED if setting.kind is not None else CITED_FOR_ADULTS),
            "concluded": [concluded_record(one) for one in reviews if one.concluded],
            "ongoing": [ongoing_record(one) for one in reviews if one.ongoing],
            "done": [done_record(one, action) for one in reviews for action in one.done],
            "intended": [intended_record(one, action) for one in reviews for action in one.intended],
            "not_implemented": [declined_record(one, action) for one in reviews for action in one.declined],
            "unclear": [{"case": one.case, "what": list(one.unclear)} for one in reviews if one.unclear],
            "unread": list(setting.unread),
        },
        records=list(rows_of(reviews)),
        fields=FIELDS,
        blocks=tuple(_blocks(reviews, setting)),
    )


def _blocks(reviews: Sequence[ReviewYear], setting: Setting) -> Iterator[Block]:
    year = setting.year
    name = setting.board.board or "Reviews"
    yield Heading(
        f"{name} · {_which(reviews, setting)}, 1 April {year.begins} to 31 March {year.begins + 1}",
        as_at(setting.as_of),
    )
    yield Paragraph(
        f"{_why(setting)} It prints what the record says: read it for names before it goes out.", "quiet"
    )
    if year.last >= setting.as_of:
        yield Paragraph(f"The year runs to {plain_day(year.last)}: more may come.", "soon")
    yield from _concluded([one for one in reviews if one.concluded], setting)
    yield from _ongoing([one for one in reviews if one.ongoing], setting)
    yield from _done([(one, action) for one in reviews for action in one.done], setting)
    yield from _intended([(one, action) for one in reviews for action in one.intended], setting)
    yield from _declined([(one, action) for one in reviews for action in one.declined], setting)
    yield from _foot(reviews, setting)


def _which(reviews: Sequence[ReviewYear], setting: Setting) -> str:
    """Return which reviews are told: those of a kind by the names that they bear, of which a new law may give two."""
    if setting.kind is None:
        return "reviews under section 44"
    names = dict.fromkeys(one.kind_title for one in reviews)
    return f"{listed(tuple(names) or (setting.kind.title,))}: reviews"


def _why(setting: Setting) -> str:
    if setting.kind is None:
        return (
            f"For the annual report ({LAW}(d) to (g); P§18, F§11): reviews under section 44, by the duty and by the "
            "power, and no others."
        )
    return "For the annual report (P§18, F§11): reviews of this kind, and no others."


def _part(letter: str, title: str, count: int, setting: Setting) -> Iterator[Block]:
    """Yield the heading of a part; where there is nothing to report, that is said, for the report must say it.

    Its letter is that of the law's paragraph, which is about adults alone.
    """
    front = f"({letter}) " if letter and setting.kind is None else ""
    yield Heading(f"{front}{title}: {count or 'none'}", level=2)


def _at_end(setting: Setting) -> str:
    return "at the end of the year" if setting.year.last < setting.as_of else "today"


def _who(one: ReviewYear) -> str:
    return ", ".join(one.subjects) or "nobody named"


def _concluded(reviews: Sequence[ReviewYear], setting: Setting) -> Iterator[Block]:
    yield from _part("d", "Concluded in the year, and what they found", len(reviews), setting)
    if reviews:
        columns = (Column("review"), Column("who", flexible=True), Column("mandate"), Column("concluded"))
        yield Table(columns, tuple(_concluded_row(one) for one in reviews))


def _concluded_row(one: ReviewYear) -> Row:
    cells = (one.case, _who(one), one.mandate or "not recorded", _when(one.concluded))
    return Row(cells, "", tuple(_found(one)))


def _found(one: ReviewYear) -> Iterator[str]:
    yield from (_said(said.word, said) for said in one.findings)
    yield from (_said("recommendation", said) for said in one.recommendations)
    if not one.findings:
        yield "what it found is not written down: under findings in its action-plan.yaml"


def _said(word: str, said: Said) -> str:
    return f"{word} {said.id}: {said.text or 'its words are not recorded'}"


def _when(moment: Moment | None) -> str:
    return moment_words(moment) if moment is not None else "-"


def _ongoing(reviews: Sequence[ReviewYear], setting: Setting) -> Iterator[Block]:
    yield from _part("e", f"Ongoing {_at_end(setting)}", len(reviews), setting)
    if reviews:
        columns = (
            Column("review"),
            Column("who", flexible=True),
            Column("mandate"),
            Column("decided on"),
            Column("now", flexible=True),
        )
        rows = (
            Row((one.case, _who(one), one.mandate or "not recorded", _when(one.decided), one.stage))
            for one in reviews
        )
        yield Table(columns, tuple(rows))


def _done(pairs: Sequence[tuple[ReviewYear, ActionDone]], setting: Setting) -> Iterator[Block]:
    yield from _part("f", "Done in the year to implement findings: actions met", len(pairs), setting)
    if pairs:
        columns = (Column("review"), Column("action"), Column("owner", flexible=True), Column("met"))
        yield Table(columns, tuple(_done_row(one, action, setting.board) for one, action in pairs))


def _done_row(one: ReviewYear, action: ActionDone, board: Board) -> Row:
    below = [_what(action), *_answers(one, action)]
    if not action.evidence:
        below.append("no evidence of it is on record")
    cells = (one.case, action.id, _owners(action.owners, board), _when(action.met))
    return Row(cells, "" if action.evidence else "soon", tuple(below))


def _what(action: ActionDone | ActionIntended | ActionDeclined) -> str:
    return action.what or "what was to be done is not written down"


def _answers(one: ReviewYear, action: ActionDone | ActionIntended | ActionDeclined) -> Iterator[str]:
    """Yield the recommendation that an action answers, where the page has not given it with its review."""
    answered = next((said for said in one.recommendations if said.id == action.recommendation), None)
    if answered is not None:
        yield (
            f"for recommendation {answered.id}"
            if one.concluded
            else f"for {_said('recommendation', answered)}"
        )


def _owners(owners: Sequence[str], board: Board) -> str:
    return "; ".join(agency_name(board, one) for one in owners) or "nobody"


def _intended(pairs: Sequence[tuple[ReviewYear, ActionIntended]], setting: Setting) -> Iterator[Block]:
    yield from _part("", f"Intended: still to be done {_at_end(setting)} (P§18)", len(pairs), setting)
    if pairs:
        columns = (Column("review"), Column("action"), Column("owner", flexible=True), Column("due"))
        yield Table(columns, tuple(_intended_row(one, action, setting) for one, action in pairs))


def _intended_row(one: ReviewYear, action: ActionIntended, setting: Setting) -> Row:
    due = plain_day(action.due) if action.due is not None else action.due_as_written or "no date"
    return Row((one.case, action.id, _owners(action.owners, setting.board), due), "", (_what(action),))


def _declined(pairs: Sequence[tuple[ReviewYear, ActionDeclined]], setting: Setting) -> Iterator[Block]:
    yield from _part("g", "Decided in the year not to implement, and why", len(pairs), setting)
    if pairs:
        columns = (Column("review"), Column("action"), Column("decided on"))
        yield Table(columns, tuple(_declined_row(one, action) for one, action in pairs))


def _declined_row(one: ReviewYear, action: ActionDeclined) -> Row:
    reason = (
        f"reason: {action.reason}" if action.reason else "NO REASON ON RECORD, and the report must state it"
    )
    below = (_what(action), *_answers(one, action), reason)
    return Row((one.case, action.id, plain_day(action.decided_on)), "" if action.reason else "late", below)


def _foot(reviews: Sequence[ReviewYear], setting: Setting) -> Iterator[Block]:
    yield Paragraph(
        "Concluded: the Board endorsed the report (P§17). Stages are those of today. What is on record with a year "
        "alone, or no day, is of no year above.",
        "quiet",
    )
    unclear = [f"{one.case} {_unclear(one)}" for one in reviews if one.unclear]
    if unclear:
        yield Paragraph(
            f"It may belong to this year, and the day is not known: {'; '.join(unclear)}.", "soon"
        )
    if setting.unread:
        yield Message(
            f"{many(len(setting.unread), 'review')} could not be read and may be missing here: "
            f"{listed(setting.unread)}.",
            "late",
            ("See what is to be put right: reviewctl validate",),
        )
    if setting.command:
        yield Paragraph(f"When it has been reported: {setting.command}")


def _unclear(one: ReviewYear) -> str:
    actions = [word for word in one.unclear if word != "review"]
    parts = ["the end of the review"] if "review" in one.unclear else []
    if actions:
        parts.append(f"{'action' if len(actions) == 1 else 'actions'} {listed(actions)}")
    return " and ".join(parts)
