"""A kind of review as a policy pack has it: its test, its events and steps, its stages, and what each of them asks."""

from typing import Annotated, Literal

from reviewctl.model.record import Record, says
from reviewctl.model.step import Cites, Conditions, EventRule, InForce, Owner, Step


class Named(Record, frozen=True, kw_only=True):
    """Something with a title and its paragraph."""

    title: Annotated[str, says("What people call it.")]
    note: Annotated[str | None, says("Anything to explain.")] = None
    cites: Cites | None = None


class StandardAction(Named, frozen=True, kw_only=True):
    """Something that every action plan holds."""

    settled_by: Annotated[
        str | None, says("The event after which no action need say so any more: learning.workforce_told.")
    ] = None


class Criterion(Record, frozen=True, kw_only=True):
    """One element of the legal test."""

    title: Annotated[str, says("The element, in a sentence.")]
    cites: Cites | None = None


class Mandate(Record, frozen=True, kw_only=True):
    """A power or duty to hold a review, and the criteria on which it rests."""

    title: Annotated[str | None, says("What people call it: mandatory.")] = None
    all: Annotated[tuple[str, ...], says("Criteria that must all be met.")] = ()
    any: Annotated[tuple[str, ...], says("Criteria of which one must be met.")] = ()
    duty: Annotated[Literal["must", "may"], says("must: a duty; may: a power.")]
    cites: Cites
    verified: Annotated[bool, says("false where the duty is recalled and was not read: then a warning.")] = (
        True
    )
    note: Annotated[str | None, says("Anything to explain.")] = None


class Opening(Record, frozen=True, kw_only=True, rename={"if_": "if"}):
    """An event that opens a stage, under a condition."""

    event: Annotated[str, says("The event.")]
    if_: Annotated[Conditions | None, says("Only when these hold.")] = None


class Stage(Record, frozen=True, kw_only=True):
    """A part of a review's life. The last one opened is where the case is."""

    id: Annotated[str, says("Its permanent name.")]
    title: Annotated[str, says("Where the case is, in a few words.")]
    opened_by: Annotated[tuple[Opening, ...], says("The events that open it; any one does.")]
    owner: Annotated[Owner | None, says("external: another body's.")] = None


class Seats(Record, frozen=True, kw_only=True):
    """Who must be there. One person fills one seat."""

    sectors: Annotated[tuple[str, ...], says("Sectors of which somebody must be present.")] = ()
    roles: Annotated[tuple[str, ...], says("Roles that must be present.")] = ()
    cites: Cites


class PanelRole(Record, frozen=True, kw_only=True):
    """A seat of the fixed membership."""

    role: Annotated[str, says("The role.")]
    sector: Annotated[str | None, says("The sector, where the seat is a sector's.")] = None
    cites: Cites | None = None


class MeetingRule(Record, frozen=True, kw_only=True):
    """What a kind of meeting must be and do."""

    title: Annotated[str, says("What people call it.")]
    of: Annotated[Literal["case", "register"], says("Whether it takes one case or several.")] = "case"
    at_least: Annotated[int | None, says("How many there are at the least.")] = None
    at_most: Annotated[int | None, says("How many there are at the most.")] = None
    first_agrees: Annotated[tuple[str, ...], says("What the first one agrees: tor.")] = ()
    members: Annotated[tuple[PanelRole, ...], says("The fixed membership.")] = ()
    agrees: Annotated[dict[str, str], says("What a meeting may agree, and what that means.")] = {}
    events: Annotated[
        dict[str, str],
        says("What has happened once it is agreed, an event of the diary by the word: tor: tor.agreed."),
    ] = {}
    cites: Cites | None = None


class DocumentRule(Record, frozen=True, kw_only=True, rename={"from_": "from", "if_": "if"}):
    """A document that must exist from a stage on."""

    document: Annotated[str, says("The document, by its name in addresses.")]
    from_: Annotated[str, says("The stage from which it must be there.")]
    methods: Annotated[tuple[str, ...], says("Only for these methods; none means all.")] = ()
    if_: Annotated[Conditions | None, says("Only when these hold.")] = None
    cites: Cites


class Method(Record, frozen=True, kw_only=True):
    """A methodology."""

    title: Annotated[str, says("What people call it.")]
    chair_and_author: Annotated[bool, says("Whether it needs a separate chair and author.")] = True
    panel: Annotated[bool, says("Whether it works through a review panel.")] = True
    asks: Annotated[
        str | None,
        says(
            "What it asks of each agency, by the word for contribution in returns.yaml: imr-and-chronology, imr …"
        ),
    ] = None
    cites: Cites


class HeadingRule(Record, frozen=True, kw_only=True):
    """A part that a document must have."""

    id: Annotated[str, says("Its permanent name.")]
    title: Annotated[str, says("The heading.")]
    synonyms: Annotated[tuple[str, ...], says("Other headings that are as good.")] = ()
    methods: Annotated[tuple[str, ...], says("Only for these methods; none means all.")] = ()
    prompt: Annotated[
        str | None,
        says("What stands in a draft of a briefing where only a person can write: what belongs there."),
    ] = None
    cites: Cites


class Minimum(Record, frozen=True, kw_only=True, rename={"if_": "if"}):
    """One of the minimums of family involvement."""

    title: Annotated[str, says("What a family member is owed.")]
    from_stage: Annotated[str, says("The stage from which its absence is a finding.")]
    if_: Annotated[Conditions | None, says("Not owed where one of these is recorded otherwise.")] = None
    cites: Cites


