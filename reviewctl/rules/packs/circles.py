"""POL: things that wait for each other in a circle, so that none can ever begin."""

from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot

CIRCLE = declare("POL016", "circle", "error")


def check_circles(
    waits_for: Mapping[str, tuple[str, ...]], what: str, spot: Callable[[str], Spot]
) -> Iterator[Finding]:
    """Yield a finding for each circle, at the first of its members that `waits_for` lists.

    `what` is a noun: "steps".
    """
    left = {name: list(others) for name, others in waits_for.items()}
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            round_ = _from_first(tuple(reversed(error.args[1][1:])), tuple(waits_for))
            yield CIRCLE.finding(
                spot(round_[0]),
                f"These {what} wait for each other, so none of them can begin: "
                f"{', '.join((*round_, round_[0]))}.",
                help="Take away the line that is not meant.",
            )
            left[round_[0]] = [other for other in left[round_[0]] if other != round_[1 % len(round_)]]
            continue
        return


def _from_first(circle: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...]:
    """Return a circle turned so that the member listed first comes first."""
    start = min(range(len(circle)), key=lambda i: order.index(circle[i]))
    return circle[start:] + circle[:start]
