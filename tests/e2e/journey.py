"""A review walked to its end by what `next` says, in which every sign-off is given by a pull request."""

import re
from datetime import date
from pathlib import Path

from reviewctl.facts.signoff import source_of
from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.render.pages.next_lines import NextLine, NextLines, WaitLine
from tests.clerk import FIRST_BLOCK, TEXT, mend
from tests.commands import House, Ran
from tests.e2e.office import Office
from tests.walk import Done, Walk, make_register

BEGIN = date(2024, 1, 8)
AGENCY = "pennine-care"
ASKED = f"returns[{AGENCY}].imr.requested"
PEOPLE = {"signatory-1": AGENCY, "pip-1": None, "qap-1": None}
OFFICES = {"agency-signatory": "signatory-1", "pip": "pip-1", "qap": "qap-1"}
SIGNERS = {
    "tor": ("author-1", "police-1"),
    "imr": ("signatory-1",),
    "overview-report": ("screening-1",),
    "action-plan": ("police-1", "health-1"),
    "report-and-plan": ("chair-1",),
    "briefing": ("pip-1",),
    "plan-met": ("pip-1",),
    "plan-assured": ("qap-1",),
    "publication": ("screening-1", "chair-1"),
}
"""Who signs off what, in this order: so many as the policy asks for."""
TERMS = {
    "method": "imr-and-chronology",
    "scope.from": "2018-01-01",
    "scope.to": "2018-12-31",
    "questions[1].text": "What was known?",
    "family_advocate": "author-1",
    "media_contact": "manager-1",
}
"""What terms of reference must say once they are agreed (P§12, P§13)."""
ACTION = {
    "action": "try out a shared procedure",
    "owners": AGENCY,
    "due": "2024-10-30",
    "outcome": "risk is known to all who visit",
    "measure": "an audit",
}
_HEADING = re.compile(r"^(## .+)\n(?=\s*(?:## |\Z))", re.MULTILINE)


def register_of(place: Path) -> House:
    """Make a register in which everybody is known who is to approve anything, all of it committed."""
    house = make_register(place)
    board = house.text("board.yaml")
    people = "".join(
        f"  - id: {who}\n    name: {who}\n" + (f"    agency: {agency}\n" if agency else "")
        for who, agency in PEOPLE.items()
    )
    roles = "".join(f"  - {{role: {role}, person: {who}}}\n" for role, who in OFFICES.items())
    board = board.replace("\npeople:\n", f"\npeople:\n{people}").replace("\nroles:\n", f"\nroles:\n{roles}")
    house.put("board.yaml", board)
    return house


