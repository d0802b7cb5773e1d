"""`init`: a register that is whole at once, for git and for an editor, and never over another."""

import json
import re
from pathlib import Path

import pytest

from tests.commands import House, reviewctl


def test_a_register_is_valid_and_committed_at_once(house: House) -> None:
    """Everything that init makes is in its one commit, and there is nothing to put right."""
    assert house.unsaved() == ""
    assert house.git("log", "--format=%s").strip() == "A register of reviews"
    done = house.does("validate", "--strict")
    assert "Nothing to put right" in done.out
    assert "Anyshire Safeguarding Adults Board" in house.does("status").out


def test_nothing_is_overwritten(house: House) -> None:
    """A second init, or one in a case folder, is refused; a README that is there stays as it is."""
    assert "There is a register in that folder already." in house.refuses("init")
    house.does("new", "sar", "--received", "2025-01-13")
    assert "case folder" in house.refuses("init", "cases/SAR-2025-001")


def test_a_folder_with_files_keeps_them(tmp_path: Path, at_home: Path) -> None:
    """In a folder that holds something already, init adds what is missing and leaves the rest."""
    house = House(tmp_path / "mine")
    house.put("README.md", "mine\n")
    house.put("notes.txt", "mine too\n")
    assert reviewctl(tmp_path, "init", "mine").code == 0
    assert (house.text("README.md"), house.text("notes.txt")) == ("mine\n", "mine too\n")
    assert set(house.unsaved().split()) == {"??", "README.md", "notes.txt"}


@pytest.mark.parametrize("place", ["a-file", "a-file/below", "a-file/below/it"])
def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path, at_home: Path, place: str) -> None:
    """A file where the folder, or one above it, would be: one sentence, and nothing is made."""
    (tmp_path / "a-file").write_text("mine")
    done = reviewctl(tmp_path, "init", place)
    assert done.code == 2 and "There is a file in that place" in done.err
    assert (tmp_path / "a-file").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, at_home: Path) -> None:
    """A name that no disk takes is the machine's word, told in a sentence."""
    done = reviewctl(tmp_path, "init", "x" * 300)
    assert done.code == 3 and "The folder could not be made" in done.err
    assert list(tmp_path.glob("x*")) == []


def test_a_name_may_have_any_characters(tmp_path: Path, at_home: Path) -> None:
    """A Board's name with a colon, quotes and accents is written so that it reads as typed."""
    assert reviewctl(tmp_path, "init", "a", "--board", 'The "Été": Board # 1').code == 0
    assert 'The "Été": Board # 1' in reviewctl(tmp_path / "a", "status").out


def test_an_unknown_policy_is_refused(tmp_path: Path, at_home: Path) -> None:
    """The packs that there are are named, and no folder is made."""
    done = reviewctl(tmp_path, "init", "a", "--policy", "stockport")
    assert done.code == 2 and "stockport-2021" in done.err
    assert not (tmp_path / "a").exists()


