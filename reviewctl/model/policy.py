"""A policy pack as it is written: one edition of a protocol, and one file for each kind of review."""

from typing import Annotated, Literal

from reviewctl.model.kind import Named, ReviewType
from reviewctl.model.record import Record, says
from reviewctl.model.step import Cites, EventRule, Step


class Source(Record, frozen=True, kw_only=True):
    """A document that the pack cites."""

    title: Annotated[str, says("The document's title.")]
    edition: Annotated[str | None, says("Its version or date.")] = None
    address: Annotated[str | None, says("Where it can be found.")] = None
    verified: Annotated[bool, says("false where it is recalled and was not read.")] = True


class CalendarRule(Record, frozen=True, kw_only=True):
    """How days are counted."""

    name: Annotated[Literal["england-and-wales", "united-kingdom"], says("Whose bank holidays.")]
    count: Annotated[
        Literal["day-after", "same-day"], says("Whether the day of the event is day 0 or day 1.")
    ] = "day-after"
    non_working: Annotated[
        Literal["keep", "roll-forward"],
        says("Whether a date that falls on a closed day moves to the next one."),
    ] = "keep"
    warning: Annotated[str, says("How long before a limit runs out it is announced: 5 working days.")]
    note: Annotated[str | None, says("Where this convention comes from.")] = None
    cites: Cites | None = None


class PackAgency(Record, frozen=True, kw_only=True):
    """An agency that the protocol names; `init` writes it into board.yaml."""

    id: Annotated[str, says("The agency's id.")]
    name: Annotated[str, says("Its name today.")]
    sector: Annotated[str, says("Its sector.")]
    was: Annotated[dict[str, str], says("Past names, each with the last day it was used.")] = {}
    cites: Cites | None = None


class ColumnRule(Record, frozen=True, kw_only=True):
    """A column of the Board's chronology template, and how agencies head it when they send their own table."""

    title: Annotated[str, says("Its heading in the template.")]
    synonyms: Annotated[tuple[str, ...], says("Other headings under which agencies send the same.")] = ()
    hint: Annotated[str | None, says("What belongs there, in one sentence for its author.")] = None
    width: Annotated[int, says("How wide it is in a spreadsheet, in characters.")] = 20
    template: Annotated[bool, says("false: it is understood when it comes, and not asked for.")] = True


class ChronologyRule(Record, frozen=True, kw_only=True):
    """How chronologies are asked for and understood (P§10, P§14)."""

    columns: Annotated[
        dict[str, ColumnRule],
        says("The columns, in their order, by the field of an entry that each fills: date, source, event …"),
    ] = {}
    marks: Annotated[
        dict[str, Named], says("The marks that the panel may set on an entry, such as key-episode.")
    ] = {}
    instructions: Annotated[tuple[str, ...], says("What the template tells its author, line by line.")] = ()
    abbreviations: Annotated[
        tuple[str, ...], says("Abbreviations that every reader knows, and no glossary needs: GP, NHS.")
    ] = ()
    gap_days: Annotated[
        int | None,
        says("How many days without an entry are remarked on; blank: none. No source gives a number."),
    ] = None
    cites: Cites | None = None


class Pack(Record, frozen=True, kw_only=True):
    """pack.yaml: what all the kinds of review have in common."""

    format: Annotated[int, says("The number of the pack format: 1.")]
    title: Annotated[str, says("The protocol's title.")]
    extends: Annotated[str | None, says("The pack of which this one gives the differences.")] = None
    sources: Annotated[dict[str, Source], says("The documents cited: what P§ and F§ mean.")] = {}
    calendar: Annotated[CalendarRule, says("How days are counted.")]
    sectors: Annotated[dict[str, Named], says("The sectors by which quorum is judged.")] = {}
    roles: Annotated[dict[str, Named], says("The offices and roles.")] = {}
    agencies: Annotated[tuple[PackAgency, ...], says("The agencies that the protocol names.")] = ()
    events: Annotated[dict[str, EventRule], says("The events of the register itself.")] = {}
    steps: Annotated[tuple[Step, ...], says("The steps of the register itself.")] = ()
    rag: Annotated[dict[str, str], says("A scale for actions that a board may take over.")] = {}
    chronology: Annotated[
        ChronologyRule | None, says("The columns and marks of chronologies, and the template's words.")
    ] = None
    vocabulary: Annotated[dict[str, str], says("Words and what they mean.")] = {}


class Policy(Record, frozen=True, kw_only=True):
    """A pack and its kinds of review, read and named by its folder."""

    name: str
    pack: Pack
    types: dict[str, ReviewType]

    def type_named(self, word: str) -> ReviewType | None:
        """Return the kind of review with this name or alias, or None."""
        wanted = word.lower()
        for kind in self.types.values():
            if wanted in kind.names:
                return kind
        return None
