"""How a sign-off stands somewhere: in the files as they are, at a commit, or as it will be when more is written."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from msgspec.structs import replace

from reviewctl.facts.plan import Plan
from reviewctl.facts.signoff import manifest, request_for, signoffs, statements_for
from reviewctl.model.board import Board
from reviewctl.model.review import Case
from reviewctl.model.signoff import Manifest, RequestFile, Signoff, StatementFile
from reviewctl.model.trust import Trust
from reviewctl.store.register import Register
from reviewctl.store.statements import sums
from reviewctl.work.foresight import register_ahead
from reviewctl.work.one import no_facts
from reviewctl.work.signing import with_signatures
from reviewctl.work.signoff.meant import Meant

NO_CHANGES: Mapping[str, bytes | None] = MappingProxyType({})


class View:
    """One case of a register, as its sign-offs stand. `changes` everywhere are files by path within the register.

    The office holders are those of `board` and the keys those of `trust`, wherever the case itself is read: a
    branch cannot bring its own. `ready` is the case without changes, its signatures checked, where it has been read.
    """

    def __init__(
        self,
        register: Register,
        folder: str,
        plan: Plan,
        board: Board,
        trust: Trust,
        as_of: date,
        ready: Case | None = None,
    ) -> None:
        self.register = register
        self.folder = folder
        self.plan = plan
        self.board = board
        self.trust = trust
        self.as_of = as_of
        self.ready = ready

    def case(self, changes: Mapping[str, bytes | None] = NO_CHANGES) -> Case:
        """Return the case, with the sums of all that can be signed off. Raises EnvironmentFault for no case."""
        if self.ready is not None and not changes:
            return _with_sums(self.ready, self.register, self.folder)
        register = register_ahead(self.register, changes) if changes else self.register
        case, _ = register.case(self.folder)
        if case is None:
            raise no_facts(self.folder)
        return with_signatures(_with_sums(case, register, self.folder), self.trust)

    def manifest(self, one: Meant, changes: Mapping[str, bytes | None] = NO_CHANGES) -> Manifest:
        """Return what is signed off, as it stands."""
        return manifest(one.rule, self.case(changes), one.item or None, one.what)

    def all(self, changes: Mapping[str, bytes | None] = NO_CHANGES) -> tuple[Signoff, ...]:
        """Return every sign-off of the case."""
        return signoffs(self.case(changes), self.plan.kind, self.board, self.as_of, self.plan.pack.roles)

    def signoff(self, one: Meant, changes: Mapping[str, bytes | None] = NO_CHANGES) -> Signoff | None:
        """Return how one sign-off stands, or None where there is nothing of it yet."""
        return next((each for each in self.all(changes) if _is_of(each, one)), None)


def _with_sums(case: Case, register: Register, folder: str) -> Case:
    """Return the case with the sums of all that can be signed off, which are read only where they may be wanted."""
    if case.signoff.sha256:
        return case
    return replace(case, signoff=replace(case.signoff, sha256=sums(register.tree, folder)))


def _is_of(found: Signoff, one: Meant) -> bool:
    return found.what == one.what and (found.item or "") == one.item


def request_in(case: Case, one: Meant) -> RequestFile | None:
    """Return the request for a sign-off that lies in a case, or None."""
    return request_for(case, one.what, one.item)


def statements_in(case: Case, one: Meant) -> tuple[StatementFile, ...]:
    """Return the statements that lie in the folder of a sign-off, by number."""
    return statements_for(case, one.what, one.item)
