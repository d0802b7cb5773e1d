"""What `action similar` does: the plans of all other reviews looked through for what a plan recommends again."""

from collections.abc import Sequence
from functools import partial

from reviewctl.facts.actions.gist import Gists
from reviewctl.facts.actions.repeats import (
    Asked,
    Repeat,
    came_of,
    considers,
    is_earlier,
    recommended,
    recommended_in,
)
from reviewctl.facts.actions.similar import Earlier, Near, Recommended
from reviewctl.facts.judged import Facts
from reviewctl.model.actions import ActionPlan
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.trouble import EnvironmentFault, ReviewctlError
from reviewctl.render.pages.action_similar import Looked
from reviewctl.store.documents import document_from
from reviewctl.store.register import Register
from reviewctl.store.workers import spread
from reviewctl.work.loading import Loader
from reviewctl.work.nearest import refuse

SHOWN = 5
"""So many earlier recommendations are shown of each at the most: the most alike."""
_LOOKED_AT = 4 * SHOWN
"""So many of those like it are read whole, to leave out those of later reviews."""
_KIND = BY_NAME["action-plan"]


class Past:
    """The recommendations of every review of a register, read when they are first asked for.

    Of each review only action-plan.yaml is read; the whole of those alone that hold something alike.
    """

    def __init__(self, loader: Loader, workers: int | None = None) -> None:
        """Take where the reviews are read from. `workers` are the processes that share the reading (see `spread`)."""
        self._loader = Loader(loader.register, loader.as_of, dates_only=True)
        self._workers = workers
        self._earlier: Earlier | None = None
        self._facts: dict[str, Facts | None] = {}
        self._folders: dict[str, str] | None = None

    def repeats(self, facts: Facts) -> tuple[Asked, ...]:
        """Return the recommendations of a review in the order of its plan, each with the earlier ones like it."""
        own = recommended_in(facts)
        if not own or self._loader.register.single is not None:
            return ()
        earlier = self._read()
        return tuple(Asked(one=one, repeats=self._of(facts, one, earlier.like(one))) for one in own)

    def holds(self, review: str, recommendation: str | None) -> bool:
        """Whether there is such a review, and such a recommendation in its plan where one is named.

        A case folder that stands alone knows no other, so that what is said of one is believed.
        """
        register = self._loader.register
        if register.single is not None:
            return True
        if self._folders is None:
            self._folders = {folder.rpartition("/")[2]: folder for folder in register.folders}
        folder = self._folders.get(review)
        if folder is None or recommendation is None:
            return folder is not None
        plan = _plan_of(register, folder)
        return plan is None or any(one.id == recommendation for one in plan.recommendations)

    def _of(self, facts: Facts, own: Recommended, near: Sequence[Near]) -> tuple[Repeat, ...]:
        found = (one for one in near[:_LOOKED_AT] if is_earlier(self._case(one.one.folder), facts))
        return tuple(self._repeat(facts, own, one) for one, _ in zip(found, range(SHOWN), strict=False))

    def _repeat(self, facts: Facts, own: Recommended, near: Near) -> Repeat:
        return Repeat(
            near=near,
            came=came_of(self._case(near.one.folder), near.one.id),
            considered=considers(facts.case.plan.recommendations, own.id, near.one),
            same_owners=tuple(one for one in own.owners if one in near.one.owners),
        )

    def _read(self) -> Earlier:
        if self._earlier is None:
            register = self._loader.register
            plans = spread(partial(plan_in, register), register.folders, self._workers)
            self._earlier = Earlier((one for plan in plans for one in plan), Gists(register.board))
        return self._earlier

    def _case(self, folder: str) -> Facts | None:
        """Return the facts of a review, worked out once; None where that cannot be done."""
        if folder not in self._facts:
            self._facts[folder] = self._loader.load(folder).facts
        return self._facts[folder]


def plan_in(register: Register, folder: str) -> tuple[Recommended, ...]:
    """Return the recommendations in the plan of a case folder; none where it has no plan that can be read."""
    plan = _plan_of(register, folder) or ActionPlan()
    return tuple(recommended(folder.rpartition("/")[2], folder, plan.recommendations))


def _plan_of(register: Register, folder: str) -> ActionPlan | None:
    """Return the plan of a case folder as far as it can be read; an empty one where it has none. None: unreadable."""
    path = f"{folder}/{_KIND.path}"
    try:
        data = register.tree.read(path)
    except FileNotFoundError:
        return ActionPlan()
    except (OSError, EnvironmentFault):
        return None
    if not _recommends(data):
        return ActionPlan()
    document, _ = document_from(data, path, _KIND, "")
    return document.data if document is not None else None


def _recommends(data: bytes) -> bool:
    """Whether a plan may recommend something: most of a plan that is only begun is comments, and is not taken apart."""
    return any(line.lstrip()[:1] in (b"-", b"[", b"{") for line in data.splitlines())


def looked_for(loader: Loader, facts: Facts, ids: Sequence[str] = ()) -> tuple[tuple[Asked, ...], Looked]:
    """Return the recommendations of a review, or those of these ids, with the earlier ones like each; and for the page.

    Raises ReviewctlError for a recommendation that the plan does not have, and where the case folder stands alone.
    """
    if loader.register.single is not None:
        raise ReviewctlError(
            "This case folder stands alone, so there are no other reviews to compare it with.",
            "Run it within the register: the folder that holds board.yaml and cases/.",
        )
    plan = facts.case.plan.recommendations
    known = {one.id: one for one in plan}
    for word in ids:
        if word not in known:
            raise refuse("recommendation", word, known)
    found = Past(loader).repeats(facts)
    asked = tuple(one for one in found if not ids or one.one.id in ids)
    looked = Looked(
        case=facts.case.id,
        as_of=facts.as_of,
        board=facts.board,
        others=max(0, len(loader.register.folders) - 1),
        wordless=tuple(one.id for one in plan if not one.text and (not ids or one.id in ids)),
    )
    return asked, looked
