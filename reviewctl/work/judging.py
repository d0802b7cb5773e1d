"""Judging a register: what reading found and what the rules find, case by case."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from reviewctl.facts.actions.repeats import NOT_ASKED, Before, Planned, planned
from reviewctl.model.finding import Finding
from reviewctl.model.judged import Judged
from reviewctl.model.trust import FOLDER, Trust
from reviewctl.rules.every import Shelf, judge, judge_register
from reviewctl.store.find import case_folders
from reviewctl.store.packfiles import PackRead
from reviewctl.store.register import Register
from reviewctl.store.workers import WORTH_SHARING
from reviewctl.work.actions.similar import Past, Unasked
from reviewctl.work.loading import Loaded, Loader, pack_findings


def findings_of(
    register: Register, words: tuple[str, ...], start: str, as_of: date, today: date | None = None
) -> Judged:
    """Return every finding on the cases named, or on the whole register, sorted by place and code.

    `today` is the real day, where the register is judged as of an earlier one: what came between is no fault.
    """
    folders = case_folders(register, words, start)
    whole = folders == register.folders
    findings = [*register.findings, *judge_register(shelf_of(register))] if whole else []
    files = len(register.documents) if whole else 0
    own = Loader(register, as_of).own() if whole else None
    findings += judge(own, today) if own is not None else ()
    for read in own_packs(register) if whole else ():
        findings += pack_findings(read)
        files += read.files
    for found, count in _each(Loader(register, as_of), folders, today):
        findings += found
        files += count
    ordered = tuple(sorted(findings, key=lambda finding: (finding.spot, finding.code)))
    return Judged(cases=len(folders), files=files, findings=ordered)


def _each(
    loader: Loader, folders: Sequence[str], today: date | None
) -> Iterator[tuple[tuple[Finding, ...], int]]:
    """Yield what is found in each case, and how many files it has.

    Many cases are shared between processes, and no process has read the plans of all others while it judges. So what
    is recommended again is asked when all are read, and those few cases that do recommend it are judged once more.
    """
    past = Past(loader)
    if len(folders) < WORTH_SHARING:
        yield from loader.each(folders, partial(found_in, today, before=past))
        return
    first: list[_First] = []
    plans: dict[str, Planned] = {}
    for folder, one in zip(
        folders, loader.each(folders, partial(_first, today, Unasked(loader))), strict=True
    ):
        first.append(one)
        if one.plan is not None:
            past.take(folder, one.plan.own)
            plans[folder] = one.plan
    again = past.asking(plans)
    anew = dict(zip(again, loader.each(again, partial(found_in, today, before=past)), strict=True))
    yield from (
        anew.get(folder, (one.findings, one.files)) for folder, one in zip(folders, first, strict=True)
    )


class _First(Struct, frozen=True):
    """What is found in a case as long as no other is looked at, how many files it has, and its plan."""

    findings: tuple[Finding, ...]
    files: int
    plan: Planned | None


def _first(today: date | None, before: Before, loaded: Loaded) -> _First:
    found, files = found_in(today, loaded, before)
    return _First(found, files, planned(loaded.facts) if loaded.facts is not None else None)


def shelf_of(register: Register) -> Shelf:
    """Return what the rules on the register itself look at."""
    return Shelf(
        board=register.documents.get("board"),
        meetings=register.meetings,
        cases=frozenset(register.by_id),
        policy=register.policies.get(register.board.policy),
        trust=trust_of(register),
    )


def trust_of(register: Register) -> Trust:
    """Return whom a register trusts to sign; nobody, and nothing read, where it has no trust folder."""
    if not any(True for _ in register.tree.entries(FOLDER)):
        return Trust()
    from reviewctl.store.trust import read_trust

    return read_trust(register.tree)


def own_packs(register: Register) -> Iterator[PackRead]:
    """Yield the packs in the register's own policy folder."""
    for name in register.policies.own():
        read = register.policies.read(name)
        if read is not None:
            yield read


def found_in(
    today: date | None, loaded: Loaded, before: Before = NOT_ASKED
) -> tuple[tuple[Finding, ...], int]:
    """Return every finding on one case, and how many files it has. `before` is what other reviews recommended."""
    judged = judge(loaded.facts, today, before) if loaded.facts is not None else ()
    return (*loaded.findings, *judged), loaded.files
