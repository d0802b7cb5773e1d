"""Every character that a terminal would obey, or hide, is shown for what it is."""

import re
from unicodedata import category

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_SUSPECT = re.compile(r"[^ -~]")


def visible(text: str, keep: str = "") -> str:
    """Return `text` with a sign for each character that has no face of its own, but for those in `keep`.

    Control, format, private, lone surrogate and line separator characters: ESC becomes `␛`, a right-to-left
    override `\\u{202e}`. Combining marks and letters of every script stay as they are.
    """
    if text.isprintable():
        return text
    return _SUSPECT.sub(lambda found: found[0] if found[0] in keep else _sign(found[0]), text)


def escaped(json: str) -> str:
    """Return a JSON text with the same characters, which can only stand in its strings, as `\\uXXXX`."""
    return _SUSPECT.sub(lambda found: found[0] if found[0] == "\n" else _escape(found[0]), json)


def _sign(char: str) -> str:
    """Return what is shown for one character."""
    if category(char) not in _UNSEEN:
        return char
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{{{code:x}}}"


def _escape(char: str) -> str:
    """Return one character as JSON may hold it."""
    if category(char) not in _UNSEEN:
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
