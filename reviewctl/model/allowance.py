"""How long a step may take, and the ways in which a protocol counts it."""

import re
from typing import Literal, get_args

from msgspec import Struct

Unit = Literal["working days", "days", "weeks", "months", "years"]
CalendarName = Literal["england-and-wales", "united-kingdom"]

_WORDS = re.compile(r"([0-9]{1,4}) +(working days?|days?|weeks?|months?|years?)")
_FORM = (
    'an allowance is a whole number and a unit, such as "15 working days", "28 days", "2 weeks" or "6 months"'
)


class Counting(Struct, frozen=True):
    """How days are counted from an event.

    `count`: "day-after" makes the day of the event day 0; "same-day" makes it day 1 (of working days: if it
    is one, else the first working day behind it). Weeks, months and years go to the corresponding day
    either way. `non_working`: what an event on a non-working day does to a count of working days. "keep"
    counts from the day itself; "roll-forward" treats the event as if it had come on the next working day.
    """

    count: Literal["day-after", "same-day"] = "day-after"
    non_working: Literal["keep", "roll-forward"] = "keep"


class Allowance(Struct, frozen=True):
    """So many working days, days, weeks, months or years."""

    number: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Allowance":
        """Return the allowance that `text` names: "15 working days", "1 month". Else raises ValueError."""
        found = _WORDS.fullmatch(text)
        if found is None:
            raise ValueError(_FORM)
        words = found[2] if found[2].endswith("s") else found[2] + "s"
        return cls(int(found[1]), next(unit for unit in get_args(Unit) if unit == words))

    def text(self) -> str:
        """Return the allowance in words: "15 working days", "1 month"."""
        unit = self.unit.removesuffix("s") if self.number == 1 else self.unit
        return f"{self.number} {unit}"
