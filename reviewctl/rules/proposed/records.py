"""GIT: what a pull request takes out of the record."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.facts.wanted import asks_for, came_to, furthest_of
from reviewctl.model.finding import Spot
from reviewctl.model.review import Document, minutes_of
from reviewctl.model.step import cited
from reviewctl.rules.proposed.engine import Act, CaseSides, Proposal, act
from reviewctl.rules.words import day, listed

T = TypeVar("T", bound=Struct)

_MEETINGS = "meetings/"
_OWN = {
    "board.yaml": "without which there is no register",
    "diary.yaml": "which says what the Board itself did and when",
    "complaints.yaml": "which says what was complained of and what became of it",
    "correspondence.yaml": "which says what was asked of the Board and when it was answered",
}
"""The files of the register itself. Of its log each line is looked for."""

# What was allowed to stand still is left out: `resume` splits an entry, and calls off what has not begun.
APPEND_ONLY = {
    "extensions": "a later date that was allowed",
    "waived": "a step that was given up",
    "late": "the reason for a lateness",
    "urgent": "an urgent issue",
    "updates": "an update that was given",
    "disclosures": "a paper that was given to somebody",
    "notes": "a note",
    "links": "that a link of the golden thread was looked at",
}


@act("GIT005", "required-record-deleted", "error")
def record_deleted(proposal: Proposal) -> Iterator[Act]:
    """A document that the policy wants by the stage that the review has come to, or minutes, deleted."""
    for case in proposal.cases:
        if case.before is None or case.after is None:
            continue
        for title, path, citations in _required(case.before):
            if any(one.is_gone and one.path == path for one in case.touched) and not _renamed(case, path):
                yield Act(
                    case=case.name,
                    spot=Spot(case.prefix + path),
                    message=f"This deletes {title}, which the review has come too far to do without.",
                    help="Restore the file. What is wrong in it is corrected in it.",
                    citations=citations,
                )
    yield from _minutes_of_the_register(proposal)


@act("GIT006", "review-deleted", "error")
def review_deleted(proposal: Proposal) -> Iterator[Act]:
    """A whole review that is no longer there."""
    for folder in proposal.gone:
        name = folder.rpartition("/")[2]
        yield Act(
            case=name,
            spot=Spot(folder),
            message=f"This deletes the whole record of {name}.",
            help="Restore the folder. A review that is not carried on is closed, and its record kept.",
        )


@act("GIT009", "file-of-the-register-deleted", "error")
def own_file_deleted(proposal: Proposal) -> Iterator[Act]:
    """A file of the register itself that is no longer there: its board, its diary, what came and was answered."""
    for one in proposal.touched:
        if one.is_gone and not one.outside and one.path in _OWN:
            yield Act(
                spot=Spot(one.path),
                message=f"This deletes {one.path}, {_OWN[one.path]}.",
                help="Restore the file. What is wrong in it is corrected in it.",
            )


@act("GIT007", "log-line-changed", "error")
def log_line_changed(proposal: Proposal) -> Iterator[Act]:
    """A line of a log that is gone, or no longer says what it said."""
    for case, before, after in _logs(proposal):
        for field, what in APPEND_ONLY.items():
            lost = _lost(getattr(before.data, field), getattr(after.data, field) if after else ())
            for one in lost:
                yield Act(
                    case=case,
                    spot=(after or before).spot((field,)),
                    message=f"A line of the log is gone or says something else: {what}{_which(one)}.",
                    help="Put the line back as it was. What was wrong with it is said by a line of its own.",
                )


@act("GIT010", "seat-on-the-panel-changed", "warning", "P§9", "P§13")
def seat_changed(proposal: Proposal) -> Iterator[Act]:
    """A seat on the review panel that is gone, or was another: who may sign off, and who may not, rests on it."""
    for case in proposal.cases:
        if case.before is None or case.after is None or not case.touches("panel.yaml"):
            continue
        for one in _lost(case.before.case.panel.appointments, case.after.case.panel.appointments):
            yield Act(
                case=case.name,
                spot=case.spot("panel"),
                message=f"A seat on the review panel is gone, or says something else than it did: {one.role}.",
                help="A seat that ends keeps its line, with the last day under to. Where the line was wrong from the "
                "beginning, whoever merges this should know: who may approve, and who may not, rests on it.",
            )


@act("GIT008", "agreed-plan-cut", "error", "P§18")
def agreed_plan_cut(proposal: Proposal) -> Iterator[Act]:
    """An action, or a recommendation, that is no longer in a plan which was agreed."""
    for case in proposal.cases:
        if case.before is None or case.after is None or not _agreed(case):
            continue
        old, new = case.before.case.plan, case.after.case.plan
        for noun, was, now in (
            ("recommendation", old.recommendations, new.recommendations),
            ("action", old.actions, new.actions),
        ):
            gone = [one.id for one in was if one.id not in {other.id for other in now}]
            if gone:
                yield Act(
                    case=case.name,
                    spot=case.spot("action-plan"),
                    message=f"The plan was agreed, and {_many(noun, gone)} no longer in it.",
                    help="Put it back. What the Board decides not to carry out stays in the plan, with the day and "
                    f'the reason: reviewctl record {case.name} "actions[ID].not_implemented.decided_on" DATE',
                )


def _required(facts: Facts) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield what a review cannot do without: what it is called, its path in the case, and the paragraphs."""
    furthest = furthest_of(facts)
    for rule in facts.plan.kind.documents:
        if came_to(facts, rule.from_, furthest) and asks_for(facts, rule):
            for one in facts.case.documents.values():
                if one.kind == rule.document:
                    yield f"the {rule.document}", _within(facts, one.path), cited(rule.cites)
    for minutes in facts.case.meetings:
        if minutes_of(minutes).status == "held" and minutes.path.startswith(_folder(facts)):
            on = day(minutes_of(minutes).date)
            yield f"the minutes of {on}", _within(facts, minutes.path), ()


