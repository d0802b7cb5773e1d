"""From a row of a list to a review as it will be recorded, and what could not be read of it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from reviewctl.model.board import Board
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Policy
from reviewctl.model.sheet import CellValue, SheetRow, cell_name
from reviewctl.work.tracker.columns import Column
from reviewctl.work.tracker.dates import Reading, read_date
from reviewctl.work.tracker.discretion import harmless, holds_name, is_pseudonym
from reviewctl.work.tracker.lexicon import lexicon, plain, word_for, words_of

RECEIVED = "referral.received"
_CALLED = ("pseudonym", "known", "anon", "anonymised")
_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\+|\band\b)\s*", re.IGNORECASE)


class Trouble(Struct, frozen=True, order=True):
    """A cell that could not be taken as it stands: where, under which heading, and what was done instead."""

    sheet: str
    row: int
    cell: str
    heading: str
    what: str


class Draft(Struct, kw_only=True):
    """One review as a row gives it.

    `events` are what is recorded in the diary as having happened, by address, and `planned` what lies ahead; `unread`
    the cells of events that say something that is no date; `words` the fields of documents; `held` the addresses of
    events that the list has a column for.
    """

    sheet: str
    row: int
    kind: ReviewType
    cells: tuple[CellValue, ...]
    held: tuple[str, ...]
    reference: str = ""
    own_id: str = ""
    subjects: tuple[str, ...] = ()
    died: str = ""
    status: str = ""
    closed: Reading | None = None
    says_closed: bool = False
    referrer: dict[str, str] = field(default_factory=dict)
    events: dict[str, Reading] = field(default_factory=dict)
    planned: dict[str, Reading] = field(default_factory=dict)
    unread: dict[str, Reading] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class Source(Struct, frozen=True, kw_only=True):
    """What is the same for all rows of a sheet. `unstored` are the cells whose formula has no result in the file."""

    sheet: str
    columns: tuple[Column, ...]
    policy: Policy
    board: Board
    default: ReviewType | None
    today: date
    since_1904: bool
    unstored: frozenset[str]


def draft_of(row: SheetRow, source: Source, troubles: list[Trouble]) -> Draft | None:
    """Return the review that a row gives; None, with the trouble noted, where its kind cannot be told."""
    kind = _kind(row, source, troubles)
    if kind is None:
        return None
    targets = [called(one.target, kind) for one in source.columns if one.target is not None]
    draft = Draft(
        sheet=source.sheet,
        row=row.number,
        kind=kind,
        cells=row.cells,
        held=tuple(dict.fromkeys(one for one in targets if one in kind.events)),
        says_closed="status" in targets or "closed" in targets,
    )
    for column in source.columns:
        value = row.cells[column.index] if column.index < len(row.cells) else None
        name = cell_name(row.number, column.index)
        if column.target is None or column.target == "type":
            continue
        if value is None:
            if name in source.unstored:
                troubles.append(
                    _trouble(row, column, source, "a formula whose result the file does not hold: left out")
                )
            continue
        for what in _take(draft, column, value, source):
            troubles.append(_trouble(row, column, source, what))
    return draft


def _trouble(row: SheetRow, column: Column, source: Source, what: str) -> Trouble:
    return Trouble(source.sheet, row.number, cell_name(row.number, column.index), column.heading, what)


def _kind(row: SheetRow, source: Source, troubles: list[Trouble]) -> ReviewType | None:
    column = next((one for one in source.columns if one.target == "type"), None)
    value = row.cells[column.index] if column is not None and column.index < len(row.cells) else None
    if column is not None and value is not None:
        named = kind_named(str(value), source.policy)
        if named is not None:
            return named
        if source.default is None:
            troubles.append(
                _trouble(row, column, source, "no kind of review that the policy has: the row is left out")
            )
            return None
        troubles.append(
            _trouble(
                row, column, source, f"no kind of review that the policy has: taken as {source.default.type}"
            )
        )
    elif source.default is None:
        troubles.append(
            Trouble(
                source.sheet, row.number, "", "", "its kind is not said: the row is left out (--type TYPE)"
            )
        )
    return source.default


def kind_named(text: str, policy: Policy) -> ReviewType | None:
    """Return the kind of review that somebody's words mean: its name, prefix or title, or another name for it."""
    found = policy.type_named(plain(text).replace(" ", "-"))
    if found is not None:
        return found
    extra = lexicon().types
    meanings = {
        one.type: (*one.names, one.prefix.lower(), one.title.lower(), *extra.get(one.type, ()))
        for one in policy.types.values()
    }
    word = word_for(text, meanings)
    return policy.types[word] if word is not None and word in policy.types else None


