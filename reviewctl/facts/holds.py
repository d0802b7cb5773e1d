"""Holds: what a parallel process asks the review to wait with, and the clocks that stand still by it (P§6, P§13).

A hold is written once, under its process in processes.yaml. Where it names the whole review, or a word by which the
policy pauses steps (`interviews`, `publication`), those steps stand still from its first day until the day after its
last, as if a suspension of the log said so. A hold in other words is shown, and stops no clock.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from reviewctl.model.event import moments
from reviewctl.model.kind import ReviewType
from reviewctl.model.log import Suspension
from reviewctl.model.processes import Hold, Process
from reviewctl.model.review import Case

REVIEW = "review"
KNOWN = (REVIEW, "interviews", "publication")
"""What a hold may name and the tool acts on."""
_WHOLE = frozenset({REVIEW, "the review", "all", "everything"})
_OF_PUBLICATION = re.compile(
    r"\b(?:publi|releas|review\b|report\b|whole\b|all\b|everything\b)", re.IGNORECASE
)
_DAY = timedelta(days=1)


class Held(Struct, frozen=True):
    """A hold with where it stands: the key of its process, the process, and its place in the list, from nought."""

    process: str
    of: Process
    number: int
    hold: Hold

    @property
    def at(self) -> str:
        """The address of the hold."""
        return f"processes[{self.process}].holds.{self.number + 1}"


class HeldStill(Suspension, frozen=True, kw_only=True):
    """A time of standing still that a hold brings about; `process` is the key of the process that asked for it."""

    process: str


def word_of(hold: Hold) -> str:
    """Return what waits, in one word where the tool knows it: `review` for all of it; "" where nothing is said."""
    word = " ".join((hold.what or "").split()).casefold()
    return REVIEW if word in _WHOLE else word


def keeps_in(hold: Hold) -> bool:
    """Whether a hold may mean that nothing is published: it says so in any words, or nothing in particular.

    No clock rests on this: of words that are none of `KNOWN` it takes the graver meaning.
    """
    return not (hold.what or "").strip() or _OF_PUBLICATION.search(hold.what or "") is not None


def holds_of(case: Case) -> Iterator[Held]:
    """Yield every hold of a case, in the order written, over or not."""
    for key, process in case.processes.items():
        for number, hold in enumerate(process.holds):
            yield Held(key, process, number, hold)


def lasting(case: Case, day: date) -> tuple[Held, ...]:
    """Return the holds of a case that last on a day, whatever waits for them."""
    return tuple(one for one in holds_of(case) if one.hold.lasts(day))


def holds_on(case: Case, what: str, day: date) -> tuple[Held, ...]:
    """Return the holds that keep something waiting on a day: those on it, and those on the whole review.

    `what` is `review`, `interviews`, `publication`, or another word that holds of the case use.
    """
    return tuple(one for one in lasting(case, day) if word_of(one.hold) in (what, REVIEW))


def suspensions_of(case: Case, kind: ReviewType) -> tuple[HeldStill, ...]:
    """Return the times of standing still that the holds of a case bring about.

    To ask how the processes themselves stand goes on all the while.
    """
    found = (_suspension(one, kind) for one in holds_of(case))
    return tuple(one for one in found if one is not None)


def _suspension(one: Held, kind: ReviewType) -> HeldStill | None:
    hold, word = one.hold, word_of(one.hold)
    if hold.from_ is None or (hold.to is not None and hold.to < hold.from_):
        return None
    if word != REVIEW and word not in kind.pauses:
        return None
    return HeldStill(
        process=one.process,
        steps=() if word == REVIEW else (word,),
        except_=_going_on(kind) if word == REVIEW else (),
        from_=hold.from_,
        until=hold.to + _DAY if hold.to is not None and hold.to < date.max else None,
        reason=hold.reason,
        asked_by=one.of.contact or one.of.kind or one.process,
        ask_again=hold.ask_again,
    )


def _going_on(kind: ReviewType) -> tuple[str, ...]:
    return tuple(step.id for step in kind.steps if _runs_for(step.for_each) == "processes")


def _runs_for(each: object) -> str | None:
    """Return the collection for each item of which a step runs."""
    return each if isinstance(each, str) else getattr(each, "of", None)


def to_ask_again(case: Case, day: date) -> tuple[Held, ...]:
    """Return the holds that last on a day, and about which the day to ask again has come, with nobody asked since."""
    return tuple(
        one
        for one in lasting(case, day)
        if one.hold.ask_again is not None
        and one.hold.ask_again <= day
        and not any(on >= one.hold.ask_again for on in asked_on(one.of, day))
    )


def asked_on(process: Process, day: date) -> tuple[date, ...]:
    """Return the days, up to one, on which somebody asked how a process stands, in their order."""
    found = (one.on for one in moments(process.checked_on, "checked_on"))
    return tuple(sorted(on for on in found if on is not None and on <= day))
