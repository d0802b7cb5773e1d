"""family.yaml: each relative, friend or carer, and how they were involved (P§15)."""

from typing import Annotated

from reviewctl.model.event import Events
from reviewctl.model.record import Edtf, ItemKey, Record, says


class Contact(Record, frozen=True, kw_only=True):
    """One contact with a family member."""

    on: Annotated[Edtf | None, says("When, as far as known: 2026-03-02, or 2026-03 for the month.")] = None
    how: Annotated[str | None, says("How: letter, call, visit.")] = None
    what: Annotated[str | None, says("What was offered, asked or said, in neutral words.")] = None


class FamilyMember(Record, frozen=True, kw_only=True):
    """A person close to a subject. The six minimums of P§15 are dated here, or have a reason."""

    relationship: Annotated[str | None, says("What the person is to the subject: mother, carer, friend.")] = (
        None
    )
    subject: Annotated[str | None, says("The subject's id.")] = None
    added_on: Annotated[Events | None, says("The day the person was added to this file.")] = None
    invited: Annotated[bool | None, says("true if invited to take part; false, with a reason, if not.")] = (
        None
    )
    reason: Annotated[str | None, says("Why the person was not invited or could not be reached.")] = None
    preferences: Annotated[str | None, says("How the person wishes to be contacted.")] = None
    contacts: Annotated[tuple[Contact, ...], says("Every contact, with its date.")] = ()
    told: Annotated[Events | None, says("Told in writing of the review and of support (P§11, P§15).")] = None
    contact_agreed: Annotated[Events | None, says("Level and frequency of contact agreed (P§15).")] = None
    supported: Annotated[Events | None, says("Supported to contribute to the review (P§15).")] = None
    feedback: Annotated[Events | None, says("Told of the learning identified (P§15).")] = None
    prepared: Annotated[Events | None, says("Informed of and prepared for the publication (P§15).")] = None
    read_only_copy: Annotated[
        Events | None, says("Shown the report, to comment on and not to keep (P§15).")
    ] = None
    not_done: Annotated[
        dict[str, str],
        says("For a minimum that was not met: its name and the reason, such as told: no relative known."),
    ] = {}


FamilyFile = dict[ItemKey, FamilyMember | None]
