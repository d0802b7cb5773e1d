"""SGN: whether the register's trust folder trusts each person's own key, and nobody else's."""

from collections.abc import Iterator

from reviewctl.model.board import Board
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.review import Document
from reviewctl.model.trust import ALLOWED, Signer, Trust
from reviewctl.rules.words import did_you_mean

BAD_LINE = declare("SGN030", "trust-line-not-relied-on", "error")
NOBODY = declare("SGN031", "trusted-person-not-listed", "error")
SHARED = declare("SGN032", "key-of-two-people", "error")


def judge_trust(trust: Trust, board: Document | None) -> Iterator[Finding]:
    """Yield what is wrong with the two files of the trust folder, each at its line."""
    for fault in trust.faults:
        yield BAD_LINE.finding(
            Spot(fault.path, fault.line, 1) if fault.line else Spot(fault.path),
            f"This is not relied on. {fault.words}",
            help="Write it as this does: reviewctl signoff trust add PERSON KEY.pub",
        )
    if board is not None:
        yield from _not_listed(trust, board.data)
    yield from _shared(trust)


def _not_listed(trust: Trust, board: Board) -> Iterator[Finding]:
    people = {person.id: () for person in board.people}
    for signer in trust.signers:
        if signer.principal not in people:
            yield NOBODY.finding(
                Spot(ALLOWED, signer.line, 1),
                f"A key is trusted for {signer.principal}, whom board.yaml does not list."
                f"{did_you_mean(signer.principal, people)}",
                help="Correct the id, or list the person under people in board.yaml.",
            )


def _shared(trust: Trust) -> Iterator[Finding]:
    first: dict[str, Signer] = {}
    for signer in trust.signers:
        before = first.setdefault(signer.key, signer)
        if before.principal != signer.principal:
            yield SHARED.finding(
                Spot(ALLOWED, signer.line, 1),
                f"This key is trusted for {signer.principal}, and for {before.principal} as well.",
                help="Keep the line of the person whose key it is; the other makes a key of their own.",
                related=(Spot(ALLOWED, before.line, 1),),
            )
