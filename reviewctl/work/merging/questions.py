"""What must be asked when two people changed one thing differently: which two values, whose, and how it is answered."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.render.visible import visible
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.commits import Commit, commits, recorded_on
from reviewctl.vcs.repository import Repository
from reviewctl.work.merging.files import case_of, home_of, is_case_file, read_version
from reviewctl.work.merging.items import ABSENT, names_of
from reviewctl.work.merging.naming import Item, Way
from reviewctl.work.merging.sections import sections
from reviewctl.work.merging.values import Clash, Side, is_nothing, same_value

_LONGEST = 300
"""So many characters of a value are shown: enough to know it again."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST = 500
"""So many commits of a file are looked through for who saved a value."""


class Question(Struct, frozen=True):
    """One thing that both changed differently. `path` is the file's, `key` what is typed to answer it."""

    path: str
    clash: Clash
    key: str
    whose: tuple[str, str] = ("", "")

    def lines(self) -> Iterator[str]:
        """Yield the question in plain words: where, and the two values with who saved each and when."""
        case = case_of(self.path)
        if self.is_of_two_reviews:
            yield f"Both opened a review {case} ({visible(self.path)}):"
        else:
            where = f"{case}, " if case else ""
            yield f"Both changed {where}{_shown(self.clash.address)} ({visible(self.path)}):"
        sides = (("mine", self.clash.mine), ("theirs", self.clash.theirs))
        for (side, value), whose in zip(sides, self.whose, strict=True):
            yield f"  {side:<7} {self._value(value)}{f' · {whose}' if whose else ''}"
        if self.is_of_two_reviews:
            yield from _one_or_two(case)

    @property
    def is_of_two_reviews(self) -> bool:
        """Whether both opened a review under one id, so that it may be one review or two."""
        clash = self.clash
        return (
            is_case_file(self.path)
            and clash.whole
            and clash.base is ABSENT
            and ABSENT not in (clash.mine, clash.theirs)
        )

    def _value(self, value: object) -> str:
        if self.clash.whole or self.clash.section is not None:
            other = self.clash.theirs if value is self.clash.mine else self.clash.mine
            return _text(value, other)
        return in_words(value)


def _one_or_two(case: str) -> Iterator[str]:
    yield f"  If they are two reviews, choose neither: rename cases/{case} on this computer to an id that is free,"
    yield "  write that id into its case.yaml, too, and then: reviewctl save --removed"
    yield "  If it is one review, say whose case.yaml holds; all else that both recorded of it is put together."


Ask = Callable[[Question], Side | None]
"""Puts a question to a person, and returns the answer; None where there is none."""


def in_words(value: object) -> str:
    """Return a value as a person reads it: a day in full, a group or list on one line, with nothing unseen in it."""
    return _shown(_plain(value))


