"""Findings as pipelines read them: GitHub's commands, SARIF and JUnit, each against its published schema."""

import json
import re
import shutil
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reviewctl.model.finding import Finding, Severity, Spot
from reviewctl.model.judged import Judged
from reviewctl.model.report import Report
from reviewctl.render.formats import OF_FINDINGS, render
from reviewctl.render.pages.summary import summary_of
from reviewctl.render.pages.validate import page
from tests.commands import House, reviewctl
from tests.golden import CASES

SCHEMAS = Path(__file__).parent / "schemas"
SARIF = jsonschema_rs.validator_for(json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8")))
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


def finding(message: str = "It is late.", **others: object) -> Finding:
    """Return a finding, of which anything may be given."""
    known: dict = {"code": "TIM001", "name": "step-overdue", "severity": "error", "message": message}
    return Finding(**(known | {"spot": Spot("cases/SAR-2026-001/diary.yaml", 7, 3)} | others))


def report_of(*findings: Finding) -> Report:
    """Return the report of `validate` on these findings."""
    import datetime

    return page(Judged(1, 2, tuple(findings)), datetime.date(2026, 6, 8))


MIXED = (
    finding("A note.", severity="note", code="CHR012", name="entry-before-birth", case="SAR-2026-001"),
    finding("A warning.", severity="warning", case="SAR-2026-001", citations=("P§11", "F§2")),
    finding("An error.", case="SAR-2026-001", help="Mend it.", at="screening.held"),
    finding("Another.", case="SAR-2026-001", at="screening.held"),
    finding("Excused.", case="SAR-2026-002", code="PAN003", name="deputy-without-reason", waived=True),
    finding("The whole register.", spot=Spot("."), code="FIL050", name="unknown-file"),
    finding("The whole file.", spot=Spot("cases/SAR-2026-002/log.yaml"), severity="warning"),
)


def commands(report: Report, below: str = "") -> list[tuple[str, dict[str, str], str]]:
    """Return GitHub's commands as GitHub takes them apart: the word, the properties, and the message."""
    found = []
    for line in render(report, "github", below=below).splitlines()[:-1]:
        match = re.fullmatch(r"::(\w+) ?(.*?)::(.*)", line)
        assert match is not None, line
        given = dict(one.split("=", 1) for one in match[2].split(",") if one)
        found.append((match[1], {name: plain(value) for name, value in given.items()}, plain(match[3])))
    return found


def plain(text: str) -> str:
    """Return a text as GitHub's runner reads it (actions/runner, ActionCommand.cs)."""
    for escaped, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escaped, char)
    return text


def test_github_gets_the_gravest_first_and_nothing_that_is_excused() -> None:
    """Annotations stop at ten, so errors come before warnings; the last line counts them all."""
    told = commands(report_of(*MIXED))
    assert [word for word, _, _ in told] == ["error"] * 3 + ["warning"] * 2 + ["notice"]
    assert told[0] == (
        "error",
        {
            "file": "cases/SAR-2026-001/diary.yaml",
            "line": "7",
            "col": "3",
            "title": "TIM001 step-overdue",
        },
        "An error.\nMend it.",
    )
    assert told[2][1] == {"title": "FIL050 unknown-file"}
    assert told[3][2] == "A warning.\nSource: P§11, F§2"
    assert "Excused" not in render(report_of(*MIXED), "github")
    assert render(report_of(*MIXED), "github").splitlines()[-1] == "error: 3, warning: 2, note: 1, waived: 1"


def test_paths_begin_at_the_root_of_the_repository() -> None:
    """A register in a folder of a repository: each format names a file as the forge knows it."""
    report = report_of(*MIXED)
    assert commands(report, "reviews/")[0][1]["file"] == "reviews/cases/SAR-2026-001/diary.yaml"
    assert commands(report, "reviews/")[2][1]["file"] == "reviews"
    assert "reviews/cases/SAR-2026-001/diary.yaml:7:3: An error." in render(report, "junit", below="reviews/")
    results = json.loads(render(report, "sarif", below="reviews/"))["runs"][0]["results"]
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results}
    assert uris == {
        "reviews/cases/SAR-2026-001/diary.yaml",
        "reviews/cases/SAR-2026-002/log.yaml",
        "reviews/",
    }


