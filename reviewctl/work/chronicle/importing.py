"""What `chronology import` looks at: an agency's file, read and compared with the record, and what is in its way."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.exchange.tables import read_agency_file
from reviewctl.facts.judged import Facts
from reviewctl.facts.written import setting_of
from reviewctl.model.chronology import Chronology
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.policy import ChronologyRule
from reviewctl.model.sheet import AgencyFile
from reviewctl.render.pages.naming import listed
from reviewctl.work.chronicle.columns import read_map
from reviewctl.work.chronicle.comparing import Compared, both_words, compare
from reviewctl.work.chronicle.earlier import Days, Earlier, as_sent, periods_of, said_anew
from reviewctl.work.chronicle.rows import Answers, Ground, Question
from reviewctl.work.chronicle.taking import Asked, Obstacle, Taken, take
from reviewctl.work.desk import Desk
from reviewctl.work.log import happened_on
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.returning import agency_meant
from reviewctl.work.unopened import opened, unopened

LARGEST = 10 << 20
_MOST_GONE = 5
"""So many entries may go without being asked for by name, and no more than a tenth: else half a table was sent."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What a person asked for. `maps` are the pairs of --map; `on` the day on which the file came."""

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
    year: int | None = None
    empty_because: str | None = None
    accept_good: bool = False
    remove_gone: bool = False
    keep_gone: bool = False
    overwrite: bool = False
    on: date | None = None
    held_at: str | None = None


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
        """The dates that may mean several things, and of which nothing on record says which."""
        return tuple(one.question for one in self.compared.rejected if one.question is not None)


def _end(words: str | None) -> str | None:
    return words if words not in ("", "..") else None


def read_file(file: str) -> Came:
    """Return what an agency's file holds.

    Raises EnvironmentFault or ReviewctlError where it cannot be read or trusted.
    """
    try:
        with opened(file) as stream:
            data = stream.read(LARGEST + 1)
    except OSError as fault:
        raise unopened(fault) from None
    return Came(read_agency_file(data, Path(file).name), hashlib.sha256(data).hexdigest())


def look(desk: Desk, wanted: Wanted, came: Came, answers: Answers) -> Outcome:
    """Return what a file comes to in the record as it is now.

    Raises ReviewctlError where the case, the agency or what was asked for is not there.
    """
    facts = case_facts(desk, wanted.case)
    happened_on(wanted.on)
    agency = agency_meant(facts, wanted.agency)
    rule = _rule(facts)
    chronology, is_new = _present(facts, wanted, agency)
    ground = Ground(
        rule=rule,
        setting=setting_of(
            facts.case.terms.scope,
            year=wanted.year,
            month_first=wanted.month_first,
            since_1904=came.file.since_1904,
        ),
        subjects=tuple((one.id, one.pseudonym) for one in facts.case.file.subjects),
        questions=tuple(one.id for one in facts.case.terms.questions),
    )
    taken = take(came.file, _asked(wanted, rule), ground, answers)
    came_before = _came_before(facts, paper_id(_kind(wanted), agency), came)
    path, message = place_of(facts, _kind(wanted), agency), message_of(facts.case.id, _kind(wanted), agency)
    put_back = is_new or (came_before and wanted.overwrite)
    sent = None if put_back else as_sent(desk.register.root, path, message)
    compared = compare(
        chronology,
        taken,
        keep_gone=wanted.keep_gone,
        sent=sent,
        overwrite=wanted.overwrite,
    )
    known = facts.board.agency(agency)
    outcome = Outcome(
        case=facts.case.id,
        agency=agency,
        agency_name=known.name if known is not None else agency,
        initial=wanted.initial,
        chronology=chronology,
        is_new=is_new,
        taken=taken,
        compared=compared,
        obstacles=taken.obstacles,
        sha256=came.sha256,
        came_before=came_before,
        sent=sent,
        others=_others(facts, paper_id(_kind(wanted), agency), came),
    )
    return replace(outcome, obstacles=(*taken.obstacles, *_obstacles(outcome, wanted)))


def _rule(facts: Facts) -> ChronologyRule:
    rule = facts.plan.pack.chronology
    if rule is None or not rule.columns:
        raise ReviewctlError(
            "The policy of this review does not say which columns a chronology has.",
            "Add a part `chronology` with its `columns` to the policy's pack.yaml.",
        )
    return rule


def _came_before(facts: Facts, paper: str, came: Came) -> bool:
    return any(one.id == paper and one.sha256 == came.sha256 for one in facts.case.papers)


def _others(facts: Facts, paper: str, came: Came) -> tuple[str, ...]:
    return tuple(one.id for one in facts.case.papers if one.id != paper and one.sha256 == came.sha256)


def _asked(wanted: Wanted, rule: ChronologyRule) -> Asked:
    return Asked(
        sheets=wanted.sheets,
        given=read_map(wanted.maps, rule),
        hidden=wanted.hidden,
        skip_hidden=wanted.skip_hidden,
        accept_changes=wanted.accept_changes,
        ignore_comments=wanted.ignore_comments,
    )


def _kind(wanted: Wanted) -> str:
    return "initial-chronology" if wanted.initial else "chronology"


def _present(facts: Facts, wanted: Wanted, agency: str) -> tuple[Chronology, bool]:
    """Return the chronology as it stands, and whether there is none yet."""
    document = facts.case.document(_kind(wanted), agency)
    if document is not None and isinstance(document.data, Chronology):
        return document.data, False
    path = place_of(facts, _kind(wanted), agency)
    if path.removeprefix(f"{facts.case.folder}/") in facts.case.files:
        raise ReviewctlError(
            f"{path} cannot be read as it stands.",
            f"See what is to be put right: reviewctl validate {wanted.case}",
        )
    return Chronology(agency=agency), True


