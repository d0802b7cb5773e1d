"""Writing into progress.yaml: the block of an action, made where it is missing, and what is added to it."""

from collections import Counter
from collections.abc import Mapping
from functools import partial

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.actions import Progress
from reviewctl.model.marks import KeyPath
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import with_item
from reviewctl.work.recording import place_of
from reviewctl.work.repeated import is_last
from reviewctl.work.writing import Pen


class ProgressPen:
    """What one command is going to write of the actions of one review."""

    def __init__(self, pen: Pen, facts: Facts) -> None:
        self._pen, self._facts = pen, facts
        self._path = place_of(facts, "progress")
        self._made: set[str] = set(facts.case.progress)
        self._added: Counter[tuple[str, str]] = Counter()

    def add(self, action: str, part: str, entry: Mapping[str, object]) -> None:
        """Mean to add an entry to a list of an action's, such as updates; what the last one says is not said twice."""
        held = getattr(self._facts.case.progress.get(action, Progress()), part)
        if not self._added[action, part] and is_last(held, entry):
            return
        place = len(held) + self._added[action, part]
        self._added[action, part] += 1
        self.put(action, (part, place), {key: value for key, value in entry.items() if value is not None})

    def put(self, action: str, way: KeyPath, value: object) -> None:
        """Mean to write a value at its way below an action's key."""
        if action not in self._made:
            self._made.add(action)
            self._pen.edit(self._path, partial(_with_block, action=action, case=self._facts.case.id))
        self._pen.edit(self._path, partial(_spliced, path=(action, *way), value=value))


def _with_block(data: bytes | None, action: str, case: str) -> bytes:
    values = {"date": today().isoformat(), "id": case}
    text = data.decode("utf-8") if data is not None else None
    return with_item(text, "progress", action, values).encode("utf-8")


def _spliced(data: bytes | None, path: KeyPath, value: object) -> bytes:
    return splice_bytes(data or b"", path, value, file="progress.yaml")
