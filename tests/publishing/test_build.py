"""What goes out: the files, what they say of themselves, and where they may be put."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from reviewctl.facts.scan.passage import Passage
from reviewctl.model.metadata import metadata_schema
from reviewctl.model.publishing import Pressed
from reviewctl.work.publishing import building, pressing, searching
from reviewctl.work.publishing.readback import read_back
from tests.publishing.conftest import Built
from tests.publishing.making import CASE, HOME, Desk

NAMES = ("overview-report", "executive-summary", "7-minute-briefing", "action-plan")
FORMS = ("html", "docx", "pdf")


def build(desk: Desk, target: Path, *more: str, day: str = "2026-06-30") -> str:
    """Make the folder, which must succeed; return what was said."""
    done = desk.says("publish", "build", CASE, "-o", str(target), *more, day=day)
    assert (done.code, done.err) == (0, ""), done
    return done.out


def metadata(target: Path) -> dict[str, Any]:
    """Return the record that went out."""
    found: dict[str, Any] = json.loads((target / "metadata.json").read_bytes())
    return found


def texts(target: Path) -> dict[str, str]:
    """Return all that is in each file."""
    found = {}
    for path in target.iterdir():
        if path.suffix != ".json":
            form: Any = path.suffix[1:]
            file = Pressed(name=path.name, form=form, product="report", data=path.read_bytes())
            found[path.name] = "\n".join(passage.text for passage in read_back(file))
    return found


def test_the_folder_that_goes_out(built: Built) -> None:
    """Every paper in every form and the record that goes with them; each digest is told; the register is untouched."""
    assert {path.name for path in built.folder.iterdir()} == {
        "metadata.json",
        *(f"{name}.{form}" for name in NAMES for form in FORMS),
    }
    for path in built.folder.iterdir():
        assert f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" in built.told
    assert built.told.endswith("  reviewctl record SAR-2026-001 publication.date today\n")
    assert built.untouched
    found = texts(built.folder)
    assert all("Practice must change in two ways." in found[f"overview-report.{form}"] for form in FORMS)
    assert all("an audit of twenty cases" in found[f"action-plan.{form}"] for form in FORMS)


def test_the_record_that_goes_with_it(built: Built) -> None:
    """It has what national reports leave out, agrees with its schema, and tells of no day of a death."""
    found = metadata(built.folder)
    jsonschema_rs.validate(metadata_schema(), found, validate_formats=True)
    assert found["dates"] == {
        "referral": "2026-01-12", "decision": "2026-02-09", "report": "2026-06-13", "publication": "2026-07-06",
    }  # fmt: skip
    assert found["duration"] == {
        "referral_to_decision": {"days": 28, "months": 0},
        "decision_to_report": {"days": 124, "months": 4},
        "report_to_publication": {"days": 23, "months": 0},
        "referral_to_publication": {"days": 175, "months": 5},
    }
    assert found["mandate"]["id"] == "s44-1-3" and found["mandate"]["duty"] == "must"
    assert found["referral_sources"] == [{"role": "team manager", "sector": "Local authority"}]
    assert found["period"] == {"from": "2024-01", "to": "2026-01"}
    assert "2026-01-03" not in (built.folder / "metadata.json").read_text()
    (report, *_) = found["papers"]
    for file in report["files"]:
        data = (built.folder / file["name"]).read_bytes()
        assert (file["sha256"], file["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))


def test_under_embargo_everything_says_so(desk: Desk, tmp_path: Path) -> None:
    """The name of each file, its text, and the record that goes with them; afterwards none of them."""
    told = build(desk, tmp_path / "early", "--under-embargo", day="2026-06-24")
    assert "UNDER EMBARGO until Thursday 25 June 2026" in told and "publication.date" not in told
    assert metadata(tmp_path / "early")["embargo"] == "2026-06-25"
    found = texts(tmp_path / "early")
    assert all(name.startswith("under-embargo-") for name in found) and len(found) == 12
    assert all("25 June 2026" in text for text in found.values())


def test_an_embargo_that_is_past_is_not_told(desk: Desk, built: Built, tmp_path: Path) -> None:
    """Also where somebody still asks for it; and the same record gives the same bytes, of which all can be sure."""
    told = build(desk, tmp_path / "late", "--under-embargo", day="2026-06-25")
    assert metadata(tmp_path / "late")["embargo"] is None
    assert not any("25 June 2026" in text for text in texts(tmp_path / "late").values())
    past = "The embargo was until Thursday 25 June 2026 and is past, so no page speaks of one.\n"
    assert past in told
    assert told.replace(past, "").split("\n")[1:] == built.told.split("\n")[1:]


def test_next_names_the_gate_and_build_asks_for_no_day_that_is_on_record(desk: Desk, tmp_path: Path) -> None:
    """Who goes by `next` alone comes to the gate before the website; a folder made again asks for nothing."""
    asked = f"before it goes out: reviewctl publish check {CASE}"
    day = "2026-07-06"  # the day that was planned
    assert asked in desk.does_on(day, "next", CASE)
    desk.does_on(day, "record", CASE, "publication.date", "today")
    assert asked not in desk.does_on(day, "next", CASE)
    told = build(desk, tmp_path / "again", day=day)
    assert "Look at every file before it goes out." in told and "publication.date" not in told


def test_a_summary_alone(desk: Desk, tmp_path: Path) -> None:
    """With summary-only the report stays in; once that was approved."""
    desk.edits("publication.yaml", "style: website", "style: summary-only\nreason: the family asked for it")
    desk.commits("2026-06-16")
    desk.signs_off("publication", "2026-06-16")
    build(desk, tmp_path / "out")
    assert not any("overview-report" in path.name for path in (tmp_path / "out").iterdir())


def test_a_statement_of_delays_goes_with_it(desk: Desk, tmp_path: Path) -> None:
    """Worked out from the record with the reason; what somebody wrote stands in its place."""
    desk.edits("diary.yaml", "recommendation_sent: 2026-02-03", "recommendation_sent: 2026-02-06")
    late = "late:\n  - step: recommendation\n    reason: minutes came late\n    agreed_by: head-of-safeguarding\n"
    desk.put(f"{HOME}/log.yaml", desk.text(f"{HOME}/log.yaml") + f"{late}    on: 2026-02-06\n")
    desk.commits()
    told = json.loads(desk.checks("--format", "json").out)
    assert {one["code"] for one in told["findings"]} == {"PUB016", "PUB029"} and "minutes came late" in told[
        "delays"
    ]
    build(desk, tmp_path / "out")
    found = texts(tmp_path / "out")
    assert all("The reason: minutes came late." in found[f"statement-of-delays.{form}"] for form in FORMS)


PLACES = {
    "a folder": lambda place: place.mkdir(),
    "a file": lambda place: place.touch(),
    "a link": lambda place: place.symlink_to(place.parent),
    "a link that leads nowhere": lambda place: place.symlink_to(place.parent / "nowhere"),
}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_written_over(desk: Desk, place: str, tmp_path: Path) -> None:
    """Whatever is at the place already stays, and nothing goes through a link."""
    target = tmp_path / "out"
    PLACES[place](target)
    before = sorted(tmp_path.iterdir())
    done = desk.says("publish", "build", CASE, "-o", str(target))
    assert done.code == 3 and "There is something at that place already" in done.err
    assert sorted(tmp_path.iterdir()) == before


def test_it_leaves_the_register(desk: Desk) -> None:
    """What goes out is no part of the record."""
    for place in ("out", f"{HOME}/out", ".git/out"):
        done = desk.says("publish", "build", CASE, "-o", str(desk.root / place))
        assert done.code == 2 and "inside the register" in done.err
        assert not (desk.root / place).exists()


def test_a_folder_on_another_file_system(desk: Desk, tmp_path: Path) -> None:
    """A shared drive or a stick: the folder is made where it is to be, and renamed there."""
    other = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else tmp_path
    target = other / f"reviewctl-{os.getpid()}" / "out"
    try:
        build(desk, target)
        assert len(list(target.iterdir())) == 13
    finally:
        for path in sorted(target.parent.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        target.parent.rmdir()


def test_a_name_that_is_in_the_files_alone(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the papers do not have and the files do, such as who made them, is found before they go out."""
    real = read_back
    monkeypatch.setattr(
        building,
        "read_back",
        lambda file: (*real(file), Passage(f"{file.name}, property author", "Zebulon Quillfeather")),
    )
    done = desk.says("publish", "build", CASE, "-o", str(tmp_path / "out"))
    assert done.code == 1 and "PUB010" in done.out and "overview-report.docx" in done.out
    assert "Quillfeather" not in done.out + done.err and not (tmp_path / "out").exists()


