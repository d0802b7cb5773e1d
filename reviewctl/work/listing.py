"""What `family list`, `process list` and `disclosures` do: one kind of line gathered from every review asked for."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from reviewctl.facts.beside import ProcessLine, process_lines
from reviewctl.facts.given import GivenLine, given_lines
from reviewctl.facts.judged import Facts
from reviewctl.facts.relatives import FamilyLine, family_lines
from reviewctl.model.report import Report
from reviewctl.render.pages import disclosures, family, processes
from reviewctl.render.pages.asked import Asked
from reviewctl.render.pages.naming import fault_words
from reviewctl.store.find import case_folders
from reviewctl.work.desk import Desk
from reviewctl.work.handed import digests_now
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.progress import watched


class Line(Protocol):
    """A line of a list: of one review."""

    @property
    def case(self) -> str:
        """The id of the review."""
        ...


L = TypeVar("L", bound=Line)


class Found(Struct, Generic[L], frozen=True):
    """The lines of the reviews that were read, whether one alone was asked for, and how many faults there are."""

    lines: tuple[L, ...]
    one: bool
    faults: int

    def asked(self, what: str, board: str, day: date, hidden: int = 0) -> Asked:
        """Return what a page on these lines is about; `hidden` of them are not shown."""
        whose = self.lines[0].case if self.one and self.lines else board or "Reviews"
        return Asked(
            about=f"{whose} · {what}",
            as_of=day,
            board=board,
            hidden=hidden,
            several=not self.one,
            faults=fault_words(self.faults) if self.faults else "",
        )


def _gather(
    desk: Desk, words: Sequence[str], loader: Loader, lines_of: Callable[[Facts], tuple[L, ...]]
) -> Found[L]:
    """Return the lines of all reviews that are meant, in their order; with no word, of all there are."""
    folders = case_folders(desk.register, tuple(words), desk.folder)

    def work(loaded: Loaded) -> tuple[tuple[L, ...], int]:
        if loaded.facts is None:
            return (), max(1, loaded.faults)
        return lines_of(loaded.facts), loaded.faults

    found = list(watched(loader.each(folders, work), len(folders), "reviews"))
    lines = tuple(line for each, _ in found for line in each)
    return Found(lines, len(folders) == 1, sum(faults for _, faults in found))


def processes_page(desk: Desk, words: Sequence[str], day: date, *, whole: bool) -> Report:
    """Return the page of `process list`; `whole` has what has ended and closed reviews on it, too."""
    board = desk.register.board.board
    found = _gather(desk, words, Loader(desk.register, day, dates_only=True), process_lines)
    shown = [one for one in found.lines if whole or words or _runs(one)]
    asked = found.asked("beside the review", board, day, len(found.lines) - len(shown))
    return processes.list_page(found.lines, shown, asked)


def _runs(line: ProcessLine) -> bool:
    return (line.running or bool(line.lasting)) and not line.closed


def family_page(desk: Desk, words: Sequence[str], day: date, *, whole: bool) -> Report:
    """Return the page of `family list`; `whole` has the people of closed reviews on it, too."""
    board = desk.register.board.board
    found = _gather(desk, words, Loader(desk.register, day, dates_only=True), family_lines)
    shown: list[FamilyLine] = [one for one in found.lines if whole or words or not one.closed]
    asked = found.asked("family, friends and carers", board, day, len(found.lines) - len(shown))
    return family.list_page(found.lines, shown, asked)


def disclosures_page(desk: Desk, words: Sequence[str], day: date) -> Report:
    """Return the page of `disclosures`."""
    register = desk.register

    def lines_of(facts: Facts) -> tuple[GivenLine, ...]:
        given = [one.what for one in facts.case.log.disclosures if one.what and one.digest]
        return (
            given_lines(facts, digests_now(facts, register.tree, given)) if facts.case.log.disclosures else ()
        )

    found = _gather(desk, words, Loader(register, day), lines_of)
    asked = found.asked("given to others", register.board.board, day)
    return disclosures.list_page(found.lines, asked)