WORST = "50% of\r\nlines::error file=x::no [a](http://x) <b>&amp;]]> {0} \x1b[2J \u202e \ud800 \uffff \x00 | ` @me"


def test_nothing_in_a_message_or_a_path_ends_a_command() -> None:
    """A path of line feeds, colons and commas stays one property; a message stays one message."""
    odd = finding(WORST, spot=Spot("cases/a,b:c\nd%0A::error::x\x1b.yaml", 1, 1), help="x\n::error::y")
    report = report_of(odd)
    lines = render(report, "github").splitlines()
    assert len(lines) == 2
    (word, properties, message) = commands(report)[0]
    assert (word, set(properties)) == ("error", {"file", "line", "col", "title"})
    assert properties["file"] == "cases/a,b:c␊d%0A::error::x␛.yaml"
    assert message.startswith("50% of␍␊lines::error file=x::no")
    assert all(char.isprintable() or char in "\n\uffff" for char in "\n".join(lines))


@pytest.mark.parametrize("findings", [(), MIXED, (finding(WORST, help=WORST, at=WORST),)])
def test_sarif_and_junit_keep_to_their_schemas(findings: tuple[Finding, ...]) -> None:
    """Both are what was published, with no finding, with every kind, and with the worst of texts."""
    report = report_of(*findings)
    SARIF.validate(json.loads(render(report, "sarif")))
    JUNIT.assertValid(etree.fromstring(render(report, "junit").encode()))


TEXT = st.text(max_size=40)
SEVERITIES = st.sampled_from(["error", "warning", "note"])
FINDINGS = st.builds(
    lambda severity, message, path, line, helped, waived, at: finding(
        message, severity=severity, spot=Spot(path, line, line), help=helped, waived=waived, at=at
    ),
    SEVERITIES,
    TEXT,
    TEXT.filter(bool),
    st.integers(0, 5),
    TEXT,
    st.booleans(),
    TEXT,
)


@given(st.lists(FINDINGS, max_size=4))
def test_whatever_is_found_the_formats_hold_it(findings: list[Finding]) -> None:
    """Any text at all: a command a finding, a log and suites that their schemas accept, each finding once."""
    report = report_of(*findings)
    assert len(commands(report)) == sum(not one.waived for one in findings)
    log = json.loads(render(report, "sarif"))
    SARIF.validate(log)
    marks = [one["partialFingerprints"]["reviewctl/v1"] for one in log["runs"][0]["results"]]
    assert len(set(marks)) == len(marks) == len(findings)
    JUNIT.assertValid(etree.fromstring(render(report, "junit").encode()))


