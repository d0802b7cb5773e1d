"""The identity register: who stands behind each pseudonym. It drives the search for names before anything is published.

It is kept encrypted, or outside the repository, and never beside what is published. Nothing shows a value of it: what
Python prints of one of these records is its pseudonym.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from reviewctl.model.record import CaseId, HexDigits, Record, says

ENCRYPTED = "identities.yaml.age"
"""Where the register of reviews keeps the identity register, encrypted with age."""

IdentityKind = Literal["subject", "family", "staff", "place"]


class PersonName(Record, frozen=True, kw_only=True):
    """A name that somebody bears or bore."""

    given: Annotated[
        str | None, says("Given names in their order, the first one first: Ann Marie. Blank if unknown.")
    ] = None
    family: Annotated[str | None, says("The family name, with its hyphen or apostrophe.")] = None
    former: Annotated[bool, says("true for a name that is no longer borne, such as one before marriage.")] = (
        False
    )

    def __repr__(self) -> str:
        return "PersonName(…)"


class HomeAddress(Record, frozen=True, kw_only=True):
    """Where somebody lives or lived. The town is not asked for: it names nobody."""

    house: Annotated[str | None, says("The number or name of the house: 12, Flat 3, Rose Cottage.")] = None
    street: Annotated[str | None, says("The street: Example Lane.")] = None
    postcode: Annotated[str | None, says("The postcode.")] = None

    def __repr__(self) -> str:
        return "HomeAddress(…)"


class Identity(Record, frozen=True, kw_only=True):
    """A person, or a place that gives a person away, with all by which a reader would know them."""

    pseudonym: Annotated[
        str, says("The name used in the papers: Adult A, mother, Social Worker 2. As case.yaml has it.")
    ]
    kind: Annotated[
        IdentityKind, says("subject, family, staff; or place for a school, a care home, an employer.")
    ]
    cases: Annotated[tuple[CaseId, ...], says("The reviews in which the pseudonym stands for this one.")] = ()
    names: Annotated[tuple[PersonName, ...], says("The name borne now, and those borne before.")] = ()
    aliases: Annotated[
        tuple[str, ...], says("Other names that the person goes by, whole: a name taken, a name online.")
    ] = ()
    nicknames: Annotated[tuple[str, ...], says("Pet names and short forms that were in use.")] = ()
    none_known: Annotated[bool, says("true where it was asked, and no alias and no nickname is known.")] = (
        False
    )
    born: Annotated[date | None, says("The date of birth: year-month-day.")] = None
    nhs_number: Annotated[str | None, says("The NHS number, ten digits.")] = None
    ni_number: Annotated[str | None, says("The National Insurance number.")] = None
    addresses: Annotated[tuple[HomeAddress, ...], says("Where the person lives and lived.")] = ()
    phones: Annotated[tuple[str, ...], says("Telephone numbers.")] = ()
    emails: Annotated[tuple[str, ...], says("E-mail addresses.")] = ()
    words: Annotated[
        tuple[str, ...],
        says(
            "Other words that give the person away: a school, a care home, an employer, a team, a dog's name."
        ),
    ] = ()

    def __repr__(self) -> str:
        return f"Identity({self.pseudonym!r})"

    @property
    def is_person(self) -> bool:
        """Whether this is somebody, and not a place."""
        return self.kind != "place"


class IdentityRegister(Record, frozen=True, kw_only=True):
    """All whom the pseudonyms of a register stand for."""

    format: Annotated[int, says("The number of the format: 1.")]
    key: Annotated[
        HexDigits | None,
        says(
            "Random signs by which this register is known again: written by reviewctl, and left as they are."
        ),
    ] = None
    identities: Annotated[tuple[Identity, ...], says("One for each person and place.")] = ()
    public: Annotated[
        tuple[str, ...],
        says(
            "What is the Board's own and may be published: its postcode, telephone numbers, e-mail addresses, "
            "web pages. Never a person's."
        ),
    ] = ()

    def __repr__(self) -> str:
        return f"IdentityRegister({len(self.identities)} identities)"

    def persons(self) -> Iterator[Identity]:
        """Yield those who are somebody, and no places."""
        return (one for one in self.identities if one.is_person)
