"""The documentation: its examples are run, its links lead somewhere, and it leaves nothing out."""

import json
import re
import shlex
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from reviewctl.cli.app import COMMANDS
from tests.commands import House, reviewctl
from tests.docs_runner import EDITED, ROOT, Player, laid, pages, parts, workbook
from tests.generate import generated
from tests.golden import register_of
from tests.reference_json import COMMANDS as JSON
from tests.reference_json import DEADLINE

DOCS = sorted((ROOT / "docs").rglob("*.md"))
ALL = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS]
HOW_TOS = ("business-manager", "agency-author", "panel-chair", "independent-chair", "it")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", pages(), ids=name)
def test_the_examples_of_a_page_show_what_it_says(page: Path) -> None:
    """Every command of a page, run in order, shows to the letter what is written under it."""
    # A short path, for a screen with a long one on it breaks its lines elsewhere.
    with tempfile.TemporaryDirectory() as folder:
        blocks = list(Player(Path(folder).resolve()).play(page))
    assert blocks
    for block in blocks:
        assert "\n".join(block.shown) == "\n".join(block.written), f"{name(page)}:{block.line}"


@pytest.mark.parametrize("page", pages(), ids=name)
def test_an_example_never_ends_in_a_fault_of_the_tool(page: Path) -> None:
    """What was accepted on a page is what a command should say."""
    shown = "\n".join(line for part in parts(page.read_text("utf-8")) for line in part.body)
    assert "Traceback" not in shown
    assert "fault in reviewctl itself" not in shown


def test_the_pages_that_people_need_are_there_and_run() -> None:
    """The front page, the tutorial and each role's page have examples that are run."""
    wanted = {"README.md", "docs/tutorial.md", *(f"docs/how-to/{role}.md" for role in HOW_TOS)}
    assert wanted <= {name(page) for page in pages()}


def test_every_command_is_on_the_front_page_and_in_the_reference() -> None:
    """A command without a word about it would never be found."""
    front = (ROOT / "README.md").read_text("utf-8")
    reference = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    for entry in COMMANDS:
        assert f"`{entry.name}`" in front
        assert f"\n## {entry.name}\n" in reference


def test_the_story_uses_every_command_that_writes() -> None:
    """Together the pages show each command at work."""
    shown = "\n".join(page.read_text("utf-8") for page in pages())
    for entry in COMMANDS:
        assert f"$ reviewctl {entry.name}" in shown, entry.name


def examples(kind: str) -> list[str]:
    """Return the blocks of CONTRIBUTING.md of one kind of file, in order."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```$", text)


def test_the_worked_examples_of_a_review_type_work(house: House) -> None:
    """Each is a type: its pack is in order, a case of it is opened, and doing what `next` says closes the short one."""
    types = [text for text in examples("yaml") if text.startswith("# reviewctl/policies/")]
    house.put("policy/ours/pack.yaml", "extends: stockport-2021\ntitle: Ours\n")
    for text in types:
        house.put(f"policy/ours/{Path(text.splitlines()[0]).name}", text)
    house.does("record", "board", "policy", "ours")
    house.does("validate", "policy", "--strict")
    for number, text in enumerate(types):
        house.does("new", re.findall(r"(?m)^type: (\S+)", text)[0], "--received", f"2025-01-{13 + number}")
    assert len(types) == 2
    on = ("--as-of", "2025-01-20")
    wanted = house.does("next", "NM-2025-001", *on).out
    for typed in re.findall(r"> reviewctl (.+)", wanted):
        house.does(*shlex.split(typed.replace("today", "2025-01-17")))
    assert "nothing is left to do" in house.does("next", "NM-2025-001", *on).out
    assert "15 wd" not in house.does("deadlines", "TSAR-2025-001", *on).out


def test_the_worked_example_of_a_letter_is_drawn_up(case: House) -> None:
    """As a Board's own letter it has what is recorded, and a blank for the name."""
    (text,) = examples("markdown")
    case.put("letters/thanks.md", text)
    drawn = case.tries("letter", "thanks", "SAR-2025-001", "--as-of", "2025-03-10").out
    assert "Review about Adult A, which began on Monday 13 January 2025." in " ".join(drawn.split())
    assert "Dear [name of the safeguarding lead]" in drawn


