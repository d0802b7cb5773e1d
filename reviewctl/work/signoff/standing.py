"""What `signoff status` shows: every sign-off as it stands here, and on the branch of its request."""

from collections.abc import Iterator, Mapping
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.facts.signoff import signoff_of
from reviewctl.model.address import step_key
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.signoff import Signoff
from reviewctl.render.pages.naming import whom
from reviewctl.render.pages.signoff_status import BranchLine, SignoffLine
from reviewctl.vcs.branches import branches_below
from reviewctl.vcs.programs import program_path
from reviewctl.vcs.repository import find, head
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.progress import watched
from reviewctl.work.signoff.holders import holders_of
from reviewctl.work.signoff.meant import BRANCHES, Meant, meant
from reviewctl.work.signoff.places import ground_of, view_at, view_here
from reviewctl.work.unread import shown_id


def lines_of(
    desk: Desk, folders: tuple[str, ...], as_of: date, what: str | None, item: str | None
) -> tuple[list[SignoffLine], list[str]]:
    """Return the sign-offs of the cases in these folders, of one WHAT where it is named, and the cases not read.

    Branches are looked at where there is git.
    """
    loader = Loader(desk.register, as_of)
    found: list[SignoffLine] = []
    unread: list[str] = []
    asked = _branches(desk)
    for loaded in watched(map(loader.load, folders), len(folders), "reviews"):
        if loaded.facts is None:
            unread.append(shown_id(loaded.folder))
        else:
            found += _of_case(desk, loaded.facts, asked.get(loaded.facts.case.id, ()), what, item)
    return found, unread


def _branches(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the sign-offs that have a branch, by case: `imr[pennine-care]`."""
    found: dict[str, tuple[str, ...]] = {}
    repo = find(desk.register.root)
    if repo is None or program_path("git") is None or head(repo) is None:
        return found
    for branch in branches_below(repo, BRANCHES):
        _, case, *rest = branch.name.split("/")
        if len(rest) in (1, 2):
            found[case] = (*found.get(case, ()), step_key(rest[0], rest[1] if rest[1:] else None))
    return found


def _of_case(
    desk: Desk, facts: Facts, branches: tuple[str, ...], what: str | None, item: str | None
) -> Iterator[SignoffLine]:
    wanted = meant(facts, what, item).key if what is not None else None
    here = {one.key: one for one in view_here(desk, facts, facts.as_of).all()}
    there = {key: line for key in branches if (line := _there(desk, facts, key)) is not None}
    for key in dict.fromkeys((*here, *there)):
        one = _named(facts, key)
        if one is not None and wanted in (None, key):
            yield _line(facts, one, here.get(key), there.get(key))


def _named(facts: Facts, key: str) -> Meant | None:
    """Return the sign-off of a key, such as imr[pennine-care]; None where the policy has none of that form."""
    what = key.partition("[")[0]
    rule = facts.plan.kind.signoffs.get(what)
    if rule is None or (rule.for_each is None) != (what == key):
        return None
    item = key.removeprefix(what).strip("[]")
    return Meant(case=facts.case.id, folder=facts.case.folder, what=what, item=item, rule=rule)


def _there(desk: Desk, facts: Facts, key: str) -> BranchLine | None:
    """Return how a sign-off stands with what its branch says of it, or None where there is none that is not merged."""
    one = _named(facts, key)
    if one is None:
        return None
    ground = ground_of(desk, one)
    if not ground.tips:
        return None
    try:
        with view_at(desk, facts, ground.head, facts.as_of) as view:
            found = view.signoff(one, ground.kept(one.place))
    except ReviewctlError as fault:  # Anyone may push a branch: one that is at fault hides no other.
        told = " ".join(words for words in (fault.message, fault.hint) if words)
        return BranchLine(ground.branch.name, None, told)
    return BranchLine(ground.branch.name, found)


def _line(facts: Facts, one: Meant, found: Signoff | None, there: BranchLine | None) -> SignoffLine:
    here = found if found is not None else _nothing_yet(facts, one)
    shown = there.signoff if there is not None and there.signoff is not None else here
    given = {each.person for each in shown.statements if each.state == "counts"}
    empty = dict.fromkeys(seat.role for seat in shown.required if seat.person is None)
    may = {
        seat: tuple(who for who in holders_of(facts, one, seat, facts.as_of) if who not in given)
        for seat in empty
    }
    return SignoffLine(
        signoff=here,
        branch=there,
        may=may,
        pack=facts.plan.pack,
        board=facts.board,
    )


def _nothing_yet(facts: Facts, one: Meant) -> Signoff:
    """Return how a sign-off stands of which there is nothing yet where one stands."""
    return signoff_of(
        facts.case, one.rule, facts.board, facts.as_of, one.what, one.item, facts.plan.pack.roles
    )


def about(facts: Facts) -> str:
    """Return how the heading names one review."""
    return f"{facts.case.id} · {whom(facts.case.file, ' and ')} · sign-offs"
