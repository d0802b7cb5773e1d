"""Markdown with front matter: facts between two lines of three dashes, narrative under them.

python-frontmatter splits, by our own handler; the strict reader reads. Left to itself the library takes an
unclosed or misspelt fence for "no metadata"; so the fences are looked at first.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from reviewctl.model.codes import Code, declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.marks import Marks
from reviewctl.store.parsed import Parsed
from reviewctl.store.plain import NotPlain, plain_value
from reviewctl.store.reading import read_yaml

if TYPE_CHECKING:
    from frontmatter.default_handlers import BaseHandler

MISSING = declare("FIL040", "front-matter-missing", "error")
UNCLOSED = declare("FIL041", "front-matter-not-closed", "error")
FENCE = declare("FIL042", "front-matter-fence", "error")
FOREIGN = declare("FIL043", "front-matter-in-another-language", "error")
NOT_KEYS = declare("FIL044", "front-matter-without-keys", "error")

_FENCE = re.compile(r"^---(?:\r?\n|\Z)", re.MULTILINE)
# What a keyboard or a word processor makes of three dashes: more of them, long ones, a blank behind. One
# alone is the blank item of a list.
_DASHES = r"(?!-[^\S\n]*$)[-\u2010-\u2015\u2212]+[^\S\n]*$"
_LIKE_A_FENCE = re.compile(_DASHES)
# What begins with a certain character is looked for ten times faster than what begins with a line.
_NEXT_LIKE_A_FENCE = re.compile(rf"\n({_DASHES})", re.MULTILINE)


class FrontParsed(Struct, frozen=True):
    """What a Markdown file says: its facts, and its text.

    `value`, `marks` and `findings` are as in `strict.Parsed`, with lines and offsets of the whole file.
    `body` is the text under the closing fence, untouched; `body_line` is the line where it begins and
    `body_offset` its first character (0 for both where the front matter could not be told from the text).
    `plain` is from which character to which the facts stand, where they were read line by line, else None.
    """

    value: object
    marks: Marks | None
    body: str
    body_line: int
    body_offset: int
    findings: tuple[Finding, ...]
    plain: tuple[int, int] | None = None


@lru_cache(maxsize=1)
def _handler() -> "BaseHandler":
    """Return what splits at lines of exactly three dashes. It reads nothing: that is the strict reader's.

    It is made, and the library loaded, by the first file that is not as plain as can be.
    """
    from frontmatter.default_handlers import BaseHandler

    class Handler(BaseHandler):
        FM_BOUNDARY = _FENCE
        START_DELIMITER = END_DELIMITER = "---"

    return Handler()


def read_front(text: str, path: str, *, bare: bool = False) -> FrontParsed:
    """Return the facts and the text of a Markdown file, with all faults of the facts.

    A file that does not begin with `---`, or whose front matter is not closed, gives a finding and no value:
    never "no metadata". `bare` is as in `read_yaml`.
    """
    plain = _plain(text) if bare else None
    if plain is not None:
        return plain
    refused = _fences(text, path)
    if refused is not None:
        return FrontParsed(None, None, "", 0, 0, (refused,))
    facts, body = _handler().split(text)
    offset = text.index("\n") + 1
    body_offset = len(text) - len(body)
    parsed = read_yaml(facts, path, line_offset=1, char_offset=offset, bare=bare)
    parsed = _with_keys(parsed, path)
    body_line = text.count("\n", 0, body_offset) + 1
    return FrontParsed(parsed.value, parsed.marks, body, body_line, body_offset, parsed.findings)


def _plain(text: str) -> FrontParsed | None:
    """Return what a file says of which the fences, and all between them, are as plain as can be; else None."""
    end = text.find("\n---\n", 3)
    if not text.startswith("---\n") or end < 0 or _NEXT_LIKE_A_FENCE.search(text, 3, end + 1) is not None:
        return None
    try:
        value = plain_value(text[4 : end + 1])
    except NotPlain:
        return None
    if not isinstance(value, dict):
        return None
    return FrontParsed(
        value, None, text[end + 5 :], text.count("\n", 0, end + 5) + 1, end + 5, (), plain=(4, end + 1)
    )


def _with_keys(parsed: Parsed, path: str) -> Parsed:
    if parsed.findings or isinstance(parsed.value, dict):
        return parsed
    return Parsed(
        None,
        None,
        (
            NOT_KEYS.finding(
                Spot(path, 2, 1),
                "between the two lines of three dashes there must be lines of key, colon, value.",
                help="Text for people goes under the second line of three dashes.",
            ),
        ),
    )


def _fences(text: str, path: str) -> Finding | None:
    """Return what is wrong with the two fences, or None."""
    if not _handler().detect(text):
        return _no_opening(text, path)
    opening = _FENCE.match(text)
    closing = _NEXT_LIKE_A_FENCE.search(text, opening.end() - 1 if opening else 0)
    if closing is None:
        return UNCLOSED.finding(
            Spot(path, 1, 1),
            "the facts that begin here are never closed.",
            help="Put a line of exactly three dashes (---) under the last of them, before the text.",
        )
    if closing[1].rstrip("\r") == "---":
        return None
    return _misspelt(path, text.count("\n", 0, closing.start(1)) + 1)


def _no_opening(text: str, path: str) -> Finding:
    first = text.partition("\n")[0].rstrip("\r")
    if first.lstrip()[:1] in ("{", "[") or first.lstrip().startswith("+++"):
        language = "TOML" if first.lstrip().startswith("+") else "JSON"
        return _at_top(
            FOREIGN,
            path,
            f"the facts of this file are written in {language}.",
            "Write them as lines of key, colon, value between two lines of three dashes (---).",
        )
    if _LIKE_A_FENCE.match(first):
        return _misspelt(path, 1)
    if text.lstrip().startswith("---"):
        return _at_top(MISSING, path, "something stands before the line of three dashes.", "Delete it.")
    return _at_top(
        MISSING,
        path,
        "this file must begin with a line of three dashes (---) and its facts.",
        "reviewctl add writes them. No facts yet? Leave the values blank, and keep the keys.",
    )


def _misspelt(path: str, line: int) -> Finding:
    return FENCE.finding(
        Spot(path, line, 1),
        "this line must be exactly three dashes (---), with nothing before or behind them.",
        help="Type it again: some programs make long dashes or hidden blanks of it.",
    )


def _at_top(code: Code, path: str, message: str, help: str) -> Finding:
    return code.finding(Spot(path, 1, 1), message, help=help)
