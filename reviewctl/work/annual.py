"""What `report annual` does: what the annual report must say of reviews, looked up in every review of the register."""

from datetime import date
from functools import partial

from msgspec import Struct

from reviewctl.facts.annual import ReviewYear, review_year
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.quarter import EARLIEST
from reviewctl.model.report import Report
from reviewctl.model.year import FinancialYear, year_of
from reviewctl.render.pages.annual import Setting, page
from reviewctl.store.register import Register
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.progress import watched
from reviewctl.work.quarterly import kind_meant, policy_of
from reviewctl.work.unread import shown_id


class _Found(Struct, frozen=True):
    """What one review has to say; `unread` is its id where it could not be read."""

    review: ReviewYear | None = None
    unread: str | None = None


def annual(register: Register, year: FinancialYear | None, word: str | None, as_of: date) -> Report:
    """Return the report on a financial year; with None on the last one that has ended by `as_of`.

    `word` is a kind of review, where others than those under section 44 are asked for. Raises ReviewctlError for a
    year that has not begun, or a kind that the policy does not have.
    """
    year = year or FinancialYear(year_of(as_of).begins - 1)
    if year.begins < EARLIEST:
        raise ReviewctlError(
            f"No year before {EARLIEST} is reported on.", "Look at the year of the day again."
        )
    if year.first > as_of:
        last = FinancialYear(year_of(as_of).begins - 1).name
        raise ReviewctlError(f"The year {year.name} has not begun.", f"The last that has ended: {last}")
    kind = kind_meant(policy_of(register), word) if word is not None else None
    kinds = (kind.type,) if kind is not None else ()
    folders = register.folders
    loader = Loader(register, as_of, dates_only=True)
    found = list(
        watched(loader.each(folders, partial(_found, year=year, kinds=kinds)), len(folders), "reviews")
    )
    setting = Setting(
        board=register.board,
        year=year,
        as_of=as_of,
        kind=kind,
        unread=tuple(sorted(one.unread for one in found if one.unread is not None)),
        command=_to_record(register, year) if register.single is None else "",
    )
    return page(sorted((one.review for one in found if one.review), key=lambda one: one.case), setting)


def _found(loaded: Loaded, year: FinancialYear, kinds: tuple[str, ...]) -> _Found:
    if loaded.facts is None:
        return _Found(unread=shown_id(loaded.folder))
    return _Found(review_year(loaded.facts, year, kinds))


def _to_record(register: Register, year: FinancialYear) -> str:
    """Return the command that records that the year was reported, where the policy has the event for it (P§18)."""
    policy = register.policies.get(register.board.policy)
    if policy is None or not any(one.startswith("annual_report") for one in policy.pack.events):
        return ""
    return f'reviewctl record board "annual_report[{year.name}]" today'
