"""The checklist of a publication: each step of it with who answers for it, by when, and how it stands (P-App2)."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.deadline import Deadline, State
from reviewctl.model.publication import ChecklistNote

PUBLISHED = "publication.date"
_PAST = ("not-applicable", "waived")


class Item(Struct, frozen=True, kw_only=True):
    """One thing on the checklist.

    `owner` is a role or a person's id: that of publication.yaml, else whom the policy names. `due` is the day that
    publication.yaml gives, else the one counted back from the day of publication. `before` says that it comes
    before publication, `dated` that this is counted from a day that is only planned.
    """

    step: str
    title: str
    owner: str
    due: date | None
    state: State
    done_on: date | None
    before: bool
    planned: bool
    note: str | None
    until: str
    command: str | None
    citations: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in ("overdue", "running", "suspended", "not-started")

    @property
    def applies(self) -> bool:
        """Whether it belongs to this publication at all."""
        return self.state not in _PAST


def checklist(facts: Facts) -> tuple[Item, ...]:
    """Return the checklist of a case on a day, in the order of the policy; what does not apply is in it too."""
    return tuple(_items(facts))


def _items(facts: Facts) -> Iterator[Item]:
    steps = {step.id: step for step in facts.plan.kind.publication}
    notes = facts.case.publication.checklist
    for one in facts.deadlines:
        step = steps.get(one.step)
        if step is not None and one.until != PUBLISHED:
            yield _item(one, notes.get(one.step), before=step.after not in _AFTER)


_AFTER = (PUBLISHED,)
"""What is counted from this comes after publication."""


def _item(one: Deadline, note: ChecklistNote | None, *, before: bool) -> Item:
    noted = note or ChecklistNote()
    return Item(
        step=one.step,
        title=one.title,
        owner=noted.owner or one.who,
        due=noted.due or one.due,
        state=one.state,
        done_on=one.done_on,
        before=before,
        planned=one.anchor_planned,
        note=noted.note,
        until=one.until,
        command=one.command,
        citations=one.citations,
    )
