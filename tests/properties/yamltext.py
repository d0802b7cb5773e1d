"""Writes a value as YAML the way people do: every indentation, quoting, bracket and comment by chance."""

import json
from random import Random
from typing import Any

from reviewctl.store.emit import is_plain

WORDS = (
    "word", "two words", "é", "naïve 😀", "2026-01-28", "2019-03-02~", "no", "12:30", "010", "", " x ",
    "a: b", "x #y", "it's", 'say "x"', "@", "- x", "[", "{a", "null", "a, b", "one\ntwo", "one\n\n two\n",
    "\n", "x\n\n", "# x\ny", "back\\slash", "---", "tab\there", "P§11",
)  # fmt: skip
KEYS = ("a", "held", "on", "note", "é", "two words", "x-1", "2026-q1", "no", "key: y", "1", "#", "it's")
NOTES = ("# c", "# é 😀", "#", "# a: b", "# - x", "# 'quote", '# "', "# {", "# ---")


def some_value(random: Random, depth: int = 0) -> Any:
    """Return a value such as a file may hold, smaller the deeper it lies."""
    kind = random.random()
    if kind < (0.35, 0.2, 0.1, 0.0)[depth]:
        return {key: some_value(random, depth + 1) for key in random.sample(KEYS, random.randint(0, 4))}
    if kind < (0.6, 0.35, 0.2, 0.0)[depth]:
        return [some_value(random, depth + 1) for _ in range(random.randint(0, 3))]
    return some_scalar(random)


def some_scalar(random: Random) -> Any:
    """Return a single value."""
    return random.choice((random.choice(WORDS), random.choice(WORDS), None, True, False, 0, -12, 2026, 1.5))


class Writer:
    """Writes one file in one person's manner."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.step = random.randint(1, 4)
        self.dash = random.randint(0, self.step)
        self.calm = random.random() < 0.3
        self.new_line = random.choice(("\n", "\n", "\r\n"))
        self.lines: list[str] = []
        self.behind = ""

    def text(self, value: dict[str, Any] | list[Any]) -> str:
        """Return the file; its value is in a block unless it is empty."""
        self.notes(0)
        if not value:
            self.lines.append(self.flow(value))
        else:
            self.block(value, 0, "")
        ending = self.random.choice((self.new_line, self.new_line, ""))
        # Block text that ends with the file needs its line end, or it would be another text.
        unended = not ending and "|" in "".join(self.lines[-4:])
        return self.new_line.join(self.lines) + (self.new_line if unended else ending)

    def chance(self, share: float) -> bool:
        """Whether to do something unusual here."""
        return not self.calm and self.random.random() < share

    def notes(self, column: int) -> None:
        """Write comment lines and blank lines, now and then."""
        # Behind block text blanks would be a part of it, and behind one that keeps them empty lines, too.
        blank = {"": ("", "  "), "-": ("",), "+": ("# c",)}[self.behind]
        while self.chance(0.2):
            self.lines.append(self.random.choice((" " * column + self.random.choice(NOTES), *blank)))

    def note(self) -> str:
        """Return a comment behind a value, now and then."""
        return " " * self.random.randint(1, 3) + self.random.choice(NOTES) if self.chance(0.25) else ""

    def block(self, value: dict[str, Any] | list[Any], column: int, first: str) -> None:
        """Write a mapping or a list on lines of its own; `first` stands before its first key or dash."""
        pairs = (
            [(self.key(key) + ":", item) for key, item in value.items()] if isinstance(value, dict) else None
        )
        for head, item in pairs if pairs is not None else [("-", item) for item in value]:
            if not first:
                self.notes(column)
            self.behind = ""
            self.value(item, (first or " " * column) + head, column, pairs is None)
            first = ""

    def value(self, value: Any, head: str, column: int, is_item: bool) -> None:
        """Write a value behind its key or dash, or on the lines under it."""
        space = " " * (self.random.randint(1, 4) if self.chance(0.2) else 1)
        inner = column + (self.dash if isinstance(value, list) and not is_item else self.step)
        if value is None and not self.chance(0.2):
            self.lines.append(head + self.random.choice(("", "", " ")) + self.note())
        elif isinstance(value, dict | list) and value and not self.chance(0.2):
            if is_item and not self.chance(0.2):
                self.block(value, len(head + space), head + space)
            else:
                self.lines.append(head + self.note())
                self.block(value, max(inner, column + 1) if is_item else inner, "")
        elif isinstance(value, str) and value.strip() and "\n" in value and self.random.random() < 0.5:
            self.block_text(value, head + space, column + self.step)
        elif self.chance(0.1):
            self.lines.append(head + self.note())
            self.notes(column + 1)
            self.lines.append(" " * (column + self.step) + self.flow(value) + self.note())
        else:
            self.lines.append(head + space + self.inline(value) + self.note())

    def block_text(self, value: str, head: str, column: int) -> None:
        """Write a text of several lines under its sign."""
        body = value.rstrip("\n")
        ends = len(value) - len(body)
        sign = ("-", "", "+")[min(ends, 2)]
        self.lines.append(f"{head}|{sign}{self.note()}")
        self.lines += [" " * column + line if line else "" for line in body.split("\n")]
        self.lines += [""] * (ends - 1)
        self.behind = sign or "-"

    def key(self, key: str) -> str:
        """Return a key, in quotes where it must be and by chance."""
        risky = any(sign in key for sign in ":#'")
        if risky or self.chance(0.1):
            return self.quoted(key)
        return "'1'" if key == "1" and self.chance(0.5) else key

    def quoted(self, text: str) -> str:
        """Return a text in either kind of quotes."""
        if "\n" in text or "\t" in text or self.random.random() < 0.5:
            return json.dumps(text, ensure_ascii=self.chance(0.1) and text.isascii())
        return "'" + text.replace("'", "''") + "'"

    def inline(self, value: Any) -> str:
        """Return a value on one line, outside brackets."""
        if isinstance(value, str) and is_plain(value) and not self.chance(0.2):
            return value
        return self.flow(value)

    def flow(self, value: Any) -> str:
        """Return a value as it may stand within brackets."""
        pad = " " if self.chance(0.2) else ""
        if isinstance(value, dict):
            return (
                "{" + pad + ", ".join(f"{self.key(k)}: {self.flow(v)}" for k, v in value.items()) + pad + "}"
            )
        if isinstance(value, list):
            comma = ", " if value and self.chance(0.1) else ""
            return "[" + pad + ", ".join(map(self.flow, value)) + comma + pad + "]"
        if isinstance(value, str):
            return value if is_plain(value, in_flow=True) and self.chance(0.9) else self.quoted(value)
        return json.dumps(value)
