"""Joining the record, the policy and the rules: cases read, worked out and judged, one after another."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from reviewctl.facts.calendar import Calendar, calendar_for
from reviewctl.facts.conversion import Former, types_on, with_events_of
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Plan, plan_of, register_kind
from reviewctl.model.case import CaseFile
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.record import FORMAT
from reviewctl.model.review import Case
from reviewctl.model.trust import Trust
from reviewctl.rules.words import quoted
from reviewctl.store.packfiles import PackRead
from reviewctl.store.packs import Policies
from reviewctl.store.register import Register
from reviewctl.store.workers import spread
from reviewctl.work.joint import joint_faults

UNKNOWN_POLICY = declare("STR023", "policy-not-known", "error")
UNKNOWN_TYPE = declare("STR024", "type-not-known", "error")

T = TypeVar("T")


class Loaded(Struct, frozen=True):
    """A case folder as far as it goes: the facts where it could be worked out, and what reading found."""

    folder: str
    facts: Facts | None
    findings: tuple[Finding, ...]
    files: int

    @property
    def faults(self) -> int:
        """How many errors reading found."""
        return sum(finding.severity == "error" for finding in self.findings)


class Loader:
    """Reads the cases of a register and works them out on a day. Policies are made ready once.

    With `dates_only` the evidence stays unread, which is most of a register: enough for what only shows dates.
    Signatures are checked against `trust`, that of the register itself where none is given.
    """

    def __init__(
        self, register: Register, as_of: date, *, dates_only: bool = False, trust: Trust | None = None
    ) -> None:
        self.dates_only = dates_only
        self._trust = trust
        self.register = register
        self.as_of = as_of
        self._plans: dict[tuple[str, ...], Plan | Finding] = {}
        self._faults: dict[str, Spot | None] = {}

    def load(self, folder: str) -> Loaded:
        """Return one case folder, read and worked out."""
        case, findings = self.register.case(folder, dates_only=self.dates_only)
        if case is None:
            return Loaded(folder, None, findings, 0)
        if case.signoff.statements:
            case = self._with_signatures(case)
        plan = self._plan(case)
        if isinstance(plan, Finding):
            return Loaded(folder, None, (*findings, plan), len(case.files))
        former = self._former(case) if case.file.was else ()
        facts = Facts(case, plan, self.register.board, self._calendar(plan), self.as_of, former)
        if case.file.joint_with:
            findings = (*findings, *joint_faults(self.register, case))
        return Loaded(folder, facts, findings, len(case.files))

    def own(self) -> Facts | None:
        """Return the facts of the register itself: its diary, log, complaints and correspondence, and its own steps.

        None where there is no register, or where its policy cannot be used.
        """
        register = self.register
        policy = register.policies.get(register.board.policy) if register.single is None else None
        if policy is None or self._fault_of(register.board.policy) is not None:
            return None
        plan = plan_of(policy, register_kind(policy.pack))
        file = CaseFile(format=FORMAT, id="", type=plan.kind.type, policy=policy.name)
        case = Case(
            id="",
            folder="",
            file=file,
            documents=register.documents,
            meetings=register.meetings,
            around=register.meetings,
        )
        return Facts(case, plan, register.board, self._calendar(plan), self.as_of)

    def each(self, folders: Sequence[str], work: Callable[[Loaded], T]) -> Iterator[T]:
        """Yield `work` done on each folder's case, in their order. Many are shared between processes."""
        return spread(lambda folder: work(self.load(folder)), folders)

    def _with_signatures(self, case: Case) -> Case:
        """Return the case with its signatures checked; whom the register trusts is read once."""
        from reviewctl.store.trust import read_trust
        from reviewctl.work.signing import has_signatures, with_signatures

        if not has_signatures(case):
            return case
        if self._trust is None:
            self._trust = read_trust(self.register.tree)
        return with_signatures(case, self._trust)

    def _plan(self, case: Case) -> Plan | Finding:
        key = (case.file.policy, *self._types(case))
        if key not in self._plans:
            self._plans[key] = self._find_plan(case)
        found = self._plans[key]
        return found if isinstance(found, Plan) else self._find_fault(case)

    def _find_plan(self, case: Case) -> Plan | Finding:
        policy = self.register.policies.get(case.file.policy)
        kind = policy.type_named(case.file.type) if policy is not None else None
        if policy is None or kind is None or self._fault_of(case.file.policy) is not None:
            return self._find_fault(case)
        now, *others = (policy.type_named(one) for one in self._types(case))
        return plan_of(policy, with_events_of(now or kind, [one for one in others if one is not None]))

    def _types(self, case: Case) -> tuple[str, ...]:
        """Return the type that a case had on the day judged on, and then every other that it has had or will have."""
        if not case.file.was:
            return (case.file.type,)
        now, _ = types_on(case.file, self.as_of)
        return tuple(dict.fromkeys((now, *(one.type for one in case.file.was), case.file.type)))

    def _former(self, case: Case) -> tuple[Former, ...]:
        """Return the kinds that a converted case was of by the day judged on, made ready."""
        policy = self.register.policies.get(case.file.policy)
        found = []
        for name, until in types_on(case.file, self.as_of)[1]:
            kind = policy.type_named(name) if policy is not None else None
            if policy is None or kind is None:
                continue
            key = (case.file.policy, "was", name, *self._types(case))
            if key not in self._plans:
                others = [policy.type_named(one) for one in self._types(case)]
                self._plans[key] = plan_of(policy, with_events_of(kind, [one for one in others if one]))
            plan = self._plans[key]
            if not isinstance(plan, Finding):
                found.append(Former(plan, until))
        return tuple(found)

    def _fault_of(self, name: str) -> Spot | None:
        """Return where the first error of a pack stands, or None. What the tool brings is tested, not checked."""
        if name not in self._faults:
            self._faults[name] = first_fault(self.register.policies, name)
        return self._faults[name]

    def _find_fault(self, case: Case) -> Finding:
        policy = self.register.policies.get(case.file.policy)
        fault = self._fault_of(case.file.policy)
        if fault is not None:
            return UNKNOWN_POLICY.finding(
                _spot(case, "policy"),
                f'The policy "{case.file.policy}" is at fault, so this review cannot be worked out.',
                case=case.id,
                help=f"Put the policy right first, from {fault} on: reviewctl validate",
                related=(fault,),
            )
        if policy is None:
            return UNKNOWN_POLICY.finding(
                _spot(case, "policy"),
                f"There is no policy {quoted(case.file.policy)}.",
                case=case.id,
                help="The tool brings stockport-2021; a board's own lie in policy/ in the register.",
            )
        return UNKNOWN_TYPE.finding(
            _spot(case, "type"),
            f"The policy {policy.name} has no review of the type {quoted(case.file.type)}.",
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


def first_fault(policies: Policies, name: str) -> Spot | None:
    """Return where the first error of a pack of the register's own stands, or None."""
    read = policies.read(name) if name in policies.own() else None
    errors = [one.spot for one in pack_findings(read) if one.severity == "error"] if read is not None else []
    return min(errors, default=None)


def pack_findings(read: PackRead) -> tuple[Finding, ...]:
    """Return everything wrong with a pack: what reading found, and what the files that read whole come to."""
    from reviewctl.rules.packs import check_pack

    at_fault = {finding.spot.path for finding in read.findings}
    sound = {name: one for name, one in read.documents.items() if one.path not in at_fault}
    return (*read.findings, *(check_pack(read.policy, sound) if read.policy is not None else ()))
