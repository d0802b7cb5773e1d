"""board.yaml: the partnership, its agencies, people, office holders and settings."""

from datetime import date
from functools import cached_property
from typing import Annotated

from reviewctl.model.record import AgencyId, ItemKey, PersonId, Record, form, says

ForgeAccount = Annotated[str, form(r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=100)]
"""The name of an account at a forge: letters, digits, hyphens, dots and underscores, as GitHub and GitLab allow."""


class Alias(Record, frozen=True, kw_only=True):
    """A name that an agency had or goes by."""

    name: Annotated[str, says("The other name, such as Stockport CCG.")]
    until: Annotated[
        date | None, says("The last day on which it bore that name; blank if it still does.")
    ] = None


class SectorSpell(Record, frozen=True, kw_only=True):
    """A sector that an agency belonged to until a day."""

    sector: Annotated[str, says("The sector it belonged to then.")]
    until: Annotated[date, says("The last day on which it did.")]


class Agency(Record, frozen=True, kw_only=True):
    """An organisation that takes part in reviews."""

    id: Annotated[AgencyId, says("Short permanent id in lower case, such as greater-manchester-police.")]
    name: Annotated[str, says("The agency's full name.")]
    sector: Annotated[
        str | None,
        says("The sector it counts for at a meeting: one of the policy's, such as police or health."),
    ] = None
    aliases: Annotated[
        tuple[Alias, ...], says("Past and other names, each with the day until which it was used.")
    ] = ()
    sectors_before: Annotated[tuple[SectorSpell, ...], says("Sectors it counted for in the past.")] = ()


class Person(Record, frozen=True, kw_only=True):
    """Somebody who sits on panels or holds an office. The id, and not the name, is what tools print."""

    id: Annotated[PersonId, says("Short permanent id, such as hsl or gmp-rep-1.")]
    name: Annotated[str | None, says("The person's name. Never printed by validate.")] = None
    agency: Annotated[AgencyId | None, says("The id of the agency the person works for.")] = None
    account: Annotated[
        ForgeAccount | None, says("The person's account at GitHub or GitLab, without the @, for CODEOWNERS.")
    ] = None


class Tenure(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """An office and who holds it, from a day until a day."""

    role: Annotated[str, says("The office: one of the policy's roles, such as independent-chair.")]
    person: Annotated[PersonId, says("The id of the person who holds it.")]
    from_: Annotated[date | None, says("The first day in office.")] = None
    to: Annotated[date | None, says("The last day in office; blank while it is held.")] = None

    def holds(self, on: date) -> bool:
        """Whether the office was held on a day."""
        return (self.from_ is None or self.from_ <= on) and (self.to is None or on <= self.to)


class ClosedDay(Record, frozen=True, kw_only=True):
    """A day on which the board does not work, over and above weekends and bank holidays."""

    date: Annotated[date, says("The day: year-month-day.")]
    why: Annotated[str, says("Why it does not count, such as: council closed.")]


class CalendarSettings(Record, frozen=True, kw_only=True):
    """The board's own additions to the calendar of its policy."""

    extra_closed: Annotated[tuple[ClosedDay, ...], says("Days that are not working days here.")] = ()
    identity: Annotated[
        ItemKey | None,
        says(
            "The word that keeps this Board's dates in a calendar apart from another Board's. It never changes."
        ),
    ] = None


class Board(Record, frozen=True, kw_only=True, dict=True):
    """The register's own file. Its lists are sorted by id when they are first asked: every attendance asks."""

    format: Annotated[int, says("The number of the folder format: 1.")]
    board: Annotated[str, says("The name of the Board or Partnership.")]
    policy: Annotated[str, says("The policy pack that new cases follow, such as stockport-2021.")]
    agencies: Annotated[tuple[Agency, ...], says("Every agency that may appear in a review.")] = ()
    people: Annotated[tuple[Person, ...], says("Those who sit on panels or hold an office.")] = ()
    roles: Annotated[tuple[Tenure, ...], says("Who holds which office, from when to when.")] = ()
    calendar: Annotated[
        CalendarSettings | None, says("The board's own closed days, and the identity of its dates.")
    ] = None
    rag: Annotated[
        dict[str, str] | None, says("The board's own colours for actions and what each means.")
    ] = None
    themes: Annotated[tuple[str, ...], says("The themes by which the board sorts its learning.")] = ()

    @property
    def identity(self) -> str:
        """The word that keeps this Board's dates apart from another Board's; "" for a register that has none."""
        return (self.calendar.identity if self.calendar is not None else None) or ""

    @cached_property
    def _agencies(self) -> dict[str, Agency]:
        return {agency.id: agency for agency in reversed(self.agencies)}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in reversed(self.people)}

    @cached_property
    def _tenures_by_role(self) -> dict[str, list[Tenure]]:
        found: dict[str, list[Tenure]] = {}
        for tenure in self.roles:
            found.setdefault(tenure.role, []).append(tenure)
        return found

    @cached_property
    def _tenures_by_person(self) -> dict[str, list[Tenure]]:
        found: dict[str, list[Tenure]] = {}
        for tenure in self.roles:
            found.setdefault(tenure.person, []).append(tenure)
        return found

    def agency(self, agency_id: str) -> Agency | None:
        """Return the agency with this id, or None."""
        return self._agencies.get(agency_id)

    def person(self, person_id: str | None) -> Person | None:
        """Return the person with this id, or None."""
        return self._people.get(person_id) if person_id is not None else None

    def sector(self, agency_id: str | None, on: date) -> str | None:
        """Return the sector for which an agency counted on a day, or None where the board does not say."""
        agency = self.agency(agency_id) if agency_id else None
        if agency is None:
            return None
        if not agency.sectors_before:
            return agency.sector
        earlier = sorted(
            (spell for spell in agency.sectors_before if spell.until >= on), key=lambda s: s.until
        )
        return earlier[0].sector if earlier else agency.sector

    def holders(self, role: str, on: date) -> tuple[str, ...]:
        """Return the ids of those who held an office on a day."""
        return tuple(tenure.person for tenure in self._tenures_by_role.get(role, ()) if tenure.holds(on))

    def offices(self, person_id: str, on: date) -> tuple[str, ...]:
        """Return the offices that a person held on a day."""
        return tuple(tenure.role for tenure in self._tenures_by_person.get(person_id, ()) if tenure.holds(on))

    def named(self, word: str) -> Agency | None:
        """Return the agency that a person means: by its id, a name it has or had, its initials, or a part
        of its name that no other agency has. None where it could be several, or none.
        """
        wanted = word.strip().casefold()
        for meant in (_is_called, _has_initials, _is_part_of):
            found = [agency for agency in self.agencies if meant(wanted, agency)]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _names(agency: Agency) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (agency.name, *(alias.name for alias in agency.aliases)))


def _is_called(wanted: str, agency: Agency) -> bool:
    return wanted == agency.id or wanted in _names(agency)


def _has_initials(wanted: str, agency: Agency) -> bool:
    return any(wanted == "".join(word[0] for word in name.split()) for name in _names(agency))


def _is_part_of(wanted: str, agency: Agency) -> bool:
    return len(wanted) > 3 and any(wanted in name for name in _names(agency))
