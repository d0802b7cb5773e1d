"""What `report quarterly` does: the referrals of a quarter, looked up in every review of the register."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.facts.quarter import ReferralLine, counts_of, line_of
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Policy
from reviewctl.model.quarter import EARLIEST, Quarter, quarter_of
from reviewctl.model.report import Report
from reviewctl.render.pages.quarterly import Past, Setting, page
from reviewctl.store.register import Register
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.nearest import refuse
from reviewctl.work.progress import watched
from reviewctl.work.pseudonyms import may_be_a_name
from reviewctl.work.unread import shown_id

BESIDE = 4
"""How many earlier quarters stand beside the one reported: with it, a year and the same quarter last year."""


class _Found(Struct, frozen=True):
    """What one review has to say in each of the quarters; `name` is its id where it could not be read."""

    lines: tuple[tuple[Quarter, ReferralLine], ...] = ()
    unread: str | None = None


def quarterly(register: Register, quarter: Quarter | None, word: str, as_of: date) -> Report:
    """Return the report on a quarter; with None on the last one that has ended by `as_of`.

    Raises ReviewctlError for a kind of review that the policy does not have, or a quarter that has not begun.
    """
    policy = policy_of(register)
    kind = kind_meant(policy, word)
    quarter = quarter or quarter_of(as_of).earlier()
    if quarter.year < EARLIEST:
        raise ReviewctlError(
            f"No quarter before {EARLIEST} is reported on.", "Look at the year of the day again."
        )
    if quarter.first > as_of:
        raise ReviewctlError(
            f"The quarter {quarter.name} has not begun.",
            f"The last that has ended: {quarter_of(as_of).earlier().name}",
        )
    quarters = tuple(quarter.earlier(by) for by in range(BESIDE + 1))
    folders = register.folders
    work = partial(_found, quarters=quarters, kinds=kind.names)
    loader = Loader(register, as_of, dates_only=True)
    found = list(watched(loader.each(folders, work), len(folders), "reviews"))
    by_quarter = {one: [line for each in found for q, line in each.lines if q == one] for one in quarters}
    setting = Setting(
        board=register.board.board,
        quarter=quarter,
        as_of=as_of,
        kind=kind,
        unread=tuple(sorted(one.unread for one in found if one.unread is not None)),
        command=_to_record(policy, kind, quarter) if register.single is None else "",
    )
    return page(
        sorted(by_quarter[quarter], key=lambda line: line.case),
        [Past(one, counts_of(by_quarter[one])) for one in quarters],
        setting,
    )


def kind_meant(policy: Policy, word: str) -> ReviewType:
    """Return the kind of review that a word names. Raises ReviewctlError, with the nearest, where there is none."""
    kind = policy.type_named(word)
    if kind is None:
        raise refuse("kind of review", word, sorted(policy.types))
    return kind


def policy_of(register: Register) -> Policy:
    """Return the policy of a register, or of a case folder alone. Raises ReviewctlError where it cannot be read."""
    name, where = register.board.policy, "board.yaml"
    if register.single is not None:  # A case folder alone has no board.yaml: its own line says which.
        case, _ = register.case(register.folders[0], dates_only=True)
        name, where = (case.file.policy if case is not None else ""), "case.yaml"
    policy = register.policies.get(name)
    if policy is None:
        raise ReviewctlError(
            f"The policy that {where} names cannot be read.",
            "See what is to be put right: reviewctl validate",
        )
    return policy


def _found(loaded: Loaded, quarters: tuple[Quarter, ...], kinds: tuple[str, ...]) -> _Found:
    if loaded.facts is None:
        return _Found(unread=shown_id(loaded.folder))
    if not _is_a(loaded.facts, kinds):
        return _Found()
    return _Found(tuple(_lines(loaded.facts, quarters)))


def _is_a(facts: Facts, kinds: tuple[str, ...]) -> bool:
    """Whether a case is or once was of the kind: a referral that was converted later was one all the same."""
    file = facts.case.file
    return any(one.lower() in kinds for one in (file.type, *(former.type for former in file.was)))


def _lines(facts: Facts, quarters: tuple[Quarter, ...]) -> Iterator[tuple[Quarter, ReferralLine]]:
    for quarter in quarters:
        line = line_of(facts, quarter, may_be_a_name)
        if line is not None:
            yield quarter, line


def _to_record(policy: Policy, kind: ReviewType, quarter: Quarter) -> str:
    """Return the command that records that SARs were reported, where the policy has the event for it (P§5)."""
    if kind.type != "sar" or not any(event.startswith("sar_list") for event in policy.pack.events):
        return ""
    return f'reviewctl record board "sar_list[{quarter.name}]" today'
