"""What log.yaml allows for each step: later dates, steps given up, and reasons for lateness."""

from collections.abc import Iterable
from datetime import date

from reviewctl.model.log import Extension, Log, StepReason


class Permissions:
    """The entries of a log as they stood on a day, by the key of the step. An undated one always counts."""

    def __init__(self, log: Log, as_of: date) -> None:
        self._extensions: dict[str, list[Extension]] = {}
        for one in log.extensions:
            if one.on is None or one.on <= as_of:
                self._extensions.setdefault(one.step, []).append(one)
        self._waived = _last(log.waived, as_of)
        self._late = _last(log.late, as_of)

    def extensions(self, key: str) -> Iterable[Extension]:
        """Return the later dates that were allowed for a step, in the order written."""
        return self._extensions.get(key, ())

    def waived(self, key: str) -> StepReason | None:
        """Return the entry by which a step was given up, or None."""
        return self._waived.get(key)

    def late(self, key: str) -> StepReason | None:
        """Return the last reason recorded for the lateness of a step, or None."""
        return self._late.get(key)


def _last(reasons: tuple[StepReason, ...], as_of: date) -> dict[str, StepReason]:
    return {one.step: one for one in reasons if one.on is None or one.on <= as_of}
