"""What an import changes in a chronology, as its page tells it: the numbers, and entry by entry where they are few."""

from collections.abc import Iterator, Sequence

from reviewctl.model.report import Block, Heading, Message, Paragraph
from reviewctl.render.pages.naming import listed, many
from reviewctl.render.spans import span_words
from reviewctl.work.chronicle.comparing import Change, Line, both_words, kept_words
from reviewctl.work.chronicle.outcome import Outcome
from reviewctl.work.chronicle.rowwords import spans

_TEXT = 300
_MANY = 40
"""So many changed entries are told one by one; of more, only the numbers."""


def changes(outcome: Outcome, *, words: bool) -> Iterator[Block]:
    """Yield what the import changes in the chronology; with the `words` of what changes, where these are wanted."""
    compared = outcome.compared
    yield Heading("What it changes", level=2)
    if outcome.is_new:
        new = _entries(len(compared.added))
        yield Paragraph(f"There is no chronology of {outcome.agency} yet: {new} will be made.")
    else:
        counts = [
            f"{_entries(len(compared.added))} added",
            f"{len(compared.changed)} changed",
            f"{len(outcome.gone)} taken out",
        ]
        yield Paragraph(f"{', '.join(counts)}, {compared.same} as they are.")
        yield from _each(outcome, words)
    yield from _besides(outcome)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _each(outcome: Outcome, words: bool) -> Iterator[Block]:
    compared = outcome.compared
    if compared.added:
        yield Message(f"Added: {_ids([one.id for one in compared.added])}", "good")
    if len(compared.changed) > _MANY and not words:
        yield Message(f"Changed: {_ids([one.id for one in compared.changed])}", "soon")
    else:
        for line in compared.changed:
            yield _changed(line, words)
    yield from _by_hand(outcome, words)
    if outcome.gone:
        yield Message(f"Taken out, for the file does not have them: {_gone(outcome)}", "late")
    kept = [one.id for one in compared.missing if one.id not in outcome.gone]
    if kept:
        yield Message(f"Not in the file, and they stay: {_ids(kept)}")


def _by_hand(outcome: Outcome, words: bool) -> Iterator[Block]:
    """Tell what stays as it was corrected here, and what both have corrected: with the words, if they are wanted."""
    compared = outcome.compared
    if kept_words(compared):
        found = [(one.id, change) for one in compared.lines for change in one.kept]
        yield Message(f"Kept as corrected here: {listed(kept_words(compared))}", "good", _texts(found, words))
    if both_words(compared):
        found = [(one.id, change) for one in compared.lines for change in one.both]
        yield Message(
            f"Corrected here and in the file: {listed(both_words(compared))}", "late", _texts(found, words)
        )


def _texts(found: Sequence[tuple[str, Change]], words: bool) -> tuple[str, ...]:
    return tuple(f"{one}, {_text(change)}" for one, change in found if words)


def _gone(outcome: Outcome) -> str:
    """Return the entries that will be taken out; where they are few, each with its date."""
    if len(outcome.gone) > _MANY:
        return _ids(outcome.gone)
    dates = {
        one.id: span_words(one.date, one.as_written) if one.date else "" for one in outcome.compared.missing
    }
    return ", ".join(f"{one} ({dates[one]})" if dates[one] else one for one in outcome.gone)


def _ids(ids: Sequence[str]) -> str:
    """Return ids as a person lists them: numbers that follow each other as "4 to 9"."""
    others = [one for one in ids if not one.isdecimal()]
    numbers = [int(one) for one in ids if one.isdecimal()]
    return ", ".join([*([spans(numbers)] if numbers else []), *others])


def _changed(line: Line, words: bool) -> Message:
    row = f" (row {line.draft.row})" if line.draft is not None else ""
    told = [_change(one) for one in line.changes if one.field != "as_written" or len(line.changes) == 1]
    details = tuple(_text(one) for one in line.changes if words and one.field not in ("date", "time"))
    return Message(f"Changed: {line.id}{row}: {', '.join(told)}", "soon", details)


def _change(one: Change) -> str:
    if one.field == "date":
        return f"date {_day(one.old)} to {_day(one.new)}"
    if one.field == "time":
        return f"time {one.old or 'none'} to {one.new or 'none'}"
    if one.new is None:
        return f"{one.field} is blank now"
    return one.field if one.old is not None else f"{one.field} is new"


def _day(value: object) -> str:
    return span_words(value) if isinstance(value, str) else "none"


def _text(one: Change) -> str:
    return f"{one.field}: {_said(one.old)} -> {_said(one.new)}"


def _said(value: object) -> str:
    text = "; ".join(value) if isinstance(value, tuple) else str(value or "(blank)")
    return cut(text, _TEXT)


def _besides(outcome: Outcome) -> Iterator[Block]:
    old = outcome.chronology
    new = {(one.first, one.last) for one in outcome.taken.periods}
    stay = [one for one in old.no_contact if (one.from_, one.to) not in new]
    if outcome.taken.periods and stay:
        yield Paragraph(
            f"{many(len(stay), 'period')} without contact on record {'is' if len(stay) == 1 else 'are'} not in the "
            "file and will stay. If wrong, take it out by hand."
        )
    periods, terms = outcome.kept_beside
    kept = [many(periods, "period") + " without contact"] if periods else []
    kept += [many(terms, "abbreviation")] if terms else []
    if kept:
        yield Message(f"Kept as corrected here: {listed(kept)}", "good")
    if old.empty_because and outcome.compared.lines:
        yield Paragraph("Why it was empty (empty_because) is taken out, for there are entries now.")


def cut(text: str, most: int) -> str:
    """Return a text on one line, of so many characters at the most."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
