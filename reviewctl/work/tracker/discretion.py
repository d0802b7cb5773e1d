"""Whether words of somebody's list may go into the record: git keeps for ever what it is given."""

import re

from reviewctl.work.tracker.lexicon import lexicon

_TITLED = re.compile(
    r"\b(mr|mrs|ms|miss|mx|dr|prof|cllr|rev|sir|dame|pc|dc|ds|di|dci|sgt|insp|sw)\.?\s+[A-Z]", re.IGNORECASE
)
_NUMBER = re.compile(
    r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}"  # an NHS number, or a telephone's
    r"|\b[A-Za-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d]\b"  # a National Insurance number
    r"|\b[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}\b"  # a postcode
    r"|@|\+?[0-9]{9,}"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PSEUDONYM = re.compile(
    r"(?:the )?(?:adult|child|person|resident|subject|sibling|brother|sister|mother|father|patient|baby|family|case)s? "
    r"(?:[a-z]{1,2}[0-9]{0,2}|[0-9]{1,3})",
    re.IGNORECASE,
)


def harmless(text: str) -> bool:
    """Whether a few words hold nothing that could be a name or a number of somebody: each of them is one of a
    list, and no title, NHS number, postcode or address of mail stands in them.
    """
    if _TITLED.search(text) or _NUMBER.search(text) or len(text) > 200 or not text.isprintable():
        return False
    return all(_is_plain(word) for word in _WORD.findall(text))


def holds_name(text: str) -> bool:
    """Whether a longer text seems to name somebody: a title with a name, two words with capitals, a number."""
    if _TITLED.search(text) or _NUMBER.search(text):
        return True
    pairs = re.findall(r"\b([A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*) ([A-Z][a-z]+)\b", text)
    return any(not (_is_plain(first) and _is_plain(second)) for first, second in pairs)


def is_pseudonym(text: str) -> bool:
    """Whether a text is a pseudonym beyond doubt: Adult E, Child 3, Resident B2."""
    return _PSEUDONYM.fullmatch(text.strip()) is not None


def _is_plain(word: str) -> bool:
    return word.lower() in lexicon().harmless
