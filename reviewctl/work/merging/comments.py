"""The comments that the other side wrote come with what it recorded: a merge by address does not see them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from reviewctl.work.merging.items import without

_WHOLE = re.compile(r"[ \t]*#.*")
_BEHIND = re.compile(r"(.*?[^ \t])([ \t]+#.*)")
_MOST = 50
"""Where not all fit in together they are tried one by one, as many as this: each is one reading of the file."""

Says = Callable[[str], bool]
"""Whether a text still says what it is meant to say."""


class _Comment(Struct, frozen=True):
    """A comment, and which of the other lines of its file it stands before, or in which it is what ends it."""

    text: str
    line: int
    behind: bool


class _Put(Struct, frozen=True):
    """A comment that goes in before a line; or at its end."""

    line: int
    text: str
    behind: bool


def with_comments(made: str, base: str, theirs: str, says: Says, they_say: Says) -> str:
    """Return what was made of three versions with the comments that `theirs` has, and `base` and `made` have not.

    A comment goes where it stood: before, or behind, the line beside which `theirs` has it; where neither that line
    nor the one above it is left, at the end. `says` tells whether a text still says what was made, `they_say` what
    `theirs` says: a line without which it would say something else only looks like a comment.
    """
    lines, others = _lines(made), _lines(theirs)
    plain, found = _true(others, without(others, _lines(base)), they_say)
    lacking = _lacking(found, lines)
    if not lacking:
        return made
    twins = _twins(plain, lines)
    puts = [_put(one, plain, lines, twins) for one in lacking]
    end = "\r\n" if "\r\n" in made else "\n"
    whole = end.join(_with(lines, puts))
    return whole if says(whole) else end.join(_with(lines, _fitting(lines, puts, end, says)))


def _fitting(lines: Sequence[str], puts: Sequence[_Put], end: str, says: Says) -> list[_Put]:
    kept: list[_Put] = []
    for one in puts[:_MOST]:
        if says(end.join(_with(lines, [*kept, one]))):
            kept.append(one)
    return kept


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _true(lines: Sequence[str], fresh: Sequence[bool], they_say: Says) -> tuple[list[str], list[_Comment]]:
    """Return the lines without their new comments, and those comments, of which each is one."""
    plain, found = _told(lines, fresh)
    if they_say("\n".join(plain)):
        return plain, found
    looks = [at for at, is_fresh in enumerate(fresh) if is_fresh and _comment_in(lines[at])]
    true = {
        at
        for at in looks[:_MOST]
        if they_say("\n".join(_told(lines, [one == at for one in range(len(lines))])[0]))
    }
    return _told(lines, [at in true for at in range(len(lines))])


def _told(lines: Iterable[str], fresh: Iterable[bool]) -> tuple[list[str], list[_Comment]]:
    """Return the lines without their new comments, and those comments."""
    plain: list[str] = []
    found: list[_Comment] = []
    for line, is_fresh in zip(lines, fresh, strict=True):
        behind = _BEHIND.fullmatch(line)
        if is_fresh and _WHOLE.fullmatch(line):
            found.append(_Comment(line, len(plain), behind=False))
            continue
        if is_fresh and behind:
            found.append(_Comment(behind[2], len(plain), behind=True))
        plain.append(behind[1] if is_fresh and behind else line)
    return plain, found


def _lacking(found: Sequence[_Comment], lines: Iterable[str]) -> list[_Comment]:
    there = [comment for comment in map(_comment_in, lines) if comment]
    return [
        one
        for one, new in zip(found, without([one.text.strip() for one in found], there), strict=True)
        if new
    ]


def _comment_in(line: str) -> str:
    if _WHOLE.fullmatch(line):
        return line.strip()
    behind = _BEHIND.fullmatch(line)
    return behind[2].strip() if behind else ""


def _twins(plain: Sequence[str], lines: Sequence[str]) -> dict[int, int]:
    """Return which line of the one is which of the other."""
    blocks = SequenceMatcher(None, plain, lines).get_matching_blocks()
    return {block.a + at: block.b + at for block in blocks for at in range(block.size)}


def _put(one: _Comment, plain: Sequence[str], lines: Sequence[str], twins: Mapping[int, int]) -> _Put:
    twin, above = twins.get(one.line), twins.get(one.line - 1)
    if one.behind and twin is not None:
        return _Put(twin, one.text, behind=True)
    text = _indent(plain[one.line]) + one.text.strip() if one.behind else one.text
    if twin is not None:
        return _Put(twin, text, behind=False)
    last = len(lines) - (not lines[-1])
    return _Put(above + 1 if above is not None else last, text, behind=False)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _with(lines: Sequence[str], puts: Iterable[_Put]) -> list[str]:
    before: dict[int, list[str]] = {}
    tails: dict[int, str] = {}
    for one in puts:
        if one.behind:
            tails[one.line] = tails.get(one.line, "") + one.text
        else:
            before.setdefault(one.line, []).append(one.text)
    made = []
    for at, line in enumerate([*lines, None]):
        made += before.get(at, [])
        if line is not None:
            made.append(line + tails.get(at, ""))
    return made