def _take(draft: Draft, column: Column, value: CellValue, source: Source) -> Iterator[str]:
    """Put a cell into the draft; yield what could not be taken."""
    target = called(column.target or "", draft.kind)
    match target:
        case "id":
            yield from _reference(draft, value)
        case "subject":
            yield from _subjects(draft, str(value), column.heading)
        case "status":
            yield from _status(draft, str(value))
        case "closed":
            yield from _closed(draft, value, source)
        case "referrer":
            yield from _referrer(draft, str(value), source.board)
        case "died":
            yield from _died(draft, value, source)
        case "note":
            yield from _note(draft, str(value))
        case _ if target in draft.kind.events:
            yield from _event(draft, target, value, source)
        case _ if _worded(target) in lexicon().words:
            yield from _words(draft, target, value)
        case _ if read_date(value, source.today).kind in ("date", "not-known", "unread"):
            yield f"a {draft.kind.title} has no such event: left out"


def called(target: str, kind: ReviewType) -> str:
    """Return what a kind of review calls an event that the list names by the word of another kind."""
    others = lexicon().otherwise.get(target, ()) if target not in kind.events else ()
    return next((one for one in others if one in kind.events), target)


def _text(value: CellValue) -> str:
    whole = isinstance(value, float) and value == int(value)
    return str(int(value)) if whole and isinstance(value, float) else " ".join(str(value).split())


_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_#()-]{0,39}")


def _reference(draft: Draft, value: CellValue) -> Iterator[str]:
    text = _text(value)
    prefix = re.escape(draft.kind.prefix)
    own = re.fullmatch(
        rf"(?:{prefix}|ref)?[ ./_-]*((?:19|20)[0-9]{{2}})[ ./_-]+0*([1-9][0-9]{{0,2}})", text, re.IGNORECASE
    )
    if own is not None:
        draft.own_id = f"{draft.kind.prefix}-{own[1]}-{int(own[2]):03}"
    parts = re.findall(r"[a-z]+", text.lower())
    known = {draft.kind.prefix.lower(), "ref", "case", "no", "sab", "lscb", "id"}
    if not _REFERENCE.fullmatch(text) or any(len(one) > 2 and one not in known for one in parts):
        yield "a number that may hold a name: left out, and the review gets a number of its own"
    else:
        draft.reference = text


def _subjects(draft: Draft, text: str, heading: str) -> Iterator[str]:
    names = pseudonyms_in(text)
    called = any(word in _CALLED for word in words_of(heading))
    if not names and called and re.fullmatch(r"[A-Za-z]{1,20}", text):
        names = (text,)
    if names:
        draft.subjects = names
    else:
        yield "no plain pseudonym, such as Adult E: it may be a name, so the review gets the next free one"


def pseudonyms_in(text: str) -> tuple[str, ...]:
    """Return the pseudonyms that a cell holds ("Adults C and D" are two); none where one may be a name."""
    parts = [part for part in _BETWEEN.split(" ".join(text.split())) if part]
    if not parts:
        return ()
    first, _, _ = parts[0].partition(" ")
    single = first[:-1] if first.lower().endswith("s") and len(parts) > 1 else first
    names = [f"{single} {part}" if re.fullmatch(r"[A-Za-z]?[0-9]{0,2}", part) else part for part in parts]
    names[0] = f"{single}{names[0][len(first) :]}"
    tidy = tuple(f"{name[:1].upper()}{name[1:]}" for name in names)
    return tidy if all(map(is_pseudonym, tidy)) and len(set(tidy)) == len(tidy) else ()


