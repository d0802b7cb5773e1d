"""Progress is told on a terminal, when it takes long, and never in what is shown."""

import io
import sys

import pytest

from reviewctl.work import progress


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_pipe_nothing_is_told(capsys: pytest.CaptureFixture[str]):
    """What comes through is all that comes."""
    assert list(progress.watched(range(5), 5, "reviews")) == [0, 1, 2, 3, 4]
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_long_work_is_told_and_taken_back(monkeypatch: pytest.MonkeyPatch):
    """A line that counts, and is wiped at the end; quick work tells nothing."""
    quick, slow = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stderr", quick)
    assert list(progress.watched(range(3), 3, "reviews")) == [0, 1, 2]
    assert quick.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", slow)
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(progress, "_EVERY", 0)
    assert list(progress.watched(range(3), 3, "reviews")) == [0, 1, 2]
    assert "3 of 3 reviews" in slow.getvalue()
    assert slow.getvalue().endswith("\r\x1b[K")
