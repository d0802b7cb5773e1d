"""chronology/*.yaml: an agency's own account, line by line (P§10, P§14)."""

from typing import Annotated

from reviewctl.model.record import AgencyId, Edtf, ItemId, Record, says


class Entry(Record, frozen=True, kw_only=True):
    """One dated line of an agency's chronology."""

    id: Annotated[ItemId, says("A number that never changes within this chronology.")]
    date: Annotated[
        Edtf | None, says("When it happened, as far as known: 2019-03-02, 2019-03, 2019-03-02~.")
    ] = None
    time: Annotated[str | None, says("The time of day, such as 19:00 or evening.")] = None
    as_written: Annotated[str | None, says("The date in the words of the source: early 2019.")] = None
    subject: Annotated[str | None, says("The subject's id, where the review has several.")] = None
    source: Annotated[str | None, says("The record it comes from.")] = None
    who: Annotated[str | None, says("Who was involved, by role.")] = None
    event: Annotated[str | None, says("What happened.")] = None
    response: Annotated[str | None, says("What was done.")] = None
    comment: Annotated[str | None, says("Comment or analysis.")] = None
    tor: Annotated[tuple[ItemId, ...], says("The questions of the terms of reference that it bears on.")] = ()
    marks: Annotated[tuple[str, ...], says("key-episode, good-practice, missed-opportunity, disputed.")] = ()


class NoContact(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A period in which the agency had no contact."""

    from_: Annotated[Edtf | None, says("Its first day.")] = None
    to: Annotated[Edtf | None, says("Its last day.")] = None
    reason: Annotated[str | None, says("Why there was none, or why no record survives.")] = None


class Chronology(Record, frozen=True, kw_only=True):
    """An agency's chronology."""

    agency: Annotated[AgencyId, says("The id of the agency.")]
    entries: Annotated[tuple[Entry, ...], says("What happened, line by line.")] = ()
    no_contact: Annotated[tuple[NoContact, ...], says("Periods without contact, and why.")] = ()
    empty_because: Annotated[str | None, says("Why there are no entries at all. An empty one is valid.")] = (
        None
    )
    glossary: Annotated[dict[str, str], says("Abbreviations and what they stand for.")] = {}
    withdrawn: Annotated[
        tuple[ItemId, ...], says("Ids of entries that the agency took out again. No id is given twice.")
    ] = ()
