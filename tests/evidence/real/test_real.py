"""What agencies sent for five published reviews stands in the example register, line by line, and merges as kept."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.commands import reviewctl

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT / "examples" / "sent" / "source").glob("*.csv"))
REGISTER = ROOT / "examples" / "register"
GOLDEN = Path(__file__).parent / "golden"
AS_OF = ("--as-of", "2022-10-10")
REVIEWS = ("CSPR-2012-001", "CSPR-2014-001", "SAR-2017-001", "SAR-2019-001", "SAR-2022-003")

DATES: dict[str, list[tuple[str | None, str | None]]] = {
    "CSPR-2012-001.acute-hospital-n": [("2011-01", None)] * 2,
    "CSPR-2012-001.community-trust-n": [
        ("2007", None),
        ("2007-07", None),
        ("2011-10/2011-12", None),
        ("2012-02", None),
    ],
    "CSPR-2012-001.council-n-children": [("2011-01", None), ("2011-01", None), ("2011-06~", None)],
    "CSPR-2012-001.police-n": [("2006", None), ("2006/2012", None)],
    "CSPR-2012-001.school-n": [
        ("2011-09", None),
        ("2011-09/2012-03", None),
        ("2011-11/2012-03", None),
        ("2012-03-01", None),
    ],
    "CSPR-2014-001.acute-hospital-n": [("2011-11", None), ("2012-12-14", None)],
    "CSPR-2014-001.community-trust-n": [("2011-03/2012-12", None)],
    "CSPR-2014-001.council-n-children": [("2013-08", None)],
    "SAR-2017-001.council-m": [("2014/2016", None), ("2016-05~", None)],
    "SAR-2017-001.national-regulator": [("2016-05/2016-06", None), ("2016-08", None), ("2016-11", None)],
    "SAR-2017-001.provider-m": [
        ("2013/..", None),
        ("2016-05", None),
        ("2016-08", None),
        ("2016-10-31", None),
    ],
    "SAR-2019-001.acute-hospital-n": [
        ("2018-10-31", None),
        ("2020-07-09", None),
        ("2020-07-10", None),
        ("2020-07-12", None),
        ("2020-07-29", "early evening"),
    ],
    "SAR-2019-001.charity-n": [("2017-04/2019-06", None)],
    "SAR-2019-001.private-hospital-n": [
        ("2016-10", None),
        ("2016-10/2018-04", None),
        ("2017", None),
        ("2017-11-06", None),
        (None, None),
        ("2018-01", None),
        ("2018-04-27", "19:00"),
        ("2018-04-28", "night"),
        ("2018-07-08", None),
        ("2020-07-28", "early hours"),
        ("2020-07-28", "evening"),
        ("2020-07-29", "06:00"),
        ("2020-07-29", "about 07:00"),
    ],
    "SAR-2022-003.ambulance-n": [("2022-04-01", None), ("2022-04-01", None)],
    "SAR-2022-003.community-trust-n": [("2021-04/2022-04", None), ("2022-04", None)],
    "SAR-2022-003.practice-n": [("2021-04/2022-04", None), ("2022-03-30", None)],
}
"""Each line's date and time as a person reads them in the source, by case and agency."""


def entries_of(case: str, agency: str) -> list[dict[str, Any]]:
    """Return the entries of the example register, read by a library that reviewctl does not read them with."""
    path = REGISTER / "cases" / case / "chronology" / f"{agency}.yaml"
    found: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))[
        "entries"
    ]
    return found


def rows_of(source: Path) -> list[list[str]]:
    """Return the rows of a source below its headings."""
    text = source.read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines(), delimiter=";" if text.split("\n")[0].count(";") else ","))[1:]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name.rpartition(".")[0])
def test_every_line_that_was_sent_is_there_and_no_other(source: Path) -> None:
    """As many entries as rows, in their order, each with every word of its row but those of its date."""
    case, agency = source.name.split(".")[:2]
    entries, rows = entries_of(case, agency), rows_of(source)
    assert len(entries) == len(rows)
    for entry, row in zip(entries, rows, strict=True):
        said = " ".join(str(value) for value in entry.values()).lower()
        words = [cell for cell in row[2:] if cell and not cell.startswith(("Adult", "June"))]
        assert [cell for cell in words if cell.lower().strip() not in said] == [], entry


@pytest.mark.parametrize("name", DATES)
def test_every_date_is_what_a_person_reads(name: str) -> None:
    """Months stay months, ranges ranges, "since" open, and words without a date words."""
    case, agency = name.split(".")
    found = [(str(e["date"]) if e.get("date") else None, e.get("time")) for e in entries_of(case, agency)]
    assert found == DATES[name]
    assert {path.name.rpartition(".")[0].rpartition(".")[0] for path in SOURCES} == set(DATES)


def test_words_without_a_date_are_kept() -> None:
    """An entry that says "over the course of the admission" has these words and no date."""
    (entry,) = [one for one in entries_of("SAR-2019-001", "private-hospital-n") if "date" not in one]
    assert entry["as_written"] == "over the course of the admission"


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
@pytest.mark.parametrize("case", REVIEWS)
def test_the_integrated_chronology_is_as_kept(case: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The merge of each review, as it was looked at and found right."""
    monkeypatch.delenv("COLUMNS", raising=False)
    done = reviewctl(REGISTER, "chronology", "merge", case, *AS_OF, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert done.out == (GOLDEN / f"{case}.{form}").read_bytes().decode("utf-8")


@pytest.mark.parametrize("case", REVIEWS)
def test_nothing_is_lost_or_invented_in_the_merge(case: str) -> None:
    """Each entry of each agency is told in exactly one place of the integrated chronology."""
    done = reviewctl(REGISTER, "chronology", "merge", case, *AS_OF, "--format", "json")
    told = [
        (one["agency"], one["id"]) for entry in json.loads(done.out)["entries"] for one in entry["tellings"]
    ]
    folder = REGISTER / "cases" / case / "chronology"
    there = [
        (path.stem, e["id"]) for path in folder.glob("*.yaml") for e in entries_of(case, path.stem) or []
    ]
    assert sorted(told) == sorted(there)


def test_one_event_told_by_two_is_one_line() -> None:
    """The hospital and the council both tell of one meeting: it is one line, in the words of both."""
    done = reviewctl(REGISTER, "chronology", "merge", "CSPR-2012-001", *AS_OF, "--format", "json")
    (line,) = [one for one in json.loads(done.out)["entries"] if len(one["agencies"]) > 1]
    assert line["agencies"] == ["acute-hospital-n", "council-n-children"]
    assert all("strategy meeting" in one["event"] for one in line["tellings"])
