"""Whole registers, and what each reading command shows of them in every format."""

import csv
import io
import json
import re

import pytest

from tests.golden import CASES, Golden, goldens, shown

ALL = list(goldens())


# A line with a command that a person types: it is never broken, and stands at the end of its line.
TYPED = re.compile(r"(^|[ :>?])reviewctl \S")


@pytest.mark.parametrize("golden", [g for g in ALL if g.kept], ids=lambda golden: golden.label)
def test_a_command_shows_what_is_written_down(golden: Golden) -> None:
    """What a command shows is, to the letter, what a person has accepted."""
    assert shown(golden) == golden.path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("golden", [g for g in ALL if not g.kept], ids=lambda golden: golden.label)
def test_every_command_can_be_shown_in_every_format(golden: Golden) -> None:
    """A format whose output is not kept renders too, with the exit code of the others."""
    code, _, body = shown(golden).partition("\n")
    text = shown(golden._replace(form="text"))
    assert code == text.partition("\n")[0]
    assert "Traceback" not in body
    if golden.form == "json" and not body.startswith("reviewctl:"):
        command = golden.arguments.split()[0]
        named = "validate" if command == "check" else command
        assert re.fullmatch(rf"reviewctl/{named}(-[a-z]+)?/1", json.loads(body)["schema"])


@pytest.mark.parametrize("golden", [g for g in ALL if g.form in ("text", "text80")], ids=lambda g: g.label)
def test_no_line_is_wider_than_the_screen(golden: Golden) -> None:
    """Text fits: 100 columns, or 80; only a schema, which is data, and a command to be typed may be wider."""
    width = 80 if golden.form == "text80" else 100
    if not golden.arguments.startswith("schema"):
        assert [
            line for line in shown(golden).splitlines() if len(line) > width and not TYPED.search(line)
        ] == []


@pytest.mark.parametrize("golden", [g for g in ALL if g.form == "csv"], ids=lambda golden: golden.label)
def test_every_row_of_a_csv_has_all_its_columns(golden: Golden) -> None:
    """A csv is a table, whatever the command."""
    body = shown(golden).partition("\n")[2]
    if not body.startswith("reviewctl:"):
        rows = list(csv.reader(io.StringIO(body)))
        assert {len(row) for row in rows} <= {len(rows[0])}


def test_nothing_is_kept_that_no_command_makes() -> None:
    """A golden whose command is gone would never fail."""
    kept = {golden.path for golden in ALL if golden.kept}
    assert set(CASES.glob("*/expected/*")) == kept
