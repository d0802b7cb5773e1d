"""What log.yaml allows for each step: later dates, times of standing still, steps given up, reasons for lateness."""

from collections.abc import Mapping, Sequence
from datetime import date

from reviewctl.model.kind import Pause
from reviewctl.model.log import Extension, Log, StepReason, Suspension


class Permissions:
    """The entries of a log as they stood on a day, by the key of the step. An undated one always counts.

    A suspension names steps (`imr`), one item of a step (`imr[pennine-care]`) or a word of the policy for
    several steps (`interviews`, in `pauses`); where it names nothing, all steps stand still. What goes on all the
    same it names under `except`. `held` are the times that holds of other processes bring about.
    """

    def __init__(
        self, log: Log, as_of: date, pauses: Mapping[str, Pause], held: Sequence[Suspension] = ()
    ) -> None:
        self._extensions: dict[str, list[Extension]] = {}
        for one in log.extensions:
            if one.on is None or one.on <= as_of:
                self._extensions.setdefault(one.step, []).append(one)
        self._suspensions = [
            (Named(one, pauses), one)
            for one in (*log.suspensions, *held)
            if one.from_ is not None and one.from_ <= as_of
        ]
        self._waived = _last(log.waived, as_of)
        self._late = _last(log.late, as_of)

    @property
    def extended(self) -> frozenset[str]:
        """The steps that were given a later date, without their items."""
        return frozenset(key.partition("[")[0] for key in self._extensions)

    def extensions(self, key: str) -> Sequence[Extension]:
        """Return the later dates that were allowed for a step, in the order written."""
        return self._extensions.get(key, ())

    def suspensions(self, step: str, key: str) -> Sequence[Suspension]:
        """Return the times during which a step stood still, in the order written; `key` names its item too."""
        if not self._suspensions:
            return ()
        return [one for steps, one in self._suspensions if steps.covers(step, key)]

    def waived(self, key: str) -> StepReason | None:
        """Return the entry by which a step was given up, or None."""
        return self._waived.get(key)

    def late(self, key: str) -> StepReason | None:
        """Return the last reason recorded for the lateness of a step, or None."""
        return self._late.get(key)


class Named:
    """The steps that a suspension names, with those behind the words of the policy."""

    def __init__(self, one: Suspension, pauses: Mapping[str, Pause]) -> None:
        self.steps = _spelt_out(one.steps, pauses)
        self.without = _spelt_out(one.except_, pauses)

    def covers(self, step: str, key: str) -> bool:
        """Whether a step stands still by it; `key` names its item too. Where none is named, all do."""
        if step in self.without or key in self.without:
            return False
        return not self.steps or step in self.steps or key in self.steps


def _spelt_out(words: Sequence[str], pauses: Mapping[str, Pause]) -> frozenset[str]:
    return frozenset(step for word in words for step in (pauses[word].steps if word in pauses else (word,)))


def _last(reasons: tuple[StepReason, ...], as_of: date) -> dict[str, StepReason]:
    return {one.step: one for one in reasons if one.on is None or one.on <= as_of}
