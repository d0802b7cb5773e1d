"""How old those were whom a line is about."""

from collections.abc import Iterable, Iterator, Sequence

from reviewctl.facts.span import age_words, span_of
from reviewctl.model.case import Subject
from reviewctl.model.integrated import Age, Telling
from reviewctl.model.span import Span


def ages_of(tellings: Iterable[Telling], span: Span, subjects: Sequence[Subject]) -> tuple[Age, ...]:
    """Return how old each subject of a line was, where that is known; of a line that names none, every subject.

    Who had died by then for certain has no age: "after the death" is said.
    """
    return tuple(_ages(_about(tellings, subjects), span))


def _about(tellings: Iterable[Telling], subjects: Sequence[Subject]) -> Sequence[Subject]:
    named = {one.entry.subject for one in tellings if one.entry.subject is not None}
    return [one for one in subjects if one.id in named] if named else subjects


def _ages(subjects: Iterable[Subject], span: Span) -> Iterator[Age]:
    for one in subjects:
        words = "after the death" if _is_dead(one, span) else age_words(one.born, span) if one.born else ""
        if words:
            yield Age(subject=one.id, words=words)


def _is_dead(one: Subject, span: Span) -> bool:
    if not one.died or span.first is None:
        return False
    death = span_of(one.died)
    return death.last is not None and span.first > death.last
