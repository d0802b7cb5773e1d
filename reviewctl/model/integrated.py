"""The integrated chronology (P§14): what all the agencies told, in one order, with nothing lost and nothing hidden."""

from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.model.chronology import Entry
from reviewctl.model.finding import Spot
from reviewctl.model.span import Span


class Telling(Struct, frozen=True, kw_only=True):
    """One entry, as one agency told it. `agency` and `entry.id` together name it for ever."""

    agency: str
    entry: Entry
    span: Span
    spot: Spot
    initial: bool = False


class Age(Struct, frozen=True, kw_only=True):
    """How old a subject was: `words` such as "36", "36 or 37", "2 years 4 months", "before birth"."""

    subject: str
    words: str


class Interval(Struct, frozen=True, kw_only=True):
    """How many days passed since the line before: at the least and at the most; None where that is open."""

    least: int | None
    most: int | None


class Conflict(Struct, frozen=True, kw_only=True):
    """Two tellings of what seems one event that differ: in what (`date`, `time`, `who`, ...), and how each has it."""

    about: str
    said: tuple[tuple[str, str], ...]
    """Pairs of agency and what it says, in the order of the agencies' ids."""


class Line(Struct, frozen=True, kw_only=True):
    """One line of the integrated chronology: one event, told by one agency or, probably, by several.

    `tellings` are never merged in their words. `span` is where they overlap, or that of the first. `assumptions`
    are whole sentences: why it stands here, why they are held for one event. `alike` is how alike the tellings of
    different agencies are, in per cent: the two that are least so; None where only one agency tells.
    """

    number: int
    span: Span
    tellings: tuple[Telling, ...]
    conflicts: tuple[Conflict, ...] = ()
    assumptions: tuple[str, ...] = ()
    ages: tuple[Age, ...] = ()
    since: Interval | None = None
    alike: int | None = None

    @property
    def agencies(self) -> tuple[str, ...]:
        """Return the ids of the agencies that tell of it, each once, in order."""
        return tuple(dict.fromkeys(one.agency for one in self.tellings))


class Gap(Struct, frozen=True, kw_only=True):
    """A time without an entry, of one agency or (`agency` None) of all together.

    `definite`: whatever the uncertain dates mean, nothing lies in it; else only if they mean what is likelier.
    `explained` is the agency's own reason for no contact (`no_contact`). `only_if` says what must be so for a gap
    that is not definite. `widest` are the first and the last day of what a gap may be at the most, where that is
    more: it depends on where the uncertain dates next to it lie.
    """

    agency: str | None
    first: date
    last: date
    days: int
    definite: bool
    explained: str | None = None
    only_if: str | None = None
    widest: tuple[date, date] | None = None


Ordering = Literal["placed", "undated"]


class Integrated(Struct, frozen=True, kw_only=True):
    """The whole. `lines` in one stable order, those without a date last. `agencies` are all that returned one.

    `empty` are agencies whose chronology holds nothing, with why; `not_brought_in` those of whose file some rows could
    not be brought in, with how many. `assumptions` hold for the whole; `left_out`
    counts the entries that filters left out.
    """

    case: str
    subjects: tuple[tuple[str, str], ...]
    """Pairs of a subject's id and its pseudonym."""
    agencies: tuple[str, ...]
    scope: tuple[date | None, date | None]
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...] = ()
    empty: tuple[tuple[str, str], ...] = ()
    not_brought_in: tuple[tuple[str, int], ...] = ()
    assumptions: tuple[str, ...] = ()
    left_out: int = 0
