"""The tables below the picture: every entry in the words in which it was told, lane by lane, and the gaps."""

from collections.abc import Iterator, Sequence

from reviewctl.model.integrated import Gap, Line, Telling
from reviewctl.render.dates import plain_day
from reviewctl.render.pages.chronicle_words import Names, difference
from reviewctl.render.pages.naming import listed
from reviewctl.render.spans import span_words
from reviewctl.render.timeline.shapes import Picture, Told
from reviewctl.render.timeline.words import many, marked_up, marked_up_lines, plain, shortened

_MUCH = 4_000_000
"""From so many characters in all on, long texts are shortened: a page that no browser opens helps nobody."""
_SHORT = 240
_FEW = 3
"""How many notes a line then has."""
_COLUMNS = ("No.", "When", "What happened", "What was done", "Source", "Marks", "Notes")


def when_words(one: Telling) -> str:
    """Return when an entry was, in words, with the time of day and the source's own words where they say more."""
    entry = one.entry
    said = span_words(entry.date, entry.as_written)
    time = f", {entry.time}" if entry.time and entry.date else ""
    written = f" (written: {entry.as_written})" if entry.as_written and entry.date else ""
    return plain(f"{said}{time}{written}")


def mark_words(marks: Sequence[str], titles: dict[str, str]) -> str:
    """Return the titles of marks as a sentence lists them; "" for none."""
    return ", ".join(plain(titles.get(mark, mark)) for mark in marks)


def most_of_each(told: Sequence[Told]) -> int | None:
    """Return to how many characters each text is shortened; None where all are shown whole."""
    fields = (one.telling.entry for one in told)
    much = sum(len(text or "") for one in fields for text in (one.event, one.response, one.comment))
    lines = {one.line.number: one.line for one in told}
    much += sum(len(note) for line in lines.values() for note in line.assumptions)
    return _SHORT if much > _MUCH else None


def lane_table(
    picture: Picture, told: Sequence[Told], signs: dict[int, str], most: int | None
) -> Iterator[str]:
    """Yield the rows of an agency's table. `signs` are the ids of the signs in the picture, by an entry's number."""
    yield _head("told", _COLUMNS)
    for one in told:
        yield _row(picture, one, signs[one.number], most)
    yield "</tbody></table>"


def _head(kind: str, titles: Sequence[str]) -> str:
    cells = "".join(f'<th scope="col">{one}</th>' for one in titles)
    return f'<table class="{kind}"><thead><tr>{cells}</tr></thead><tbody>'


def _row(picture: Picture, one: Told, sign: str, most: int | None) -> str:
    entry = one.telling.entry
    source = "; ".join(part for part in (entry.source, entry.who) if part)
    comment = f"<p><i>Comment:</i> {_text(entry.comment, most)}</p>" if entry.comment else ""
    cells = (
        marked_up(when_words(one.telling)),
        _text(entry.event, most) + comment,
        _text(entry.response, most),
        marked_up(source),
        marked_up(_marks_and_questions(picture, one)),
        "".join(f"<p>{note}</p>" for note in _notes(picture, one, most)),
    )
    tds = "".join(f"<td>{cell}</td>" for cell in cells)
    link = f'<a href="#{sign}" title="Show it in the picture">{one.line.number}</a>'
    return f'<tr id="r{one.number}"><th scope="row">{link}</th>{tds}</tr>'


def _text(text: str | None, most: int | None) -> str:
    return marked_up_lines(text or "" if most is None else shortened(text or "", most))


def _marks_and_questions(picture: Picture, one: Told) -> str:
    entry = one.telling.entry
    questions = f"question {', '.join(entry.tor)}" if entry.tor else ""
    return "; ".join(part for part in (mark_words(entry.marks, picture.marks), questions) if part)


def _notes(picture: Picture, one: Told, most: int | None) -> Iterator[str]:
    """Yield what is to be known about an entry, escaped: whom it is about, who else tells of it, and what holds for
    the line in which it stands. That is said once, with the first who tells of it; the others lead there.
    """
    entry, line = one.telling.entry, one.line
    pseudonyms = dict(picture.whole.subjects)
    if entry.subject and len(pseudonyms) > 1:
        yield marked_up(f"About {pseudonyms.get(entry.subject, entry.subject)}.")
    others = [name_of(picture, agency) for agency in line.agencies if agency != one.telling.agency]
    if others:
        yield marked_up(f"Probably also told by {listed(others)}.")
    at = line.tellings.index(one.telling)
    if at == 0:
        yield from (marked_up(note) for note in _few(tuple(_line_notes(picture, line)), most))
    elif line.conflicts or line.assumptions:
        what = "How the accounts differ" if line.conflicts else "What was assumed"
        first = marked_up(name_of(picture, line.tellings[0].agency))
        yield f'{what} is said with <a href="#r{one.number - at}">{line.number} of {first}</a>.'


def _few(notes: Sequence[str], most: int | None) -> Iterator[str]:
    """Yield notes, or where texts are shortened the first of them, and how many more there are."""
    few = notes if most is None else notes[:_FEW]
    yield from (note if most is None else shortened(note, most) for note in few)
    if len(notes) > len(few):
        yield f"And {many(len(notes) - len(few), 'note')} more: reviewctl chronology merge"


def _line_notes(picture: Picture, line: Line) -> Iterator[str]:
    """Yield what holds for a line: ages, in what the accounts differ, and what was assumed."""
    pseudonyms = dict(picture.whole.subjects)
    names = Names(agencies=picture.names, subjects=pseudonyms)
    yield from (f"Age of {pseudonyms.get(age.subject, age.subject)}: {age.words}." for age in line.ages)
    yield from (f"They differ in {difference(conflict, names)}." for conflict in line.conflicts)
    yield from line.assumptions


def name_of(picture: Picture, agency: str | None) -> str:
    """Return what an agency is called; all of them together for None."""
    return "All agencies together" if agency is None else plain(picture.names.get(agency, agency))


def gap_words(gap: Gap) -> str:
    """Return a gap in words: its kind, its days and how many they are, and the agency's reason."""
    kind = "Gap" if gap.definite else "Possible gap"
    why = f". The agency's reason: {plain(gap.explained)}" if gap.explained else ""
    return f"{kind} of {many(gap.days, 'day')}, {plain_day(gap.first)} to {plain_day(gap.last)}{why}"


def gap_table(picture: Picture, drawn: frozenset[int]) -> Iterator[str]:
    """Yield the table of gaps; `drawn` are the numbers of those in the picture."""
    heads = ("No.", "Agency", "From", "To", "Days", "Kind", "The agency's reason")
    yield _head("gaps", heads)
    for number, gap in enumerate(picture.whole.gaps, 1):
        cells = (
            name_of(picture, gap.agency),
            plain_day(gap.first),
            plain_day(gap.last),
            f"{gap.days:,}",
            "definite" if gap.definite else "possible",
            gap.explained or "",
        )
        tds = "".join(f"<td>{marked_up(cell)}</td>" for cell in cells)
        shown = (
            f'<a href="#g{number}" title="Show it in the picture">{number}</a>'
            if number in drawn
            else f"{number}"
        )
        yield f'<tr id="t{number}"><th scope="row">{shown}</th>{tds}</tr>'
    yield "</tbody></table>"
