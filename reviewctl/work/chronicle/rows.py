"""A row of an agency's table as the line of a chronology that it will be, or why it cannot be one."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from reviewctl.facts.written import Kind, Reading, read_when
from reviewctl.facts.written.times import read_time
from reviewctl.model.sheet import AgencyTable, TableRow, TimedValue, cell_name
from reviewctl.render.spans import span_words
from reviewctl.work.chronicle.cells import between, discreet, plain, text_of
from reviewctl.work.chronicle.columns import JOINED, Column, Header, heading_key
from reviewctl.work.chronicle.drafts import Answers, Draft, Fault, Ground, Left, Period, Question, Said
from reviewctl.work.chronicle.texts import cleaned, personal
from reviewctl.work.chronicle.words import marks_named, questions_named, subject_named

_NO_CONTACT = re.compile(
    r"(?:nil|none|no (?:known |recorded )?(?:contacts?|involvement|entries|events)|nothing (?:known|recorded|held))"
    r"(?: (?:with|by|from) (?:the )?(?:service|agency|team|us))?(?: (?:in|during|for) this (?:period|time))?"
    r"\s*(?:[.:;,–-]\s*(?P<why>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_TRIED = re.compile(
    r"\b(?:tried|tries|attempt\w*|rang|called|calls?|phoned|telephoned|texted|text|voice ?mails?|messages?|e-?mails?|"
    r"e-?mailed|wrote|letters?|visit\w*|knock\w*|attended|came|met|saw|seen|spoke|reported|told|door|doors)\b",
    re.IGNORECASE,
)
"""Words for what somebody did: with them it is no period in which nothing was done."""
_TOTAL = re.compile(r"(?:(?:grand|sub)[ -]?)?totals?\s*:?", re.IGNORECASE)
_TOLD = (*JOINED, "tor", "marks")
"""The fields that say something of an event beside when it was and whom it is about."""


def drawn(
    row: TableRow, table: AgencyTable, header: Header, ground: Ground, answers: Answers
) -> Draft | Period | Left:
    """Return what a row comes to: an entry (with faults, where it has any), a period without contact, or nothing."""
    reader = _Row(row, table, header, ground)
    why = reader.left_out()
    if why:
        return Left(table.name, row.number, why)
    draft = reader.draft(answers)
    return _period(draft, reader) or draft


class _Row:
    """One reading of one row."""

    def __init__(self, row: TableRow, table: AgencyTable, header: Header, ground: Ground) -> None:
        self.row, self.table, self.header, self.ground = row, table, header, ground
        self.faults: list[Fault] = []
        self.unseen = 0

    def cell(self, column: Column) -> TimedValue:
        return self.row.cells[column.index] if column.index < len(self.row.cells) else None

    def filled(self, fields: Sequence[str]) -> bool:
        return any(self.cell(one) is not None for field in fields for one in self.header.filling(field))

    def left_out(self) -> str:
        """Return why the row is no line of a chronology; "" where it is one."""
        if self._repeats():
            return "the headings again"
        if self._counts():
            return "a total"
        if self.filled(_TOLD):
            return ""
        if self.filled(("date", "time", "subject")):
            return "a line between: a date or a title, and nothing that happened"
        return (
            "nothing but its number" if self.filled(("id",)) else "nothing in the columns that are brought in"
        )

    def _counts(self) -> bool:
        """Whether the row says how many there are above it: "Total", and nothing but numbers."""
        first, *others = [cell for cell in self.row.cells if cell is not None]
        numbers = all(re.fullmatch(r"[0-9.,]+", text_of(one)) for one in others)
        return bool(others) and numbers and _TOTAL.fullmatch(text_of(first)) is not None

    def _repeats(self) -> bool:
        pairs = [(self.cell(one), one.heading) for one in self.header.columns if self.cell(one) is not None]
        same = sum(heading_key(str(cell)) == heading_key(heading) for cell, heading in pairs)
        return len(pairs) > 1 and same * 2 > len(pairs)

    def draft(self, answers: Answers) -> Draft:
        """Return the row as an entry."""
        said: Said = {}
        reading, when, clock = self._read()
        chosen = answers.get((self.table.name, self.row.number)) if reading.kind == "ambiguous" else None
        if chosen is not None:
            day, _, clocked = chosen.partition("T")
            kind: Kind = "date" if day else "words"
            reading = Reading(
                kind=kind,
                date=day or None,
                time=clocked or reading.time,
                as_written=when,
                assumption=f'"{when}" is taken as {span_words(day)}, as you answered.' if day else "",
            )
        said |= {"date": reading.date, "time": reading.time, "as_written": reading.as_written}
        self._judge(reading, when)
        for field in self.header.fields - {"date", "time", "id"}:
            said[field] = self._field(field)
        self._unstored()
        question = None
        if reading.kind == "ambiguous":
            question = Question(
                table=self.table.name, row=self.row.number, words=when, candidates=reading.candidates
            )
        return Draft(
            table=self.table.name,
            row=self.row.number,
            said=said,
            ref=self._first("id"),
            when=when,
            clock=clock,
            assumption=reading.assumption,
            faults=tuple(self.faults),
            question=question,
            unseen=self.unseen,
            personal=tuple(self._personal()),
        )

    def _read(self) -> tuple[Reading, str, str]:
        dates, times = self.header.filling("date"), self.header.filling("time")
        for column in (*dates[:2], *times[:1]):
            self._clean(column)
        first = plain(self.cell(dates[0])) if dates else None
        last = plain(self.cell(dates[1])) if len(dates) > 1 else None
        clock = plain(self.cell(times[0])) if times else None
        when = " to ".join(filter(None, (self._text(first), self._text(last))))
        if last is not None:
            return between(first, last, self.ground.setting), when, self._text(clock)
        return read_when(first, clock, self.ground.setting), when, self._text(clock)

    def _judge(self, reading: Reading, when: str) -> None:
        column = next(iter(self.header.filling("date")), None)
        if reading.kind == "blank":
            self._fault(
                column,
                "it has no date",
                "Write it as far as it is known, or in words: not known, some weeks later.",
                dated=True,
            )
        elif reading.kind in ("ambiguous", "unread"):
            doubt = reading.kind == "ambiguous"
            what = "its date may mean several" if doubt else "what stands there is no date"
            clock = self._wrong_clock(reading)
            if clock is not None:
                column = clock
                what = "its time may mean several" if doubt else "what stands there is no time of day"
            self._fault(column, what, discreet(reading.reason, when), dated=True)

    def _wrong_clock(self, reading: Reading) -> Column | None:
        """Return the column of the time where that alone is what is wrong with when it was."""
        column = next(iter(self.header.filling("time")), None)
        wrong = read_time(plain(self.cell(column))).wrong if column is not None else ""
        return column if wrong and reading.reason == wrong else None

    def _field(self, field: str) -> str | tuple[str, ...] | None:
        columns = self.header.filling(field)
        if field == "subject":
            return self._subject(columns[0])
        if field == "tor":
            return tuple(dict.fromkeys(one for column in columns for one in self._questions(column)))
        if field == "marks":
            return tuple(dict.fromkeys(one for column in columns for one in self._marks(column)))
        parts = [(column.heading, self._clean(column)) for column in columns]
        if len(parts) == 1:
            return parts[0][1] or None
        return "\n".join(f"{heading}: {text}" for heading, text in parts if text) or None

    def _subject(self, column: Column) -> str | None:
        text = self._clean(column)
        found = subject_named(text, self.ground.subjects) if text else None
        if text and found is None:
            known = ", ".join(pseudonym for _, pseudonym in self.ground.subjects) or "nobody yet"
            self._fault(
                column,
                "it is about nobody whom the review is about by case.yaml",
                f"Write one of: {known}; leave it blank where it is about all; or {_ignore(column)}",
            )
        return found

    def _questions(self, column: Column) -> tuple[str, ...]:
        named = questions_named(self._clean(column), self.ground.questions)
        if named.unknown:
            known = ", ".join(self.ground.questions) or "none yet"
            self._fault(
                column,
                "it names a question that the terms of reference do not have",
                f"Their questions: {known}. Correct the number, or {_ignore(column)}",
            )
        return named.found

    def _marks(self, column: Column) -> tuple[str, ...]:
        titles = {mark: one.title for mark, one in self.ground.rule.marks.items()}
        named = marks_named(self._clean(column), column.heading, titles)
        if named.unknown:
            self._fault(
                column,
                "it has a mark that the policy does not know",
                f"There are: {', '.join(titles.values())}. Correct it, or {_ignore(column)}",
            )
        return named.found

    def _clean(self, column: Column) -> str:
        found = cleaned(self._text(self.cell(column)))
        self.unseen += found.unseen
        if found.fault:
            self._fault(
                column, found.fault, "Type the words again, without formatting, or make two rows of it."
            )
        return found.text

    def _first(self, field: str) -> str:
        columns = self.header.filling(field)
        return cleaned(self._text(self.cell(columns[0]))).text if columns else ""

    def _text(self, cell: TimedValue) -> str:
        return text_of(cell)

    def _unstored(self) -> None:
        for column in self.header.columns:
            if column.field is not None and cell_name(self.row.number, column.index) in self.table.unstored:
                self._fault(
                    column,
                    "a formula stands there, and the file does not hold what it comes to",
                    "Open the file in Excel or LibreOffice, save it, and bring it in again.",
                )

    def _personal(self) -> Iterator[tuple[str, str]]:
        for column in self.header.columns:
            if column.field in JOINED:
                for what in personal(self._text(self.cell(column))):
                    yield column.heading, what

    def _fault(self, column: Column | None, what: str, mend: str, *, dated: bool = False) -> None:
        self.faults.append(
            Fault(
                table=self.table.name,
                row=self.row.number,
                column=column.letters if column else "",
                heading=column.heading if column else "",
                what=what,
                mend=mend,
                dated=dated,
            )
        )


def _ignore(column: Column) -> str:
    called = f"column {column.letters}" if column.why else column.called
    return f'leave the column out: --map "{called}=ignore"'


def _period(draft: Draft, reader: _Row) -> Period | Draft | None:
    """Return the row as a period without contact, where it says so of a period; faulty where it does not say why.

    "No contact - voicemail left" is something that was done, and so an entry.
    """
    first, slash, last = str(draft.said.get("date") or "").partition("/")
    event = draft.said.get("event")
    found = _NO_CONTACT.fullmatch(event.strip()) if isinstance(event, str) else None
    if found is None or not slash or draft.faults or _TRIED.search(found["why"] or ""):
        return None
    others = [draft.said.get(field) for field in ("response", "comment")]
    reasons = [(found["why"] or "").strip(), *(one for one in others if isinstance(one, str))]
    reason = ". ".join(filter(None, (one.strip().rstrip(".") for one in reasons)))
    if reason:
        taken = draft.assumption
        return Period(
            table=draft.table, row=draft.row, first=first, last=last, reason=reason, assumption=taken
        )
    column = reader.header.filling("event")[0]
    reader._fault(
        column,
        "it says that there was no contact, and not why",
        "Say why beside it: closed to the service, moved away, no record survives.",
    )
    return replace(draft, faults=tuple(reader.faults))
