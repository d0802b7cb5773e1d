"""Ids and pseudonyms for reviews that are taken over, and which of them are in the register already."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from msgspec import Struct

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.review import Case
from reviewctl.model.sheet import column_letters
from reviewctl.store.register import Register
from reviewctl.work.tracker.drafts import RECEIVED, Draft
from reviewctl.work.tracker.taking import year_of


class Numbered(Struct, frozen=True, kw_only=True):
    """A review with the id and the pseudonyms that it will have."""

    draft: Draft
    case_id: str
    subjects: tuple[str, ...]


class Known(Struct, frozen=True, kw_only=True):
    """What a register has already: its ids and pseudonyms, and by what reviews taken over earlier are known again."""

    ids: frozenset[str]
    pseudonyms: frozenset[str]
    references: frozenset[tuple[str, str]]
    unnumbered: dict[tuple[str, str], int]


def known_in(register: Register) -> Known:
    """Return what a register has already. Raises ReviewctlError where a review cannot be read."""
    cases = [register.case(folder, dates_only=True)[0] for folder in register.folders]
    read = [case for case in cases if case is not None]
    if len(read) < len(cases):
        raise ReviewctlError(
            "A review of the register cannot be read, so it is not known which of the list are there already.",
            "Put it right first: reviewctl validate",
        )
    return Known(
        ids=frozenset(register.by_id),
        pseudonyms=frozenset(subject.pseudonym for case in read for subject in case.file.subjects),
        references=frozenset(_references(read)),
        unnumbered=dict(Counter(_received(case) for case in read if _is_unnumbered(case))),
    )


def number(drafts: Sequence[Draft], known: Known) -> tuple[list[Numbered], list[Draft]]:
    """Return the reviews that are new, each with its id, and those that the register has already.

    An id of the list is kept where it has the form of ours. Any other review has the next free number of its
    year, in the order of the list. Raises ReviewctlError where a year's 999 numbers are used up.
    """
    fresh, there = _sorted_out(drafts, known)
    ids = {*known.ids, *(one.own_id for one in fresh if one.own_id)}
    names = {*known.pseudonyms, *(name for one in fresh for name in one.subjects)}
    numbered = []
    for draft in fresh:
        case_id = draft.own_id or _next_id(draft, ids)
        subjects = draft.subjects or (_next_name(draft, names),)
        ids.add(case_id)
        names |= set(subjects)
        numbered.append(Numbered(draft=draft, case_id=case_id, subjects=subjects))
    return numbered, there


def _sorted_out(drafts: Sequence[Draft], known: Known) -> tuple[list[Draft], list[Draft]]:
    fresh: list[Draft] = []
    there: list[Draft] = []
    left = dict(known.unnumbered)
    for draft in drafts:
        received = draft.events.get(RECEIVED)
        mark = (draft.kind.type, received.text if received is not None else "")
        by_day = not draft.own_id and not draft.reference and left.get(mark, 0) > 0
        if by_day:
            left[mark] -= 1
        is_there = (
            draft.own_id in known.ids
            or (draft.kind.type, draft.reference.casefold()) in known.references
            or by_day
        )
        (there if is_there else fresh).append(draft)
    return fresh, there


def _references(cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    for case in cases:
        if case.file.taken_over is not None and case.file.taken_over.reference:
            yield case.file.type, case.file.taken_over.reference.casefold()


def _is_unnumbered(case: Case) -> bool:
    return case.file.taken_over is not None and not case.file.taken_over.reference


def _received(case: Case) -> tuple[str, str]:
    group = case.diary.get("referral") or {}
    value = group.get("received")
    text = value if isinstance(value, str) else getattr(value, "on", None)
    return case.file.type, text if isinstance(text, str) and text != "not-known" else ""


def _next_id(draft: Draft, ids: set[str]) -> str:
    start = f"{draft.kind.prefix}-{year_of(draft)}-"
    used = [int(one[len(start) :]) for one in ids if one.startswith(start) and one[len(start) :].isdecimal()]
    if max(used, default=0) >= 999:
        raise ReviewctlError(
            f"The 999 numbers of {start[:-1]} are used up.", "Give the reviews of the list ids of their own."
        )
    return f"{start}{max(used, default=0) + 1:03}"


def _next_name(draft: Draft, names: set[str]) -> str:
    """Return the next pseudonym that nobody has: Adult F, or Child F where the kind of review is about children."""
    every = (f"{draft.kind.subject} {column_letters(index)}" for index in count())
    return next(name for name in every if name not in names)
