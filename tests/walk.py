"""Random reviews, walked to their end by doing what `next` says: `python -m tests.walk [N [TYPE…]]`.

A review is opened, and then, day by day, one of the things that `next` lists, or that it waits for, is done by
typing its command, with the words in capitals filled in at random. Now and then something happens that no step
brings about: a relative is found, an agency is asked. The walk ends when the review is closed.
"""

import random
import re
import shlex
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from reviewctl.facts.judged import Facts
from reviewctl.model.address import read_address
from reviewctl.model.finding import Finding
from reviewctl.render.pages.next_lines import NextLine, NextLines, WaitLine, next_lines
from reviewctl.rules.every import judge
from reviewctl.store.find import find_register
from reviewctl.work.loading import Loader
from tests.clerk import mend
from tests.commands import House, Ran, reviewctl

MOST = 400
"""So many things done, and a walk has lost its way."""
LONG = (0.3, 0.95)
"""How often the word is taken that leads on through the whole review, on a short walk and a long one."""
CAME = "police-1,health-1,council-1,council-2,author-1,manager-1,head-1,screening-1"
"""Who is at a meeting: all of the seats that the policy asks for."""
ROLE = "independent-chair"
AGENCIES = ("greater-manchester-police", "pennine-care", "stockport-nhs-ft", "probation-service")
KINDS = ("coroner", "criminal", "nhs", "other-review")


PEOPLE = {
    "police-1": "greater-manchester-police",
    "health-1": "gm-icb",
    "council-1": "stockport-council-adults",
    "council-2": "stockport-council-children",
    "author-1": None,
    "manager-1": None,
    "head-1": None,
    "screening-1": None,
    "chair-1": None,
}
OFFICES = {
    "independent-chair": "chair-1",
    "business-manager": "manager-1",
    "screening-chair": "screening-1",
    "head-of-safeguarding": "head-1",
}


def make_register(place: Path) -> House:
    """Make a register in which everybody is known who is to come to a meeting."""
    assert reviewctl(place, "init", "register", "--board", "Anyshire Board").code == 0
    house = House(place / "register")
    people = "".join(
        f"  - id: {who}\n    name: {who}\n" + (f"    agency: {agency}\n" if agency else "")
        for who, agency in PEOPLE.items()
    )
    roles = "".join(
        f"  - role: {role}\n    person: {who}\n    from: 2018-01-01\n    to:\n"
        for role, who in OFFICES.items()
    )
    text = house.text("board.yaml")
    house.put(
        "board.yaml",
        text.replace("\npeople:\n", f"\npeople:\n{people}").replace("\nroles:\n", f"\nroles:\n{roles}"),
    )
    return house


class Done(NamedTuple):
    """One thing done on a walk: the day, what it was for, and the command."""

    day: date
    what: str
    command: str


class Lost(AssertionError):
    """A walk that could not go on, with the way it came."""


