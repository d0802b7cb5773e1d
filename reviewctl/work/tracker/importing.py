"""What `import tracker` does: the list is read and shown; with --write it is taken over, all of it at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from reviewctl.exchange.excel.reading import read_workbook
from reviewctl.exchange.parcel import LARGEST_FILE
from reviewctl.facts.calendar import today
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.policy import Policy
from reviewctl.model.report import Report
from reviewctl.model.sheet import Workbook
from reviewctl.store.register import CASES, Register
from reviewctl.work.desk import Desk
from reviewctl.work.foresight import register_ahead
from reviewctl.work.loading import Loader
from reviewctl.work.tracker.files import files_of
from reviewctl.work.tracker.numbering import known_in, number
from reviewctl.work.tracker.showing import Outcome, page
from reviewctl.work.tracker.taking import Asked, take
from reviewctl.work.unopened import read_whole
from reviewctl.work.writing import writing


class Import(Struct, frozen=True, kw_only=True):
    """Which file, what was asked for, and what is to become of it."""

    file: str
    asked: Asked
    write: bool
    dry_run: bool
    no_commit: bool


def import_tracker(desk: Desk, wanted: Import) -> Report:
    """Return what a list comes to, shown; with `write` its new reviews have been made in one commit.

    Raises ReviewctlError or EnvironmentFault where the file cannot be read or trusted, or no list is in it.
    """
    if desk.register.single is not None:
        raise ReviewctlError(
            "This is a case folder.", "Go to your register, the folder with board.yaml, first."
        )
    book = read_workbook(_bytes(wanted.file))
    if not wanted.write:
        outcome, _ = _outcome(desk.register, book, wanted.asked)
        return page(outcome, wanted.file)
    with writing(desk, "import tracker", dry_run=wanted.dry_run, no_commit=wanted.no_commit) as pen:
        outcome, new = _outcome(desk.register, book, wanted.asked)
        for case_id, files in new.items():
            pen.folder(f"{CASES}/{case_id}", files)
        written = bool(new) and pen.done(_message(list(new)))
    return page(outcome, wanted.file, written=written, dry_run=wanted.dry_run)


def _message(ids: list[str]) -> str:
    ordered = sorted(ids)
    which = ordered[0] if len(ordered) == 1 else f"{ordered[0]} to {ordered[-1]}, {len(ordered)} reviews"
    return f"import tracker: {which}"


def _bytes(file: str) -> bytes:
    """Return what a file holds; of one that is too large, no more than shows that it is."""
    path = Path(file)
    if path.suffix.lower() == ".csv":
        raise ReviewctlError(
            "A list as .csv has lost what tells a date from a number.",
            "Open it in Excel, look at its dates, and save it as a workbook (.xlsx).",
        )
    return read_whole(file, LARGEST_FILE)


def _outcome(register: Register, book: Workbook, asked: Asked) -> tuple[Outcome, dict[str, dict[str, bytes]]]:
    """Return all that the list comes to in this register, and the files of the reviews that are new."""
    policy = _policy(register)
    on = today()
    taken = take(book, asked, policy, register.board, on)
    numbered, there = number(taken.drafts, known_in(register))
    files = {one.case_id: files_of(one.draft, one.case_id, one.subjects, policy.name, on) for one in numbered}
    stages = dict(_stages(register, files, on))
    return Outcome(taken=taken, new=tuple(numbered), there=tuple(there), stages=stages, on=on), files


def _policy(register: Register) -> Policy:
    policy = register.policies.get(register.board.policy)
    if policy is None:
        raise ReviewctlError(
            "The policy that board.yaml names cannot be read.",
            "See what is to be put right: reviewctl validate",
        )
    return policy


def _stages(
    register: Register, files: dict[str, dict[str, bytes]], on: date
) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Yield each new review with where it will be, and whether it will be closed."""
    changes = {f"{CASES}/{case}/{path}": data for case, each in files.items() for path, data in each.items()}
    loader = Loader(register_ahead(register, changes), on, dates_only=True)
    for case in files:
        facts = loader.load(f"{CASES}/{case}").facts
        if facts is None:
            raise ReviewctlError(
                f"The row that would become {case} gives something that does not fit the record.",
                'Nothing was written. Leave its column out: --map "Heading=ignore"',
            )
        yield case, (facts.place.title, facts.closed)
