"""Whom of which review the identity register does not know, and what `identities check` finds: its own faults, too."""

from collections.abc import Iterator

from reviewctl.model.finding import Finding, Spot
from reviewctl.model.identities import IdentityRegister
from reviewctl.model.judged import Judged
from reviewctl.model.review import Case
from reviewctl.rules.clearing import WHO_IS_NOT_KNOWN
from reviewctl.store.identities import read_identities
from reviewctl.store.register import Register
from reviewctl.work.publishing.identities import Kept


def covered(register: Register, folders: tuple[str, ...], kept: Kept) -> Judged:
    """Return everything that is wrong with an identity register, and the pseudonyms of reviews that it does not know.

    No finding holds a value of it. The faults of its own stand before what is lacking for the reviews. Of a review
    that cannot be read, it is told why.
    """
    identities, findings = read_identities(kept.data, kept.label)
    read = [register.case(folder, dates_only=True) for folder in folders]
    lacking = (
        []
        if identities is None
        else [one for case, _ in read if case for one in who_is_not_known(case, identities)]
    )
    unread = [one for case, faults in read if case is None for one in faults]
    return Judged(len(read), 1, (*findings, *unread, *lacking))


def who_is_not_known(case: Case, identities: IdentityRegister) -> Iterator[Finding]:
    """Yield who of a case is not in the register: each subject; of the family, that nobody is."""
    head = case.document("case")
    for number, subject in enumerate(case.file.subjects):
        if not _is_known(identities, subject.pseudonym, case.id):
            yield WHO_IS_NOT_KNOWN.finding(
                head.spot(("subjects", number)) if head is not None else Spot(case.folder or "."),
                "The identity register does not say who this pseudonym stands for, so nobody would be looked for.",
                case=case.id,
                help="Write an entry with the same pseudonym: reviewctl identities open -o FILE",
            )
    yield from _family_unknown(case, identities)


def _family_unknown(case: Case, identities: IdentityRegister) -> Iterator[Finding]:
    """Yield that a register has nobody of the family of a case that has one; who of them is missing nobody can tell."""
    family = case.document("family")
    known = (one for one in identities.identities if not one.cases or case.id in one.cases)
    if family is not None and case.family and not any(one.kind == "family" for one in known):
        yield WHO_IS_NOT_KNOWN.finding(
            family.spot(),
            "The identity register has nobody of the family, so their names would not be looked for.",
            case=case.id,
            help="Write an entry of kind family for each whom a reader could know again.",
            severity="warning",
        )


def _is_known(identities: IdentityRegister, pseudonym: str, case: str) -> bool:
    """Whether a register says who a pseudonym of a case stands for."""
    wanted = " ".join(pseudonym.casefold().split())
    return any(
        " ".join(one.pseudonym.casefold().split()) == wanted and (not one.cases or case in one.cases)
        for one in identities.persons()
    )