class Walk:
    """One review on its way."""

    def __init__(self, house: House, kind: str, seed: int) -> None:
        self.house = house
        self.kind = kind
        self.random = random.Random(f"{kind} {seed}")
        self.long = self.random.choice(LONG)
        self.day = date(2019, 1, 7) + timedelta(self.random.randrange(300))
        self.done: list[Done] = []
        self.case = ""
        self._known: Facts | None = None

    def go(self) -> list[Done]:
        """Walk to the end, and return what was done."""
        self._open()
        while not self._closed():
            if len(self.done) > MOST:
                raise self.lost("it does not end")
            self._something_happens()
            self._do_one()
            self.day += timedelta(self.random.choice((0, 0, 1, 1, 1, 2, 3)))
        mend(self)
        left = self.findings()
        if left:
            raise self.lost(
                f"{len(left)} errors are left: {[(one.code, one.at, one.message) for one in left][:5]}"
            )
        return self.done

    def _open(self) -> None:
        given = ("--received", self.day.isoformat(), "--subject", "Adult E")
        said = self.run("new", "new", self.kind, *given).out
        found = re.search(r"[A-Z]+-[0-9]{4}-[0-9]{3}", said)
        assert found is not None, said
        self.case = found[0]

    def facts(self) -> Facts:
        """Return the facts of the review on the day that it has come to, as the files are now."""
        if self._known is None or self._known.as_of != self.day:
            register = find_register(str(self.house.root))
            self._known = Loader(register, self.day).load(f"cases/{self.case}").facts
        assert self._known is not None
        return self._known

    def lines(self) -> NextLines:
        """Return what `next` lists on that day."""
        return next_lines(self.facts())

    def _closed(self) -> bool:
        return self.facts().settled

    def _do_one(self) -> None:
        lines = self.lines()
        if not lines.steps and not lines.waiting:
            raise self.lost("nothing is to be done, and nothing is waited for")
        line = self._chosen(lines)
        if line is None:
            return
        self._type(line)
        if isinstance(line, NextLine) and line.sort in ("step", "planned", "record", "document", "date"):
            self._is_done(line)

    def _chosen(self, lines: NextLines) -> NextLine | WaitLine | None:
        """Return one of the things that can be done; None where all there is waits for a day, which then comes."""
        steps = [one for one in lines.steps if one.command and not self._is_ahead(one)]
        others = [one for one in lines.waiting if one.command]
        if not steps and not others:
            days = [one.until for one in lines.waiting if one.until] + [
                one.due for one in lines.steps if one.due
            ]
            ahead = [day for day in days if day > self.day]
            if not ahead:
                raise self.lost(
                    f"nothing can be done: {[one.title for one in (*lines.steps, *lines.waiting)]}"
                )
            self.day = min(ahead)
            return None
        if steps and (not others or self.random.random() < 0.8):
            return self.random.choice(steps)
        return self.random.choice(others)

    def _is_ahead(self, one: NextLine) -> bool:
        return one.sort == "meeting" and one.due is not None and one.due > self.day

    def _is_done(self, line: NextLine) -> None:
        """A thing that was done is no longer listed; a meeting that was booked is listed as a meeting.

        What takes two commands is listed again with the second one: a plan is moderated before it is assured.
        """
        for one in self.lines().steps:
            same = (one.sort, one.step, one.item, one.title) == (line.sort, line.step, line.item, line.title)
            if same and one.command == line.command:
                raise self.lost(f"{line.command} leaves {line.title!r} to be done")

    def _type(self, line: NextLine | WaitLine) -> Ran:
        command = line.command or ""
        if isinstance(line, NextLine) and line.sort == "chase" and self.random.random() < 0.5:
            command = next((hint.partition(": ")[2] for hint in line.hints), command)
        if "meeting add" in command and any(one.date == self.day for one in self.facts().meetings):
            self.day += timedelta(1)
        words = [self._filled(word, line) for word in shlex.split(command)[1:]]
        if words[:2] == ["meeting", "held"]:
            self._seat_the_author(words[3])
            words[words.index("--present") + 1] = CAME
        dated = words[:2] == ["urgent", "answer"] or words[0] in ("imr", "chronology", "action")
        if dated and "--on" not in words:
            words += ["--on", self.day.isoformat()]
        return self.run(line.title, *words)

    def _seat_the_author(self, meeting: str) -> None:
        """Appoint the Review Panel Chair/Report Author, without whom no panel meeting is quorate, before the first."""
        if meeting.startswith("panel,") and not self.facts().case.panel.appointments:
            since = (
                "--from",
                self.done[0].day.isoformat(),
                "--reason",
                "as agreed",
                "--independence",
                "as agreed",
            )
            self.run(
                "author",
                "panel",
                "add",
                self.case,
                "--role",
                "chair-author",
                "--person",
                "author-1",
                *since,
            )

    def _filled(self, word: str, line: NextLine | WaitLine) -> str:
        if word in ("today", "DATE"):
            return self.day.isoformat()
        if word == "WORD":
            choices = self._choices(line)
            if "more-needed" in choices:  # A moderation that asks for more is asked for again.
                return choices[0]
            onwards = "review" if "review" in choices else choices[0]
            return onwards if self.random.random() < self.long else self.random.choice(choices)
        if word == "AGENCY":
            return self.random.choice(AGENCIES)
        filled = {
            "VALUE": self.random.choice(KINDS),
            "WORDS": "as agreed in the test",
            "ROLE": ROLE,
            "WHO": "all",
            "KEY": "carer",
        }
        return filled.get(word, word)

    def _choices(self, line: NextLine | WaitLine) -> list[str]:
        hints = line.hints if isinstance(line, NextLine) else ()
        for hint in hints:
            if hint.startswith("WORD is one of: "):
                return hint.removeprefix("WORD is one of: ").split(", ")
        rule = self.facts().plan.kind.events.get(line.step)
        facts = self.facts()
        planned = facts.plan.step(line.step)
        rule = facts.plan.kind.events.get(str(planned.until)) if planned is not None else None
        assert rule is not None and rule.outcomes, line
        return list(rule.outcomes)

    def _something_happens(self) -> None:
        """Let something happen, now and then, that no step brings about."""
        if self.random.random() > 0.06:
            return
        day, agency = self.day.isoformat(), self.random.choice(AGENCIES)
        happens = [
            ("record", self.case, "family[mother].added_on", day),
            ("record", self.case, f"returns[{agency}].information.requested", day),
            ("record", self.case, "processes[inquest].contact", "officer"),
            ("urgent", "add", self.case, "an issue of the test", "--to", "board", "--on", day),
        ]
        met = self.facts().happened("plan.met_by_pip")
        if self.facts().case.document("action-plan") is not None and met is None:
            happens.append(("record", self.case, "actions[1].owners", agency))
        words = self.random.choice(happens)
        known = {str(address.pattern): None for address in map(read_address, self.facts().plan.kind.events)}
        if words[0] != "record" or str(read_address(words[2]).pattern) in known or "actions" in words[2]:
            self.run("something happens", *words)

    def run(self, what: str, *words: str) -> Ran:
        """Type a command, that must succeed."""
        done = reviewctl(self.house.root, *words, "--no-commit")
        self._known = None
        self.done.append(Done(self.day, what, shlex.join(words)))
        if done.code != 0:
            raise self.lost(f"{shlex.join(words)}: {done.err.strip()}")
        return done

    def forget(self) -> None:
        """Read the review anew: a file was edited."""
        self._known = None

    def findings(self) -> list[Finding]:
        """Return the errors that `validate` finds on the day that the review has come to."""
        loaded = Loader(find_register(str(self.house.root)), self.day).load(f"cases/{self.case}")
        judged = judge(loaded.facts) if loaded.facts is not None else ()
        return [one for one in (*loaded.findings, *judged) if one.severity == "error" and not one.waived]

    def lost(self, why: str) -> Lost:
        """Return what to raise where the walk cannot go on, with the last of the way."""
        way = "\n".join(f"  {one.day} {one.what}: {one.command}" for one in self.done[-12:])
        return Lost(f"{self.kind} {self.case}: {why}\n{way}")


def main(arguments: list[str]) -> int:
    """Walk so many reviews of each kind, or of those named; return how many were lost."""
    many = int(arguments[0]) if arguments else 1
    lost = 0
    with tempfile.TemporaryDirectory() as place:
        house = make_register(Path(place))
        register = find_register(str(house.root))
        policy = register.policies.get(register.board.policy)
        assert policy is not None
        for kind in arguments[1:] or sorted(policy.types):
            for seed in range(many):
                walk = Walk(house, kind, seed)
                try:
                    done = walk.go()
                    days = (walk.day - done[0].day).days
                    print(f"{kind} {walk.case}: closed after {len(done)} things, {days} days")
                except Lost as error:
                    lost += 1
                    print(f"LOST {error}")
    return lost


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 100))
