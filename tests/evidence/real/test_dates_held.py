"""What real reviews' dates are like: each is brought in as its agency wrote it, kept, and shown for what it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
TERMS = '---\nversion: 1\nscope: {from: 2014-01-01, to: 2019-12-31}\nquestions:\n  - {id: "1", text: Who knew?}\n---\n'

HELD = [
    # What was written, and for the time: the date and time kept, and how a page says it.
    ("May 2016", "", "2016-05", None, "May 2016"),
    ("2017", "", "2017", None, "2017"),
    ("spring 2014", "", "2014-21", None, "spring 2014"),
    ("early 2019", "", "2019-01/2019-06", None, "between Jan and Jun 2019"),
    ("late 2016", "", "2016-07/2016-12", None, "between Jul and Dec 2016"),
    ("w/c 6 June 2016", "", "2016-06-06/2016-06-12", None, "week of 6 Jun 2016"),
    ("October 2016 to April 2018", "", "2016-10/2018-04", None, "between Oct 2016 and Apr 2018"),
    ("before June 2016", "", "../2016-05", None, "up to May 2016"),
    ("since 2015", "", "2015/..", None, "from 2015 on"),
    ("22 days before", "", None, None, "22 days before"),
    ("last Thursday", "", None, None, "last Thursday"),
    ("two days before death", "", None, None, "two days before death"),
    ("five months later", "", None, None, "five months later"),
    ("11 February, year not known", "", "XXXX-02-11", None, "11 Feb, year not known"),
    ("27/4/2018", "19:00", "2018-04-27", "19:00", "27 Apr 2018, 19:00"),
    ("28/4/2018", "about 7am", "2018-04-28", "about 07:00", "28 Apr 2018, about 07:00"),
    ("28/4/2018", "early hours", "2018-04-28", "early hours", "28 Apr 2018, early hours"),
    ("22/23 May 2016", "night", "2016-05-22/2016-05-23", "night", "between 22 and 23 May 2016, night"),
    ("22/5/2016", "23:30-01:15", "2016-05-22", "23:30-01:15", "22 May 2016, 23:30-01:15"),
    ("approx March 2016", "", "2016-03~", None, "about Mar 2016"),
    ("?22 May 2016", "", "2016-05-22?", None, "perhaps 22 May 2016"),
]
"""Points 1 to 4 of what published reviews were found to hold."""


@pytest.fixture
def scoped(case: House) -> House:
    """A review with a period to look at and a subject born in the middle of it."""
    case.put(f"{HOME}/terms-of-reference.md", TERMS)
    return case


def table(house: House, name: str, rows: list[tuple[str, str, str]]) -> Path:
    """Write a table as an agency sends one: date, time and what happened."""
    lines = [
        "Date;Time;Source;What happened",
        *(f"{day};{time};records;{event}" for day, time, event in rows),
    ]
    file = house.root.parent / f"{name}.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def merged(house: House) -> list[dict[str, Any]]:
    """Return the entries of the integrated chronology."""
    found: list[dict[str, Any]] = json.loads(house.does("chronology", "merge", CASE, "--format", "json").out)[
        "entries"
    ]
    return found


def test_each_date_is_held_and_shown_as_it_was_written(scoped: House) -> None:
    """None is lost, none is made more exact than it was, and the words are kept wherever they say more."""
    rows = [(day, time, f"event {number}") for number, (day, time, *_) in enumerate(HELD, 1)]
    scoped.does("chronology", "import", CASE, "gm-icb", str(table(scoped, "icb", rows)), "--yes")
    told = {one["event"]: one for entry in merged(scoped) for one in entry["tellings"]}
    page = " ".join(scoped.does("chronology", "merge", CASE).out.split())
    for number, (written, _, date, time, shown) in enumerate(HELD, 1):
        one = told[f"event {number}"]
        assert (one["date"], one["time"]) == (date, time), written
        plain = date is not None and len(date) == 10 and date[-1].isdecimal() and not date.startswith("X")
        assert plain or date == written or one["as_written"] == written, one
        assert shown in page, shown


def test_died_found_and_injured_are_three_dates(scoped: House) -> None:
    """Three entries of three days, in their order, and none taken for another."""
    rows = [
        ("3/3/2016", "", "found dead at home by a neighbour"),
        ("1/3/2016", "", "the fatal injury, as the pathologist has it"),
        ("March 2016", "", "death, the day not known"),
    ]
    scoped.does("chronology", "import", CASE, "gm-icb", str(table(scoped, "icb", rows)), "--yes")
    assert [one["date"] for one in merged(scoped)] == ["2016-03-01", "2016-03", "2016-03-03"]


def test_two_sources_that_differ_stand_side_by_side(scoped: House) -> None:
    """One event on two days: both accounts stay, and that they differ is said."""
    event = "the adult was taken to the emergency department by ambulance after a fall at the day centre"
    for agency, day in (("gm-icb", "4/6/2016"), ("pennine-care", "5/6/2016")):
        scoped.does(
            *("chronology", "import", CASE, agency, str(table(scoped, agency, [(day, "", event)])), "--yes")
        )
    (line,) = merged(scoped)
    assert [one["date"] for one in line["tellings"]] == ["2016-06-04", "2016-06-05"]
    (conflict,) = line["conflicts"]
    assert conflict["about"] == "date"
    assert "DIFFERS" in scoped.does("chronology", "merge", CASE).out


def test_a_letter_about_a_report_may_be_older_than_the_report(scoped: House) -> None:
    """What was dated the day before stands the day before: nothing is put right that is so."""
    rows = [("17/9/2019", "", "the report came out"), ("16/9/2019", "", "a letter about the report")]
    scoped.does("chronology", "import", CASE, "gm-icb", str(table(scoped, "icb", rows)), "--yes")
    assert [one["tellings"][0]["event"] for one in merged(scoped)] == [
        "a letter about the report",
        "the report came out",
    ]


def test_a_period_may_begin_before_the_birth(scoped: House) -> None:
    """Ages say so, and what the family did before is no error."""
    scoped.does("record", CASE, "subjects[adult-a].born", "2017-06")
    rows = [("2015", "", "the family came to the area"), ("June 2018", "", "a first visit")]
    scoped.does("chronology", "import", CASE, "gm-icb", str(table(scoped, "icb", rows)), "--yes")
    ages = [age["age"] for one in merged(scoped) for age in one["ages"]]
    assert ages[0] == "before birth"
    assert ages[1] in ("11 months or 1 year", "11 months to 1 year", "11 months or 1 year 0 months")
    assert not {code for code in scoped.codes(CASE) if code.startswith("CHR")}
