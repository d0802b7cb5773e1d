"""How the integrated chronology is said: dates, tellings, differences, intervals, in few words."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from reviewctl.model.chronology import Entry
from reviewctl.model.integrated import Conflict, Integrated, Interval, Line, Telling
from reviewctl.render.pages.naming import listed, many
from reviewctl.render.spans import span_words


class Names(Struct, frozen=True, kw_only=True):
    """How agencies, subjects and marks are called, by their ids. What is missing is called by its id."""

    agencies: Mapping[str, str] = {}
    subjects: Mapping[str, str] = {}
    marks: Mapping[str, str] = {}

    def agency(self, agency: str) -> str:
        """Return how an agency is called."""
        return self.agencies.get(agency, agency)

    def subject(self, subject: str) -> str:
        """Return the pseudonym of a subject."""
        return self.subjects.get(subject, subject)

    def mark(self, mark: str) -> str:
        """Return what a mark is called, in small letters."""
        return self.marks.get(mark, mark).lower()


def plain(text: str | None) -> str:
    """Return a text in one line, as a cell of a table holds it."""
    return " ".join((text or "").split())


def when(entry: Entry) -> str:
    """Return when an entry was, as far as it is known: "28 Apr 2018, 19:00", or the words of its source."""
    words = plain(span_words(entry.date, entry.as_written))
    return f"{words}, {plain(entry.time)}" if entry.time else words


def teller(one: Telling, names: Names) -> str:
    """Return who tells an entry, and its id there: "Pennine Care 3", "Pennine Care 3 (initial)"."""
    return f"{names.agency(one.agency)} {one.entry.id}{' (initial)' if one.initial else ''}"


def origin(entry: Entry) -> Iterator[str]:
    """Yield where an entry comes from and who was involved, each with what it is."""
    if entry.source:
        yield f"source: {plain(entry.source)}"
    if entry.who:
        yield f"who: {plain(entry.who)}"


def telling_notes(one: Telling, names: Names) -> Iterator[str]:
    """Yield what is to be said of one telling beside its words: its own date words, subject, marks and questions."""
    entry = one.entry
    if entry.as_written and entry.date:
        yield f"date as written: {plain(entry.as_written)}"
    if entry.subject and len(names.subjects) > 1:
        yield f"about {names.subject(entry.subject)}"
    if entry.marks:
        yield f"marked: {listed([names.mark(one) for one in entry.marks])}"
    if entry.tor:
        yield f"{'question' if len(entry.tor) == 1 else 'questions'} {listed(entry.tor)}"


def line_notes(line: Line, names: Names) -> Iterator[str]:
    """Yield what is to be said of a whole line: where accounts differ, what was assumed, ages and the interval."""
    yield from (f"DIFFERS in {difference(one, names)}" for one in line.conflicts)
    yield from (f"assumed: {one}" for one in line.assumptions)
    beside = [f"{names.subject(age.subject)}: {age.words}" for age in line.ages]
    if line.since is not None:
        beside.append(interval(line.since, line.number - 1))
    if beside:
        yield "; ".join(beside)


def difference(conflict: Conflict, names: Names) -> str:
    """Return in what accounts differ, and how each has it."""
    if conflict.about == "disputed":
        return f"the account itself: {listed([f'{names.agency(one)} {says}' for one, says in conflict.said])}"
    about = _ABOUT.get(conflict.about, conflict.about)
    said = (f"{names.agency(one)}: {_says(conflict.about, says)}" for one, says in conflict.said)
    return f"{about}. {'; '.join(said)}"


def interval(since: Interval, number: int) -> str:
    """Return how far a line is from the one before: "12 days after 3", "56 to 86 days after 3", "the same day as 3".

    Where the dates leave open which of the two was first, it says so: "up to 80 days before or after 3".
    """
    least, most = since.least, since.most
    if least is None:
        return f"how far from {number} is not known"
    if most is None:
        return (
            f"at least {many(least, 'day')} after {number}" if least else f"any time before or after {number}"
        )
    if most == 0:
        return f"the same day as {number}"
    if least == 0:
        return f"up to {many(most, 'day')} before or after {number}"
    return f"{many(least, 'day') if least == most else f'{least:,} to {most:,} days'} after {number}"


def not_brought_in(whole: Integrated, names: Mapping[str, str]) -> Iterator[str]:
    """Yield of which agency's file some rows are missing, and how many. `names` are the agencies' by their ids."""
    for agency, rows in whole.not_brought_in:
        yield (
            f"{many(rows, 'row')} of the file of {names.get(agency, agency)} could not be brought in, and "
            f"{'is' if rows == 1 else 'are'} missing here."
        )


def _says(about: str, says: str) -> str:
    return span_words(says) if about == "date" else plain(says)


_ABOUT = {
    "date": "the date",
    "time": "the time of day",
    "who": "who was involved",
    "event": "what happened",
    "response": "what was done",
    "subject": "whom it is about",
}
