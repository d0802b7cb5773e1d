"""Signatures beside statements, checked: the one join of what a case holds, whom is trusted, and ssh-keygen."""

from msgspec.structs import replace

from reviewctl.model.review import Case
from reviewctl.model.signoff import SignatureCheck, StatementFile
from reviewctl.model.trust import Trust


def has_signatures(case: Case) -> bool:
    """Whether a signature lies beside any statement of a case: all others are spared the check."""
    return any(one.signature is not None for one in case.signoff.statements)


def with_signatures(case: Case, trust: Trust) -> Case:
    """Return the case with what became of checking each signature beside a statement of it.

    A signature is checked on the day that its statement bears. One beside a statement that cannot be relied on is
    left alone: there is nothing that it could be a signature of.
    """
    checked = tuple(_checked(one, trust) for one in case.signoff.statements)
    return replace(case, signoff=replace(case.signoff, statements=checked))


def _checked(file: StatementFile, trust: Trust) -> StatementFile:
    if file.signature is None or file.statement is None:
        return file
    return replace(file, signed=checked(file, trust))


def checked(file: StatementFile, trust: Trust) -> SignatureCheck:
    """Return what the signature beside a statement is worth on the day that the statement bears."""
    from reviewctl.vcs.sshkeys import check

    if file.signature is None or file.statement is None:
        return SignatureCheck("bad-signature", "", "There is no signature, or nothing that is signed.")
    return check(file.data, file.signature, file.statement.person, file.statement.on, trust)
