"""A report as JSON and as CSV: what a script or a spreadsheet reads back is what was in the record."""

import csv
import io
import json
from datetime import date

import pytest

from reviewctl.model.finding import Finding, Spot
from reviewctl.model.report import Report
from reviewctl.render.formats import FORMATS, render
from reviewctl.render.to_csv import neutral

DEADLINE = {
    "case": "SAR-2025-004",
    "due": date(2025, 12, 5),
    "days": -6,
    "verified": True,
    "reason": None,
    "citations": ["P§5.1", "P§11"],
    "skipped": [
        {"date": date(2025, 11, 15), "why": "Saturday"},
        {"date": date(2025, 11, 16), "why": "Sunday"},
    ],
}
REPORT = Report("deadlines", payload={"as_of": date(2026, 6, 8), "deadlines": [DEADLINE]}, records=[DEADLINE])


def read_csv(text):
    """The rows as the csv module reads them, which must not trip over anything."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_json_is_the_payload_under_its_schema():
    """The schema comes first; dates are ISO; two spaces indent; a newline ends it."""
    assert render(REPORT, "json") == (
        "{\n"
        '  "schema": "reviewctl/deadlines/1",\n'
        '  "as_of": "2026-06-08",\n'
        '  "deadlines": [\n'
        "    {\n"
        '      "case": "SAR-2025-004",\n'
        '      "due": "2025-12-05",\n'
        '      "days": -6,\n'
        '      "verified": true,\n'
        '      "reason": null,\n'
        '      "citations": [\n        "P§5.1",\n        "P§11"\n      ],\n'
        '      "skipped": [\n'
        '        {\n          "date": "2025-11-15",\n          "why": "Saturday"\n        },\n'
        '        {\n          "date": "2025-11-16",\n          "why": "Sunday"\n        }\n'
        "      ]\n"
        "    }\n"
        "  ]\n"
        "}\n"
    )


@pytest.mark.parametrize(
    "value",
    ["é 李 👍", "\x1b[31m", "\x7f\x80\x9b", "\u202e\u2028\ufeff", "\ue000\U000e0041", 'a "b" \\ ', "a\nb\t"],
)
def test_json_gives_every_text_back(value):
    """Hidden characters are escaped, and a reader gets exactly what was there, as key and as value."""
    shown = render(Report("x", payload={value: [value]}), "json")
    assert json.loads(shown) == {"schema": "reviewctl/x/1", value: [value]}
    assert all(char == "\n" or char.isprintable() for char in shown)


def test_json_keeps_letters_as_they_are():
    """Letters of any script are not escaped."""
    assert '"é 李 👍"' in render(Report("x", payload={"a": "é 李 👍"}), "json")


def test_json_of_a_name_that_is_no_text():
    """A file's name with bytes that are no UTF-8 comes back as Python holds it, with the dates beside it."""
    payload = {"path": "caf\udce9.yaml", "as_of": date(2026, 6, 8)}
    shown = render(Report("x", payload=payload), "json")
    assert json.loads(shown) == {"schema": "reviewctl/x/1", "path": "caf\udce9.yaml", "as_of": "2026-06-08"}
    shown.encode("utf-8")


def test_json_takes_the_nouns_of_the_model():
    """A Struct in the payload is an object with its fields."""
    finding = Finding("FIL010", "duplicate-key", "error", "twice", Spot("a.yaml", 1, 2))
    shown = json.loads(render(Report("validate", payload={"findings": [finding]}), "json"))
    assert shown["findings"][0]["spot"] == {"path": "a.yaml", "line": 1, "column": 2}


def test_csv_is_one_line_a_record():
    """Dates are ISO, none is empty, lists are joined, lines end as RFC 4180 has it; numbers stay numbers."""
    assert render(REPORT, "csv") == (
        "case,due,days,verified,reason,citations,skipped\r\n"
        "SAR-2025-004,2025-12-05,-6,true,,P§5.1; P§11,2025-11-15 Saturday; 2025-11-16 Sunday\r\n"
    )


def test_csv_has_the_fields_it_is_told():
    """Named fields come in their order, also where a record lacks one and where there is no record."""
    report = Report("x", records=[{"b": 1, "a": "x"}], fields=("a", "b", "c"))
    assert render(report, "csv") == "a,b,c\r\nx,1,\r\n"
    assert render(Report("x", fields=("a", "b")), "csv") == "a,b\r\n"
    assert render(Report("x"), "csv") == ""


def test_csv_for_a_file_has_a_bom():
    """Excel then reads é as é; on the way to another program there is none."""
    report = Report("x", records=[{"name": "é"}])
    assert render(report, "csv", to_file=True) == "\ufeffname\r\né\r\n"
    assert render(report, "csv") == "name\r\né\r\n"
    for format in FORMATS:
        assert format == "csv" or "\ufeff" not in render(report, format, to_file=True)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'=", "''+"])
def test_csv_calculates_nothing(start):
    """What a spreadsheet would take for a formula has an apostrophe before it; without it, it is the text."""
    text = start + "cmd|' /C calc'!A0"
    rows = read_csv(render(Report("x", records=[{"a": text, text: [text]}]), "csv"))
    assert rows == [["a", "'" + text], ["'" + text, "'" + text]]


@pytest.mark.parametrize("text", ["plain", "'quoted'", "a=b", " =1", "2026-06-08", "P§11", "", "'"])
def test_csv_leaves_other_text_alone(text):
    """An apostrophe is put only where it is needed."""
    assert neutral(text) == text


@pytest.mark.parametrize("text", ['say "no"', "a,b", "line\nbreak", "tail\r\n", "x\ty", " spaced "])
def test_csv_gives_quoted_text_back(text):
    """Commas, quotes and line breaks within a cell are read back as they were."""
    assert read_csv(render(Report("x", records=[{"a": text}]), "csv")) == [["a"], [text]]


def test_csv_shows_hidden_characters():
    """A cell holds a sign where the record held a character that a terminal would obey."""
    assert render(Report("x", records=[{"a": "\x1b[2J\udcff"}]), "csv") == "a\r\n␛[2J\\u{dcff}\r\n"


def test_an_unknown_format_is_refused():
    """What FORMATS does not have is a mistake of the caller."""
    with pytest.raises(KeyError, match="sarif-of-tomorrow"):
        render(REPORT, "sarif-of-tomorrow")
