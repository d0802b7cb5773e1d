"""Rules on what a pull request does: each looks at the register before it and after it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.board import Board
from reviewctl.model.codes import Code, declare
from reviewctl.model.finding import Finding, Severity, Spot
from reviewctl.model.proposal import Touched
from reviewctl.model.review import Document
from reviewctl.model.signoff import SignatureCheck, Signoff, StatementFile
from reviewctl.model.trust import Trust
from reviewctl.rules.engine import Offence
from reviewctl.rules.proposed.standing import standing


class CaseSides:
    """One review before a pull request and after it, and the files of it that the pull request touches.

    Facts are None where there is no such review on that side, or where it cannot be worked out (which is another
    finding). Both are worked out by the policy and the office holders of the base. The paths of `touched` are
    relative to the case folder.
    """

    def __init__(
        self, folder: str, before: Facts | None, after: Facts | None, touched: tuple[Touched, ...]
    ) -> None:
        self.folder = folder
        self.before = before
        self.after = after
        self.touched = touched

    @property
    def name(self) -> str:
        """The id of the review, which its folder bears."""
        known = self.before or self.after
        return self.folder.rpartition("/")[2] or (known.case.id if known is not None else "")

    @property
    def prefix(self) -> str:
        """What stands before the paths of the case in the register."""
        return f"{self.folder}/" if self.folder else ""

    @cached_property
    def signed_before(self) -> tuple[Signoff, ...]:
        """How each sign-off stood before the pull request."""
        return standing(self.before) if self.before is not None else ()

    @cached_property
    def signed_after(self) -> tuple[Signoff, ...]:
        """How each sign-off stands after it."""
        return standing(self.after) if self.after is not None else ()

    @cached_property
    def new_statements(self) -> tuple[StatementFile, ...]:
        """The statements that the pull request adds, or whose signature it adds."""
        new = {self.prefix + one.path.removesuffix(".sig") for one in self.touched if one.is_new}
        known = self.after.case.signoff.statements if self.after is not None else ()
        return tuple(one for one in known if one.path in new)

    def touches(self, path: str) -> bool:
        """Whether the pull request touches a file of the case."""
        return any(one.path == path for one in self.touched)

    def spot(self, kind: str, *, item: str = "") -> Spot:
        """Return the place of a document as it is now, else as it was, else the case folder."""
        for facts in (self.after, self.before):
            found = facts.case.document(kind, item) if facts is not None else None
            if found is not None:
                return found.spot()
        return Spot(self.folder or ".")


class Proposal(Struct, frozen=True, kw_only=True):
    """A pull request: what it touches, the register's own documents, and each review that it touches.

    `before` and `after` are the boards as they are written on either side; `begins` is true where the base
    holds no register yet. `documents` are those of the register itself, on either side. `gone` are the
    folders of reviews that are no longer there. `trust` is whom the register trusts, on either side.
    `text_since` is the day on which what a new statement approves came to stand as it is, by the path of the
    statement in the register, and `checked_today` what a check of its signature gives as of the day on which
    it comes in.
    """

    today: date
    touched: tuple[Touched, ...]
    before: Board
    after: Board
    begins: bool = False
    documents: tuple[Mapping[str, Document], Mapping[str, Document]] = ({}, {})
    cases: tuple[CaseSides, ...] = ()
    gone: tuple[str, ...] = ()
    trust: tuple[Trust, Trust] = (Trust(), Trust())
    text_since: Mapping[str, date] = {}
    checked_today: Mapping[str, SignatureCheck] = {}


class Act(Offence, frozen=True, kw_only=True):
    """What such a rule yields: an offence, and the review that it is about."""

    case: str | None = None


Body = Callable[[Proposal], Iterator[Act]]

ACTS: list[tuple[Code, Body]] = []


def act(code: str, name: str, severity: Severity, *citations: str) -> Callable[[Body], Body]:
    """Declare a rule on what a pull request does."""
    declared = declare(code, name, severity, *citations)

    def enter(body: Body) -> Body:
        ACTS.append((declared, body))
        return body

    return enter


def judge_proposal(proposal: Proposal) -> tuple[Finding, ...]:
    """Return every finding on what a pull request does, by place and code."""
    found = [
        code.finding(
            one.spot,
            one.message,
            help=one.help,
            case=one.case,
            citations=one.citations,
            related=one.related,
            severity=one.severity,
            at=one.at,
        )
        for code, body in ACTS
        for one in body(proposal)
    ]
    return tuple(sorted(found, key=lambda finding: (finding.spot, finding.code)))