def _obstacles(outcome: Outcome, wanted: Wanted) -> Iterator[Obstacle]:
    """Yield what must be settled about what the file changes."""
    there = bool(outcome.compared.lines or outcome.compared.rejected)
    if wanted.empty_because is not None and (there or outcome.compared.missing):
        yield Obstacle(
            "--empty-because is for a chronology without a line, and there are lines.", "Leave it out."
        )
    elif not there and not outcome.compared.missing and not _says_why(outcome, wanted):
        yield Obstacle(
            "The table has headings and not one line under them.",
            'An empty chronology is valid when it says why: --empty-because "not known to the service"',
        )
    compared = outcome.compared
    by_hand = [
        one.id for one in compared.lines if (one.place is not None and one.changes) or one.kept or one.both
    ]
    by_hand += [*outcome.gone, *compared.left_out]
    if outcome.came_before and by_hand and not wanted.overwrite:
        yield Obstacle(
            f"This very file was brought in before, and what it has otherwise was changed since: {', '.join(by_hand)}.",
            "What was put right by hand is worth more: there is nothing to bring in.\n"
            "To put the words of the file back over it: --overwrite",
        )
    else:
        yield from _going(outcome, wanted)
    if (compared.disputed or any(one.both for one in compared.lines)) and not outcome.came_before:
        yield Obstacle(
            f"Corrected both here and by the agency: {listed(both_words(compared))}.",
            "To see what stands here, and what the file has: the same with --show-text\n"
            "To take the agency's words for it: --overwrite (what was corrected only here stays)\n"
            "To keep what stands here: write it in a copy of the file, and bring that in",
        )
    yield from _turned(outcome, wanted)


_IN_NUMBERS = re.compile(r"([0-9]{1,2}) ?[/.-] ?([0-9]{1,2}) ?[/.-] ?(?:[12][0-9]{3}|[0-9]{2})\b")


def _turned(outcome: Outcome, wanted: Wanted) -> Iterator[Obstacle]:
    """Yield that a file has dates which show that it has the months first, or last: the others are written so, too."""
    fresh = [one.draft for one in outcome.compared.lines if one.place is None and one.draft is not None]
    counts = Counter(_first_is(one.when) for one in (*fresh, *outcome.compared.rejected))
    wrong, right = ("day", "month") if wanted.month_first else ("month", "day")
    if not counts["either"] or not counts[wrong] or counts[wrong] < counts[right]:
        return
    others = "1 other date" if counts["either"] == 1 else f"{counts['either']} other dates"
    them = "it" if counts["either"] == 1 else "each of them"
    way = "leave out --month-first" if wanted.month_first else "--month-first"
    yield Obstacle(
        f"{counts[wrong]} of its dates can only have the {wrong} first, and {others} may have either first.",
        f"Nobody can tell which day is meant by {them}. If all of the file is written so: {way}\n"
        "Else have the dates corrected, with the months in words.",
    )


def _first_is(words: str) -> str:
    """Return what the first of three numbers of a date can only be: "day", "month", or "either"; "" for others."""
    found = _IN_NUMBERS.match(words)
    if found is None or found[1].zfill(2) == found[2].zfill(2):
        return ""
    first, second = int(found[1]) > 12, int(found[2]) > 12
    return "day" if first else "month" if second else "either"


def _says_why(outcome: Outcome, wanted: Wanted) -> bool:
    said = wanted.empty_because or outcome.chronology.empty_because or outcome.taken.periods
    return bool(said) and wanted.empty_because != ""


def _going(outcome: Outcome, wanted: Wanted) -> Iterator[Obstacle]:
    gone = [one for one in outcome.compared.missing if one.id in outcome.gone]
    if not gone or wanted.remove_gone:
        return
    marked = [one.id for one in gone if one.marks or one.tor]
    many = len(gone) > _MOST_GONE or len(gone) * 10 > len(outcome.chronology.entries)
    what = "entry that is on record" if len(gone) == 1 else "entries that are on record"
    hint = "To take them out: --remove-gone\nTo keep them beside what is new: --keep-gone"
    if marked:
        yield Obstacle(
            f"The file lacks {len(gone)} {what}, and the panel has marked or used {', '.join(marked)}.",
            hint,
        )
    elif many:
        yield Obstacle(
            f"The file lacks {len(gone)} {what}, of {len(outcome.chronology.entries)}. "
            "Was the whole of it sent?",
            hint,
        )


def blocked(outcome: Outcome, wanted: Wanted) -> bool:
    """Whether nothing can be brought in as things stand."""
    return bool(outcome.obstacles) or bool(outcome.rejected and not wanted.accept_good)


def look_again(desk: Desk, wanted: Wanted, came: Came, answers: Answers) -> Outcome:
    """Return what a file comes to, now that nobody else can write.

    Raises ReviewctlError where it cannot be brought in any more.
    """
    outcome = look(desk, wanted, came, answers)
    if blocked(outcome, wanted):
        raise ReviewctlError(
            "The record has changed meanwhile.", "Nothing was written. Do it again, and look anew."
        )
    return outcome


def message_of(case: str, kind: str, agency: str) -> str:
    """Return the first line of the commit that brings a chronology in: by it what the agency sent is found again."""
    return f"{case}: import {kind} of {agency}"


def paper_id(kind: str, agency: str) -> str:
    """Return the id by which papers.yaml names the file of an agency; a long one is cut, and told apart by its end."""
    whole = f"{kind}-{agency}"
    if len(whole) <= 40:
        return whole
    return f"{whole[:31].rstrip('-')}-{hashlib.sha256(agency.encode()).hexdigest()[:8]}"
