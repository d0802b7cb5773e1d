"""Fields of Word, such as page numbers and tables of contents: which text they work out, and which is unseen."""

from typing import Any

from msgspec import Struct

from reviewctl.exchange.word.styled import W

_GONE = {f"{W}del", f"{W}moveFrom"}
_CHECKED, _OPEN = "\u2612", "\u2610"


class _Field(Struct):
    """A field that was begun and not yet ended."""

    code: str = ""
    shown: bool = False


class Fields:
    """The fields that are open at the place where a document is being read."""

    def __init__(self) -> None:
        """Begin outside all fields."""
        self._open: list[_Field] = []

    def hear(self, mark: Any) -> str:
        """Take the mark that begins, parts or ends a field; return what a form shows by it, else ""."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field())
            return _tick(mark) or _choice(mark)
        if kind == "separate" and self._open:
            self._open[-1].shown = True
        elif kind == "end" and self._open:
            self._open.pop()
        return ""

    def code(self, text: str) -> None:
        """Take a piece of what a field is to work out."""
        if self._open:
            self._open[-1].code += text

    @property
    def in_code(self) -> bool:
        """Whether what stands here says what is to be worked out, and is not shown."""
        return any(not one.shown for one in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether what stands here is a table of contents."""
        return any(is_contents(one.code) for one in self._open)


def without_unended(root: Any) -> None:
    """Take out of a text the beginnings of fields that are never ended, which would swallow all that stands behind."""
    for mark in _unended(root):
        mark.getparent().remove(mark)


def _unended(root: Any) -> list[Any]:
    """Return the marks that begin a field in a text and have none that ends it; what was deleted is not read."""
    open_: list[Any] = []
    for mark in root.iter(f"{W}fldChar"):
        if any(one.tag in _GONE for one in mark.iterancestors()):
            continue
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            open_.append(mark)
        elif kind == "end" and open_:
            open_.pop()
    return open_


def is_contents(code: str) -> bool:
    """Whether a field works out a table of contents."""
    return code.split()[:1] == ["TOC"]


def _tick(mark: Any) -> str:
    """Return the sign of a box of an old form, ticked or not; "" for any other field."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = box.find(f"{W}checked")
    state = box.find(f"{W}default") if state is None else state
    on = state is not None and state.get(f"{W}val") not in ("0", "false")
    return _CHECKED if on else _OPEN


def _choice(mark: Any) -> str:
    """Return what is chosen in a list of an old form; "" for any other field."""
    choices = mark.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [one.get(f"{W}val") or "" for one in choices.findall(f"{W}listEntry")]
    for name in ("result", "default"):
        at = choices.find(f"{W}{name}")
        if at is not None:
            word = at.get(f"{W}val") or ""
            return entries[int(word)] if word in map(str, range(len(entries))) else ""
    return entries[0] if entries else ""
