"""What `signoff record` and `signoff sign` do: a statement, onto the branch of its request or where one stands."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.signoff import Signoff
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import role_title
from reviewctl.vcs.repository import require
from reviewctl.work.desk import Desk
from reviewctl.work.foresight import register_ahead
from reviewctl.work.loading import Loader
from reviewctl.work.log import facts_ahead
from reviewctl.work.nearest import refuse
from reviewctl.work.neutral import warn_of_names
from reviewctl.work.recording import case_facts
from reviewctl.work.signoff.following import followed
from reviewctl.work.signoff.holders import holders_of
from reviewctl.work.signoff.meant import Meant, meant, title_of
from reviewctl.work.signoff.places import (
    Ground,
    commit_on_branch,
    ground_of,
    refuse_unfinished,
    view_at,
    view_here,
)
from reviewctl.work.signoff.sharing import brought, sent
from reviewctl.work.signoff.stating import Changes, Made, Saying, Signer, may_still, statement_of
from reviewctl.work.writing import Pen

_VERBS = {"approve": "approves", "reject": "rejects", "withdraw": "takes back what was said of"}


def record(desk: Desk, pen: Pen, asked: Saying, sign: Signer | None = None) -> Iterator[str]:
    """Record a statement, signed where `sign` is given; yield what to tell.

    It goes onto the branch of the request while that is not merged, else onto the branch one stands on. Raises
    ReviewctlError, with nothing written, where it would not count, saying why and the way out.
    """
    facts = case_facts(desk, asked.case)
    one = meant(facts, asked.what, asked.item)
    _refuse_stranger(facts, asked.person)
    if not pen.dry_run:
        brought(require(desk.register.root))  # Who covers for somebody may have written on the branch.
    ground = ground_of(desk, one)
    if not ground.tips:
        yield from _here(desk, pen, facts, one, ground, asked, sign)
        return
    if not pen.commit and not pen.dry_run:
        raise ReviewctlError(
            f"It goes onto the branch {ground.branch.name}, so it cannot be left uncommitted.",
            "Leave --no-commit out.",
        )
    kept = ground.kept(one.place)
    # What is checked out, with what the branch says of this sign-off and nothing else of it: so it will be merged, and
    # a branch can bring neither another text nor another panel.
    with view_at(desk, facts, ground.head, today()) as view:
        made = statement_of(view, facts, one, ground, asked, kept, sign, ground.tips[0])
    if pen.dry_run:
        yield f"Would commit onto {ground.branch.name}:"
        yield from _shown(made.files)
        return
    message = f"{one.case}: {one.key}, {asked.decision} by {asked.person}"
    commit_on_branch(ground, kept | made.files, message, command=pen.command, tree_of=ground.tips[0])
    yield from _told(facts, one, made)
    yield f"  branch {ground.branch.name}"
    yield from followed(facts, _ahead(desk, facts, kept | made.files), one, made, merged=False)
    yield from sent(ground, one.place, pen.command)
    warn_of_names(desk, facts, asked.minute, asked.same_text)


def nobody_named(desk: Desk, case: str, what: str, item: str | None, on: date | None) -> ReviewctlError:
    """Return the error where it is not said who speaks: who could on that day, or today, as it is typed.

    Raises what is wrong with CASE and WHAT instead, where something is.
    """
    facts = case_facts(desk, case)
    one = meant(facts, what, item)
    able = may_still(facts, one, one.rule.roles, on or today())
    nobody = "Nobody held a role that is asked on that day: enter who did, in board.yaml under roles or in panel.yaml."
    return ReviewctlError("Who says it? Name the person: --person ID", able or nobody)


def _here(
    desk: Desk, pen: Pen, facts: Facts, one: Meant, ground: Ground, asked: Saying, sign: Signer | None
) -> Iterator[str]:
    refuse_unfinished(ground, one)
    view = view_here(desk, facts, today())
    made = statement_of(view, facts, one, ground, asked, {}, sign, ground.head)
    for path, data in made.files.items():
        if data is not None:
            pen.put(path, data)
    after = facts_ahead(pen, facts)
    if pen.done(f"{one.case}: {one.key}, {asked.decision} by {asked.person}"):
        yield from _told(facts, one, made)
        yield from followed(facts, after, one, made, merged=True)
        warn_of_names(desk, facts, asked.minute, asked.same_text)


def _ahead(desk: Desk, facts: Facts, files: Changes) -> Facts:
    """Return the facts as they will be when the branch with these files is merged; as they are where none can be."""
    ahead = register_ahead(desk.register, files)
    return Loader(ahead, today()).load(facts.case.folder).facts or facts


def _shown(files: Changes) -> Iterator[str]:
    for path, data in files.items():
        yield f"  {path}"
        yield from (f"    {line}" for line in (data or b"").decode("utf-8", "replace").splitlines())
    yield "Nothing was written (--dry-run)."


def _refuse_stranger(facts: Facts, person: str) -> None:
    if facts.board.person(person) is None:
        raise refuse("person", person, [one.id for one in facts.board.people], inside="board.yaml")


def _told(facts: Facts, one: Meant, made: Made) -> Iterator[str]:
    said = made.statement
    yield f"{one.case}: {said.person} {_VERBS[said.decision]} {one.key}"
    yield f"  {title_of(facts, one)}"
    how = "signed" if said.assurance == "signed" else "recorded"
    yield f"  {how}: {long_day(said.on)}, as {role_title(facts.plan.pack, said.role)}"
    if said.minute:
        yield f"  rests on: {said.minute}"
    if made.stated.reason and said.decision == "approve":
        yield f"  {made.stated.reason}"
    yield from _standing(facts, one, made.signoff)


def _standing(facts: Facts, one: Meant, signoff: Signoff) -> Iterator[str]:
    """Yield how the sign-off stands now, and who may still approve."""
    if signoff.state == "complete" and signoff.completed is not None:
        yield f"  complete: all that were asked have approved, {long_day(signoff.completed)}"
        return
    empty = tuple(each.role for each in signoff.required if each.person is None)
    filled = len(signoff.required) - len(empty)
    yield f"  {filled} of {len(signoff.required)} have approved"
    given = {each.person for each in signoff.statements if each.state == "counts"}
    for seat in dict.fromkeys(empty):
        able = [person for person in holders_of(facts, one, seat, today()) if person not in given]
        titles = " or ".join(role_title(facts.plan.pack, role) for role in seat.split(" or "))
        yield f"  still to approve: {titles} ({', '.join(able) or 'nobody holds it today'})"
