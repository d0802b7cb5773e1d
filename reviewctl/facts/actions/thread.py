"""The golden thread: question → finding → recommendation → action → evidence → impact, each link by id.

What stands further down rests on what stands further up: a finding on the questions that it answers, a
recommendation on findings and questions, an action on its recommendation or on findings, its evidence and impact on
the action.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.actions.standing import awaited, met_at
from reviewctl.facts.events import Timeline
from reviewctl.model.actions import Action, Progress
from reviewctl.model.log import LinkSeen
from reviewctl.model.review import Case

Kind = Literal["questions", "findings", "recommendations", "actions"]
LinkState = Literal["sound", "suspect", "not-looked-at"]
SINGULAR: dict[Kind, str] = {
    "questions": "question",
    "findings": "finding",
    "recommendations": "recommendation",
    "actions": "action",
}


class Knot(Struct, frozen=True, kw_only=True):
    """Something that the thread runs through. `text` is what whoever rests on it relied on.

    `called` is the report's own word for a finding: lesson, question; empty where it has none.
    """

    kind: Kind
    id: str
    text: str
    called: str = ""

    @property
    def address(self) -> str:
        """How it is named: recommendations[21.10.1]."""
        return f"{self.kind}[{self.id}]"

    @property
    def name(self) -> str:
        """How people say it: recommendation 21.10.1."""
        return f"{self.called or SINGULAR[self.kind]} {self.id}"


class Link(Struct, frozen=True, kw_only=True):
    """That one thing rests on another, by their addresses, and whether that was looked at.

    `suspect` is a link whose other end has another text now than when it was looked at last, on `looked_at`.
    `digest` is the sha256 of the text at the other end as it is.
    """

    of: str
    to: str
    digest: str
    state: LinkState
    looked_at: date | None = None


class Gap(Struct, frozen=True, kw_only=True):
    """A place where the thread is broken: what it is about, and what is lacking."""

    at: str
    message: str


class Thread(Struct, frozen=True, kw_only=True):
    """The thread of one review: what it runs through from question to action, the links, and the gaps."""

    case: str
    knots: tuple[Knot, ...]
    links: tuple[Link, ...]
    gaps: tuple[Gap, ...]

    def below(self, knot: Knot) -> tuple[Knot, ...]:
        """Return what rests on something directly."""
        of = {one.of for one in self.links if one.to == knot.address}
        return tuple(one for one in self.knots if one.address in of)

    def loose(self) -> tuple[Knot, ...]:
        """Return what rests on nothing, questions aside: there the thread does not reach up."""
        tied = {one.of for one in self.links}
        return tuple(one for one in self.knots if one.kind != "questions" and one.address not in tied)


def thread_of(case: Case, timeline: Timeline) -> Thread:
    """Return the golden thread of a review as it stands. A reference to nothing is no link; STR062 tells of it."""
    knots = tuple(_knots(case))
    texts = {one.address: one.text for one in knots}
    seen = {(one.of, one.to): one for one in case.log.links if one.on is None or one.on <= timeline.as_of}
    links = tuple(
        _link(of, to, texts[to], seen.get((of, to))) for of, to in dict.fromkeys(_rests(case)) if to in texts
    )
    gaps = tuple(_gaps(case, timeline, knots, links)) if len(knots) > len(case.terms.questions) else ()
    return Thread(case=case.id, knots=knots, links=links, gaps=gaps)


def digest(text: str) -> str:
    """Return the sha256 of a text. Blanks and line ends do not count: a text broken anew says the same."""
    # Here and not above: what only lists reviews loads no sums.
    from hashlib import sha256

    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def _knots(case: Case) -> Iterator[Knot]:
    for question in case.terms.questions:
        yield Knot(kind="questions", id=question.id, text=question.text)
    for finding in case.plan.findings:
        yield Knot(kind="findings", id=finding.id, text=finding.text or "", called=finding.kind or "")
    for one in case.plan.recommendations:
        yield Knot(kind="recommendations", id=one.id, text=one.text or "")
    for action in case.plan.actions:
        yield Knot(kind="actions", id=action.id, text=_relied_on(action))


def _relied_on(action: Action) -> str:
    """Return what evidence and impact of an action are judged by: what was to be done, to what end, how measured."""
    return " / ".join(filter(None, (action.action, action.outcome, action.measure)))


def _rests(case: Case) -> Iterator[tuple[str, str]]:
    """Yield which address rests on which."""
    for finding in case.plan.findings:
        yield from ((f"findings[{finding.id}]", f"questions[{word}]") for word in finding.answers)
    for one in case.plan.recommendations:
        of = f"recommendations[{one.id}]"
        yield from ((of, f"findings[{word}]") for word in one.findings)
        yield from ((of, f"questions[{word}]") for word in one.answers)
    for action in case.plan.actions:
        of, progress = f"actions[{action.id}]", case.progress.get(action.id, Progress())
        if action.recommendation is not None:
            yield of, f"recommendations[{action.recommendation}]"
        yield from ((of, f"findings[{word}]") for word in action.findings)
        if progress.evidence:
            yield f"{of}.evidence", of
        if progress.impact:
            yield f"{of}.impact", of


def _link(of: str, to: str, text: str, seen: LinkSeen | None) -> Link:
    now = digest(text)
    if seen is None:
        return Link(of=of, to=to, digest=now, state="not-looked-at")
    return Link(
        of=of, to=to, digest=now, state="sound" if seen.sha256 == now else "suspect", looked_at=seen.on
    )


def _gaps(case: Case, timeline: Timeline, knots: tuple[Knot, ...], links: tuple[Link, ...]) -> Iterator[Gap]:
    held = {one.to for one in links}
    tied = {one.of for one in links}
    national = {one.id for one in case.plan.recommendations if one.level == "national"}
    for knot in knots:
        if knot.kind == "questions" and knot.address not in held:
            yield Gap(at=knot.address, message=f"No finding and no recommendation answers {knot.name}.")
        if knot.kind == "findings" and knot.address not in held:
            yield Gap(at=knot.address, message=f"No recommendation rests on {knot.name}.")
        if knot.kind == "recommendations" and knot.address not in held and knot.id not in national:
            yield Gap(at=knot.address, message=f"No action answers {knot.name}.")
        if knot.kind != "questions" and knot.address not in tied:
            yield Gap(at=knot.address, message=_LOOSE[knot.kind].format(name=knot.name))
    for action in case.plan.actions:
        yield from _unproven(case, timeline, action)


_LOOSE: dict[Kind, str] = {
    "findings": "It is not said which question {name} answers.",
    "recommendations": "It is not said on which finding {name} rests, or which question it answers.",
    "actions": "It is not said which recommendation {name} answers.",
}
_LACKING = {
    "evidence": "Action {id} was met, and nothing shows it.",
    "verification": "Action {id} was met, and nobody checked the evidence.",
    "impact": "Action {id} was met, and nothing shows that it made a difference.",
}


def _unproven(case: Case, timeline: Timeline, action: Action) -> Iterator[Gap]:
    if met_at(timeline, action.id) is None:
        return
    for lacking in awaited(case.progress.get(action.id, Progress()), timeline.as_of):
        part = {"verification": "verified"}.get(lacking, lacking)
        yield Gap(at=f"actions[{action.id}].{part}", message=_LACKING[lacking].format(id=action.id))
