"""Reading a register: what is a case, what is not, and what it will be once a change is written."""

import pytest

from reviewctl.store.folder import FilesTree
from reviewctl.store.overlay import Overlay
from reviewctl.store.register import Register

BOARD = b"format: 1\nboard: B\npolicy: stockport-2021\n"
CASE = b"format: 1\nid: SAR-2025-001\ntype: sar\npolicy: stockport-2021\n"
FILES = {"board.yaml": BOARD, "cases/SAR-2025-001/case.yaml": CASE}
MEETING = b"---\nkind: screening\ndate: 2025-01-28\nstatus: held\ncases: [SAR-2025-001]\n---\n"


def codes(register: Register) -> list[str]:
    """Return the codes of what is wrong with the register's own files."""
    return [finding.code for finding in register.findings]


@pytest.mark.parametrize(
    "name", ["Anna Smith", "Anna-Smith", "SAR-2025-001-old", "sar-2025-002", "SAR-2025-01"]
)
def test_a_folder_that_is_no_cases_is_not_read(name: str) -> None:
    """A folder in cases/ without an id for its name is one finding, and its name is in none."""
    register = Register(FilesTree({**FILES, f"cases/{name}/case.yaml": CASE}), "/")
    assert register.folders == ("cases/SAR-2025-001",)
    assert codes(register) == ["FIL051"]
    assert name not in f"{register.findings[0]}"


def test_an_id_that_is_not_the_folders() -> None:
    """A case whose id is another's is read, and told."""
    register = Register(FilesTree({"board.yaml": BOARD, "cases/SAR-2025-002/case.yaml": CASE}), "/")
    case, findings = register.case("cases/SAR-2025-002")
    assert case is not None and [finding.code for finding in findings] == ["STR021"]


def test_a_folder_without_a_case_file() -> None:
    """Without case.yaml it is not known what review it is; nothing else is said."""
    register = Register(FilesTree({"board.yaml": BOARD, "cases/SAR-2025-002/log.yaml": b"notes: []\n"}), "/")
    case, findings = register.case("cases/SAR-2025-002")
    assert case is None and [finding.code for finding in findings] == ["STR020"]


def test_a_newer_format_is_told() -> None:
    """A folder that a newer reviewctl wrote is not taken for an old one."""
    newer = CASE.replace(b"format: 1", b"format: 2")
    register = Register(FilesTree({"board.yaml": BOARD, "cases/SAR-2025-001/case.yaml": newer}), "/")
    assert "STR022" in [finding.code for finding in register.case("cases/SAR-2025-001")[1]]


def test_a_meeting_of_several_cases_belongs_to_each() -> None:
    """Minutes in the register are among the meetings of the cases that they name."""
    register = Register(FilesTree({**FILES, "meetings/2025-01-28-screening.md": MEETING}), "/")
    case, _ = register.case("cases/SAR-2025-001")
    assert case is not None
    assert [meeting.path for meeting in case.meetings] == ["meetings/2025-01-28-screening.md"]


def test_a_tree_as_it_will_be() -> None:
    """New, changed and deleted files are seen through the overlay, and the tree below stays as it was."""
    below = FilesTree(FILES)
    changes = {"board.yaml": b"x", "cases/SAR-2025-001/case.yaml": None, "cases/SAR-2025-002/log.yaml": b"y"}
    ahead = Overlay(below, changes)
    assert ahead.read("board.yaml") == b"x" and below.read("board.yaml") == BOARD
    assert [entry.path for entry in ahead.entries("cases/SAR-2025-001")] == []
    assert [entry.path for entry in ahead.entries("cases")] == ["cases/SAR-2025-001", "cases/SAR-2025-002"]
    with pytest.raises(FileNotFoundError):
        ahead.read("cases/SAR-2025-001/case.yaml")
