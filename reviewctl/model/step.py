"""The language of a protocol: what has happened, and what must follow, by when, says which paragraph."""

from typing import Annotated, Any, Literal

from reviewctl.model.record import Record, says

Strength = Literal["statutory", "protocol", "expected", "agreed"]
Owner = Literal["board", "external"]
Cites = Annotated[
    str | tuple[str, ...],
    says("The paragraphs it rests on: P§11, or a list. A source is declared in pack.yaml."),
]
Conditions = Annotated[
    dict[str, Any], says("Fields and the values they may have: a value, a list, {not: …}, present or absent.")
]


def cited(cites: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return citations as a tuple, however many were written."""
    return (cites,) if isinstance(cites, str) else tuple(cites or ())


class EventRule(Record, frozen=True, kw_only=True, rename={"from_": "from", "else_": "else"}):
    """An event that the pack knows, by its address."""

    title: Annotated[str, says("What has happened, in a sentence of the past tense.")]
    cites: Cites | None = None
    outcomes: Annotated[tuple[str, ...], says("What may come of it.")] = ()
    repeats: Annotated[bool, says("true if it may happen more than once.")] = False
    from_: Annotated[str | None, says("Where it comes from by itself: meetings[screening,first].date.")] = (
        None
    )
    else_: Annotated[
        str | None, says("Where it is read otherwise: diary, or another event. Without it there is no line.")
    ] = None
    was: Annotated[str | None, says("The key it had in an earlier pack, still read.")] = None
    retired: Annotated[bool, says("true if it is no longer offered, but still read.")] = False


class Anchor(Record, frozen=True, kw_only=True):
    """The first or the last of several events, or of one event of all the items of a collection."""

    first: Annotated[str | tuple[str, ...] | None, says("Events of which the first counts.")] = None
    last: Annotated[str | tuple[str, ...] | None, says("Events of which the last counts.")] = None
    where: Annotated[Conditions | None, says("Which items of the collection count.")] = None


class ForEach(Record, frozen=True, kw_only=True):
    """A collection, or part of one."""

    of: Annotated[str, says("The collection: returns, family, processes, subjects, actions.")]
    where: Annotated[Conditions | None, says("Which items.")] = None


class How(Record, frozen=True, kw_only=True):
    """What helps to do the step."""

    command: Annotated[
        str | None, says("The command to type, without its first word; {case} is filled in.")
    ] = None
    letter: Annotated[str | None, says("The draft letter.")] = None


class InForce(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """From when until when something holds, judged on an event."""

    from_: Annotated[str | None, says("The first day; not-known while it is still to be set.")] = None
    until: Annotated[str | None, says("The last day.")] = None
    on: Annotated[str, says("The event whose day decides: referral.received.")]


class Every(Record, frozen=True, kw_only=True):
    """A step that recurs with each meeting of a kind."""

    meeting: Annotated[str, says("The kind of meeting.")]


class Step(Record, frozen=True, kw_only=True, rename={"if_": "if", "from_": "from"}):
    """After this has happened, that person sees to it that the other thing has happened, within so long."""

    id: Annotated[str, says("Its permanent name.")]
    title: Annotated[str, says("What is to be done.")]
    who: Annotated[str, says("Who sees to it: a role of the pack.")]
    after: Annotated[str | Anchor | None, says("The event from which the allowance counts.")] = None
    before: Annotated[str | Anchor | None, says("The event before which it is due.")] = None
    within: Annotated[str | None, says("The allowance: 15 working days. Left out: a duty with no limit.")] = (
        None
    )
    by: Annotated[str | None, says("The address of a date that people agreed.")] = None
    every: Annotated[str | Every | None, says("How often it recurs.")] = None
    from_: Annotated[str | None, says("The event from which it recurs.")] = None
    to: Annotated[str | None, says("The event until which it recurs.")] = None
    until: Annotated[str, says("The event that meets it.")]
    for_each: Annotated[str | ForEach | None, says("The collection for each item of which it runs.")] = None
    if_: Annotated[Conditions | None, says("When it applies.")] = None
    closed_by: Annotated[Conditions | None, says("What ends it without its event.")] = None
    needs: Annotated[tuple[str, ...], says("Steps that come first.")] = ()
    stays: Annotated[
        bool, says("true if it is still owed when the review is closed, or has become one of another kind.")
    ] = False
    strength: Annotated[Strength, says("statutory, protocol, expected or agreed.")] = "protocol"
    owner: Annotated[Owner | None, says("external: another body's; shown and never a breach here.")] = None
    calendar: Annotated[str | None, says("A calendar other than the pack's.")] = None
    count: Annotated[Literal["day-after", "same-day"] | None, says("A count other than the pack's.")] = None
    non_working: Annotated[Literal["keep", "roll-forward"] | None, says("Other than the pack's.")] = None
    in_force: Annotated[InForce | None, says("From when until when the step holds.")] = None
    how: Annotated[How | None, says("What helps to do it.")] = None
    cites: Cites
    verified: Annotated[bool, says("false where the paragraph is recalled and was not read.")] = True
    note: Annotated[str | None, says("Anything to explain, such as how an unclear sentence is read.")] = None
