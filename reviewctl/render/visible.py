"""Every character that a terminal would obey, or hide, is shown for what it is."""

from collections.abc import Callable
from functools import lru_cache
from unicodedata import category

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_PLAIN = bytes([10, *range(32, 127)])


def visible(text: str, keep: str = "") -> str:
    """Return `text` with a sign for each character that has no face of its own, but for those in `keep`.

    Control, format, private, lone surrogate and line separator characters: ESC becomes `␛`, a right-to-left
    override `\\u{202e}`. Combining marks and letters of every script stay as they are.
    """
    return text if text.isprintable() else text.translate(_signs(keep))


def escaped(json: str) -> str:
    """Return a JSON text with the same characters, which can only stand in its strings, as `\\uXXXX`."""
    # To look at every character of a long text takes forty times as long as to set the plain ones aside.
    rest = json.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return json if rest.decode("utf-8", "surrogatepass").isprintable() else json.translate(_ESCAPES)


class _Table(dict[int, str]):
    """A table for str.translate that is filled as characters turn up."""

    def __init__(self, shown: Callable[[str], str], keep: str) -> None:
        super().__init__({ord(char): char for char in keep})
        self._shown = shown

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = shown = self._shown(char) if category(char) in _UNSEEN else char
        return shown


def _sign(char: str) -> str:
    """Return what is shown for one character."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{{{code:x}}}"


def _escape(char: str) -> str:
    """Return one character as JSON may hold it."""
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


_ESCAPES = _Table(_escape, keep="\n")


@lru_cache(maxsize=8)
def _signs(keep: str) -> _Table:
    """Return the table of signs without those characters."""
    return _Table(_sign, keep)