@pytest.mark.parametrize("page", ALL, ids=name)
def test_links_lead_to_pages_and_headings_that_are_there(page: Path) -> None:
    """A link between files leads to a file, and to a heading of it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{name(page)} links to {target}"
        if anchor:
            assert anchor in anchors(file), f"{name(page)} links to {target}"


@pytest.mark.parametrize("page", ALL, ids=name)
def test_a_page_is_finished(page: Path) -> None:
    """A page has one title and no promise to itself."""
    text = prose(page)
    assert len(re.findall(r"(?m)^# ", text)) == 1
    assert not re.search(r"TODO|FIXME", text)


@pytest.mark.parametrize("page", pages(), ids=name)
def test_what_is_written_by_hand_says_into_which_file(page: Path) -> None:
    """A reader sees no info string: the line above a block names the file."""
    lines = page.read_text("utf-8").splitlines()
    for part in parts(page.read_text("utf-8")):
        if part.kind in EDITED and part.value:
            assert lines[part.line - 3] == f"In `{part.value}`:", f"{name(page)}:{part.line}"


def test_every_page_can_be_reached_from_the_index() -> None:
    """docs/README.md leads to every page of the documentation."""
    seen: set[Path] = set()
    waiting = [ROOT / "docs" / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        links = re.findall(r"\]\(([^)#\s]+\.md)", prose(page))
        waiting += [(page.parent / link).resolve() for link in links if "://" not in link]
    measured = ROOT / "docs" / "performance.md"  # a table that `make bench` writes, for those who build
    assert {*DOCS} - {measured} <= seen


def prose(page: Path) -> str:
    """Return a page without its blocks."""
    return re.sub(r"(?ms)^(`{3,}).*?^\1$", "", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """Return what GitHub calls the headings of a page, and the places it names itself."""
    headings = re.findall(r"(?m)^#+ (.+)$", prose(page))
    words = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return words | set(re.findall(r'<a id="([^"]+)">', page.read_text("utf-8")))


def test_what_a_person_writes_takes_the_place_of_the_same_key() -> None:
    """A key at the margin is replaced with all that belongs to it; a new one comes at the end; notes stay."""
    old = "# note\na: 1\n# about b\nb:\n  c: 2\n- d\n# after\ne:\n"
    assert laid(old, "b:\n  c: 3\nf: 4\n") == "# note\na: 1\n# about b\nb:\n  c: 3\n# after\ne:\nf: 4\n"


def test_what_a_person_writes_into_markdown_keeps_the_facts_not_named() -> None:
    """In Markdown the keys stand between the dashes, and the text is replaced."""
    old = "---\n# note\na: 1\nb:\n---\n\nold\n"
    assert laid(old, "---\nb: 2\n---\n\nnew\n") == "---\n# note\na: 1\nb: 2\n---\n\nnew\n"


def test_a_list_file_loses_its_sign_for_nothing() -> None:
    """`[]` gives way to the first item, as its own note says."""
    assert laid("# none yet\n[]\n", "- id: a\n") == "# none yet\n- id: a\n"


def test_a_list_in_excel_has_dates_where_a_person_typed_them() -> None:
    """What looks like a date is one, words stay words, and nothing is an empty cell."""
    (row,) = workbook(("9/2/2024,n/k,,SAR 7",)).worksheets[0].values
    assert row == (datetime(2024, 2, 9), "n/k", None, "SAR 7")


def test_the_sums_of_pressed_files_are_those_of_no_machine(tmp_path: Path) -> None:
    """A page shows the same sum for a name, whatever the libraries are; that of a text in the record is its own."""
    player = Player(tmp_path)
    first, other = (
        player.elsewhere(f"{digit * 64}  report.pdf\n{digit * 64}  report.md\n") for digit in "ab"
    )
    assert first.splitlines()[0] == other.splitlines()[0] != f"{'a' * 64}  report.pdf"
    assert first.splitlines()[1] == f"{'a' * 64}  report.md"


def test_a_page_is_read_as_its_reader_would() -> None:
    """The day, the marks and the blocks come in order, each with its line."""
    text = "<!-- today: 2026-01-12 -->\n\n```console\n$ reviewctl\nx\n```\n<!-- mark: a -->\n```yaml f\nb: 1\n```\n"
    assert [(part.kind, part.value, part.line, part.body) for part in parts(text)] == [
        ("today", "2026-01-12", 1, ()),
        ("console", "", 3, ("$ reviewctl", "x")),
        ("mark", "a", 7, ()),
        ("yaml", "f", 8, ("b: 1",)),
    ]
    with pytest.raises(ValueError, match="line 1"):
        list(parts("```console\n$ reviewctl\n"))


def test_the_generated_pages_are_those_that_would_be_written() -> None:
    """Whoever changes a command, a document, a code or the pack runs `make docs`."""
    stale = [name(path) for path, text in generated() if not path.exists() or path.read_text("utf-8") != text]
    assert stale == [], "run: make docs"


def test_the_generator_writes_every_page_of_the_reference() -> None:
    """A page that nothing generates would never change."""
    written = {path for path, _ in generated() if path.suffix == ".md"}
    assert set((ROOT / "docs" / "reference").glob("*.md")) == written


@pytest.mark.parametrize("command", JSON)
def test_the_keys_of_the_json_are_those_of_the_page(command: str) -> None:
    """What a command gives on a full register has each key that the reference lists, and no other."""
    shape = JSON[command]
    ran = reviewctl(register_of(shape.register), *shape.example, "--format", "json", "--as-of", "2026-06-08")
    given = json.loads(ran.out)
    assert given.pop("schema") == f"reviewctl/{command}/1"
    found = set(keys(given, ""))
    listed = {part for key in shape.keys for part in parents(key)}
    inside = {
        part for at in DEADLINES if at in shape.keys for key in DEADLINE for part in parents(f"{at}.{key}")
    }
    assert found - listed - inside == set(), "keys that the page does not have"
    assert listed - found == set(), "keys that the output does not have"


# Where a deadline stands whole within another record; its keys are listed once, under `deadlines`.
DEADLINES = ("cases[].next", "cases[].deadlines[]", "owed[]")


def keys(value: object, at: str) -> Iterator[str]:
    """Yield the address of every key in a JSON value, with `[]` behind a list on the way."""
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{at}.{key}".lstrip(".")
            yield here
            yield from keys(inner, here)
    elif isinstance(value, list):
        for one in value:
            yield from keys(one, f"{at}[]")


def parents(key: str) -> Iterator[str]:
    """Yield a key as the page lists it, and every key round it, as `keys` would."""
    words = key.split(".")
    for count in range(1, len(words) + 1):
        yield ".".join(words[:count]).removesuffix("[]")
