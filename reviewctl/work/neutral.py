"""Words for the record: what names somebody for certain is refused, and what only may is said aloud.

Git keeps for ever what it is given, so a reason, a note or an issue is looked at before it is written.
"""

import re
from collections.abc import Iterator

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import DAYS, MONTHS
from reviewctl.work.desk import Desk
from reviewctl.work.tracker.lexicon import lexicon

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Cllr|Rev)\.? [A-Z][a-z]+")
_NHS = re.compile(r"(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b")
_BORN = re.compile(
    r"\b(?:born(?: on)?|dob|d\.o\.b\.?|date of birth)\b[ :]*(?:the )?[0-9]{1,4}", re.IGNORECASE
)
_PAIR = re.compile(r"(?=\b([A-Z][a-z]{2,}(?:['’-][A-Z][a-z]+)?) ([A-Z][a-z]{2,}))")
_WORD = re.compile(r"[^\W\d_]+")


def checked_words(text: str) -> str:
    """Return words without the blanks round them.

    Raises ReviewctlError where they hold a title with a name, an NHS number, a date of birth or a postcode.
    """
    found = _certain(text)
    if found:
        raise ReviewctlError(
            f"There is {found} in these words, and the record keeps for ever what it is given.",
            "Say it with a role or a pseudonym, such as Adult E. Nothing was written.",
        )
    return text.strip()


def words_or_none(text: str | None) -> str | None:
    """Return words as they will stand; None where there are none. Raises ReviewctlError as `checked_words` does."""
    return checked_words(text) or None if text is not None else None


def warn_of_names(desk: Desk, facts: Facts, *texts: str | None) -> None:
    """Say aloud, once it is written, that words may hold a person's name, and how they are taken back."""
    if any(text and may_name(facts, text) for text in texts):
        desk.warn(
            "These words may hold a person's name: two words with capitals stand together. If they do: reviewctl undo "
            "- and say it with a role or a pseudonym. The history keeps what was there: tell whoever looks after it."
        )


def may_name(facts: Facts, text: str) -> bool:
    """Whether two words with capitals stand together of which the policy and the Board's lists know neither."""
    pairs = _PAIR.findall(text)
    known = frozenset(_known(facts)) if pairs else frozenset()
    return any(not ({first.lower(), second.lower()} & known) for first, second in pairs)


def _certain(text: str) -> str:
    if _TITLED.search(text):
        return "a title with a person's name"
    if any(_is_nhs_number(one) for one in _NHS.findall(text)):
        return "an NHS number"
    if _BORN.search(text):
        return "a date of birth"
    return "a postcode" if _POSTCODE.search(text) else ""


def _is_nhs_number(text: str) -> bool:
    """Whether ten digits bear the check digit of an NHS number: modulus 11, with the weights 10 to 2."""
    digits = [int(one) for one in text if one.isdecimal()]
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check % 11 == digits[9] and check != 10


def _known(facts: Facts) -> Iterator[str]:
    """Yield the words, in small letters, that are no person's name as far as policy and board.yaml say."""
    pack, kind, board = facts.plan.pack, facts.plan.kind, facts.board
    yield from lexicon().harmless
    yield from (day.lower() for day in (*DAYS, *MONTHS))
    titles = [board.board, kind.title, *(one.title for one in (*pack.roles.values(), *pack.sectors.values()))]
    titles += [one.title for one in kind.meetings.values()]
    titles += [*(one.title for one in kind.stages), *(one.title for one in kind.steps)]
    titles += [name for one in board.agencies for name in (one.name, *(alias.name for alias in one.aliases))]
    for title in titles:
        yield from (word.lower() for word in _WORD.findall(title))
