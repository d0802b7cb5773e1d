"""family.yaml: each relative, friend or carer, and how they were involved (P§15)."""

from datetime import date
from typing import Annotated, Literal

from reviewctl.model.event import Events
from reviewctl.model.record import Edtf, ItemId, ItemKey, Record, says

Answer = Literal["accepted", "declined", "no-answer"]
ANSWERS: tuple[Answer, ...] = ("accepted", "declined", "no-answer")
Considered = Literal["taken-up", "in-part", "not-taken-up"]
OUTCOMES: tuple[Considered, ...] = ("taken-up", "in-part", "not-taken-up")
Minimum = Literal["told", "contact_agreed", "supported", "feedback", "prepared", "read_only_copy"]
MINIMUMS: tuple[Minimum, ...] = (
    "told",
    "contact_agreed",
    "supported",
    "feedback",
    "prepared",
    "read_only_copy",
)
"""The six that P§15 asks for at the least, by the fields that hold their days."""
BEYOND_TELLING = MINIMUMS[1:]
"""What is owed only to somebody who takes part: who declines is told all the same, and left in peace."""


class Contact(Record, frozen=True, kw_only=True):
    """One contact with a family member: what was said or offered, and what the answer was."""

    on: Annotated[Edtf | None, says("When, as far as known: 2026-03-02, or 2026-03 for the month.")] = None
    how: Annotated[str | None, says("How: letter, call, visit.")] = None
    what: Annotated[str | None, says("What was asked or said, in neutral words.")] = None
    offered: Annotated[str | None, says("What was offered, such as: to meet the panel, an advocate.")] = None
    about: Annotated[
        Minimum | None,
        says("Which of the six it was about, such as read_only_copy; blank: whether to take part at all."),
    ] = None
    answer: Annotated[Answer | None, says("accepted, declined or no-answer; blank while it is open.")] = None
    answered_on: Annotated[date | None, says("The day of the answer, or on which none was waited for.")] = (
        None
    )


class ReadOnlyCopy(Record, frozen=True, kw_only=True):
    """A copy of the report that a person was shown, to comment on and not to keep (P§15)."""

    shown: Annotated[date | None, says("The day on which it was shown.")] = None
    how: Annotated[str | None, says("How: on a screen at the office, on paper at a visit.")] = None
    version: Annotated[str | None, says("The version of the report, by its own number.")] = None
    sha256: Annotated[str | None, says("The sha256 of the report as it was shown.")] = None
    returned: Annotated[date | None, says("The day on which it was taken back.")] = None
    taken_back_by: Annotated[str | None, says("Who took it back: a role or a person's id.")] = None
    kept: Annotated[bool | None, says("true where the person kept it before the report was public.")] = None


class FamilyComment(Record, frozen=True, kw_only=True):
    """A comment on the report, and how it was considered (P§15)."""

    id: Annotated[ItemId | None, says("Its number, by which it is considered.")] = None
    on: Annotated[date | None, says("The day on which it was made.")] = None
    text: Annotated[str | None, says("What was said, in neutral words. Pseudonyms only.")] = None
    considered: Annotated[date | None, says("The day on which it was considered.")] = None
    outcome: Annotated[Considered | None, says("taken-up, in-part or not-taken-up.")] = None
    reason: Annotated[str | None, says("Why it was not taken up, or not wholly.")] = None


class FamilyMember(Record, frozen=True, kw_only=True):
    """A person close to a subject. The six minimums of P§15 are dated here, or have a reason."""

    relationship: Annotated[str | None, says("What the person is to the subject: mother, carer, friend.")] = (
        None
    )
    subject: Annotated[str | None, says("The subject's id.")] = None
    added_on: Annotated[Events | None, says("The day the person was added to this file.")] = None
    alleged_harm: Annotated[
        bool | None,
        says("true if the person is said to have caused the harm: nobody is sent a letter unasked."),
    ] = None
    invited: Annotated[bool | None, says("true if invited to take part; false, with a reason, if not.")] = (
        None
    )
    reason: Annotated[str | None, says("Why the person was not invited or could not be reached.")] = None
    preferences: Annotated[str | None, says("How the person wishes to be contacted.")] = None
    advocate: Annotated[
        str | None, says("Who supports the person: the advocate of the review, or another. No name.")
    ] = None
    contacts: Annotated[
        tuple[Contact, ...], says("Every contact, with its date, what was offered and the answer.")
    ] = ()
    told: Annotated[Events | None, says("Told in writing of the review and of support (P§11, P§15).")] = None
    contact_agreed: Annotated[Events | None, says("Level and frequency of contact agreed (P§15).")] = None
    supported: Annotated[Events | None, says("Supported to contribute to the review (P§15).")] = None
    feedback: Annotated[Events | None, says("Told of the learning identified (P§15).")] = None
    prepared: Annotated[Events | None, says("Informed of and prepared for the publication (P§15).")] = None
    read_only_copy: Annotated[
        Events | None,
        says("Shown the report, to comment on and not to keep (P§15); blank where copies say when."),
    ] = None
    copies: Annotated[
        tuple[ReadOnlyCopy, ...], says("Each copy that was shown, which version, and who took it back.")
    ] = ()
    comments: Annotated[
        tuple[FamilyComment, ...], says("What the person said of the report, and how it was considered.")
    ] = ()
    not_done: Annotated[
        dict[str, str],
        says("For a minimum that was not met: its name and the reason, such as told: no relative known."),
    ] = {}

    def declined(self, about: str | None = None) -> Contact | None:
        """Return the contact in which the person declined, and did not accept later; None where that is not so.

        `about` is one of the minimums; None is to take part at all. Later is what stands lower in the list.
        """
        answers = [
            one for one in self.contacts if one.about == about and one.answer in ("accepted", "declined")
        ]
        return answers[-1] if answers and answers[-1].answer == "declined" else None

    @property
    def read(self) -> Events | None:
        """Every day on which the report was shown: the one recorded as such, and those of the copies; None for none."""
        written = self.read_only_copy
        days = tuple(one.shown.isoformat() for one in self.copies if one.shown is not None)
        if written is None or not days:
            return days or written
        return (*(written if isinstance(written, tuple) else (written,)), *days)

    @property
    def spared(self) -> dict[str, str]:
        """The minimums for which nobody is to ask this person, each with why: `declined` or `alleged-harm`.

        Who declines to take part is told of the review all the same, and then left in peace. Who is said to have
        caused the harm is asked for nothing, unless the Board decided to invite the person.
        """
        if self.alleged_harm and not self.invited:
            return dict.fromkeys(MINIMUMS, "alleged-harm")
        if self.declined() is not None:
            return dict.fromkeys(BEYOND_TELLING, "declined")
        return {name: "declined" for name in BEYOND_TELLING if self.declined(name) is not None}


FamilyFile = dict[ItemKey, FamilyMember | None]
