"""Work that is shared between processes comes back as if it had not been."""

import os
from typing import Any

import pytest

from reviewctl.model.finding import ReviewctlError
from reviewctl.store.workers import WORTH_SHARING, spread

MANY = list(range(WORTH_SHARING * 5))


def _twice(number: int) -> str:
    return f"{number * 2}" * 4000


def _refuse(number: int) -> int:
    if number == MANY[-20]:
        raise ReviewctlError("No.", "Try another.")
    return number


def _where(number: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("workers", [1, 2, 3, None])
@pytest.mark.timeout(30)
def test_everything_comes_in_order(workers: int | None) -> None:
    """Whatever the number of processes, and however much each of them sends."""
    assert list(spread(_twice, MANY, workers)) == [_twice(number) for number in MANY]


@pytest.mark.timeout(30)
def test_what_is_raised_is_raised_here() -> None:
    """With its hint, after what came before it."""
    found = spread(_refuse, MANY, 2)
    with pytest.raises(ReviewctlError, match=r"No\.") as raised:
        for number in found:
            assert number < MANY[-20]
    assert raised.value.hint == "Try another."


@pytest.mark.timeout(30)
def test_whoever_stops_early_leaves_nobody_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes are ended, though neither had come to its end."""
    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", noted)
    found: Any = spread(_twice, MANY, 2)
    assert next(found) == _twice(0)
    found.close()
    assert len(forked) == 2
    for one in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(one, os.WNOHANG)


@pytest.mark.timeout(30)
def test_few_are_not_shared() -> None:
    """A second process costs more than it saves then."""
    assert set(spread(_where, MANY[: WORTH_SHARING - 1], 2)) == {os.getpid()}
    assert os.getpid() not in set(spread(_where, MANY, 2))
