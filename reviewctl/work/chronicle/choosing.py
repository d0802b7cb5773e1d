"""What a person wants to see of the chronologies: the words of the command line, and what they name."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.chronicle.filters import Filters
from reviewctl.facts.judged import Facts
from reviewctl.model.chronology import Chronology, Entry
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.review import Document
from reviewctl.render.dates import long_day
from reviewctl.work.nearest import refuse


class Wanted(Struct, frozen=True, kw_only=True):
    """The words of the options, as they were typed. `first` and `last` are the days of --from and --to."""

    agency: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    mark: tuple[str, ...] = ()


def filters_of(facts: Facts, wanted: Wanted) -> Filters:
    """Return what the words of the options name.

    Raises ReviewctlError (exit 2) for a word that names nothing in this review, and for a period that ends
    before it begins.
    """
    if wanted.first is not None and wanted.last is not None and wanted.last < wanted.first:
        raise ReviewctlError(
            f"The period would end on {long_day(wanted.last)}, before it begins.",
            "Give the earlier day to --from and the later one to --to.",
        )
    return Filters(
        agencies=_named(wanted.agency, lambda word: _agency(facts, word)),
        persons=_named(wanted.person, lambda word: _subject(facts, word)),
        questions=_named(wanted.question, lambda word: _question(facts, word)),
        first=wanted.first,
        last=wanted.last,
        marks=_named(wanted.mark, lambda word: _mark(facts, word)),
    )


def _named(words: Sequence[str], find: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(find(word) for word in words))


def _agency(facts: Facts, word: str) -> str:
    """Return the id of an agency that returned a chronology, by its id or a name it has or had."""
    told = list(dict.fromkeys(document.item for document in _chronologies(facts)))
    named = facts.board.named(word)
    found = word if word in told or named is None else named.id
    if found not in told:
        raise refuse("chronology of an agency", word, told)
    return found


def _chronologies(facts: Facts) -> tuple[Document, ...]:
    return (*facts.case.several("chronology"), *facts.case.several("initial-chronology"))


def _entries(facts: Facts) -> Iterator[Entry]:
    for document in _chronologies(facts):
        chronology: Chronology = document.data
        yield from chronology.entries


def _subject(facts: Facts, word: str) -> str:
    subjects = facts.case.file.subjects
    wanted = word.strip().casefold()
    found = [one.id for one in subjects if wanted in (one.id.casefold(), one.pseudonym.casefold())]
    if not found:
        raise refuse("subject", word, [one.id for one in subjects])
    return found[0]


def _question(facts: Facts, word: str) -> str:
    """Return a question of the terms of reference, or one that an entry names although the terms lack it."""
    known = dict.fromkeys(one.id for one in facts.case.terms.questions)
    known |= dict.fromkeys(question for entry in _entries(facts) for question in entry.tor)
    if word not in known:
        raise refuse("question in the terms of reference", word, known)
    return word


def _mark(facts: Facts, word: str) -> str:
    """Return a mark by its id or its title: one of the policy, or one that an entry has although it lacks there."""
    rule = facts.plan.pack.chronology
    titles = {mark: one.title for mark, one in rule.marks.items()} if rule is not None else {}
    titles |= {mark: titles.get(mark, mark) for entry in _entries(facts) for mark in entry.marks}
    wanted = word.strip().casefold()
    found = [mark for mark, title in titles.items() if wanted in (mark.casefold(), title.casefold())]
    if not found:
        raise refuse("mark", word, titles)
    return found[0]
