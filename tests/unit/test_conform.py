"""Conformity: every difference from a schema at its place and in plain words, and no value betrayed."""

from datetime import date
from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta, Struct

from reviewctl.store.blanks import prune_blanks
from reviewctl.store.conform import Validator, conform, schema_validator, without_faults
from reviewctl.store.dates import known_day, meant
from reviewctl.store.strict import read_yaml

DAY = {"pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|not-known)$"}
# In the schema alone: a pattern on the text of a union with a list makes msgspec write beyond its memory.
Text = Annotated[str, Meta(extra_json_schema=DAY)]
Id = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]


class Detail(Struct, forbid_unknown_fields=True):
    on: Text | None = None
    note: str | None = None


class Item(Struct, forbid_unknown_fields=True):
    id: Annotated[Id, Meta(description="A short id.")]
    acknowledged: Text | Detail | list[Text | Detail] | None = None


class Sheet(Struct, forbid_unknown_fields=True):
    title: str
    due: date | None = None
    held: Text | Detail | list[Text | Detail] | None = None
    living: bool | None = None
    number: Annotated[int, Meta(ge=1, le=9)] | None = None
    kind: Literal["planned", "held"] | None = None
    items: list[Item] = []
    by: dict[Id, Item] = {}


@pytest.fixture(scope="module")
def validator() -> Validator:
    return schema_validator(msgspec.json.schema(Sheet))


def messages(text: str, validator: Validator) -> list[str]:
    parsed = read_yaml(text, "s.yaml")
    assert parsed.findings == ()
    findings = conform(prune_blanks(parsed.value), parsed.marks, validator, "s.yaml")
    return [f"{finding.spot}: {finding.message} {finding.code}" for finding in findings]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("due: 21/5/2026", '2:6: "due" must be year-month-day. For 21 May 2026 write 2026-05-21. STR004'),
        (
            "held: 21st May 2026",
            '2:7: "held" must be year-month-day. For 21 May 2026 write 2026-05-21. STR004',
        ),
        (
            "due: TBC",
            '2:6: "due" says TBC, which is not a date. Not agreed yet? Leave it blank; it '
            'will show as "no date agreed". STR004',
        ),
        (
            "held: tba",
            '2:7: "held" says tba, which is not a date. Has it not happened? Leave it blank. '
            "Is its date not known? Write not-known. STR004",
        ),
        ("due: 2026-02-30", '2:6: "due" is a day or month that no calendar has. STR004'),
        ("held: {on: 2026-02-30}", '2:12: "on" is a day or month that no calendar has. STR004'),
        ("held: 2026", '2:7: "held" is a year alone. Put it in double quotes: "2026" STR004'),
        (
            "due: soon enough",
            '2:6: "due" must be year-month-day, such as 2026-05-21. Not known? Leave it blank. STR004',
        ),
        (
            "held: true",
            '2:7: "held" must be year-month-day, such as 2026-05-21. Where less is known: 2026-05. STR004',
        ),
        (
            "held: [2026-05-21, x]",
            '2:20: item 2 of "held" must be year-month-day, such as 2026-05-21. Where less '
            "is known: 2026-05. STR004",
        ),
        ("living: Yes", '2:9: "living" says yes; write true. STR005'),
        ("living: perhaps", '2:9: "living" must be true or false. Not known? Leave it blank. STR005'),
        ("number: 10", '2:9: "number" must be 1 or more and be no more than 9. STR010'),
        ("number: x", '2:9: "number" must be a whole number. STR003'),
        ("kind: hold", '2:7: "kind" must be held or planned. Did you mean "held"? STR007'),
        ("kind: Mrs Smith", '2:7: "kind" must be held or planned. STR007'),
        ("items: {}", '2:8: "items" must be a list, each item on its own line behind a dash. STR003'),
        (
            "items: [x]",
            '2:9: item 1 of "items" must be a group of lines: key, colon, value, moved in under it. STR003',
        ),
        ("items:\n  -", '3:4: item 1 of "items" is blank. STR009'),
        ("items: [{}]", '2:9: "id" is missing in item 1 of "items". STR006'),
        ("items: [{id: }]", '2:10: "id" is blank, and it is needed. STR006'),
        (
            "items: [{id: A b}]",
            '2:14: "id" must be small letters, digits and hyphens, such as stockport-homes. STR008',
        ),
        (
            "by: {A b: {id: x}}",
            "2:6: The key of this group must be small letters, digits and hyphens, such as stockport-homes. STR008",
        ),
        (
            "items: [{id: x, aknowledged: 2026-05-21}]",
            '2:17: there is no "aknowledged"; did you mean "acknowledged"? STR001',
        ),
        ("Due: 2026-05-21", '2:1: there is no "Due"; did you mean "due"? STR001'),
        ("wholly_other: 1", '2:1: there is no "wholly_other" here. STR001'),
        ("Mrs Smith said: 1", "2:1: there is no such key as this one here. STR001"),
        (
            "status: open",
            '2:1: "status" is worked out from the dates; delete this line. See it with: '
            "reviewctl status STR002",
        ),
        (
            "quorate: true",
            '2:1: "quorate" is worked out from the dates; delete this line. See it with: '
            "reviewctl quorum STR002",
        ),
    ],
)
def test_a_slip_is_worded_at_its_place(line: str, message: str, validator: Validator) -> None:
    """One slip, one finding, at its line and column, and it says what to do."""
    assert messages(f"title: x\n{line}\n", validator) == [f"s.yaml:{message}"]


