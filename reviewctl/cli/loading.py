"""Joining the record, the policy and the rules: cases read, worked out and judged, one after another."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from reviewctl.facts.calendar import Calendar, calendar_for
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Plan, plan_of
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.review import Case
from reviewctl.store.register import Register
from reviewctl.store.workers import spread

UNKNOWN_POLICY = declare("STR023", "policy-not-known", "error")
UNKNOWN_TYPE = declare("STR024", "type-not-known", "error")

T = TypeVar("T")


class Loaded(Struct, frozen=True):
    """A case folder as far as it goes: the facts where it could be worked out, and what reading found."""

    folder: str
    facts: Facts | None
    findings: tuple[Finding, ...]
    files: int


class Loader:
    """Reads the cases of a register and works them out on a day. Policies are made ready once."""

    def __init__(self, register: Register, as_of: date) -> None:
        self.register = register
        self.as_of = as_of
        self._plans: dict[tuple[str, str], Plan | Finding] = {}

    def load(self, folder: str) -> Loaded:
        """Return one case folder, read and worked out."""
        case, findings = self.register.case(folder)
        if case is None:
            return Loaded(folder, None, findings, 0)
        plan = self._plan(case)
        if isinstance(plan, Finding):
            return Loaded(folder, None, (*findings, plan), len(case.files))
        facts = Facts(case, plan, self.register.board, self._calendar(plan), self.as_of)
        return Loaded(folder, facts, findings, len(case.files))

    def each(self, folders: Sequence[str], work: Callable[[Loaded], T]) -> Iterator[T]:
        """Yield `work` done on each folder's case, in their order. Many are shared between processes."""
        return spread(lambda folder: work(self.load(folder)), folders)

    def _plan(self, case: Case) -> Plan | Finding:
        key = (case.file.policy, case.file.type)
        if key not in self._plans:
            self._plans[key] = self._find_plan(case)
        found = self._plans[key]
        return found if isinstance(found, Plan) else self._find_fault(case)

    def _find_plan(self, case: Case) -> Plan | Finding:
        policy = self.register.policies.get(case.file.policy)
        kind = policy.type_named(case.file.type) if policy is not None else None
        if policy is None or kind is None:
            return self._find_fault(case)
        return plan_of(policy, kind)

    def _find_fault(self, case: Case) -> Finding:
        policy = self.register.policies.get(case.file.policy)
        if policy is None:
            return UNKNOWN_POLICY.finding(
                _spot(case, "policy"),
                f'There is no policy "{case.file.policy}".',
                case=case.id,
                help="The tool brings stockport-2021; a board's own lie in policy/ in the register.",
            )
        return UNKNOWN_TYPE.finding(
            _spot(case, "type"),
            f'The policy {policy.name} has no review of the type "{case.file.type}".',
            case=case.id,
            help=f"It has: {', '.join(sorted(policy.types))}.",
        )

    def _calendar(self, plan: Plan) -> Calendar:
        settings = self.register.board.calendar
        closed = {one.date: one.why for one in settings.extra_closed} if settings is not None else {}
        return calendar_for(plan.pack.calendar.name, closed)


def _spot(case: Case, key: str) -> Spot:
    head = case.document("case")
    return head.spot((key,)) if head is not None else Spot(case.folder or ".")