def test_a_name_in_the_record_that_goes_with_it(desk: Desk, tmp_path: Path) -> None:
    """metadata.json is searched like all else."""
    desk.edits("referral.md", "role: team manager", "role: Zebulon's manager")
    desk.commits()
    assert desk.codes_of() == []
    done = desk.says("publish", "build", CASE, "-o", str(tmp_path / "out"))
    assert done.code == 1 and "metadata.json (referral_sources.role)" in done.out
    assert not (tmp_path / "out").exists()


def test_a_scanner_that_raises(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that cannot be finished is no search."""

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(searching, "examine", broken)
    done = desk.says("publish", "build", CASE, "-o", str(tmp_path / "out"))
    assert done.code == 4 and not (tmp_path / "out").exists()


def test_the_record_changed_while_the_files_were_made(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was looked at is what goes out, or nothing does."""
    real = pressing.press

    def press(*words: Any) -> Any:
        desk.put(f"{HOME}/briefing.md", desk.text(f"{HOME}/briefing.md") + "\nMore.\n")
        return real(*words)

    monkeypatch.setattr(building, "press", press)
    done = desk.says("publish", "build", CASE, "-o", str(tmp_path / "out"))
    assert done.code == 3 and "The record was changed while the files were made" in done.err
    assert not (tmp_path / "out").exists()
