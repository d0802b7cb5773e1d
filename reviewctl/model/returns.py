"""returns.yaml: what was asked of each agency and what came back (P§10, P§14)."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from reviewctl.model.event import Events
from reviewctl.model.record import HexDigits, NoBrackets, PersonId, Record, says


class Return(Record, frozen=True, kw_only=True):
    """One thing asked of an agency: when asked for, by when, and when it came."""

    requested: Annotated[Events | None, says("The day it was asked for.")] = None
    due: Annotated[date | None, says("The day agreed for it. Blank until one is agreed.")] = None
    returned: Annotated[Events | None, says("The day it came.")] = None


class NotBroughtIn(Record, frozen=True, kw_only=True):
    """The rows of an agency's file that could not be brought in: what they tell is missing from its chronology."""

    rows: Annotated[Annotated[int, Meta(ge=1)], says("How many rows could not be brought in.")]
    sha256: Annotated[
        HexDigits | None,
        says("The fingerprint of the file that has them, as in papers.yaml."),
    ] = None


class ChronologyReturn(Return, frozen=True, kw_only=True):
    """A chronology asked of an agency: as anything else, and what of its file could not be brought in."""

    not_brought_in: Annotated[
        NotBroughtIn | None,
        says("Rows of its file that could not be brought in, until one comes that has them right."),
    ] = None


class ImrReturn(Record, frozen=True, kw_only=True):
    """An agency's Individual Management Review, from request to presentation (P§14)."""

    author: Annotated[PersonId | None, says("The id of the author.")] = None
    author_role: Annotated[str | None, says("The author's post in the agency.")] = None
    author_independent: Annotated[
        bool | None, says("true if the author neither knew the case nor managed those who did.")
    ] = None
    requested: Annotated[Events | None, says("The day the panel asked for it.")] = None
    due: Annotated[date | None, says("The day agreed at the first panel meeting (P§14).")] = None
    records_secured: Annotated[Events | None, says("The day the agency secured its records.")] = None
    quality_assured: Annotated[Events | None, says("The day the agency quality-assured it (P§14).")] = None
    signed_off: Annotated[Events | None, says("The day the agency signed it off (P§14).")] = None
    submitted: Annotated[Events | None, says("The day it was submitted to the panel.")] = None
    presented: Annotated[Events | None, says("The day its author presented it to the panel.")] = None


class Round(Record, frozen=True, kw_only=True):
    """A round in which an IMR was sent back and submitted again."""

    sent_back: Annotated[Events | None, says("The day it was sent back.")] = None
    because: Annotated[str | None, says("What was wanted.")] = None
    due: Annotated[date | None, says("The day agreed for it to come again.")] = None
    resubmitted: Annotated[Events | None, says("The day it came again.")] = None


class AgencyReturns(Record, frozen=True, kw_only=True):
    """All that one agency owes and has given."""

    contribution: Annotated[
        Literal[
            "imr-and-chronology", "imr", "chronology", "statement", "policies-only", "information", "none"
        ]
        | None,
        says("What is asked of the agency: an IMR, a chronology, both, a statement, policies, or nothing."),
    ] = None
    information: Annotated[Return | None, says("The information form for screening (P§8).")] = None
    initial_chronology: Annotated[
        ChronologyReturn | None, says("A first chronology, before the decision.")
    ] = None
    chronology: Annotated[ChronologyReturn | None, says("The full chronology (P§10, P§14).")] = None
    imr: Annotated[ImrReturn | None, says("The Individual Management Review (P§14).")] = None
    chased: Annotated[tuple[date, ...], says("The days on which the agency was reminded.")] = ()
    outcome: Annotated[
        Literal["given", "declined", "not-possible", "nothing-held"] | None,
        says("How it ended where nothing more will come: declined, not-possible, nothing-held; or given."),
    ] = None
    reason: Annotated[str | None, says("Why, where the outcome is not given.")] = None
    rounds: Annotated[tuple[Round, ...], says("Rounds in which the IMR was sent back.")] = ()


ReturnsFile = dict[NoBrackets, AgencyReturns | None]