class SignoffRule(Record, frozen=True, kw_only=True):
    """What is signed off, by whom."""

    title: Annotated[str, says("What is signed off.")]
    files: Annotated[tuple[str, ...], says("The documents that are bound.")] = ()
    snapshot: Annotated[
        tuple[str, ...],
        says("The documents of which a copy, made when it is asked for, is bound: they are written on."),
    ] = ()
    roles: Annotated[tuple[str, ...], says("The roles that must approve, each by a person of its own.")]
    people: Annotated[int, says("How many distinct people.")] = 1
    not_by: Annotated[tuple[str, ...], says("Roles that may not.")] = ()
    for_each: Annotated[str | None, says("The collection for each item of which it is signed off.")] = None
    assurance: Annotated[Literal["recorded", "signed"], says("recorded or signed.")] = "recorded"
    once: Annotated[
        bool,
        says(
            "true where an approval answers one request alone, and does not come back with an earlier text."
        ),
    ] = False
    note: Annotated[str | None, says("Anything to explain, such as how a number was read.")] = None
    cites: Cites


class Alias(Record, frozen=True, kw_only=True):
    """Another name of a kind of review, such as the one it bears since a new law."""

    name: Annotated[str, says("The name on the command line.")]
    title: Annotated[str | None, says("The full name under it.")] = None
    in_force: Annotated[InForce | None, says("From when until when the name is the right one.")] = None
    cites: Cites | None = None


class Pause(Record, frozen=True, kw_only=True):
    """Steps that stand still together: `reviewctl suspend CASE interviews`."""

    title: Annotated[str, says("What stands still.")]
    steps: Annotated[tuple[str, ...], says("The ids of the steps.")]
    note: Annotated[str | None, says("Anything to explain.")] = None
    cites: Cites


class TimetableRow(Record, frozen=True, kw_only=True, rename={"if_": "if"}):
    """One line of a proposed timetable. What it does may rest on a paragraph; its room is a proposal."""

    what: Annotated[
        str,
        says("What takes place: meetings[panel] (the next one), an event, or a date that items are given."),
    ]
    title: Annotated[str, says("What people call it.")]
    room: Annotated[int, says("How many working days are proposed between the line before and it.")]
    stretches: Annotated[bool, says("true if time to spare is given to it.")] = False
    if_: Annotated[Conditions | None, says("Only when these hold.")] = None
    cites: Cites | None = None


class Timetable(Record, frozen=True, kw_only=True):
    """What `timetable` proposes, backwards from the due date of a step. A proposal, never a requirement."""

    to: Annotated[str, says("The step whose due date is its end: completion.")]
    room: Annotated[int, says("How many working days are proposed between its last line and its end.")]
    rows: Annotated[
        tuple[TimetableRow, ...],
        says("Its lines in order. The last line of a kind of meeting stands for all further ones."),
    ] = ()


class ReviewType(Record, frozen=True, kw_only=True):
    """A kind of review."""

    type: Annotated[str, says("Its name on the command line.")]
    extends: Annotated[
        str | None, says("The type of the same pack of which this one gives the differences.")
    ] = None
    prefix: Annotated[str, says("What its ids begin with: SAR.")]
    title: Annotated[str, says("Its full name.")]
    aliases: Annotated[tuple[str | Alias, ...], says("Other names it goes by.")] = ()
    in_force: Annotated[InForce | None, says("From when until when there are such reviews.")] = None
    subject: Annotated[
        str, says("What somebody it is about is called, before a letter: Adult, Child or Person.")
    ] = "Adult"
    basis: Annotated[str | None, says("Its legal basis.")] = None
    owner: Annotated[Owner, says("Whose process it is.")] = "board"
    cites: Cites
    criteria: Annotated[dict[str, Criterion], says("The legal test, element by element.")] = {}
    mandates: Annotated[dict[str, Mandate], says("The duties and powers.")] = {}
    methods: Annotated[dict[str, Method], says("The methodologies.")] = {}
    events: Annotated[
        dict[str, EventRule], says("The events, by address, in the order in which they happen.")
    ] = {}
    steps: Annotated[tuple[Step, ...], says("What the protocol requires.")] = ()
    stages: Annotated[tuple[Stage, ...], says("The parts of its life, in order.")] = ()
    quorum: Annotated[dict[str, Seats], says("Who must be at each kind of meeting.")] = {}
    meetings: Annotated[dict[str, MeetingRule], says("The kinds of meeting.")] = {}
    pauses: Annotated[dict[str, Pause], says("Steps that are suspended together, by a word for them.")] = {}
    timetable: Annotated[Timetable | None, says("How `timetable` spaces what lies ahead.")] = None
    documents: Annotated[tuple[DocumentRule, ...], says("What must exist from which stage.")] = ()
    headings: Annotated[dict[str, tuple[HeadingRule, ...]], says("The parts of each document.")] = {}
    family: Annotated[dict[str, Minimum], says("The minimums of family involvement.")] = {}
    signoffs: Annotated[dict[str, SignoffRule], says("What is signed off by whom.")] = {}
    publication: Annotated[tuple[Step, ...], says("The checklist of publication, each a step.")] = ()
    standard_actions: Annotated[dict[str, StandardAction], says("What every action plan holds.")] = {}
    vocabulary: Annotated[dict[str, str], says("Words and what they mean.")] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by on the command line, its own first."""
        return (self.type, *(one if isinstance(one, str) else one.name for one in self.aliases))