def _status(draft: Draft, text: str) -> Iterator[str]:
    known = lexicon().words["status"]
    stages = {one.id: (one.title, *known.get(one.id, ())) for one in draft.kind.stages}
    word = word_for(text, {**stages, "open": known["open"], "closed": known["closed"]})
    if word is None:
        yield "a word that is not known for where a review is: left out, and where it is follows from the dates"
    else:
        draft.status = word


def _closed(draft: Draft, value: CellValue, source: Source) -> Iterator[str]:
    reading = read_date(value, source.today, since_1904=source.since_1904)
    if isinstance(value, str) and word_for(
        value, {"closed": ("yes", "y", *lexicon().words["status"]["closed"])}
    ):
        reading = Reading("not-known")
    if reading.kind == "unread":
        yield f"{reading.no_date}: left out"
    elif reading.after(source.today):
        yield "a day still to come: left out, for the review is not closed yet"
    elif reading.kind in ("date", "not-known"):
        draft.closed = reading


def _referrer(draft: Draft, text: str, board: Board) -> Iterator[str]:
    agency = board.named(text)
    if agency is not None:
        draft.referrer = {"agency": agency.id}
    elif plain(text) in (*lexicon().nothing, *lexicon().not_yet, *lexicon().not_known):
        return
    elif harmless(text):
        draft.referrer = {"role": text}
    else:
        yield "no agency of board.yaml, and it may be a name: left out"


def _died(draft: Draft, value: CellValue, source: Source) -> Iterator[str]:
    reading = read_date(value, source.today, since_1904=source.since_1904)
    if reading.kind == "date" and not reading.after(source.today):
        draft.died = reading.text
    elif reading.kind in ("unread", "date"):
        yield "no date of a death: left out"


def _note(draft: Draft, text: str) -> Iterator[str]:
    text = " ".join(text.split())
    if holds_name(text) or len(text) > 2000 or not text.isprintable():
        yield "free text that may name somebody: left out"
    else:
        draft.notes.append(text)


def _event(draft: Draft, address: str, value: CellValue, source: Source) -> Iterator[str]:
    reading = read_date(value, source.today, since_1904=source.since_1904)
    rule = draft.kind.events[address]
    if reading.kind in ("blank", "not-yet"):
        return
    if "[" in address or (rule.from_ is not None and rule.else_ != "diary"):
        yield "something that is not written into the diary by hand: left out"
    elif reading.kind == "unread":
        draft.unread[address] = reading
    elif reading.day is None and reading.after(source.today):
        yield "a month or year still to come: left out (what is planned needs a day)"
    else:
        (draft.planned if reading.after(source.today) else draft.events)[address] = reading
        if reading.lost:
            yield "the date is taken; words beside it may hold a name and are left out"


def _words(draft: Draft, target: str, value: CellValue) -> Iterator[str]:
    text = _text(value)
    if plain(text) in (*lexicon().not_yet, *lexicon().not_known):
        return
    meanings = _meanings(draft.kind, target)
    word = word_for(text, meanings)
    if word is not None:
        draft.words[target] = word
    elif plain(text) not in lexicon().nothing:
        yield f"a word that is not known here: left out (it may be: {', '.join(meanings)})"


def _worded(target: str) -> str:
    """Return under which address the words stand that a column may hold: what is recommended may be decided."""
    return target.replace("screening.recommendation.", "decision.")


def _meanings(kind: ReviewType, target: str) -> dict[str, Sequence[str]]:
    """Return the words that may stand at an address, with their other forms."""
    known = lexicon().words[_worded(target)]
    name = target.rpartition(".")[2]
    if name == "outcome":
        return dict(known)
    if name == "mandate":
        titles = {one: plain(rule.title or one) for one, rule in kind.mandates.items()}
    else:
        titles = {one: plain(rule.title) for one, rule in kind.methods.items()}
    return {one: (title, *known.get(one, ())) for one, title in titles.items()}