def test_without_an_identity_or_without_git(
    tmp_path: Path, at_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git does not know the user, or is not there at all, the files stay and one line says so."""
    (at_home / ".gitconfig").write_text("")
    done = reviewctl(tmp_path, "init", "a")
    assert done.code == 0 and "Not committed: git does not know who you are." in done.out
    monkeypatch.setenv("PATH", "/nowhere")
    done = reviewctl(tmp_path, "init", "b")
    assert done.code == 0 and "Not committed: git is not installed" in done.out
    assert (tmp_path / "b" / "board.yaml").is_file()
    assert reviewctl(tmp_path / "b", "validate").code == 0


def test_an_init_in_an_unsafe_repository_is_refused(house: House) -> None:
    """Inside a repository whose settings would run a program, nothing is made."""
    config = house.root / ".git" / "config"
    config.write_bytes(config.read_bytes() + b"[core]\n\tfsmonitor = /bin/false\n")
    (house.root / "board.yaml").unlink()
    before = house.files()
    done = house.tries("init", "inner")
    assert done.code == 3
    assert house.files() == before


def editor(house: House, name: str) -> dict:
    """Return one of the editor's files."""
    return json.loads(house.text(f".vscode/{name}"))


def test_every_document_has_a_schema_in_the_editor(house: House) -> None:
    """Each schema that the settings name is there, and each YAML file of a full case is matched by one."""
    from fnmatch import fnmatchcase

    from reviewctl.model.catalogue import CATALOGUE, path_of

    schemas: dict[str, list[str]] = editor(house, "settings.json")["yaml.schemas"]
    for name in schemas:
        assert json.loads((house.root / name).read_text(encoding="utf-8"))["$schema"]
    for kind in CATALOGUE:
        for home in ("cases/SAR-2025-001/", ""):
            if kind.markdown or (home and kind.home == "register") or (not home and kind.home == "case"):
                continue
            path = home + path_of(kind, "gmp")
            matching = {name for name, globs in schemas.items() if any(fnmatchcase(path, g) for g in globs)}
            assert f"./.vscode/schemas/{kind.name}.schema.json" in matching, path


FAULTS = {
    "cases/SAR-2025-001/diary.yaml": "screening:\n  held: TBC\n  hled: 2025-01-01\n",
    "cases/SAR-2025-001/referral.md": "---\nincident_date: 1.2.2025\nunknown_key: x\n---\n",
    "cases/SAR-2025-001/returns.yaml": "nobody-knows:\n  imr:\n    due: TBC\n",
    "cases/SAR-2025-001/Letter to Mrs Smith.docx": "x",
    "cases/SAR-2025-001/panl.yaml": "x: 1\n",
    "cases/SAR-2025-001/log.yaml": "notes:\n  - on: 2025-02-30\n    text: x\n",
    "diary.yaml": "x: [\n",
    "cases/notes.txt": "x\n",
    "meetings/2025-01-01-screening.md": "no facts\n",
}


def test_the_problem_matchers_find_every_finding(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the task's settings each finding is one line, which a matcher takes apart as `--format json` has it."""
    house.does("new", "sar", "--received", "2025-01-13")
    for path, text in FAULTS.items():
        house.put(path, text)
    task = editor(house, "tasks.json")["tasks"][0]
    for name, value in task["options"]["env"].items():
        monkeypatch.setenv(name, value)
    assert task["command"].split()[0] == "reviewctl"
    lines = house.tries(*task["command"].split()[1:]).out.splitlines()
    matched = set()
    for matcher in task["problemMatcher"]:
        pattern = matcher["pattern"]
        for line in lines:
            found = re.match(pattern["regexp"], line)
            if found is not None:
                place = [int(found[pattern[key]]) if key in pattern else 0 for key in ("line", "column")]
                matched.add((found[pattern["file"]], *place, found[pattern["message"]]))
    known = json.loads(house.tries("validate", "--format", "json").out)["findings"]
    assert len(known) >= len(FAULTS)
    assert matched == {(one["path"], one["line"], one["column"], one["message"]) for one in known}


def test_the_width_of_what_is_shown(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS says how wide a line may be; without it, and with nonsense in it, it is 100."""
    house.does("new", "sar", "--received", "2025-01-13")

    def widest() -> int:
        return max(map(len, house.tries("deadlines", "--all").out.splitlines()))

    usual = widest()
    assert usual <= 100
    for nonsense in ("", "wide", "0", "-5", "9" * 30, "٨٠"):
        monkeypatch.setenv("COLUMNS", nonsense)
        assert widest() == usual
    monkeypatch.setenv("COLUMNS", "80")
    assert widest() <= 80


def test_a_register_is_not_made_inside_another(house: House) -> None:
    """Its case folders would be strangers in the outer one, and its history would be nobody's."""
    before = house.files()
    done = house.tries("init", "inner")
    assert (done.code, house.files()) == (2, before)
    assert "lies inside a register" in done.err


def test_a_register_may_be_made_beside_another(house: House) -> None:
    """`../ours` lies beside the register that one stands in, not in it."""
    house.does("init", "../ours")
    assert (house.root.parent / "ours" / "board.yaml").is_file()


def test_a_file_is_no_folder_to_work_in(tmp_path: Path, at_home: Path) -> None:
    """After -C: a file is called one, and what is not there is said not to be there."""
    (tmp_path / "a-file").write_text("mine")
    for word, said in (("a-file", "That is a file"), ("none", "does not exist")):
        done = reviewctl(tmp_path / word, "status")
        assert done.code == 3 and said in done.err


def test_it_can_be_looked_at_first(tmp_path: Path, at_home: Path) -> None:
    """With --dry-run the files that would be made are listed, and not even the folder is there afterwards."""
    done = reviewctl(tmp_path, "init", "mine/ours", "--board", "Ours", "--dry-run")
    assert (done.code, done.err) == (0, "")
    listed = [line.strip() for line in done.out.splitlines()[1:-1]]
    assert done.out.endswith("Nothing was written (--dry-run).\n")
    assert not (tmp_path / "mine").exists()
    assert reviewctl(tmp_path, "init", "mine/ours", "--board", "Ours").code == 0
    files = set(House(tmp_path / "mine" / "ours").files())
    schemas = {one for one in files if one.startswith(".vscode/schemas/")}
    assert listed.pop().startswith(f".vscode/schemas/ with {len(schemas)} files")
    assert sorted(listed) == sorted(files - schemas)
    assert "a register in that folder" in reviewctl(tmp_path, "init", "mine/ours", "--dry-run").err


def test_it_can_leave_the_commit_to_you(tmp_path: Path, at_home: Path) -> None:
    """With --no-commit the files are there, git has been asked for nothing, and it is said how to go on."""
    done = reviewctl(tmp_path, "init", "mine", "--no-commit")
    assert done.code == 0 and "In that folder: git init, then reviewctl save" in done.out
    assert "The name of the Board is to be filled in" in done.out
    assert (tmp_path / "mine" / "board.yaml").exists() and not (tmp_path / "mine" / ".git").exists()