def test_sarif_tells_levels_exceptions_and_rules() -> None:
    """Each result points at its rule; what a waiver excuses is suppressed; a rule brings its page along."""
    from msgspec.structs import replace

    report = replace(report_of(*MIXED), rulebook={"TIM001": "# Late\n\nIt is late.\n\n## Fails\n\n{a: b}\n"})
    run = json.loads(render(report, "sarif"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
    assert [one["level"] for one in run["results"]] == [one.severity for one in MIXED]
    assert [bool(one.get("suppressions")) for one in run["results"]] == [one.waived for one in MIXED]
    late = next(one for one in rules if one["id"] == "TIM001")
    assert late["shortDescription"]["text"] == "Late"
    assert late["help"]["markdown"] == "# Late\n\nIt is late."


def test_the_mark_of_a_finding_outlives_lines_and_days() -> None:
    """A finding that moved down, or says one day more, is the same; two alike are told apart."""
    first = finding("1 day late.", at="screening.held")
    moved = finding("2 days late.", at="screening.held", spot=Spot(first.spot.path, 9, 1))
    other = finding("1 day late.", at="decision.made")
    [one], [two], [three] = (marks(report_of(found)) for found in (first, moved, other))
    assert one == two != three
    assert len(set(marks(report_of(first, moved)))) == 2


def marks(report: Report) -> list[str]:
    """Return the marks of the findings in a log."""
    results = json.loads(render(report, "sarif"))["runs"][0]["results"]
    return [one["partialFingerprints"]["reviewctl/v1"] for one in results]


@pytest.mark.parametrize(
    ("severity", "waived", "word"),
    [
        ("error", False, "failure"),
        ("error", True, "skipped"),
        ("warning", False, "system-out"),
        ("note", False, "system-out"),
    ],
)
def test_junit_fails_only_on_errors(severity: Severity, waived: bool, word: str) -> None:
    """A case of a suite is a code of a review: failed, skipped or passed, and counted so."""
    report = report_of(finding(severity=severity, waived=waived, case="SAR-2026-001"))
    root = etree.fromstring(render(report, "junit").encode())
    suite = root.find("testsuite[@name='SAR-2026-001']")
    assert [child.tag for child in suite[0]] == [word]
    assert suite.get("failures") == root.get("failures") == ("1" if word == "failure" else "0")
    assert suite.get("skipped") == ("1" if word == "skipped" else "0")
    assert root.get("tests") == "2"


def test_the_summary_is_whole_grouped_and_inert() -> None:
    """Every unwaived finding once, under its review, gravest first; nothing in it is a link or a mention."""
    odd = finding("See [a](http://x) www.x.org @board <b>|</b>", case="SAR-2026-001")
    text = render(summary_of(report_of(*MIXED, odd)), "markdown")
    assert text.startswith("## reviewctl: 4 errors, 2 warnings, 1 note\n")
    assert text.index("### The register itself") < text.index("### SAR-2026-001")
    assert text.index("An error.") < text.index("A warning.") < text.index("A note.")
    assert "Excused" not in text and "1 agreed exception" in text
    assert "\\[a\\](http&#58;//x) www&#46;x.org &#64;board &lt;b&gt;\\|&lt;/b&gt;" in text


def test_a_summary_too_long_for_a_forge_says_what_it_leaves_out() -> None:
    """GitHub shows none that is larger than 1 MiB; so it stops, the least grave left out, and says how many."""
    many = [finding("*x " * 200, severity="note")] * 2100
    text = render(summary_of(report_of(*many, finding("The error."))), "markdown")
    assert 300_000 < len(text.encode()) < 1024 * 1024
    assert "The error." in text
    left_out = re.search(r"And ([0-9]+) more: reviewctl validate shows them all\.", text)
    assert left_out is not None and text.count("TIM001") + int(left_out[1]) == 2101


def test_the_formats_are_to_be_had_and_only_of_validate(house: House, tmp_path: Path) -> None:
    """`validate --format` and --summary, with exit codes as ever; other commands know no such format."""
    house.does("new", "sar", "--received", "2025-01-13")
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    for form in OF_FINDINGS:
        done = house.tries("validate", "--format", form, "--summary", str(summary))
        assert (done.code, done.err) == (1, "")
        assert "TIM001" in done.out
        assert house.tries("status", "--format", form).code == 2
    assert summary.read_text().startswith("before\n## reviewctl: ")
    assert summary.read_text().count("## reviewctl: ") == 3
    lost = house.tries("validate", "--summary", str(tmp_path / "no" / "x.md"))
    assert lost.code == 3 and "--summary FILE" in lost.err


def test_a_register_in_a_folder_of_a_repository(house: House, tmp_path: Path) -> None:
    """Paths are those of the repository round the register, or of the register where there is none."""
    outer = tmp_path / "outer"
    shutil.copytree(CASES / "monday" / "register", outer / "reviews")
    day = ("validate", "--format", "github", "--as-of", "2026-06-08")
    assert "file=cases/" in reviewctl(outer / "reviews", *day).out
    House(outer).git("init", "--quiet")
    assert "file=reviews/cases/" in reviewctl(outer / "reviews", *day).out
    assert "file=cases/" not in reviewctl(outer / "reviews", *day).out


def test_no_name_of_the_board_reaches_a_forge(house: House) -> None:
    """What is wrong with an officer's own line is told by the id, in every format and in the summary."""
    board = house.text("board.yaml").replace("roles: []", "roles:\n  - {role: caretaker, person: quux}")
    people = "people:\n  - {id: quux, name: Zebediah Quuxworth, agency: nobody-knows}\n"
    house.put("board.yaml", re.sub(r"^people:.*$\n", people, board, flags=re.MULTILINE))
    summary = house.root.parent / "summary.md"
    for form in OF_FINDINGS:
        said = house.tries("validate", "--format", form, "--summary", str(summary)).out
        assert "nobody-knows" in said
        assert "Quuxworth" not in said + summary.read_text()
