"""STR: ids that are used twice, and references to what is not there."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from reviewctl.facts.record import COLLECTIONS
from reviewctl.model.address import Address
from reviewctl.model.marks import KeyPath
from reviewctl.model.review import Document
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import quoted


class Listed(Struct, frozen=True):
    """A list whose items have ids: where it stands, what one item is called, and the ids in order."""

    document: Document
    path: KeyPath
    what: str
    ids: Sequence[str]
    field: tuple[str, ...] = ("id",)


def _lists(review: Review) -> Iterator[Listed]:
    case = review.case
    for kind, path, what, items in (
        ("action-plan", ("actions",), "action", case.plan.actions),
        ("action-plan", ("recommendations",), "recommendation", case.plan.recommendations),
        ("action-plan", ("findings",), "finding", case.plan.findings),
        ("tor", ("questions",), "question", case.terms.questions),
        ("case", ("subjects",), "subject", case.file.subjects),
        ("papers", (), "paper", case.papers),
    ):
        document = case.document(kind)
        if document is not None:
            yield Listed(document, path, what, [one.id for one in items])
    for document in (*case.several("chronology"), *case.several("initial-chronology")):
        yield Listed(document, ("entries",), "entry", [one.id for one in document.data.entries])
    terms = case.document("tor")
    if terms is not None:
        yield Listed(terms, ("agencies",), "agency", case.terms.agencies, ())


@rule("STR059", "id-twice-in-list", "error")
def id_twice(review: Review) -> Iterator[Offence]:
    """Two items of one list with the same id."""
    for one in _lists(review):
        if len(set(one.ids)) == len(one.ids):
            continue
        first: dict[str, int] = {}
        for number, name in enumerate(one.ids):
            if name in first:
                yield _twice(one, first[name], number)
            first.setdefault(name, number)


def _twice(one: Listed, first: int, again: int) -> Offence:
    before = one.document.spot((*one.path, first, *one.field))
    free = _next_free(one.ids)
    new = f"A new {one.what}? Call it {free}, the next free. " if free and one.field else ""
    return Offence(
        spot=one.document.spot((*one.path, again, *one.field)),
        at=f"{one.document.name}.{one.ids[again]}",
        related=(before,),
        message=f"{one.what} {one.ids[again]} is already on line {before.line}.",
        help=f"{new}Instead of line {before.line}? Delete the old one.",
    )


def _next_free(ids: Iterable[str]) -> str:
    numbers = [int(found[0]) for name in ids if (found := re.match(r"[0-9]{1,6}", name))]
    return str(max(numbers) + 1) if numbers else ""


class Reference(Struct, frozen=True):
    """A word that must name something else: where it stands, and what there is."""

    document: Document
    path: KeyPath
    what: str
    word: str | None
    known: frozenset[str]
    key: bool = False


@rule(
    "STR062", "reference-to-nothing", "error", reads=("tor", "action-plan", "returns", "family", "processes")
)
def reference_to_nothing(review: Review) -> Iterator[Offence]:
    """A reference to something that the record does not have."""
    for one in (
        *_in_plan(review),
        *_to_questions(review),
        *_to_subjects(review),
        *_to_steps(review),
        *_to_checklist(review),
    ):
        if one.word is None or one.word in one.known:
            continue
        there = ", ".join(sorted(one.known)[:14])
        yield Offence(
            spot=one.document.spot(one.path, key=one.key),
            at=f"{one.document.name}.{'.'.join(str(step) for step in one.path)}",
            message=f"there is no {one.what} {quoted(one.word)}.",
            help=f"There is: {there}." if there else f"There is no {one.what} at all yet.",
        )


def _in_plan(review: Review) -> Iterator[Reference]:
    plan, progress = review.case.document("action-plan"), review.case.document("progress")
    recommendations = frozenset(one.id for one in review.case.plan.recommendations)
    actions = frozenset(one.id for one in review.case.plan.actions)
    for number, action in enumerate(review.case.plan.actions):
        if plan is not None:
            path = ("actions", number, "recommendation")
            yield Reference(plan, path, "recommendation", action.recommendation, recommendations)
    findings = frozenset(one.id for one in review.case.plan.findings)
    for part in ("recommendations", "actions"):
        for number, one in enumerate(getattr(review.case.plan, part)):
            for place, word in enumerate(one.findings):
                if plan is not None:
                    yield Reference(plan, (part, number, "findings", place), "finding", word, findings)
    for action_id in review.case.progress:
        if progress is not None:
            yield Reference(progress, (action_id,), "action", action_id, actions, key=True)


def _to_questions(review: Review) -> Iterator[Reference]:
    questions = frozenset(one.id for one in review.case.terms.questions)
    plan = review.case.document("action-plan")
    for part in ("findings", "recommendations"):
        for number, one in enumerate(getattr(review.case.plan, part)):
            for place, word in enumerate(one.answers):
                if plan is not None:
                    yield Reference(plan, (part, number, "answers", place), "question", word, questions)
    for document in review.case.several("imr"):
        for key in ("answers", "nothing_on"):
            for place, word in enumerate(getattr(document.data, key)):
                yield Reference(document, (key, place), "question", word, questions)
    for document in review.case.several("chronology"):
        for number, entry in enumerate(document.data.entries):
            for place, word in enumerate(entry.tor):
                yield Reference(document, ("entries", number, "tor", place), "question", word, questions)


def _to_subjects(review: Review) -> Iterator[Reference]:
    subjects = frozenset(one.id for one in review.case.file.subjects)
    for kind, items in (("family", review.case.family), ("processes", review.case.processes)):
        document = review.case.document(kind)
        for key, item in items.items():
            if document is not None:
                yield Reference(document, (key, "subject"), "subject", item.subject, subjects)
    for document in (*review.case.several("chronology"), *review.case.several("initial-chronology")):
        for number, entry in enumerate(document.data.entries):
            if entry.subject is not None:
                yield Reference(document, ("entries", number, "subject"), "subject", entry.subject, subjects)


def _to_steps(review: Review) -> Iterator[Reference]:
    log = review.case.document("log")
    said = review.case.log
    if log is None or not (said.extensions or said.waived or said.late or said.suspensions):
        return
    steps = _steps(review)
    for key in ("extensions", "waived", "late"):
        for number, record in enumerate(getattr(said, key)):
            yield Reference(log, (key, number, "step"), "step", record.step, steps)
    together = steps | {step.id for kind in review.kinds for step in (*kind.steps, *kind.publication)}
    together |= {word for kind in review.kinds for word in kind.pauses}
    for number, suspension in enumerate(said.suspensions):
        for place, step in enumerate(suspension.steps):
            yield Reference(log, ("suspensions", number, "steps", place), "step", step, together)


def _to_checklist(review: Review) -> Iterator[Reference]:
    checklist, items = review.case.document("publication"), frozenset(s.id for s in review.kind.publication)
    for key in review.case.publication.checklist:
        if checklist is not None:
            yield Reference(checklist, ("checklist", key), "step of the checklist", key, items, key=True)


def _steps(review: Review) -> frozenset[str]:
    """Return how each step may be named: by its id, or with the item for which it runs."""
    names = {planned.step.id for planned in review.facts.plan.steps if planned.for_each is None}
    for former in review.facts.former:  # What was agreed of a step of an earlier kind stays in the log.
        names |= {planned.step.id for planned in former.plan.steps}
        names |= {one.key for one in review.facts.deadlines}
    for planned in review.facts.plan.steps:
        if planned.for_each is not None:
            items = COLLECTIONS[planned.for_each](review.case)
            names |= {str(Address(planned.step.id, item)) for item in items}
    return frozenset(names)
