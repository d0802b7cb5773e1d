"""A file made to say something else says exactly that, and keeps what it said already as it was written."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.store.amend import amended
from reviewctl.store.strict import read_yaml
from tests.properties.test_splice import a_file
from tests.properties.yamltext import KEYS, some_scalar, some_value

SEEDS = st.integers(0, 2**32).map(Random)


def bare(value: Any) -> Any:
    """Return a value with nothing for all that is empty."""
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items()} or None
    if isinstance(value, list):
        return [bare(one) for one in value] or None
    return value


def turned(random: Random, value: Any, depth: int = 0) -> Any:
    """Return the value with something added, changed or taken away here and there."""
    if isinstance(value, dict):
        kept = {
            key: turned(random, one, depth + 1) if random.random() < 0.4 else one
            for key, one in value.items()
            if random.random() < 0.85
        }
        if random.random() < 0.4:
            kept[random.choice(KEYS)] = some_value(random, min(depth + 1, 3))
        return kept
    if isinstance(value, list):
        kept_items = [
            turned(random, one, depth + 1) if random.random() < 0.4 else one
            for one in value
            if random.random() < 0.85
        ]
        if random.random() < 0.5:
            kept_items.insert(random.randint(0, len(kept_items)), some_value(random, min(depth + 1, 3)))
        return kept_items
    return some_scalar(random)


@settings(max_examples=400, deadline=None)
@given(SEEDS)
def test_it_says_what_it_was_meant_to_say(random: Random) -> None:
    """Whatever a file says and however it is written, it can be made to say another thing of its kind."""
    text, value = a_file(random)
    wanted = turned(random, value)
    made = amended(text, wanted)
    assert repr(bare(read_yaml(made, "").value)) == repr(bare(wanted)) or bare(
        read_yaml(made, "").value
    ) == bare(wanted)


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_what_says_so_already_stays(random: Random) -> None:
    """A file that says it already is not touched, byte for byte."""
    text, value = a_file(random)
    assert amended(text, value) == text


def test_comments_and_other_lines_stay() -> None:
    """Only the lines of what is new, changed or gone are other ones."""
    text = (
        "# Notes.\nnotes:\n  # the first\n  - on: 2026-01-02  # a Friday\n    text: one\n"
        "  # the last\n  - {on: 2026-03-04, text: three}\nlate: # none\nwaived:\n  - step: a\n"
    )
    made = amended(
        text,
        {
            "notes": [
                {"on": "2026-01-02", "text": "one"},
                {"on": "2026-02-03", "text": "two"},
                {"on": "2026-03-04", "text": "three"},
                {"on": "2026-05-06", "text": "four"},
            ],
            "late": [{"step": "b"}],
            "waived": None,
        },
    )
    assert made == (
        "# Notes.\nnotes:\n  # the first\n  - on: 2026-01-02  # a Friday\n    text: one\n"
        "  - on: 2026-02-03\n    text: two\n"
        "  # the last\n  - {on: 2026-03-04, text: three}\n"
        "  - on: 2026-05-06\n    text: four\n"
        "late: # none\n  - step: b\nwaived:\n"
    )