def _plain(value: object) -> str:
    if is_nothing(value):
        return "nothing (taken away)" if value is ABSENT else "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(one)}" for key, one in value.items() if one is not None)
    if isinstance(value, list):
        return "; ".join(map(_plain, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return long_day(date.fromisoformat(value))
        except ValueError:
            return value
    return str(value)


def _shown(text: str) -> str:
    text = visible(" ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _text(value: object, other: object) -> str:
    """Return how many lines a text has, and the first that the other version has not."""
    if is_nothing(value):
        return "taken away"
    own, others = (_lines_of(one) for one in (value, other))
    count = f"{len(own)} line" + ("" if len(own) == 1 else "s")
    first = next((line for line in own if line.strip() and line not in others), "")
    return f"{count}, among them: {_shown(first)}" if first else count


def _lines_of(value: object) -> list[str]:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return [] if is_nothing(value) else text.splitlines()


def asked_about(found: Mapping[str, Sequence[Clash]]) -> list[Question]:
    """Return the questions on the clashes of several files (by path), in order.

    A question is answered by its address, behind its case where two cases have one of the same.
    """
    every = [(path, clash) for path, clashes in sorted(found.items()) for clash in clashes]
    addresses = [clash.address for _, clash in every]
    return [
        Question(
            path, clash, clash.address if addresses.count(clash.address) == 1 else _full(path, clash.address)
        )
        for path, clash in every
    ]


def _full(path: str, address: str) -> str:
    return f"{case_of(path) or 'board'}:{address}"


class Answers:
    """What was chosen so far, by what was typed: an address, or a case and an address.

    `asked` is whether there was anything to choose.
    """

    def __init__(self, given: Sequence[tuple[Side, str]]) -> None:
        self.given = {key: side for side, key in given}
        self.asked = False
        self._settled: set[str] = set()

    def of(self, path: str) -> "_Chosen":
        """Return what was chosen for the addresses of one file."""
        return _Chosen(self, path)

    def find(self, path: str, address: str) -> Side | None:
        """Return what was chosen for an address of a file; None where nothing was."""
        for key in (_full(path, address), address):
            if key in self.given:
                return self.given[key]
        return None

    def refuse_unknown(self, asked: Sequence[Question]) -> None:
        """Raise ReviewctlError where something was chosen that is not asked, or that is asked twice over."""
        self.asked = self.asked or bool(asked)
        for key in self.given:
            meant = [one for one in asked if key in (one.clash.address, _full(one.path, one.clash.address))]
            if len(meant) > 1:
                raise ReviewctlError(
                    f"{_shown(key)} is asked about in {len(meant)} places.",
                    f"Say in which: --keep {self.given[key]} {_quoted(meant[0].key)}",
                )
            if meant:
                self._settled.add(key)
            elif key not in self._settled:
                raise ReviewctlError(
                    f"{_shown(key)} is not among what is to be decided.",
                    "See what is: reviewctl save",
                )


class _Chosen(Mapping[str, Side]):
    def __init__(self, answers: Answers, path: str) -> None:
        self._answers = answers
        self._path = path

    def __getitem__(self, address: str) -> Side:
        found = self._answers.find(self._path, address)
        if found is None:
            raise KeyError(address)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers.given)

    def __len__(self) -> int:
        return len(self._answers.given)


def how_to_answer(open_ones: Sequence[Question]) -> str:
    """Return the command that answers the questions, with one side chosen for each as an example."""
    chosen = " ".join(f"--keep mine {_quoted(one.key)}" for one in open_ones[:3])
    more = " …" if len(open_ones) > 3 else ""
    return f"Say for each which holds, mine or theirs: reviewctl save {chosen}{more}"


def _quoted(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_.:/-]+", key) else f'"{key}"'


def with_who(
    repo: Repository, questions: Sequence[Question], prefix: str, base: str | None, tips: Sequence[str | None]
) -> list[Question]:
    """Return the questions with who saved each of the two values, and when.

    `tips` are the commits of the two sides, None where what is there was never saved; `base` is what both come from.
    """
    with Blobs(repo) as blobs:
        return [
            Question(
                one.path,
                one.clash,
                one.key,
                (
                    _who(repo, blobs, one, prefix, base, tips[0], one.clash.mine),
                    _who(repo, blobs, one, prefix, base, tips[1], one.clash.theirs),
                ),
            )
            for one in questions
        ]


def _who(
    repo: Repository,
    blobs: Blobs,
    one: Question,
    prefix: str,
    base: str | None,
    tip: str | None,
    value: object,
) -> str:
    if tip is None:
        return "not saved yet"
    for number, commit in enumerate(commits(repo, tip, (prefix + one.path,))):
        if commit.id == base or number == _MOST:
            break
        if _made_it(blobs, commit, one, value):
            return f"saved by {_shown(commit.author)} on {long_day(recorded_on(commit))}"
    return ""


def _made_it(blobs: Blobs, commit: Commit, one: Question, value: object) -> bool:
    """Whether a value stood in the file after a commit, and not before it."""
    for file in commit.files:
        before, after = blobs.file(file.before), blobs.file(file.after)
        if _holds(after, one, value) and not _holds(before, one, value):
            return True
    return False


def _holds(data: bytes | None, one: Question, value: object) -> bool:
    if one.clash.whole:
        return (ABSENT if data is None else data) == value
    home = home_of(one.path)
    read = read_version(data, home[0]) if home is not None else None
    if read is None:
        return False
    if one.clash.section is not None:
        return sections(read.body).get(one.clash.section, ABSENT) == value
    return _stands(read.value, one.clash.way, value)


def _stands(there: object, way: Way, value: object) -> bool:
    """Whether a value stands at the end of a way; an item that is only counted may be any of its list."""
    if not way:
        return same_value(there, value) or (is_nothing(there) and is_nothing(value))
    step, rest = way[0], way[1:]
    if not isinstance(step, Item):
        return _stands(there.get(step, ABSENT) if isinstance(there, dict) else ABSENT, rest, value)
    items = there if isinstance(there, list) else []
    if not step.field:
        return any(_stands(one, rest, value) for one in items) or (not rest and is_nothing(value))
    names = names_of(items, step.field) or []
    named = items[names.index(step.name)] if step.name in names else ABSENT
    return _stands(named, rest, value)
