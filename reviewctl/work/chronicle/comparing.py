"""What an agency's file changes in its chronology: what is added, changed and gone, entry by entry."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.chronology import Chronology, Entry
from reviewctl.render.spans import span_words
from reviewctl.work.chronicle.drafts import Draft, Fault, Said
from reviewctl.work.chronicle.earlier import Earlier
from reviewctl.work.chronicle.identity import matched
from reviewctl.work.chronicle.taking import Taken
from reviewctl.work.chronicle.words import is_own

FIELDS = (
    "date", "time", "as_written", "subject", "source", "who", "event", "response", "comment", "tor", "marks",
)  # fmt: skip
FIELD_WORDS = {
    "as_written": "date as written",
    "subject": "whom it is about",
    "who": "who was involved",
    "event": "what happened",
    "response": "what was done",
    "tor": "questions",
}
"""What a field is called where its own name is no plain word for it."""
_PANELS = ("tor", "marks", "subject")
"""What the panel may have set: a blank cell takes nothing of it away."""


class Change(Struct, frozen=True):
    """A field of an entry that a file has otherwise: what stands there, and what will."""

    field: str
    old: str | tuple[str, ...] | None
    new: str | tuple[str, ...] | None


class Line(Struct, frozen=True, kw_only=True):
    """An entry as it will be. `place` is its position in the record today, None for a new one; `draft` its line.

    Without a draft it is one that the file does not have and that stays. `kept` is what the file has otherwise and
    the record keeps, for it was corrected by hand since the agency said the same; `both` what each has corrected.
    """

    id: str
    place: int | None
    draft: Draft | None
    changes: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    both: tuple[Change, ...] = ()


class Compared(Struct, frozen=True, kw_only=True):
    """What a file changes. `lines` are all entries as they will be, in the order of the file.

    `missing` are the entries of the record that the file does not have. `faults` are what is wrong with lines that
    cannot be brought in; `rejected` counts those lines, and `refs` the references that stand more than once.
    `left_out` are the ids of entries that were taken out by hand, and stay out; `disputed` of those among them that
    the agency has otherwise now.
    """

    lines: tuple[Line, ...]
    missing: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    rejected: tuple[Draft, ...]
    refs: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

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


def kept_words(compared: Compared) -> list[str]:
    """Return which entries stay as they were corrected by hand, each with its fields: "entry 3 (what happened)"."""
    out = [f"entry {one} (taken out)" for one in compared.left_out if one not in compared.disputed]
    return [*(_fields(one, one.kept) for one in compared.lines if one.kept), *out]


def both_words(compared: Compared) -> list[str]:
    """Return which entries were corrected by hand and by the agency, each with its fields."""
    out = [f"entry {one} (taken out here)" for one in compared.disputed]
    return [*(_fields(one, one.both) for one in compared.lines if one.both), *out]


def _fields(line: Line, changes: Sequence[Change]) -> str:
    return f"entry {line.id} ({', '.join(FIELD_WORDS.get(one.field, one.field) for one in changes)})"


def compare(
    chronology: Chronology,
    taken: Taken,
    *,
    keep_gone: bool,
    sent: Earlier | None = None,
    overwrite: bool = False,
) -> Compared:
    """Return what a file changes in a chronology.

    An entry whose line is rejected stays as it is. `keep_gone` keeps those that the file does not have, each behind
    the one that it stands behind today. With `sent`, what the agency last said, nothing that was corrected by hand
    since is touched where the agency says the same; with `overwrite` the agency is right where both have corrected.
    """
    entries, known = chronology.entries, sent.entries if sent is not None else {}
    found, out = _known_again(entries, taken, known)
    drafts = [
        _settled(draft, _at(entries, place), known.get(_id(entries, place) or gone))
        for draft, place, gone in zip(taken.drafts, found, out, strict=True)
    ]
    ids = _Ids(chronology, drafts, found, known)
    lines: list[Line] = []
    rejected, left_out = [], []
    for draft, place, gone in zip(drafts, found, out, strict=True):
        if draft.faults:
            rejected.append(draft)
            if place is not None:
                lines.append(Line(id=entries[place].id, place=place, draft=None))
            continue
        if gone and not (overwrite and _changes(known[gone], draft)):
            left_out.append((gone, bool(_changes(known[gone], draft))))
            continue
        old = _at(entries, place)
        line = Line(id=gone or ids.of(draft, old), place=place, draft=draft)
        lines.append(_weighed(line, old, known.get(old.id), overwrite) if old else line)
    there = set(found)
    missing = tuple(one for at, one in enumerate(entries) if at not in there)
    stay = {at for at, one in enumerate(entries) if keep_gone or (sent is not None and one.id not in known)}
    return Compared(
        lines=tuple(_with_kept(lines, entries, found, stay)),
        missing=missing,
        faults=tuple(fault for one in rejected for fault in one.faults),
        rejected=tuple(rejected),
        refs=ids.twice,
        left_out=tuple(one for one, _ in left_out),
        disputed=tuple(one for one, otherwise in left_out if otherwise),
    )


def _known_again(
    entries: Sequence[Entry], taken: Taken, sent: Mapping[str, Entry]
) -> tuple[list[int | None], list[str]]:
    """Return for each line the position of its entry, and the id of one that was taken out by hand ("" for none).

    First by what stands in the record, then, of lines and entries that are left, by what the agency sent before: so
    an entry that was written anew by hand is known again.
    """
    found: list[int | None] = matched(entries, taken.drafts, taken.fields)
    out = [""] * len(found)
    places = {one.id: at for at, one in enumerate(entries)}
    there = set(found)
    before = [one for one in sent.values() if one.id not in places or places[one.id] not in there]
    lines = [at for at, place in enumerate(found) if place is None]
    again = matched(before, [taken.drafts[at] for at in lines], taken.fields) if before else []
    for at, place in zip(lines, again, strict=False):
        if place is not None:
            found[at] = places.get(before[place].id)
            out[at] = before[place].id if found[at] is None else ""
    return found, out


def _id(entries: Sequence[Entry], place: int | None) -> str:
    return entries[place].id if place is not None else ""


def _weighed(line: Line, old: Entry, before: Entry | None, overwrite: bool) -> Line:
    """Return a line with what it changes, what stays as it was corrected by hand, and what both have corrected."""
    assert line.draft is not None
    changes, kept, both = [], [], []
    for one in _changes(old, line.draft):
        said = (getattr(before, one.field) or None) if before is not None else one.old
        if one.new == said:
            kept.append(one)
        elif one.old == said or overwrite:
            changes.append(one)
        else:
            both.append(one)
    return replace(line, changes=tuple(changes), kept=tuple(kept), both=tuple(both))


def _at(entries: Sequence[Entry], place: int | None) -> Entry | None:
    return entries[place] if place is not None else None


def _settled(draft: Draft, *known: Entry | None) -> Draft:
    """Return the line with its date as the record has it, where its words are those from which that was read.

    So a date that somebody has answered to, or put right by hand, stays as long as the agency's words are the same.
    `known` are the entry as it stands, and as the agency last sent it: the first with these words counts.
    """
    old = next((one for one in known if one is not None and draft.when and _same_words(draft, one)), None)
    if old is None:
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


def _changes(old: Entry, draft: Draft) -> list[Change]:
    found = []
    for field in FIELDS:
        if field not in draft.said:
            continue
        new, before = draft.said[field], getattr(old, field)
        if (new or None) == (before or None) or (field in _PANELS and not new):
            continue
        found.append(Change(field, before or None, new or None))
    return found


class _Ids:
    """The ids of new entries: the agency's own references where they can be, else the next numbers never used."""

    def __init__(
        self,
        chronology: Chronology,
        drafts: Sequence[Draft],
        found: Sequence[int | None],
        sent: Mapping[str, Entry],
    ) -> None:
        self.used = {one.id for one in chronology.entries} | set(chronology.withdrawn) | set(sent)
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


def _with_kept(
    lines: list[Line], entries: Sequence[Entry], found: Sequence[int | None], stay: set[int]
) -> list[Line]:
    """Return the lines with those that stay and are not in the file, each behind the one before it in the record."""
    out = list(lines)
    there = set(found)
    for place, entry in enumerate(entries):
        if place in there or place not in stay:
            continue
        above = next((one for one in range(place - 1, -1, -1) if one in there or one in stay), None)
        behind = next((at for at, one in enumerate(out) if above is not None and one.place == above), -1)
        out.insert(behind + 1, Line(id=entry.id, place=place, draft=None))
    return out
