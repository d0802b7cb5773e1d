"""Bad input that no one would check in as it is: megabytes, bytes that are no text, line ends git changes.

A recipe is a text file of steps, one a line, whose results are joined:

    text "a: 1\\n"          the text, in UTF-8
    repeat 100000 "["      the text so many times
    count 20000 "k{n}: x\\n"   the text so many times, {n} counting from 0
    bytes fffe6100         the bytes, in hexadecimal digits
"""

import json
from pathlib import Path

SUFFIX = ".recipe"


def cook(recipe: str) -> bytes:
    """Return the bytes that a recipe makes. Raises ValueError for a step that there is not."""
    return b"".join(_step(line) for line in recipe.splitlines() if line.strip() and line[0] != "#")


def _step(line: str) -> bytes:
    verb, _, rest = line.partition(" ")
    if verb == "bytes":
        return bytes.fromhex(rest)
    if verb == "text":
        return json.loads(rest).encode("utf-8")
    times, _, text = rest.partition(" ")
    unit = json.loads(text)
    if verb == "repeat":
        return (unit * int(times)).encode("utf-8")
    if verb == "count":
        return "".join(unit.replace("{n}", str(n)) for n in range(int(times))).encode("utf-8")
    raise ValueError(f"no such step: {verb}")


def bytes_of(path: Path) -> bytes:
    """Return what a file holds, or what it is a recipe for."""
    return cook(path.read_text("utf-8")) if path.suffix == SUFFIX else path.read_bytes()
