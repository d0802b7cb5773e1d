"""Typing what a step says must do the step: every step of every kind, through the command line."""

import shlex
from datetime import date, timedelta
from pathlib import Path

import pytest

from reviewctl.facts.judged import Facts
from reviewctl.model.address import read_address
from reviewctl.model.step import ForEach, Step
from reviewctl.store.find import find_register
from reviewctl.store.packs import Policies
from reviewctl.work.loading import Loader
from tests.commands import House
from tests.walk import CAME, make_register

POLICY = Policies().get("stockport-2021")
assert POLICY is not None
ITEMS = {
    "returns": "pennine-care",
    "family": "mother",
    "processes": "inquest",
    "actions": "1",
    "subjects": "adult-e",
    "complaints": "c-1",
    "correspondence": "r-1",
}
PERIODS = {"quarter": "2026-q1", "financial-year": "2025-26"}
BEGUN = date(2025, 1, 13)


@pytest.fixture
def board(tmp_path: Path, at_home: Path) -> House:
    """A register in which everybody is known who is to come to a meeting."""
    return make_register(tmp_path)


def item_of(step: Step) -> str:
    """Return an item for which a step can be done; "" for one that is done once."""
    if step.for_each is not None:
        return ITEMS[step.for_each.of if isinstance(step.for_each, ForEach) else step.for_each]
    return PERIODS.get(step.every, "") if isinstance(step.every, str) else ""


def commands(step: Step, case: str, day: date, outcomes: tuple[str, ...]) -> list[list[str]]:
    """Return what is typed: the step's command with its capitals filled in, and of a meeting that it was held."""
    assert step.how is not None and step.how.command is not None, f"{step.id} has no command"
    text = step.how.command.replace("{case}", case).replace("{item}", item_of(step))
    filled = {"today": day.isoformat(), "DATE": day.isoformat(), "WORD": next(iter(outcomes), "WORD")}
    filled["AGENCY"] = "probation-service"
    words = [filled.get(word, word) for word in shlex.split(text)]
    if words[0] in ("imr", "chronology"):
        words += ["--on", day.isoformat()]
    if step.id == "imr-again":
        back = (day - timedelta(1)).isoformat()
        return [["imr", "send-back", *words[2:4], "--because", "in the test", "--on", back], words]
    if words[:2] != ["meeting", "add"]:
        return [words]
    return [words, ["meeting", "held", case, f"{words[2]},last", "--present", CAME, "--concluded"]]


def done(facts: Facts, step: Step, on: date) -> bool:
    """Whether the event that meets a step has happened on a day."""
    wanted = read_address(step.until).of(item_of(step) or None)
    return any(moment.on == on for moment in facts.timeline.happened(wanted))


@pytest.mark.parametrize("kind", sorted(POLICY.types))
def test_the_command_of_each_step_does_it(kind: str, board: House) -> None:
    """One after the other on one review, each on a day of its own."""
    assert POLICY is not None
    rules = POLICY.types[kind]
    subject = ("--subject", "Adult E", "--received", BEGUN.isoformat())
    board.does("new", kind, *subject, "--no-commit")
    (folder,) = find_register(str(board.root)).folders
    case = folder.rpartition("/")[2]
    if "actions[].met" in rules.events:
        board.does("record", case, "actions[1].action", "in the test", "--no-commit")
    met: set[str] = set()
    for number, step in enumerate((*rules.steps, *rules.publication), start=1):
        day = BEGUN + timedelta(number)
        rule = rules.events[step.until]
        again = ("--because", "in the test") if step.until in met else ()
        met.add(step.until)
        for words in commands(step, case, day, rule.outcomes):
            board.does(*words, *again, "--no-commit")
        facts = Loader(find_register(str(board.root)), day).load(folder).facts
        assert facts is not None
        of_minutes = rule.from_ is not None and facts.timeline.moment(read_address(step.until)) is not None
        assert done(facts, step, day) or of_minutes, step.id


def test_the_command_of_each_step_of_the_register_does_it(board: House) -> None:
    """They name the register's own files with the word board."""
    assert POLICY is not None
    for number, step in enumerate(POLICY.pack.steps, start=1):
        day = BEGUN + timedelta(number)
        for words in commands(step, "board", day, ()):
            board.does(*words, "--no-commit")
        facts = Loader(find_register(str(board.root)), day).own()
        assert facts is not None
        assert done(facts, step, day), step.id