class Journey(Walk):
    """One review on its way, which the business manager keeps in their clone, and all three sign off."""

    def __init__(self, office: Office, seed: int = 1) -> None:
        super().__init__(office.manager, "sar", seed)
        self.office = office
        self.long = 1.0
        self.day = BEGIN
        self.given: list[str] = []
        self.stages: list[str] = []

    def run(self, what: str, *words: str) -> Ran:
        """Type a command that must succeed; nothing that was signed off lapses by it."""
        self.office.day = self.day.isoformat()
        before = self._signed()
        # What is not said of a text is saved in one commit when there is something to sign off.
        done = self.house.tries(*words, *(() if words[0] == "signoff" else ("--no-commit",)))
        self._known = None
        if done.code != 0:
            raise self.lost(f"{' '.join(words)}: {done.err.strip()}")
        self.done.append(Done(self.day, what, " ".join(words)))
        if lapsed := before - self._signed():
            raise self.lost(f"{' '.join(words)} voids what was signed off: {lapsed}")
        return done

    def _signed(self) -> set[str]:
        return {one.key for one in self.facts().signoffs if one.state == "complete"} if self.case else set()

    def _something_happens(self) -> None:
        """Nothing happens that no step brings about: an owner who changes is another plan, and asked about anew."""

    def _chosen(self, lines: NextLines) -> NextLine | WaitLine | None:
        """Return what is next: a sign-off where one can be given, else as on any walk."""
        for one in lines.steps:
            if self._what(one):
                return one
        return super()._chosen(lines)

    def _do_one(self) -> None:
        """Let the terms of reference be agreed as soon as there are any; else do as on any walk."""
        terms = self.facts().case.document("tor")
        if terms is not None and "tor" not in self.given:
            assert self.facts().happened("tor.agreed") is None
            self.sign_off("tor")
        elif self.facts().happened("panel.first") and not self.facts().happened(ASKED):
            self.run("an IMR", "record", self.case, ASKED, self.day.isoformat())
            self.run("an IMR", "record", self.case, ASKED.replace("requested", "quality_assured"), "today")
            self.sign_off("imr", AGENCY)
        else:
            super()._do_one()

    def _what(self, line: NextLine | WaitLine) -> str | None:
        """Return what is to be signed off where a line asks for that, and not for what comes before it."""
        if isinstance(line, NextLine) and "action moderate" in (line.command or ""):
            return None
        planned = self.facts().plan.step(line.step) if isinstance(line, NextLine) else None
        rule = self.facts().plan.kind.events.get(str(planned.until)) if planned is not None else None
        return source_of(rule) if rule is not None else None

    def _type(self, line: NextLine | WaitLine) -> Ran:
        what = self._what(line)
        if what is None:
            return super()._type(line)
        assert isinstance(line, NextLine)
        return self.sign_off(what, line.item or "")

    def sign_off(self, what: str, item: str = "") -> Ran:
        """Let something be signed off by a pull request; return how the asking ended."""
        self._ready(what, item)
        self.publish()
        named = f"{what}[{item}]" if item else what
        branch = "/".join(part for part in ("signoff", self.case, what, item) if part)
        asked = self.run(f"ask for {named}", "signoff", "request", self.case, named, "-o", "/dev/null")
        before = self.house_stage()
        for person in SIGNERS[what]:
            assert self.house_stage() == before
            self.approve(named, person)
        assert self.office.author.signoffs(self.case).get(named, {}).get("state") != "complete"
        self.check(branch)
        self.office.merges(branch)
        self._known = None
        for clone in (self.office.manager, self.office.author, self.office.chair):
            assert clone.signoffs(self.case)[named]["state"] == "complete"
        self.given.append(named)
        self.stages.append(self.house_stage())
        return asked

    def approve(self, named: str, person: str) -> None:
        """Let a person approve what is asked for."""
        minute = f"minute {len(self.done)}"
        self.run("approve", "signoff", "record", self.case, named, "--person", person, "--minute", minute)

    def check(self, branch: str) -> None:
        """Judge a branch as the forge does, in somebody else's clone."""
        self.office.author.git("fetch", "--quiet", "origin")
        assert self.office.author.errors(f"origin/{branch}") == [], (branch, self.done[-8:])

    def house_stage(self) -> str:
        """Return the stage that the review is in, as the business manager's clone has it."""
        return self.office.manager.stage(self.case)

    def _ready(self, what: str, item: str) -> None:
        """Have everything written that is to be signed off, and the people seated who approve it."""
        self._seat_the_author("panel,")
        panel = self.facts().case.panel.appointments
        if not any(one.role == "member" for one in panel):
            for who in ("police-1", "health-1"):
                words = ("--role", "member", "--person", who, "--from", self.done[0].day.isoformat())
                self.run("member", "panel", "add", self.case, *words)
        if what == "tor":
            for key, value in TERMS.items():
                self.run("the terms", "record", self.case, f"tor.{key}", value)
        if what == "overview-report":
            self._author_writes()
        if what == "action-plan":
            for key, value in ACTION.items():
                self.run("an action", "record", self.case, f"actions[1].{key}", value)
        rule = self.facts().plan.kind.signoffs[what]
        for name in (*rule.files, *rule.snapshot):
            path = f"cases/{self.case}/{path_of(BY_NAME[name], item)}"
            if not (self.house.root / path).exists():
                named = {"imr": ("--agency", item)}.get(name, FIRST_BLOCK.get(name, ()))
                self.run(f"a place for {name}", "add", self.case, name, *named)
            _fill(self.house, path)
        self.forget()
        mend(self)

    def _author_writes(self) -> None:
        """Let the author write the report in their own clone, and bring it in by a pull request."""
        self.publish()
        author = self.office.author
        author.git("switch", "--quiet", "-c", "the-report")
        author.does("add", self.case, "report")
        _fill(author, f"cases/{self.case}/report/overview.md")
        author.tries("save")
        author.sends("the-report")
        self.check("the-report")
        self.office.merges("the-report")
        self.forget()

    def publish(self) -> None:
        """Save, and put everything onto the server."""
        self.house.tries("save")
        self.office.manager.sends("main")
        self.office.author.pull()


def _fill(house: House, path: str) -> None:
    """Write something under each heading of a document that has nothing there."""
    if path.endswith(".md"):
        house.put(path, _HEADING.sub(rf"\1\n\n{TEXT}\n\n", house.text(path)))
