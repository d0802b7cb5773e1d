"""What was asked of an import, and what an agency's file comes to in the record."""

from datetime import date

from msgspec import Struct

from reviewctl.model.chronology import Chronology
from reviewctl.model.sheet import AgencyFile
from reviewctl.work.chronicle.comparing import Compared
from reviewctl.work.chronicle.drafts import Draft, Question
from reviewctl.work.chronicle.earlier import Days, Earlier, periods_of, said_anew
from reviewctl.work.chronicle.obstacles import Obstacle
from reviewctl.work.chronicle.taking import Taken


class Wanted(Struct, frozen=True, kw_only=True):
    """What a person asked for. `maps` are the pairs of --map; `on` the day on which the file came.

    `discreet`: what is said may lie in a log, and none of the agency's own words are in it.
    """

    case: str
    agency: str
    file: str
    initial: bool = False
    maps: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    hidden: bool = False
    skip_hidden: bool = False
    accept_changes: bool = False
    ignore_comments: bool = False
    month_first: bool = False
    dates_as_shown: bool = False
    year: int | None = None
    empty_because: str | None = None
    accept_good: bool = False
    remove_gone: bool = False
    keep_gone: bool = False
    overwrite: bool = False
    on: date | None = None
    held_at: str | None = None
    discreet: bool = False


class Came(Struct, frozen=True):
    """A file as it came: its tables, and the fingerprint of its very bytes."""

    file: AgencyFile
    sha256: str


class Outcome(Struct, frozen=True, kw_only=True):
    """What a file comes to in the record of a case. `chronology` is what stands there today."""

    case: str
    agency: str
    agency_name: str
    initial: bool
    chronology: Chronology
    is_new: bool
    taken: Taken
    compared: Compared
    obstacles: tuple[Obstacle, ...]
    sha256: str
    came_before: bool = False
    """Whether this very file was the last one brought in: what differs was changed by hand since."""
    sent: Earlier | None = None
    """What the agency last said, where the history tells it."""
    others: tuple[str, ...] = ()
    """The ids in papers.yaml under which the very same file was brought in as something else."""

    @property
    def kind(self) -> str:
        """The name of the document that it becomes."""
        return "initial-chronology" if self.initial else "chronology"

    @property
    def gone(self) -> tuple[str, ...]:
        """The ids of the entries that will be taken out."""
        kept = {one.id for one in self.compared.lines}
        return tuple(one.id for one in self.compared.missing if one.id not in kept)

    @property
    def glossary(self) -> dict[str, str]:
        """The abbreviations of the file but for those that it has as before: they may have been corrected by hand."""
        return said_anew(self.sent.glossary if self.sent is not None else {}, self.taken.glossary)

    @property
    def periods(self) -> dict[Days, str | None]:
        """The periods without contact of the file, in the same way: reasons by first and last day."""
        return said_anew(self.sent.periods if self.sent is not None else {}, self._periods)

    @property
    def _periods(self) -> dict[Days, str | None]:
        return {(_end(one.first), _end(one.last)): one.reason or None for one in self.taken.periods}

    @property
    def kept_beside(self) -> tuple[int, int]:
        """How many periods without contact, and abbreviations, stay as they were corrected by hand."""
        old, words = periods_of(self.chronology), self.chronology.glossary
        periods = [
            one for one in self._periods.items() if one[0] not in self.periods and one not in old.items()
        ]
        terms = [
            one
            for one in self.taken.glossary.items()
            if one[0] not in self.glossary and one not in words.items()
        ]
        return len(periods), len(terms)

    @property
    def rejected(self) -> int:
        """How many rows cannot be brought in."""
        return len(self.compared.rejected) + len(self.taken.faults)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The dates that may mean several things, where to say which is all that their rows lack."""
        rows = self.compared.rejected
        return tuple(one.question for one in rows if one.question is not None and answerable(one))

    @property
    def hopeless(self) -> int:
        """How many rows cannot be brought in whatever is answered to the questions."""
        return self.rejected - len(self.questions)


def answerable(draft: Draft) -> bool:
    """Whether nothing is wrong with a row but that its date may mean several."""
    return draft.question is not None and all(one.dated for one in draft.faults)


def _end(words: str | None) -> str | None:
    return words if words not in ("", "..") else None
