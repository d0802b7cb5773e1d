"""`disclose` and `disclosures`: which version went to whom, on what basis, and what is still asked for."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.beside import CASE, codes_of, part
from tests.commands import House

BASIS = ("--basis", "requirement of the Senior Coroner")
IMR = "imr[pennine-care]"


def lines(house: House, *words: str) -> list[dict[str, object]]:
    """Return the log of the review, as `disclosures` has it."""
    found: list[dict[str, object]] = json.loads(
        house.does("disclosures", CASE, "--format", "json", *words).out
    )["disclosures"]
    return found


def signed_off(house: House) -> None:
    """Have the Board sign the report off on Friday 5 June 2026."""
    for address in ("report.quality_assured", "report.presented", "plan.agreed", "report.endorsed"):
        house.does("record", CASE, address, "2026-06-05")


def sum_of(house: House, *paths: str) -> str:
    """Return what sha256sum says of one file, or of its own listing of several."""
    sums = [hashlib.sha256((house.root / f"cases/{CASE}/{path}").read_bytes()).hexdigest() for path in paths]
    if len(sums) == 1:
        return sums[0]
    listed = "".join(f"{one}  {path}\n" for one, path in zip(sums, paths, strict=True))
    return hashlib.sha256(listed.encode()).hexdigest()


def test_what_is_given_is_the_version_that_was_committed(house: House) -> None:
    """By the sum of its bytes, its own number, and the commit that brings it back."""
    head = house.git("rev-parse", "HEAD").strip()
    done = house.does("disclose", CASE, "--to", "coroner", "--what", IMR, *BASIS, "--on", "2/6/2026")
    (one,) = lines(house)
    assert (one["digest"], one["version"]) == (sum_of(house, "imrs/pennine-care.md"), "1")
    assert head.startswith(str(one["commit"])) and one["now"] == "same" and one["on"] == "2026-06-02"
    assert f"{IMR} given to coroner, Tuesday 2 June 2026" in done.out
    assert "The history keeps the text as it was given." in done.out
    shown = done.out.split("    git ")[1].split()
    assert house.git(*shown) == part(house, "imrs/pennine-care.md")
    assert house.last_message() == f"{CASE}: disclose"
    assert house.last_paths() == [f"cases/{CASE}/log.yaml"]
    assert codes_of(house, "DIS", "STR", "FIL") == set()


def test_an_agency_is_named_as_the_board_names_it(house: House) -> None:
    """Its name or its initials will do."""
    house.does(
        "disclose", CASE, "--to", "coroner", "--what", "IMR[Pennine Care NHS Foundation Trust]", *BASIS
    )
    assert lines(house)[0]["what"] == IMR


def test_all_chronologies_are_one_disclosure(house: House) -> None:
    """Their sum is that of the listing of all; it is another when one of them changes."""
    paths = sorted(
        p.relative_to(house.root / "cases" / CASE).as_posix()
        for p in (house.root / "cases" / CASE / "chronology").glob("*.yaml")
        if "initial" not in p.name
    )
    house.does("disclose", CASE, "--to", "coroner", "--what", "chronology", *BASIS)
    assert lines(house)[0]["digest"] == sum_of(house, *paths)
    house.put(f"cases/{CASE}/{paths[0]}", part(house, paths[0]) + "# one line more\n")
    assert lines(house)[0]["now"] == "changed"


def test_a_text_that_was_changed_since_is_told(house: House) -> None:
    """In every format, and also when it is gone."""
    house.does("disclose", CASE, "--to", "coroner", "--what", IMR, *BASIS)
    house.put(f"cases/{CASE}/imrs/pennine-care.md", part(house, "imrs/pennine-care.md") + "\nMore.\n")
    text = house.does("disclosures").out
    assert "CHANGED SINCE" in text and "1 CHANGED since it was given" in text
    house.git("rm", "-q", "-f", f"cases/{CASE}/imrs/pennine-care.md")
    assert lines(house)[0]["now"] == "gone"


def test_what_is_not_saved_is_not_given(house: House) -> None:
    """Nobody could say later which version it was; a file that git has never seen is no better."""
    tor = f"cases/{CASE}/terms-of-reference.md"
    house.put(tor, house.text(tor) + "\nOne question more.\n")
    assert "reviewctl save" in house.refuses("disclose", CASE, "--to", "police", "--what", "tor", *BASIS)
    house.put(
        f"cases/{CASE}/imrs/stockport-nhs-ft.md",
        part(house, "imrs/pennine-care.md").replace("pennine-care", "stockport-nhs-ft"),
    )
    assert "not saved" in house.refuses(
        "disclose", CASE, "--to", "police", "--what", "imr[stockport-nhs-ft]", *BASIS
    )


def test_a_listed_paper_is_given_by_its_fingerprint(house: House) -> None:
    """It lies elsewhere; for the document that it stands for it is named, too."""
    listed = json.loads(house.does("disclosures", CASE, "--format", "json").out)["disclosures"]
    assert listed == []
    house.does("disclose", CASE, "--to", "coroner", "--what", "papers[imr-greater-manchester-police]", *BASIS)
    (one,) = lines(house)
    assert one["what"] == "papers[imr-greater-manchester-police]" and one["commit"] is None


def test_the_report_goes_to_the_coroner_only_when_it_is_signed_off(house: House) -> None:
    """P§7: refused before, also for a day before; then it is the event of the policy, with no second entry."""
    refused = house.refuses("disclose", CASE, "--to", "HM Senior Coroner", "--what", "report", *BASIS)
    assert "completed and signed off (P§7)" in refused
    house.does("disclose", CASE, "--to", "police", "--what", "report", "--basis", "court order")
    signed_off(house)
    assert "after Thursday 4 June 2026" in house.refuses(
        "disclose", CASE, "--to", "coroner", "--what", "overview-report", *BASIS, "--on", "4/6/2026"
    )
    done = house.does("disclose", CASE, "--to", "coroner", "--what", "report", *BASIS, "--on", "8/6/2026")
    assert "report.shared_with_coroner follows from it" in done.out
    assert "shared_with_coroner" not in part(house, "diary.yaml")
    found = json.loads(house.does("deadlines", CASE, "--all", "--format", "json").out)["deadlines"]
    (copy,) = [one for one in found if one["step"] == "coroner-copy"]
    assert (copy["state"], copy["done_on"]) == ("met", "2026-06-08")
    assert codes_of(house, "DIS", "REP") == set()


def test_a_paper_that_stands_for_the_report_is_the_report(house: House) -> None:
    """Kept in Word and listed under any id: given to the Coroner, the step is met, and no sooner than is allowed."""
    listed = f"- {{id: p-7, title: overview report, held_at: the office, sha256: {'a' * 64}, stands_for: report}}\n"
    house.put(f"cases/{CASE}/papers.yaml", part(house, "papers.yaml") + listed)
    assert house.tries("save").code == 0
    words = ("disclose", CASE, "--to", "coroner", "--what", "papers[p-7]", *BASIS, "--on", "8/6/2026")
    assert "completed and signed off (P§7)" in house.refuses(*words)
    signed_off(house)
    assert "report.shared_with_coroner follows from it" in house.does(*words).out
    assert "stands_for: report" in part(house, "log.yaml")
    found = json.loads(house.does("deadlines", CASE, "--all", "--format", "json").out)["deadlines"]
    (copy,) = [one for one in found if one["step"] == "coroner-copy"]
    assert (copy["state"], copy["done_on"]) == ("met", "2026-06-08")
    assert codes_of(house, "DIS", "REP", "STR") == set()


def test_a_paper_that_stands_for_another_text_is_not_the_report(house: House) -> None:
    """Whatever its id is."""
    listed = f"- {{id: report-of-the-gp, title: x, held_at: the office, sha256: {'b' * 64}, stands_for: summary}}\n"
    house.put(f"cases/{CASE}/papers.yaml", part(house, "papers.yaml") + listed)
    assert house.tries("save").code == 0
    done = house.does("disclose", CASE, "--to", "coroner", "--what", "papers[report-of-the-gp]", *BASIS)
    assert "shared_with_coroner" not in done.out


def test_a_report_given_early_by_hand_is_found_where_it_stands(house: House) -> None:
    """Whoever writes the log with an editor is told by the same finding."""
    log = part(house, "log.yaml")
    entry = f"disclosures:\n  - {{on: 2026-06-01, to: coroner, what: report, basis: x, digest: {'0' * 64}}}\n"
    house.put(f"cases/{CASE}/log.yaml", log + entry)
    done = json.loads(house.tries("validate", "--format", "json").out)["findings"]
    (one,) = [one for one in done if one["code"] == "REP004"]
    assert one["path"].endswith("log.yaml")


def test_a_request_is_open_until_it_is_answered(house: House) -> None:
    """`next` names it with the command; given or refused, its entry is filled in and no other is made."""
    asked = house.does(
        "disclose", CASE, "--to", "coroner", "--what", IMR, "--what", "all e-mails", "--requested", "1/6/2026"
    )
    assert "timely manner (P§7)" in asked.out
    steps = [
        s
        for s in json.loads(house.does("next", CASE, "--format", "json").out)["steps"]
        if s["sort"] == "request"
    ]
    assert [one["command"] for one in steps] == [
        f"reviewctl disclose {CASE} --to coroner --what '{IMR}' --basis WORDS",
        f"reviewctl disclose {CASE} --to coroner --what 'all e-mails' --basis WORDS",
    ]
    assert all(one["due"] is None for one in steps)
    assert "2 requests OPEN" in house.does("disclosures").out
    assert "is open" in house.refuses(
        "disclose", CASE, "--to", "coroner", "--what", IMR, "--requested", "2/6/2026"
    )
    house.does("disclose", CASE, "--to", "Coroner", "--what", IMR, *BASIS)
    house.does("disclose", CASE, "--to", "coroner", "--what", "all e-mails", "--refused", "none are held")
    given, refused = sorted(lines(house), key=lambda one: str(one["number"]))
    assert (given["state"], given["requested"], given["on"]) == ("given", "2026-06-01", "2026-06-08")
    assert (refused["state"], refused["refused"]) == ("refused", "none are held")
    assert not [
        s
        for s in json.loads(house.does("next", CASE, "--format", "json").out)["steps"]
        if s["sort"] == "request"
    ]
    assert codes_of(house, "DIS", "STR", "FIL") == set()


@pytest.mark.parametrize(
    "words",
    [
        ("--to", "coroner", "--what", IMR),
        ("--to", "coroner", "--what", IMR, "--basis", " "),
        ("--to", "coroner", "--what", IMR, *BASIS, "--refused", "no"),
        ("--to", "coroner", "--what", IMR, "--refused", " "),
        ("--to", "coroner", "--what", "imr[nobody]", *BASIS),
        ("--to", "coroner", "--what", "waivers", *BASIS),
        ("--to", "coroner", "--what", "../board.yaml", *BASIS),
        ("--to", "coroner", "--what", "papers[../x]", *BASIS),
        ("--to", "Mary Smith", "--what", IMR, *BASIS),
        ("--to", "coroner", "--what", IMR, "--basis", "asked by Mrs Smith"),
        ("--to", "coroner", "--what", IMR, *BASIS, "--on", "9/6/2026"),
        ("--to", "coroner", "--what", IMR, *BASIS, "--on", "1/6/2026", "--requested", "2/6/2026"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(house: House, words: tuple[str, ...]) -> None:
    """Each with exit 2 and a hint, and without the words that were given where they may name somebody."""
    said = house.refuses("disclose", CASE, *words)
    assert said.count("\n") >= 2 and "Smith" not in said


def test_a_register_without_git_logs_the_sum_and_says_what_is_missing(house: House) -> None:
    """The sum needs no history; to bring the text back does."""
    shutil.rmtree(house.root / ".git")
    done = house.tries("disclose", CASE, "--to", "police", "--what", "tor", "--basis", "court order")
    assert done.code == 0 and "No history is kept of this register" in done.out
    (one,) = lines(house)
    assert (one["digest"], one["commit"]) == (sum_of(house, "terms-of-reference.md"), None)


def test_every_format_of_the_log(house: House) -> None:
    """csv has one row an entry."""
    house.does("disclose", CASE, "--to", "coroner", "--what", IMR, *BASIS)
    rows = house.does("disclosures", "--format", "csv").out.lstrip("\ufeff").splitlines()
    assert len(rows) == 2 and f"{CASE},1,given,coroner,{IMR}" in rows[1]
    assert (
        json.loads(house.does("disclosures", "--format", "json").out)["schema"] == "reviewctl/disclosures/1"
    )
    assert "| coroner" in house.does("disclosures", "--format", "markdown").out


def test_a_day_shows_what_was_known_on_it(house: House) -> None:
    """What was given later is not on an earlier page."""
    house.does("disclose", CASE, "--to", "coroner", "--what", IMR, *BASIS, "--on", "2/6/2026")
    assert lines(house, "--as-of", "2026-06-01") == []


def test_a_case_folder_alone_has_its_log_too(house: House, tmp_path: Path) -> None:
    """A case with no register round it is a register of one."""
    alone = Path(shutil.copytree(house.root / "cases" / CASE, tmp_path / CASE))
    single = House(alone)
    done = single.tries("disclose", CASE, "--to", "police", "--what", "tor", "--basis", "court order")
    assert done.code == 0 and "given to police" in done.out


def test_what_is_typed_twice_is_logged_once(house: House) -> None:
    """The same version on the same day and basis; on another day it is given a second time."""
    words = ("disclose", CASE, "--to", "coroner", "--what", IMR, *BASIS, "--on")
    house.does(*words, "2/6/2026")
    again = house.does(*words, "2/6/2026")
    assert "Nothing has changed: it says so already." in again.out + again.err
    assert len(lines(house)) == 1
    house.does(*words, "3/6/2026")
    assert len(lines(house)) == 2