def _folder(facts: Facts) -> str:
    return f"{facts.case.folder}/" if facts.case.folder else ""


def _within(facts: Facts, path: str) -> str:
    return path.removeprefix(_folder(facts))


def _renamed(case: CaseSides, path: str) -> bool:
    """Whether minutes only bear another name: those whose date was corrected are called by the new one."""
    old = next((one.before for one in case.touched if one.path == path), None)
    return path.startswith(_MEETINGS) and any(
        one.is_new and one.after == old and one.path.startswith(_MEETINGS) for one in case.touched
    )


def _minutes_of_the_register(proposal: Proposal) -> Iterator[Act]:
    """Yield for the minutes of meetings that took several reviews: they lie in the register itself."""
    before, after = proposal.documents
    kept = {one.after for one in proposal.touched if one.is_new and one.path.startswith(_MEETINGS)}
    for name, document in before.items():
        if document.kind != "meetings" or name in after or minutes_of(document).status != "held":
            continue
        gone = next((one for one in proposal.touched if one.path == document.path and one.is_gone), None)
        if gone is not None and gone.before not in kept:
            yield Act(
                spot=Spot(document.path),
                message=f"This deletes the minutes of {day(minutes_of(document).date)}: the meeting was held.",
                help="Restore the file. What is wrong in it is corrected in it.",
            )


def _logs(proposal: Proposal) -> Iterator[tuple[str | None, Document, Document | None]]:
    """Yield the logs that the pull request touches, before and after: whose, and None where it is deleted.

    One that could not be read is another finding.
    """
    own, now = proposal.documents
    if "log" in own and any(one.path == "log.yaml" and not one.outside for one in proposal.touched):
        deleted = any(one.path == "log.yaml" and one.is_gone for one in proposal.touched)
        if deleted or "log" in now:
            yield None, own["log"], now.get("log")
    for case in proposal.cases:
        if case.before is None or case.after is None or not case.touches("log.yaml"):
            continue
        before, after = case.before.case.document("log"), case.after.case.document("log")
        if before is not None and (after is not None or "log.yaml" not in case.after.case.files):
            yield case.name, before, after


def _lost(before: Sequence[T], after: Sequence[T]) -> list[T]:
    """Return the lines that stand no longer there, each counted for one: what was blank may be filled in."""
    left = list(after)
    lost: list[T] = []
    for one in before:
        found = next((other for other in left if other == one), None) or next(
            (other for other in left if _fills(one, other)), None
        )
        if found is None:
            lost.append(one)
        else:
            left.remove(found)
    return lost


def _fills(one: Struct, other: Struct) -> bool:
    """Whether a line says all that another said, and maybe more."""
    said: Mapping[str, object] = msgspec.structs.asdict(one)
    return all(value is None or getattr(other, name) == value for name, value in said.items())


def _which(one: Struct) -> str:
    """Return of which line it is, by its step and day: what it says is not repeated."""
    step, on = getattr(one, "step", None), getattr(one, "on", None) or getattr(one, "raised", None)
    return f"{f' ({step})' if step else ''}{f', of {day(on)}' if on else ''}"


def _agreed(case: CaseSides) -> bool:
    """Whether the plan was agreed, or signed off, before the pull request."""
    assert case.before is not None
    events = [text for text in ("plan.agreed", "report.endorsed") if text in case.before.plan.kind.events]
    signed = any(
        one.state == "complete" and one.what in ("action-plan", "report-and-plan")
        for one in case.signed_before
    )
    return signed or any(case.before.happened(text) is not None for text in events)


def _many(noun: str, ids: Sequence[str]) -> str:
    return f"{noun} {ids[0]} is" if len(ids) == 1 else f"{noun}s {listed(list(ids))} are"
