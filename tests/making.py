"""Making cases and packs for tests out of texts, read by the store as any others are."""

from collections.abc import Iterator, Mapping
from datetime import date

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Plan, plan_of
from reviewctl.model.board import Board
from reviewctl.model.review import Case
from reviewctl.model.tree import Entry
from reviewctl.store.packfiles import PackRead
from reviewctl.store.packs import read_pack
from reviewctl.store.register import Register

CASE_ID = "SAR-2026-001"
CASE_FILE = f"format: 1\nid: {CASE_ID}\ntype: sar\npolicy: local\n"


class MemoryTree:
    """A tree whose files are texts."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = {path: text.encode() for path, text in files.items()}

    def entries(self, folder: str = "") -> Iterator[Entry]:
        front = f"{folder}/" if folder else ""
        below = sorted(
            {path[len(front) :].partition("/")[0] for path in self.files if path.startswith(front)}
        )
        for name in below:
            path = front + name
            known = self.files.get(path)
            yield Entry(path, "folder" if known is None else "file", len(known or b""))

    def read(self, path: str) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(path)
        return self.files[path]


def pack_of(pack: str, **types: str) -> PackRead:
    """Return the pack whose pack.yaml and types have these texts."""
    files = {"policy/local/pack.yaml": pack}
    files |= {f"policy/local/{name}.yaml": text for name, text in types.items()}
    return read_pack(MemoryTree(files), "policy/local", "local")


def plan_from(pack: str, kind: str) -> Plan:
    """Return the plan of a type of a pack, both given as texts. A fault in them fails the test."""
    read = pack_of(pack, sar=kind)
    assert read.policy is not None and read.findings == [], read.findings
    return plan_of(read.policy, read.policy.types["sar"])


def case_of(files: Mapping[str, str]) -> Case:
    """Return the case with these files, read as a register of one. A fault in them fails the test."""
    register = Register(MemoryTree({"case.yaml": CASE_FILE, **files}), "/", single=CASE_ID)
    case, findings = register.case("")
    assert case is not None and findings == (), findings
    return case


NO_BOARD = Board(format=1, board="Anyshire Safeguarding Adults Board", policy="local")


def facts_of(
    plan: Plan, files: Mapping[str, str], as_of: str = "2026-06-08", board: Board = NO_BOARD
) -> Facts:
    """Return the facts of a case with these files, under a plan, on a day."""
    calendar = calendar_for(plan.pack.calendar.name, {})
    return Facts(case_of(files), plan, board, calendar, date.fromisoformat(as_of))
