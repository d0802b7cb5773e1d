"""What `action list` does: the actions of every review, read once, and those of them that are asked for."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.actions.choosing import Wanted, chosen
from reviewctl.facts.actions.stages import PlanStanding, plan_standing
from reviewctl.facts.actions.standing import ActionLine, Awaited, action_lines
from reviewctl.model.board import Board
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.pages.naming import agency_name, many
from reviewctl.store.register import Register
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.nearest import nearest, refuse
from reviewctl.work.progress import watched


class Found(Struct, frozen=True):
    """The actions of the reviews that were read, how many faults reading found in them, and where the plans are."""

    lines: tuple[ActionLine, ...] = ()
    faults: int = 0
    plans: tuple[PlanStanding, ...] = ()


def lines_of(loaded: Loaded) -> Found:
    """Return the actions of one review."""
    if loaded.facts is None:
        return Found(faults=max(1, loaded.faults))
    plan = plan_standing(loaded.facts)
    return Found(action_lines(loaded.facts), loaded.faults, (plan,) if plan is not None else ())


def gather(desk: Desk, loader: Loader, folders: Sequence[str]) -> Found:
    """Return the actions of all these reviews, in their order."""
    found = list(watched(loader.each(folders, lines_of), len(folders), "reviews"))
    return Found(
        tuple(line for one in found for line in one.lines),
        sum(one.faults for one in found),
        tuple(plan for one in found for plan in one.plans),
    )


def asked_for(
    lines: Sequence[ActionLine], board: Board, owner: str | None, theme: str | None, rest: Wanted
) -> tuple[Wanted, tuple[str, ...]]:
    """Return what is asked for, made exact, and in words for the page.

    An owner is an agency by any of its names, or the words of a plan for a body beyond the Board. Raises
    ReviewctlError, with the nearest, for an owner or a theme that no plan and no list of the Board's has.
    """
    who = owner_meant(lines, board, owner) if owner is not None else None
    what = _theme(lines, board, theme) if theme is not None else None
    wanted = replace(rest, owner=who, theme=what)
    return wanted, tuple(_words(wanted, board))


def owner_meant(lines: Sequence[ActionLine], board: Board, word: str) -> str:
    """Return the id of the agency that is meant, or the words of a plan in small letters. Raises ReviewctlError."""
    agency = board.named(word)
    if agency is not None:
        return agency.id
    asked = " ".join(word.split()).casefold()
    owners = {one.casefold(): one for line in lines for one in line.owners}
    if asked in owners:
        return asked
    within = [one for one in owners if asked and asked in one]
    if len(within) == 1:
        return within[0]
    known = [
        *(one.id for one in board.agencies),
        *(one for one in owners.values() if board.agency(one) is None),
    ]
    near = [owners[one] for one in within] or nearest(word, known)
    raise ReviewctlError(
        f"{'Several owners answer to' if within else 'No action is owned by anybody called'} that word.",
        f"Did you mean {' or '.join(near)}?"
        if near
        else f"Agencies: {', '.join(one.id for one in board.agencies)}.",
    )


def _theme(lines: Sequence[ActionLine], board: Board, word: str) -> str:
    themes = dict.fromkeys([*board.themes, *(line.theme for line in lines if line.theme)])
    by_lower = {one.casefold(): one for one in themes}
    if word.strip().casefold() not in by_lower:
        raise refuse("theme", word, themes)
    return word.strip().casefold()


def _words(wanted: Wanted, board: Board) -> list[str]:
    awaited: dict[Awaited, str] = {
        "evidence": "met and without evidence",
        "verification": "met and its evidence not checked",
        "impact": "met and nothing shows that it helped",
    }
    said = (
        wanted.owner and f"owned by {agency_name(board, wanted.owner)}",
        wanted.theme and f"on {wanted.theme}",
        "overdue" if wanted.overdue else None,
        wanted.due_by and f"due by {wanted.due_by.day}/{wanted.due_by.month}/{wanted.due_by.year}",
        wanted.stale is not None and f"nothing heard for {many(wanted.stale, 'day')} or more",
        wanted.awaiting and awaited[wanted.awaiting],
    )
    return [one for one in said if one]


def shown(lines: Sequence[ActionLine], wanted: Wanted, *, whole: bool) -> tuple[ActionLine, ...]:
    """Return the actions that a page lists: those asked for, without what is over and closed unless `whole`."""
    asked = chosen(lines, wanted)
    return asked if whole else tuple(one for one in asked if matters(one))


def matters(line: ActionLine) -> bool:
    """Whether somebody still has to do or to show something, in a review that is not closed."""
    return not line.closed and (line.open or bool(line.awaiting))


def role_titles(register: Register) -> dict[str, str]:
    """Return what people call the roles of the Board's policy, by role; none where it cannot be used."""
    policy = register.policies.get(register.board.policy)
    return {name: one.title for name, one in policy.pack.roles.items()} if policy is not None else {}


def item_titles(register: Register) -> dict[str, str]:
    """Return what the items are called that every plan holds (P§17), by their word, in the Board's policy."""
    policy = register.policies.get(register.board.policy)
    kinds = policy.types.values() if policy is not None else ()
    return {word: one.title for kind in kinds for word, one in kind.standard_actions.items()}
