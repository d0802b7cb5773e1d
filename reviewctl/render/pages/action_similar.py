"""The page of `action similar`: what was recommended before, in which review, and what came of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.actions.repeats import Asked, Came, Outcome, Repeat
from reviewctl.facts.actions.similar import MUCH, NEARLY, words_for
from reviewctl.model.board import Board
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at
from reviewctl.render.pages.naming import agency_name, listed, many

FIELDS = (
    "recommendation", "text", "theme", "compared_with", "review", "earlier", "earlier_text", "earlier_theme", "year",
    "alike", "words", "same_owners", "outcome", "actions", "met", "open", "overdue", "given_up", "evidence",
    "verification", "impact", "considered",
)  # fmt: skip
_OUTCOMES: dict[Outcome, str] = {
    "no-action": "no action answers it",
    "not-implemented": "not to be implemented: the Board decided so (P§18)",
    "not-known": "its review cannot be read",
}


class Looked(Struct, frozen=True, kw_only=True):
    """What the page is about: which review, on which day, among how many others, and what has no words to compare."""

    case: str
    as_of: date
    board: Board
    others: int
    wordless: tuple[str, ...] = ()


def similar_page(found: Sequence[Asked], looked: Looked) -> Report:
    """Return the report of `action similar`. JSON has each recommendation; csv a line for each one that it is like."""
    payload = {
        "as_of": looked.as_of,
        "case": looked.case,
        "reviews": looked.others,
        "nearly_the_same_from": NEARLY,
        "much_alike_from": MUCH,
        "recommendations": [{**_own(one), "earlier": [_of(two) for two in one.repeats]} for one in found],
        "without_words": looked.wordless,
    }
    records = [{**_own(one), **_of(two)} for one in found for two in one.repeats]
    records += [_own(one) for one in found if not one.repeats]
    blocks = tuple(_blocks(found, looked))
    return Report(command="action-similar", payload=payload, records=records, fields=FIELDS, blocks=blocks)


def _own(asked: Asked) -> dict[str, object]:
    one = asked.one
    return {
        "recommendation": one.id,
        "text": one.text,
        "theme": one.theme,
        "compared_with": "its theme" if one.theme else "all themes",
    }


def _of(repeat: Repeat) -> dict[str, object]:
    one, came = repeat.near.one, repeat.came
    return {
        "review": one.case,
        "earlier": one.id,
        "earlier_text": one.text,
        "earlier_theme": one.theme,
        "year": came.year,
        "alike": repeat.near.alike,
        "words": words_for(repeat.near.alike),
        "same_owners": list(repeat.same_owners),
        "outcome": came.outcome,
        "actions": came.actions,
        "met": came.met,
        "open": came.open,
        "overdue": came.overdue,
        "given_up": came.given_up,
        **{str(part): number for part, number in came.shown.items()},
        "considered": repeat.considered,
    }


def _blocks(found: Sequence[Asked], looked: Looked) -> Iterator[Block]:
    yield Heading(f"{looked.case} · recommended before?", as_at(looked.as_of))
    if not found:
        yield Paragraph(
            "No recommendation has words yet: they stand under recommendations in action-plan.yaml. A plan is begun "
            f"with: reviewctl add {looked.case} action-plan"
        )
        return
    like = sorted((one for one in found if one.repeats), key=lambda one: -one.repeats[0].near.alike)
    yield Paragraph(_summary(like, found, looked))
    for one in like:
        yield from _recommendation(one, looked)
    yield from _nothing_like([one for one in found if not one.repeats])
    if looked.wordless:
        yield Paragraph(f"Without words, and so not compared: {listed(looked.wordless)}.", "quiet")
    yield from _how(found)
    yield from _to_say(found, looked)


def _to_say(found: Sequence[Asked], looked: Looked) -> Iterator[Block]:
    """Yield what records, for the first one that asks for it, that an earlier one was considered."""
    asks = [(one.one.id, two.near.one) for one in found for two in one.repeats if two.asks]
    for own, earlier in asks[:1]:
        yield Paragraph(
            "When the panel has looked at an earlier one (P§17), say what is done otherwise this time: reviewctl "
            f"action considered {looked.case} {own} {earlier.case} {earlier.id} --note WORDS"
        )


def _summary(like: Sequence[Asked], found: Sequence[Asked], looked: Looked) -> str:
    others = f"{many(looked.others, 'other review')}"
    if not like:
        return f"None of {many(len(found), 'recommendation')} is like an earlier one, in {others}."
    nearly = sum(one.repeats[0].near.alike >= NEARLY for one in like)
    asks = sum(any(two.asks for two in one.repeats) for one in like)
    parts = [f"{len(like)} of {many(len(found), 'recommendation')} like an earlier one, in {others}"]
    parts += [f"{nearly} nearly the same"] if nearly else []
    parts += [f"{asks} MET BEFORE AND NOT SAID TO BE CONSIDERED"] if asks else []
    return f"{', '.join(parts)}."


def _recommendation(asked: Asked, looked: Looked) -> Iterator[Block]:
    yield Heading(f"Recommendation {asked.one.id}", level=2)
    theme = f" ({asked.one.theme})" if asked.one.theme else " (no theme: compared with all)"
    yield Paragraph(f"{asked.one.text}{theme}")
    columns = (
        Column(""),
        Column("review"),
        Column("no."),
        Column("year"),
        Column("what came of it", flexible=True),
    )
    yield Table(columns, tuple(_row(one, looked.board) for one in asked.repeats))


def _row(repeat: Repeat, board: Board) -> Row:
    one = repeat.near.one
    year = str(repeat.came.year or "not known")
    cells = (words_for(repeat.near.alike), one.case, one.id, year, outcome_words(repeat.came))
    style: Style = "late" if repeat.asks else ""
    return Row(cells, style, tuple(_below(repeat, board)))


def _below(repeat: Repeat, board: Board) -> Iterator[str]:
    one = repeat.near.one
    yield one.text if one.theme else f"{one.text} (no theme)"
    if repeat.same_owners:
        yield f"then, too: {listed([agency_name(board, owner) for owner in repeat.same_owners])}"
    if repeat.considered:
        yield "the plan says that it was considered"


def outcome_words(came: Came) -> str:
    """Return what came of a recommendation, in words: how its actions ended, and what shows that they helped."""
    if came.outcome in _OUTCOMES:
        return _OUTCOMES[came.outcome]
    return "; ".join(_came(came))


def _came(came: Came) -> Iterator[str]:
    if came.met:
        yield "met" if came.met == came.actions == 1 else f"{came.met} of {came.actions} actions met"
        yield _shown(came)
    if came.open:
        late = f", {came.overdue} OVERDUE" if came.overdue else ""
        yield f"{'still open' if came.open == came.actions else f'{came.open} still open'}{late}"
    if came.given_up:
        yield f"{came.given_up} not to be implemented (P§18)"


def _shown(came: Came) -> str:
    """Return what there is of evidence, its check and impact, for the actions that were met."""
    names = {"evidence": "evidence", "verification": "evidence checked", "impact": "impact shown"}
    held = [names[part] + _part(number, came.met) for part, number in came.shown.items() if number]
    lacking = [
        {"verification": "check of it", "impact": "impact shown"}.get(part, part)
        for part, number in came.shown.items()
        if not number
    ]
    if held[:2] == ["evidence", "evidence checked"]:
        held = held[1:]
    return ", ".join([*held, *(f"no {one}" for one in lacking)])


def _part(number: int, of: int) -> str:
    return "" if number == of else f" for {number}"


def _nothing_like(found: Sequence[Asked]) -> Iterator[Block]:
    if found:
        word = "recommendation" if len(found) == 1 else "recommendations"
        yield Paragraph(f"Like no earlier one: {word} {listed([one.one.id for one in found])}.")


def _how(found: Sequence[Asked]) -> Iterator[Block]:
    yield Paragraph(
        "Compared by their words, without agencies, pseudonyms and numbers. The same thing said in quite other words "
        "is not found; what is much alike may be another thing.",
        "quiet",
    )
    bare = [one.one.id for one in found if not one.one.theme]
    if bare:
        yield Paragraph(
            f"Without a theme, and so compared with all: {listed(bare)}. The Board's themes stand in board.yaml.",
            "quiet",
        )
