"""A question mark that makes a word a key: found from the word backwards, so that thousands cost no more each."""

import random
import re

from reviewctl.store.scalars import is_explicit_key
from reviewctl.store.strict import read_yaml

_ABOVE = re.compile(r"^[ -]*\?$")
_BEFORE = re.compile(r"(?:^[ -]*|[\[{,][ \t]*)\?$")
_LINE_END = re.compile("\r\n|\n|\r")


def plainly(text: str, start: int) -> bool:
    """Say the same by looking at all that stands before the word, and at the line that the mark stands on."""
    before = text[:start].rstrip()
    line = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    same_line = _LINE_END.search(text, len(before), start) is None
    return (_BEFORE if same_line else _ABOVE).search(line) is not None


def test_it_is_found_as_by_looking_at_everything() -> None:
    """Whatever stands before it."""
    dice = random.Random(20260520)
    for _ in range(20_000):
        text = "".join(dice.choice("?? --\n\r\t[{,ax") for _ in range(dice.randrange(1, 9)))
        start = dice.randrange(len(text) + 1)
        assert is_explicit_key(text, start) == plainly(text, start), (text, start)


def test_thousands_on_one_line_are_refused_in_good_time() -> None:
    """Each is told. Where every one looked back over all the others, these would take minutes."""
    many = 16_000
    text = f"- [{', '.join(f'?x{number}' for number in range(many))}]\n"
    assert len(read_yaml(text, "waivers.yaml").findings) == many
