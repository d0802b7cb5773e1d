"""Which sign-off a person means: WHAT of CASE, of an agency where there is one for each."""

import re

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.facts.record import COLLECTIONS
from reviewctl.model.address import step_key
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import SignoffRule
from reviewctl.model.signoff import folder_of, typed_name
from reviewctl.render.pages.naming import agency_name
from reviewctl.work.nearest import refuse

_WITH_ITEM = re.compile(r"([^\[\]]+)\[([^\[\]]+)\]")
BRANCHES = "signoff"
"""The branches of requests lie below this: signoff/SAR-2026-001/overview-report."""


class Meant(Struct, frozen=True, kw_only=True):
    """One sign-off of one case. `item` is the agency's id, or "" where there is one for the whole review."""

    case: str
    folder: str
    what: str
    item: str
    rule: SignoffRule

    @property
    def key(self) -> str:
        """How it is named: `overview-report`, `imr[pennine-care]`."""
        return step_key(self.what, self.item)

    @property
    def typed(self) -> str:
        """How it is typed behind a command: CASE and WHAT, with an agency in quotes for the shell's sake."""
        return f"{self.case} {typed_name(self.what, self.item)}"

    @property
    def branch(self) -> str:
        """The name of the branch on which it is asked for."""
        return "/".join(part for part in (BRANCHES, self.case, self.what, self.item) if part)

    @property
    def place(self) -> str:
        """The folder of its statements, within the register."""
        return "/".join(part for part in (self.folder, self.inner) if part)

    @property
    def inner(self) -> str:
        """The folder of its statements, within the case."""
        return folder_of(self.what, self.item)


def meant(facts: Facts, word: str, item: str | None = None) -> Meant:
    """Return the sign-off that a person named.

    Raises ReviewctlError for one that the policy does not have, and where an agency is wanted or has no place.
    """
    found = _WITH_ITEM.fullmatch(word.strip())
    what, within = (found[1], found[2]) if found is not None else (word.strip(), None)
    rules = facts.plan.kind.signoffs
    rule = rules.get(what.lower())
    if rule is None:
        raise refuse("sign-off", what, rules, _there_are(facts))
    return Meant(
        case=facts.case.id,
        folder=facts.case.folder,
        what=what.lower(),
        item=_item(facts, what.lower(), rule, item or within),
        rule=rule,
    )


def _there_are(facts: Facts) -> str:
    rules = facts.plan.kind.signoffs
    if not rules:
        return f"The policy has none for a {facts.plan.kind.title}."
    return f"There is: {', '.join(rules)}."


def _item(facts: Facts, what: str, rule: SignoffRule, word: str | None) -> str:
    if rule.for_each is None:
        if word is not None:
            raise ReviewctlError(
                f"{what} is signed off once for the whole review, and not for each agency.",
                f"Leave the agency out: {facts.case.id} {what}",
            )
        return ""
    there = tuple(COLLECTIONS[rule.for_each](facts.case))
    if word is None:
        raise ReviewctlError(
            f"Whose? There is one {what} for each agency.",
            f'Say: {facts.case.id} "{what}[AGENCY]". There is: {", ".join(there) or "none yet"}.',
        )
    agency = facts.board.named(word)
    known = agency.id if agency is not None else word
    if known in there:
        return known
    if agency is not None:
        raise ReviewctlError(
            f"Nothing is recorded yet of what {agency.id} owes in this review.",
            f"First: reviewctl add {facts.case.id} returns --agency {agency.id}",
        )
    raise refuse("agency", word, there, inside="this review")


def title_of(facts: Facts, one: Meant) -> str:
    """Return what is signed off, in words, with the agency's name where it is of one."""
    return f"{one.rule.title}: {agency_name(facts.board, one.item)}" if one.item else one.rule.title