def test_a_misspelt_key_is_not_missing_as_well(validator: Validator) -> None:
    """One slip of the pen is one finding; a key that is really missing is another."""
    assert messages("titel: x\n", validator) == [
        's.yaml:1:1: there is no "titel"; did you mean "title"? STR001'
    ]
    assert messages("due:\n", validator) == ['s.yaml:1:1: "title" is missing here. STR006']


def test_text_that_is_read_as_a_number_is_not_repeated(validator: Validator) -> None:
    """A number may be somebody's telephone: it is not shown."""
    assert messages("title: 1612345678\n", validator) == [
        's.yaml:1:8: "title" must be a text, and this is read as a number. '
        'Put it in double quotes: "…" STR003'
    ]


def test_all_faults_come_at_once_in_order(validator: Validator) -> None:
    """Every fault of a file is in one list, by place."""
    found = messages("title: x\ndue: 1/1/2026\nliving: no\nkind: y\nextra: z\n", validator)
    assert [line.split(": ")[0] for line in found] == [
        "s.yaml:2:6",
        "s.yaml:3:9",
        "s.yaml:4:7",
        "s.yaml:5:1",
    ]


def test_blanks_are_as_good_as_none(validator: Validator) -> None:
    """A blank value is pruned before anything is asked of it; a list keeps its places."""
    assert prune_blanks({"a": None, "b": {"c": None}, "d": [None, {"e": None}]}) == {"b": {}, "d": [None, {}]}
    assert messages("title: x\ndue:\nheld: ~\nitems:\n", validator) == []


def test_only_what_is_at_fault_is_left_out(validator: Validator) -> None:
    """The rest of the document can still be read, and has its type."""
    value = read_yaml(
        "title: x\ndue: soon\nextra: 1\nheld: [2026-05-21, y]\nitems: [{id: a}, {}, z, {id: b, more: 1}]\n",
        "s.yaml",
    ).value
    kept = without_faults(value, validator)
    assert kept == {"title": "x", "items": [{"id": "a"}, {"id": "b"}]}
    assert msgspec.convert(kept, Sheet).items[1].id == "b"


def test_nothing_is_left_where_the_whole_is_at_fault(validator: Validator) -> None:
    """A document that lacks what it must have is None."""
    assert without_faults({"due": "2026-05-21"}, validator) is None
    assert without_faults(["x"], validator) is None


def test_without_marks_a_finding_is_of_the_file(validator: Validator) -> None:
    """A value that no text stands behind has no line."""
    (finding,) = conform({"title": "x", "kind": "y"}, None, validator, "s.yaml")
    assert str(finding.spot) == "s.yaml"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21/5/2026", date(2026, 5, 21)),
        ("1.2.2026", date(2026, 2, 1)),
        ("01-02-26", date(2026, 2, 1)),
        ("Thursday 21 May 2026", date(2026, 5, 21)),
        ("3rd Sept 2026", date(2026, 9, 3)),
        ("2026/5/1", date(2026, 5, 1)),
        ("2026-1-5", date(2026, 1, 5)),
        ("31/2/2026", None),
        ("5/21/2026", None),
        ("21 Mai 2026", None),
        ("next week", None),
    ],
)
def test_a_british_date_is_understood(text: str, day: date | None) -> None:
    """The day comes first, always; what is no date of the calendar is none."""
    assert meant(text) == day


def test_days_that_no_calendar_has_are_known() -> None:
    """Whole days and months are looked up; what an uncertain date leaves open is not."""
    assert known_day("2024-02-29")
    assert not known_day("2023-02-29")
    assert not known_day("2023-13")
    assert known_day("XXXX-02-11")
    assert not known_day("2019-03/2019-02-30")
    assert known_day("2019-2X")
