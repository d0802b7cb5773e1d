"""The page of `signoff status`: each sign-off, how it stands, who approved and who has still to."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.model.board import Board
from reviewctl.model.policy import Pack
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.model.signoff import Signoff, Stated
from reviewctl.render.dates import as_at, plain_day
from reviewctl.render.pages.naming import agency_name, listed, role_title

FIELDS = ("case", "what", "item", "state", "digest", "required", "statements", "branch")
_WORDS: dict[str, tuple[str, Style]] = {
    "complete": ("complete", "good"),
    "open": ("OPEN", "soon"),
    "stale": ("CHANGED", "late"),
    "not-requested": ("-", "quiet"),
}
_MERGE: tuple[str, Style] = ("MERGE", "soon")
_SAID = {"approve": "approved", "reject": "REJECTED", "withdraw": "took it back"}
_QUIET = ("replaced", "withdrawn", "not-needed")
"""States of statements that are of the past, and trouble nobody."""


class BranchLine(Struct, frozen=True):
    """How a sign-off stands on the branch of its request, which is not merged.

    `signoff` is None where that cannot be said, and `fault` is then a sentence why.
    """

    name: str
    signoff: Signoff | None
    fault: str = ""


class SignoffLine(Struct, frozen=True, kw_only=True):
    """One sign-off, with what is needed to show it.

    `may` says who could fill each seat that is empty, by role. `branch` is None where none is unmerged.
    """

    signoff: Signoff
    branch: BranchLine | None
    may: Mapping[str, tuple[str, ...]]
    pack: Pack
    board: Board

    @property
    def shown(self) -> Signoff:
        """Return what is to be shown: how it stands on its branch while that is not merged."""
        there = self.branch.signoff if self.branch is not None else None
        return there if there is not None else self.signoff

    @property
    def wanted(self) -> bool:
        """Whether it was asked for, here or on its branch."""
        return self.branch is not None or self.signoff.state != "not-requested"


def page(
    lines: Sequence[SignoffLine],
    about: str,
    as_of: date,
    *,
    unread: Sequence[str] = (),
    whole: bool,
    exit_code: bool = False,
) -> Report:
    """Return the report of `signoff status`. `whole` names what was not asked for, too.

    `unread` are the reviews of which nothing can be said.
    """
    records = [record_of(line) for line in lines]
    lacking = bool(unread) or any(line.wanted and line.signoff.state != "complete" for line in lines)
    return Report(
        command="signoff",
        payload={"as_of": as_of, "signoffs": records, "unread": list(unread)},
        records=[flat(record) for record in records],
        fields=FIELDS,
        blocks=(*_blocks(lines, about, as_of, whole), *_unread(unread)),
        exit_code=1 if lacking and exit_code else 0,
    )


def _unread(unread: Sequence[str]) -> Iterator[Block]:
    if unread:
        yield Paragraph(
            f"Cannot be read, so nothing is said of: {', '.join(unread)}. reviewctl validate", "late"
        )


def record_of(line: SignoffLine) -> dict[str, object]:
    """Return a sign-off as scripts read it. `branch` is how it stands on its branch, null where that is merged.

    What was asked for on a branch is `open`: approvals there count for nothing before they are merged.
    """
    one, branch = line.signoff, line.branch
    state = "open" if line.wanted and one.state == "not-requested" else one.state
    return plain_signoff(one) | {"state": state, "branch": _branch(branch) if branch is not None else None}


def _branch(branch: BranchLine) -> dict[str, object]:
    named: dict[str, object] = {"name": branch.name, "fault": branch.fault or None, "state": None}
    return named | (plain_signoff(branch.signoff) if branch.signoff is not None else {})


def plain_signoff(one: Signoff) -> dict[str, object]:
    """Return a sign-off as plain values."""
    return {
        "case": one.case,
        "what": one.what,
        "item": one.item,
        "title": one.title,
        "state": one.state,
        "digest": one.manifest.digest if not one.manifest.lacking else None,
        "lacking": list(one.manifest.lacking),
        "assurance": one.assurance,
        "requested": one.requested.on if one.requested is not None else None,
        "completed": one.completed,
        "citations": list(one.citations),
        "required": [
            {"role": seat.role, "title": seat.title, "person": seat.person} for seat in one.required
        ],
        "statements": [_statement(each) for each in one.statements],
    }


def _statement(one: Stated) -> dict[str, object]:
    return {
        "role": one.role or None,
        "person": one.person,
        "decision": one.decision or None,
        "on": one.on,
        "assurance": one.assurance or None,
        "state": one.state,
        "reason": one.reason or None,
        "path": one.file.path,
    }


def flat(record: dict[str, object]) -> dict[str, object]:
    """Return a record for a table of cells: what is nested in one line each."""
    required, statements, branch = record["required"], record["statements"], record["branch"]
    assert isinstance(required, list) and isinstance(statements, list)
    return record | {
        "required": [f"{one['role']}: {one['person'] or '-'}" for one in required],
        "statements": [f"{one['person']} {one['decision']} {one['on']} {one['state']}" for one in statements],
        "branch": f"{branch['name']} {branch['state']}" if isinstance(branch, dict) else None,
    }


def _blocks(lines: Sequence[SignoffLine], about: str, as_of: date, whole: bool) -> Iterator[Block]:
    yield Heading(about, as_at(as_of))
    asked = [line for line in lines if line.wanted]
    if not asked:
        cases = {line.signoff.case for line in lines}
        case = cases.pop() if len(cases) == 1 else "CASE"
        yield Paragraph(f"Nothing was asked to be signed off. Ask: reviewctl signoff request {case} WHAT")
    else:
        yield from _table(asked)
    rest = [line for line in lines if not line.wanted]
    if rest and whole:
        yield Paragraph(f"Not asked for: {', '.join(line.signoff.key for line in rest)}.", "quiet")
    if any(_waits(line) for line in asked):
        yield Paragraph("MERGE: all have approved on its branch. It counts when that pull request is merged.")
    changed = [line for line in asked if _changed(line)]
    if changed:
        yield Paragraph(f"CHANGED: what was asked about has changed since. Ask anew: {_anew(changed)}")


def _table(asked: Sequence[SignoffLine]) -> Iterator[Block]:
    several = len({line.signoff.case for line in asked}) > 1
    columns = (
        Column(""), *([Column("review")] if several else []), Column("what", flexible=True), Column("given"),
        Column("asked"), Column("complete"), Column("P§", flexible=True),
    )  # fmt: skip
    yield Table(columns, tuple(_row(line, several) for line in asked))


def _row(line: SignoffLine, several: bool) -> Row:
    one = line.shown
    word, style = _MERGE if _waits(line) else _WORDS["stale" if _changed(line) else one.state]
    filled = sum(seat.person is not None for seat in one.required)
    cells = (
        word, *([one.case] if several else []), _what(line), f"{filled} of {len(one.required)}",
        plain_day(one.requested.on) if one.requested is not None else "-",
        plain_day(one.completed) if one.completed is not None else "-",
        ", ".join(one.citations),
    )  # fmt: skip
    return Row(cells, style, tuple(_below(line)))


def _waits(line: SignoffLine) -> bool:
    """Whether all have approved on its branch, and that waits to be merged."""
    there = line.branch.signoff if line.branch is not None else None
    return there is not None and there.state == "complete"


def _changed(line: SignoffLine) -> bool:
    """Whether the text is no more the one that was asked about, so that nobody can approve it."""
    one = line.shown
    if one.requested is None or one.state == "complete" or one.manifest.lacking:
        return one.state == "stale"
    return one.state == "stale" or one.requested.digest != one.manifest.digest


def _anew(changed: Sequence[SignoffLine]) -> str:
    if len(changed) > 1:
        return "reviewctl signoff request CASE WHAT"
    one = changed[0].signoff
    return f"reviewctl signoff request {one.case} {one.typed}"


def _what(line: SignoffLine) -> str:
    one = line.signoff
    return f"{one.title}: {agency_name(line.board, one.item)}" if one.item else one.title


def _below(line: SignoffLine) -> Iterator[str]:
    one = line.shown
    for stated in one.statements:
        if stated.state == "counts":
            yield _counted(line, stated)
    for stated in one.statements:
        if stated.state == "rejected":
            yield _counted(line, stated)
        elif stated.state == "ahead":
            yield f"NOT YET: {_counted(line, stated)}"
        elif stated.state != "counts" and stated.state not in _QUIET:
            yield f"DOES NOT COUNT: {_counted(line, stated)}. {stated.reason}".rstrip()
    if one.requested is None and line.wanted:
        yield "DOES NOT COUNT: the request, which cannot be relied on or is lacking. Ask anew"
    if one.manifest.lacking:
        yield f"not in the record: {listed(one.manifest.lacking)}"
    for seat in dict.fromkeys(seat.role for seat in one.required if seat.person is None):
        people = ", ".join(line.may.get(seat, ())) or "nobody holds it today"
        yield f"still to approve: {_roles(line, seat)} ({people})"
    if line.branch is not None:
        fault = f", which cannot be read: {line.branch.fault}" if line.branch.fault else ", not merged"
        yield f"on its branch {line.branch.name}{fault}"


def _counted(line: SignoffLine, one: Stated) -> str:
    said = _SAID.get(one.decision, "said something")
    when = f" {plain_day(one.on)}" if one.on is not None else ""
    how = f", {one.assurance}" if one.assurance else ""
    role = f" as {_roles(line, one.role)}" if one.role else ""
    return f"{one.person}{role}: {said}{when}{how}"


def _roles(line: SignoffLine, seat: str) -> str:
    return " or ".join(role_title(line.pack, role) for role in seat.split(" or "))
