"""The people close to the subjects, line by line: what each was owed and had, offered and answered (P§15)."""

from datetime import date

from msgspec import Struct

from reviewctl.facts.family import Standing, published, standings
from reviewctl.facts.judged import Facts
from reviewctl.model.family import Contact, FamilyMember, ReadOnlyCopy


class CopyLine(Struct, frozen=True, kw_only=True):
    """A copy that was shown. `state` is returned, kept, out (nobody is known to have it back), or public: it is no
    matter any more; `version` is the report's own number."""

    shown: date | None
    version: str | None
    sha256: str | None
    returned: date | None
    taken_back_by: str | None
    state: str


class FamilyLine(Struct, frozen=True, kw_only=True):
    """One person on one day.

    `minimums` are the six with their states; `open_offers` what was offered and not answered; `declined` is when the
    person declined to take part, as it is written. `comments` counts what was said of the report, `unconsidered`
    what nobody has considered yet.
    """

    case: str
    person: str
    relationship: str | None
    subject: str | None
    invited: bool | None
    alleged_harm: bool
    reason: str | None
    preferences: str | None
    advocate: str | None
    minimums: tuple[Standing, ...]
    contacts: int
    last_contact: str | None
    open_offers: tuple[Contact, ...]
    declined: str | None
    copies: tuple[CopyLine, ...]
    comments: int
    unconsidered: int
    closed: bool

    @property
    def owed(self) -> tuple[Standing, ...]:
        """The minimums that should be done by now and have neither a date nor a reason."""
        return tuple(one for one in self.minimums if one.state == "owed")

    @property
    def to_do(self) -> tuple[Standing, ...]:
        """The minimums whose time has come."""
        return tuple(one for one in self.minimums if one.state == "to-do")


def family_lines(facts: Facts) -> tuple[FamilyLine, ...]:
    """Return everybody close to the subjects of a review, in the order written."""
    return tuple(_line(facts, person, member) for person, member in facts.case.family.items())


def _line(facts: Facts, person: str, member: FamilyMember) -> FamilyLine:
    declined = member.declined()
    return FamilyLine(
        case=facts.case.id,
        person=person,
        relationship=member.relationship,
        subject=member.subject,
        invited=member.invited,
        alleged_harm=bool(member.alleged_harm),
        reason=member.reason,
        preferences=member.preferences,
        advocate=member.advocate,
        minimums=standings(facts, person, member),
        contacts=len(member.contacts),
        last_contact=next((one.on for one in reversed(member.contacts) if one.on), None),
        open_offers=tuple(one for one in member.contacts if one.offered and one.answer is None),
        declined=_when(declined) if declined is not None else None,
        copies=tuple(_copy(one, published(facts)) for one in member.copies),
        comments=len(member.comments),
        unconsidered=sum(one.considered is None for one in member.comments),
        closed=facts.closed,
    )


def _when(contact: Contact) -> str:
    """Return when an answer was given, as far as it is known."""
    return contact.answered_on.isoformat() if contact.answered_on is not None else contact.on or "not-known"


def _copy(one: ReadOnlyCopy, public: bool) -> CopyLine:
    return CopyLine(
        shown=one.shown,
        version=one.version,
        sha256=one.sha256,
        returned=one.returned,
        taken_back_by=one.taken_back_by,
        state="returned"
        if one.returned is not None
        else "public"
        if public
        else "kept"
        if one.kept
        else "out",
    )
