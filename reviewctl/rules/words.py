"""How rules say dates, spans and agencies in a sentence."""

import re
from collections.abc import Mapping
from datetime import date

from reviewctl.facts.words import plain
from reviewctl.model.deadline import Deadline
from reviewctl.model.record import CASE_ID_FORM

_ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*|" + CASE_ID_FORM)


def day(on: date | None) -> str:
    """Return a date as a person writes it: `2 May 2026`; "no date" for none."""
    return plain(on) if on is not None else "no date"


def over(one: Deadline) -> str:
    """Return how late a deadline is: `3 working days late`, `1 day late`."""
    late = -(one.days or 0)
    unit = one.unit.removesuffix("s") if late == 1 else one.unit
    return f"{late} {unit} late"


def who(item: str | None) -> str:
    """Return an item's id as it stands; ids and never names are what a message may quote."""
    return item or ""


def listed(words: tuple[str, ...] | list[str]) -> str:
    """Return words as a sentence lists them: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def quoted(word: str, other: str = "of that name (not shown)") -> str:
    """Return a word in quotes where it has the form of an id; else `other`, for it may be narrative or a name."""
    return f'"{word}"' if _ID.fullmatch(word) and len(word) <= 40 else other


def nearest(word: str, options: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """Return the option that a word was most likely meant to be, and which of its names was matched.

    `options` are ids with their other names. A name that is the word comes first, then one of which it is a
    part, then one that is spelt much like it; ("", "") where there is none.
    """
    plain = word.casefold()
    names = [(name, option) for option, others in options.items() for name in (option, *others)]
    for test in (lambda name: name == plain, lambda name: plain in re.split(r"[^a-z0-9]+", name)):
        for name, option in names:
            if test(name.casefold()):
                return option, name
    by_name = {name.casefold(): (option, name) for name, option in names}
    import difflib

    close = difflib.get_close_matches(plain[:80], list(by_name), n=1, cutoff=0.72)
    return by_name[close[0]] if close else ("", "")


def did_you_mean(word: str, options: Mapping[str, tuple[str, ...]]) -> str:
    """Return the question ` Did you mean x?`, or nothing where no option is near."""
    near, _ = nearest(word, options)
    return f" Did you mean {near}?" if near else ""


def first_words(options: Mapping[str, object], limit: int = 14) -> str:
    """Return the options as a list for a sentence of help, cut off where it grows too long."""
    words = list(options)
    return ", ".join(words[:limit]) + (" …" if len(words) > limit else "")
