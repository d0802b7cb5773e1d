"""What an agency's file changes in its chronology: what is added, changed and gone, entry by entry."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.chronology import Chronology, Entry
from reviewctl.render.spans import span_words
from reviewctl.work.chronicle.identity import matched
from reviewctl.work.chronicle.rows import Draft, Fault, Said
from reviewctl.work.chronicle.taking import Taken
from reviewctl.work.chronicle.words import is_own

FIELDS = (
    "date", "time", "as_written", "subject", "source", "who", "event", "response", "comment", "tor", "marks",
)  # fmt: skip
_PANELS = ("tor", "marks", "subject")
"""What the panel may have set: a blank cell takes nothing of it away."""


class Change(Struct, frozen=True):
    """A field of an entry that a file has otherwise: what stands there, and what will."""

    field: str
    old: str | tuple[str, ...] | None
    new: str | tuple[str, ...] | None


class Line(Struct, frozen=True, kw_only=True):
    """An entry as it will be. `place` is its position in the record today, None for a new one; `draft` its line.

    Without a draft it is one that the file does not have and that stays.
    """

    id: str
    place: int | None
    draft: Draft | None
    changes: tuple[Change, ...] = ()


class Compared(Struct, frozen=True, kw_only=True):
    """What a file changes. `lines` are all entries as they will be, in the order of the file.

    `missing` are the entries of the record that the file does not have. `faults` are what is wrong with lines that
    cannot be brought in; `rejected` counts those lines, and `refs` the references that stand more than once.
    """

    lines: tuple[Line, ...]
    missing: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    rejected: tuple[Draft, ...]
    refs: tuple[str, ...] = ()

    @property
    def added(self) -> tuple[Line, ...]:
        """The new ones."""
        return tuple(one for one in self.lines if one.place is None)

    @property
    def changed(self) -> tuple[Line, ...]:
        """Those of which the file has something otherwise."""
        return tuple(one for one in self.lines if one.changes and one.place is not None)

    @property
    def same(self) -> int:
        """How many are as they were."""
        return sum(one.place is not None and one.draft is not None and not one.changes for one in self.lines)


def compare(chronology: Chronology, taken: Taken, *, keep_gone: bool) -> Compared:
    """Return what a file changes in a chronology.

    An entry whose line is rejected stays as it is. `keep_gone` keeps those that the file does not have, each behind
    the one that it stands behind today.
    """
    entries = chronology.entries
    found = matched(entries, taken.drafts, taken.fields)
    drafts = [_settled(draft, _at(entries, place)) for draft, place in zip(taken.drafts, found, strict=True)]
    ids = _Ids(chronology, drafts, found)
    lines: list[Line] = []
    rejected = []
    for draft, place in zip(drafts, found, strict=True):
        if draft.faults:
            rejected.append(draft)
            if place is not None:
                lines.append(Line(id=entries[place].id, place=place, draft=None))
            continue
        old = _at(entries, place)
        lines.append(
            Line(
                id=ids.of(draft, old),
                place=place,
                draft=draft,
                changes=tuple(_changes(old, draft)) if old else (),
            )
        )
    missing = tuple(one for at, one in enumerate(entries) if at not in set(found))
    return Compared(
        lines=tuple(_with_kept(lines, entries, found) if keep_gone else lines),
        missing=missing,
        faults=tuple(fault for one in rejected for fault in one.faults),
        rejected=tuple(rejected),
        refs=ids.twice,
    )


def _at(entries: Sequence[Entry], place: int | None) -> Entry | None:
    return entries[place] if place is not None else None


def _settled(draft: Draft, old: Entry | None) -> Draft:
    """Return the line with its date as the record has it, where its words are those from which that was read.

    So a date that somebody has answered to, or put right by hand, stays as long as the agency's words are the same.
    """
    if old is None or not draft.when or not _same_words(draft, old):
        return draft
    said: Said = {**draft.said, "date": old.date, "as_written": old.as_written}
    dated = any(one.dated for one in draft.faults)
    if draft.clock == (old.time or "") or (not draft.clock and (dated or draft.said.get("time"))):
        said["time"] = old.time
    faults = tuple(one for one in draft.faults if not one.dated)
    return replace(draft, said=said, faults=faults, question=None, assumption="")


def _same_words(draft: Draft, old: Entry) -> bool:
    """Whether a cell says when in the words of the record, or in those in which the record's date is sent out."""
    words = _plainly(draft.when)
    if old.as_written and words == _plainly(old.as_written):
        return True
    return bool(old.date) and draft.said.get("date") == old.date and words in _sent_as(old.date or "")


def _sent_as(edtf: str) -> tuple[str, ...]:
    day = "/".join(reversed(edtf.split("-")))
    return _plainly(span_words(edtf)), _plainly(edtf), day


def _plainly(text: str) -> str:
    return " ".join(text.split()).casefold()


def _changes(old: Entry, draft: Draft) -> Iterator[Change]:
    for field in FIELDS:
        if field not in draft.said:
            continue
        new, before = draft.said[field], getattr(old, field)
        if (new or None) == (before or None) or (field in _PANELS and not new):
            continue
        yield Change(field, before or None, new or None)


class _Ids:
    """The ids of new entries: the agency's own references where they can be, else the next numbers never used."""

    def __init__(self, chronology: Chronology, drafts: Sequence[Draft], found: Sequence[int | None]) -> None:
        self.used = {one.id for one in chronology.entries} | set(chronology.withdrawn)
        counts = Counter(draft.ref for draft in drafts if draft.ref)
        self.twice = tuple(sorted(one for one, count in counts.items() if count > 1))
        fresh = [draft.ref for draft, place in zip(drafts, found, strict=True) if place is None]
        self.own = {one for one in fresh if is_own(one) and one not in self.used and one not in self.twice}
        self.last = max((int(one) for one in self.used | self.own if one.isdecimal()), default=0)

    def of(self, draft: Draft, old: Entry | None) -> str:
        """Return the id of a line: that of the entry that it is, or one that no entry ever had."""
        if old is not None:
            return old.id
        if draft.ref in self.own:
            self.own.discard(draft.ref)
            return draft.ref
        self.last += 1
        return str(self.last)


def _with_kept(lines: list[Line], entries: Sequence[Entry], found: Sequence[int | None]) -> list[Line]:
    """Return the lines with the entries that the file does not have, each behind the one before it in the record."""
    out = list(lines)
    there = set(found)
    for place, entry in enumerate(entries):
        if place in there:
            continue
        behind = next((at for at, one in enumerate(out) if one.place == place - 1), -1)
        out.insert(behind + 1, Line(id=entry.id, place=place, draft=None))
    return out
