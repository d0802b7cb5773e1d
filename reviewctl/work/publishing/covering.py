"""What `identities check` finds: the faults of the identity register, and whom of which review it does not know."""

from collections.abc import Iterator

from reviewctl.model.finding import Finding, Spot
from reviewctl.model.identities import IdentityRegister
from reviewctl.model.judged import Judged
from reviewctl.model.review import Case
from reviewctl.rules.clearing import WHO_IS_NOT_KNOWN
from reviewctl.store.identities import read_identities
from reviewctl.store.register import Register
from reviewctl.work.publishing.found import family_unknown, is_known
from reviewctl.work.publishing.identities import Kept


def covered(register: Register, folders: tuple[str, ...], kept: Kept) -> Judged:
    """Return everything that is wrong with an identity register, and the pseudonyms of reviews that it does not know.

    No finding holds a value of it. The faults of its own stand before what is lacking for the reviews. Of a review
    that cannot be read, it is told why.
    """
    identities, findings = read_identities(kept.data, kept.label)
    read = [register.case(folder, dates_only=True) for folder in folders]
    lacking = (
        [] if identities is None else [one for case, _ in read if case for one in _lacking(identities, case)]
    )
    unread = [one for case, faults in read if case is None for one in faults]
    return Judged(len(read), 1, (*findings, *unread, *lacking))


def _lacking(identities: IdentityRegister, case: Case) -> Iterator[Finding]:
    """Yield who of a case is not in the register: each subject; of the family, that nobody is."""
    head = case.document("case")
    for number, subject in enumerate(case.file.subjects):
        if not is_known(identities, subject.pseudonym, case.id):
            yield WHO_IS_NOT_KNOWN.finding(
                head.spot(("subjects", number)) if head is not None else Spot(case.folder or "."),
                f'"{subject.pseudonym}" has no entry in the identity register, so nobody would be looked for.',
                case=case.id,
                help="Write an entry with the same pseudonym: reviewctl identities open -o FILE",
            )
    yield from family_unknown(case, identities)
