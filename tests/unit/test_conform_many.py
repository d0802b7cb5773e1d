"""A file that is wrong on every line: as much is told as anybody reads, in good time, and nothing else is lost."""

from copy import copy
from typing import Annotated

import msgspec
import pytest
from msgspec import Struct

from reviewctl.model.record import form
from reviewctl.store import conform as conform_module
from reviewctl.store.conform import MOST_SHOWN, conform, numbers_as_text, schema_validator, without_faults


class Line(Struct, forbid_unknown_fields=True):
    id: Annotated[str, form("^[0-9]+$")]
    words: str | None = None
    yes: bool | None = None


class Sheet(Struct, forbid_unknown_fields=True):
    lines: list[Line] = []
    by: dict[str, Line] = {}


VALIDATOR = schema_validator(msgspec.json.schema(Sheet))


def test_the_last_finding_says_how_many_more_there_are() -> None:
    """Up to the most every one is told; the rest is counted, and none of it is taken for good."""
    lines = [{"id": "1", "wurds": "x"} for _ in range(MOST_SHOWN)]
    assert len(conform({"lines": lines}, None, VALIDATOR, "s.yaml")) <= MOST_SHOWN
    value = {"lines": [*lines, *({"id": "1", "odd": "x"} for _ in range(2_000))]}
    *_, last = conform(value, None, VALIDATOR, "s.yaml")
    assert last.message == "2,000 more things are at fault in this file, and not listed one by one."
    assert last.severity == "error"
    assert without_faults(value, VALIDATOR) == {"lines": [{"id": "1"}] * (MOST_SHOWN + 2_000)}


def test_one_more_is_said_as_one() -> None:
    """No plural of one."""
    value = {"lines": [{"id": "1", "odd": "x"}] * (MOST_SHOWN + 1)}
    *_, last = conform(value, None, VALIDATOR, "s.yaml")
    assert last.message.startswith("1 more thing is at fault")


def test_numbers_become_text_where_text_is_wanted() -> None:
    """In lists and mappings, under keys of digits too; what is wrong otherwise stays, and so does the value given."""
    value = {
        "lines": [{"id": 3, "words": 4, "yes": 5}, {"id": "6"}],
        "by": {"7": {"id": 8}},
    }
    before = msgspec.json.encode(value)
    assert numbers_as_text(value, VALIDATOR) == {
        "lines": [{"id": "3", "words": "4", "yes": "5"}, {"id": "6"}],
        "by": {"7": {"id": "8"}},
    }
    assert msgspec.json.encode(value) == before
    assert numbers_as_text(9, VALIDATOR) == "9"
    good = {"lines": [{"id": "1"}]}
    assert numbers_as_text(good, VALIDATOR) is good


def test_each_list_and_mapping_is_copied_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many numbers it holds: what was copied for each would take hours for a chronology."""
    copied: list[object] = []

    def counted(value: object) -> object:
        copied.append(value)
        return copy(value)

    monkeypatch.setattr(conform_module, "copy", counted)
    numbers_as_text({"lines": [{"id": number} for number in range(200)]}, VALIDATOR)
    assert len(copied) == 1 + 1 + 200
