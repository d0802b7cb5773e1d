"""What `action similar` does: the plans of all other reviews looked through for what a plan recommends again."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from reviewctl.facts.actions.gist import Gists
from reviewctl.facts.actions.repeats import (
    Asked,
    Planned,
    Repeat,
    came_of,
    closed_as_met,
    considers,
    is_earlier,
    planned,
    recommended,
    recommended_in,
    still_planned,
)
from reviewctl.facts.actions.similar import NEARLY, Earlier, Near, Recommended
from reviewctl.facts.judged import Facts
from reviewctl.model.actions import ActionPlan, Progress
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


class Past:
    """The recommendations of every review of a register, read when they are first asked for.

    Of each review only action-plan.yaml is read; the whole of those alone that hold something alike.
    """

    def __init__(self, loader: Loader) -> None:
        """Take where the reviews are read from."""
        self._loader = Loader(loader.register, loader.as_of, dates_only=True)
        self._earlier: Earlier | None = None
        self._gists = Gists(loader.register.board)
        self._taken: dict[str, tuple[Recommended, ...]] = {}
        self._facts: dict[str, Facts | None] = {}
        self._done: dict[str, dict[str, Progress]] = {}

    @property
    def _alone(self) -> bool:
        """Whether the case folder stands alone: then there are no other reviews."""
        return self._loader.register.single is not None

    def repeats(self, facts: Facts) -> tuple[Asked, ...]:
        """Return the recommendations of a review in the order of its plan, each with the earlier ones like it."""
        own = recommended_in(facts)
        if not own or self._alone:
            return ()
        unsaid = self.unsaid(facts) if still_planned(facts) else {}
        like = self._read().like
        return tuple(
            Asked(one=one, repeats=self._of(facts, one, like(one), unsaid.get(one.id, ()))) for one in own
        )

    def unsaid(self, facts: Facts) -> dict[str, tuple[Recommended, ...]]:
        """Return for each recommendation of a plan the earlier ones that it should say were considered."""
        return self.unsaid_of(planned(facts))

    def unsaid_of(self, one: Planned) -> dict[str, tuple[Recommended, ...]]:
        """Return the same of a plan that was taken out of its review."""
        if not one.own or self._alone:
            return {}
        like = self._read().like
        return {
            own.id: tuple(
                near.one
                for near in islice(like(own, NEARLY), _LOOKED_AT)
                if closed_as_met(near.one, self._progress(near.one.folder), one.by)
                and not considers(one.plan, own.id, near.one)
            )[:SHOWN]
            for own in one.own
        }

    def take(self, folder: str, read: tuple[Recommended, ...]) -> None:
        """Take over what the plan in a folder recommends, so that it is not read again."""
        self._taken[folder] = read
        for one in read:
            self._gists.of(one.text)  # While other processes judge, there is time for it; later all wait.

    def asking(self, plans: Mapping[str, Planned]) -> tuple[str, ...]:
        """Return the folders of the plans that should say of an earlier recommendation that it was considered."""
        self._read()  # Once, and not in each process.
        asked = tuple((folder, plan) for folder, plan in plans.items() if plan.worked_on)
        found = spread(lambda one: any(self.unsaid_of(one[1]).values()), asked)
        return tuple(folder for (folder, _), asks in zip(asked, found, strict=True) if asks)

    def holds(self, review: str, recommendation: str | None) -> bool:
        """Whether there is such a review, and such a recommendation in its plan where one is named.

        A case folder that stands alone knows no other, so that what is said of one is believed.
        """
        register = self._loader.register
        if self._alone:
            return True
        folder = register.by_id.get(review)
        if folder is None or recommendation is None:
            return folder is not None
        plan: ActionPlan = _document(register, folder, "action-plan") or ActionPlan()
        return any(one.id == recommendation for one in plan.recommendations)

    def _of(
        self, facts: Facts, own: Recommended, near: Sequence[Near], unsaid: Sequence[Recommended]
    ) -> tuple[Repeat, ...]:
        found = (one for one in near[:_LOOKED_AT] if is_earlier(self._case(one.one.folder), facts))
        return tuple(self._repeat(facts, own, one, one.one in unsaid) for one in islice(found, SHOWN))

    def _repeat(self, facts: Facts, own: Recommended, near: Near, asks: bool) -> Repeat:
        return Repeat(
            near=near,
            came=came_of(self._case(near.one.folder), near.one.id),
            considered=considers(facts.case.plan.recommendations, own.id, near.one),
            asks=asks,
            same_owners=tuple(one for one in own.owners if one in near.one.owners),
        )

    def _read(self) -> Earlier:
        if self._earlier is None:
            register = self._loader.register
            left = tuple(folder for folder in register.folders if folder not in self._taken)
            plans = (*self._taken.values(), *spread(partial(plan_in, register), left))
            self._earlier = Earlier((one for plan in plans for one in plan), self._gists)
        return self._earlier

    def _progress(self, folder: str) -> dict[str, Progress]:
        """Return what became of the actions of a review, as far as it can be read; read once."""
        if folder not in self._done:
            found = _document(self._loader.register, folder, "progress")
            self._done[folder] = {key: one for key, one in (found or {}).items() if one is not None}
        return self._done[folder]

    def _case(self, folder: str) -> Facts | None:
        """Return the facts of a review, worked out once; None where that cannot be done."""
        if folder not in self._facts:
            self._facts[folder] = self._loader.load(folder).facts
        return self._facts[folder]


class Unasked(Past):
    """The same, before the plans of other reviews are looked at: nothing is like any of them yet."""

    def unsaid(self, facts: Facts) -> dict[str, tuple[Recommended, ...]]:
        """Return nothing."""
        return {}


def plan_in(register: Register, folder: str) -> tuple[Recommended, ...]:
    """Return the recommendations in the plan of a case folder; none where it has no plan that can be read."""
    plan: ActionPlan = _document(register, folder, "action-plan") or ActionPlan()
    return tuple(recommended(folder.rpartition("/")[2], folder, plan))


def _document(register: Register, folder: str, name: str) -> Any:
    """Return what a document of a case folder says, as far as it can be read; None where there is nothing."""
    kind = BY_NAME[name]
    path = f"{folder}/{kind.path}"
    try:
        data = register.tree.read(path)
    except (OSError, EnvironmentFault):
        return None
    document, _ = document_from(data, path, kind, "") if _says_something(data) else (None, ())
    return document.data if document is not None else None


def _says_something(data: bytes) -> bool:
    """Whether there is more than comments and blank keys: most plans are only begun, and are not taken apart."""
    lines = (line.strip() for line in data.splitlines())
    return any(line and not line.startswith(b"#") and not line.endswith(b":") for line in lines)


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
