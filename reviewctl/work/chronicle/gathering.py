"""The chronologies of a review, taken from its folder and put together."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec.structs import replace

from reviewctl.facts.chronicle.integrate import AS_USUAL, Options, integrate
from reviewctl.facts.chronicle.ordering import Account
from reviewctl.facts.judged import Facts
from reviewctl.facts.ledger import not_brought_in
from reviewctl.model.integrated import Integrated
from reviewctl.model.returns import AgencyReturns
from reviewctl.model.trouble import ReviewctlError
from reviewctl.render.pages.naming import agency_name
from reviewctl.store.find import case_folders
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.one import one_case


def loaded_meant(desk: Desk, word: str | None, as_of: date, command: str) -> Loaded:
    """Return the review that a person means, as far as it can be read: the one named, else the one they stand in.

    Raises ReviewctlError where that is none, or several.
    """
    folders = case_folders(desk.register, (word,) if word else (), desk.folder)
    if len(folders) != 1:
        raise ReviewctlError("Which review?", f"Name it: reviewctl {command} CASE. All: reviewctl status")
    return Loader(desk.register, as_of).load(folders[0])


def case_meant(desk: Desk, word: str | None, as_of: date, command: str) -> Facts:
    """Return the facts of the review that a person means, as `loaded_meant` finds it.

    Raises EnvironmentFault where it cannot be worked out.
    """
    return one_case(loaded_meant(desk, word, as_of, command))


def at_fault(loaded: Loaded) -> tuple[str, ...]:
    """Return the chronologies in which reading found errors, by their paths: something in them may be missing."""
    paths = {one.spot.path for one in loaded.findings if one.severity == "error"}
    return tuple(sorted(path for path in paths if path.split("/")[-2:-1] == ["chronology"]))


def accounts_of(facts: Facts) -> tuple[Account, ...]:
    """Return every chronology of a review, full and initial ones, by agency."""
    return (*_accounts(facts, "chronology"), *_accounts(facts, "initial-chronology"))


def _accounts(facts: Facts, what: Literal["chronology", "initial-chronology"]) -> Iterator[Account]:
    for one in facts.case.several(what):
        owed = facts.case.returns.get(one.item, AgencyReturns())
        yield Account(one.item, one, what != "chronology", not_brought_in(owed, what))


def integrated_of(facts: Facts, options: Options = AS_USUAL) -> Integrated:
    """Return the integrated chronology of a review, within the scope of its terms of reference.

    The names of the agencies are the Board's.
    """
    accounts = accounts_of(facts)
    names = {one.agency: agency_name(facts.board, one.agency) for one in accounts}
    scope = facts.case.terms.scope
    period = (scope.from_, scope.to) if scope is not None else (None, None)
    return integrate(facts.case.id, accounts, facts.case.file.subjects, period, replace(options, names=names))
