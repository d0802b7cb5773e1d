"""Writes `ready/` anew: a register with a review that may be published, made of the base register, sign-offs and all.

python -m tests.publishing.making
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.commands import Ran
from tests.conftest import make_home
from tests.signoff.conftest import Desk as Signing
from tests.signoff.conftest import on

BASE = Path(__file__).parent.parent / "base_case"
CASE = "SAR-2026-001"
HOME = f"cases/{CASE}"
DAY = "2026-06-30"
"""The day on which it may be published."""
PEOPLE = "people:\n  - {id: pip-1}\n  - {id: qap-1}\n"
ROLES = "roles:\n  - {role: pip, person: pip-1}\n  - {role: qap, person: qap-1}\n"
REPORT = """---
version: 1
---

## Circumstances that led to the review

The adult died at home in the winter of 2025, after a visit to which nobody answered.

## Methodology

Two agencies wrote reviews of their own, and one gave a chronology.

## Analysis

What was known was not shared. Visits were made, and each was noted with care.

## Action already taken

The agencies now meet each month.

## Conclusion

Practice must change in two ways.
"""
SUMMARY = "---\nversion: 1\ndate: 2026-06-12\n---\n\n## What happened\n\nThe adult died at home.\n"
BRIEFING = (
    "---\nversion: 1\ndate: 2026-06-15\n---\n\n## What to do\n\nShare what is known of a risk at once.\n"
)
PUBLICATION = """style: website
considered_with: [independent-chair, family]
abuse_types: [self-neglect]
embargo: 2026-06-25
publish_until: 2027-06-30
"""
CHECKLIST = (
    "communication_agreed",
    "style_agreed",
    "date_agreed",
    "panel_final_version",
    "repository_sent",
    "communications_liaised",
    "family_discussed",
    "family_informed",
    "reviewer_informed",
    "lead_member_informed",
    "members_brief_considered",
    "website_notified",
    "panel_communications_alerted",
    "final_version_to_communications",
    "partner_statements_ready",
    "partners_informed",
    "inquest_liaison",
    "inquest_statement",
)
"""What of the checklist is written by hand, and comes before publication."""
READY = Path(__file__).parent / "ready"
SUBJECT = """format: 1
identities:
  - pseudonym: Adult E
    kind: subject
    cases: [SAR-2026-001]
    names:
      - {given: Zebulon, family: Quillfeather}
    none_known: true
"""
"""An identity register that has the subject and nobody of the family."""
IDENTITIES = f"""{SUBJECT}\
  - pseudonym: mother
    kind: family
    cases: [SAR-2026-001]
    names:
      - {{given: Philomela, family: Quillfeather}}
    none_known: true
"""
SIGNERS = {
    "overview-report": ("hsl-1",),
    "action-plan": ("police-1", "adults-1"),
    "report-and-plan": ("chair-1",),
    "briefing": ("pip-1",),
    "executive-summary": ("hsl-1",),
    "publication": ("hsl-1", "chair-1"),
}
"""Who signs off what, in this order."""


class Desk(Signing):
    """The desk of somebody who publishes."""

    def signs_off(self, what: str, day: str, case: str = CASE) -> None:
        """Have something signed off by all who are to, and take it in."""
        self.does_on(day, "signoff", "request", case, what, "-o", os.devnull)
        for person in SIGNERS[what]:
            minute = ("--person", person, "--minute", "the meeting, item 4")
            self.does_on(day, "signoff", "record", case, what, *minute)
        with on(day):
            self.git("merge", "--quiet", "--no-ff", "--no-edit", f"signoff/{case}/{what}")

    def edits(self, path: str, old: str, new: str) -> None:
        """Change words of a file of the case."""
        text = self.text(f"{HOME}/{path}")
        assert old in text
        self.put(f"{HOME}/{path}", text.replace(old, new))

    def commits(self, day: str = DAY) -> None:
        """Commit what was edited, whatever is wrong with it."""
        with on(day):
            self.git("add", "--all")
            self.git("commit", "--quiet", "--message", "edited")

    def says(self, *words: str, day: str = DAY) -> Ran:
        """Run a command on a day, however it ends."""
        with on(day):
            return self.tries(*words)

    def checks(self, *more: str, day: str = DAY) -> Ran:
        """Ask whether the review may be published."""
        return self.says("publish", "check", CASE, *more, day=day)

    def codes_of(self, day: str = DAY) -> list[str]:
        """Return the codes of all that stands in the way of publication, in the order told."""
        import json

        found = json.loads(self.checks("--format", "json", day=day).out)["findings"]
        return [one["code"] for one in found if one["severity"] == "error"]


def write_everything(desk: Desk) -> None:
    """Write all papers of the review, and record what comes before publication."""
    desk.put("board.yaml", desk.text("board.yaml").replace("people:\n", PEOPLE).replace("roles:\n", ROLES))
    desk.put(f"{HOME}/report/overview.md", REPORT)
    desk.put(f"{HOME}/report/summary.md", SUMMARY)
    desk.put(f"{HOME}/briefing.md", BRIEFING)
    desk.put(f"{HOME}/publication.yaml", PUBLICATION)
    done = "".join(f"  {key}: 2026-06-17\n" for key in CHECKLIST)
    desk.edits(
        "diary.yaml",
        "report:\n",
        f"publication:\n{done}  date: {{planned: 2026-07-06}}\n"
        "report:\n  presented: 2026-06-12\n  available: 2026-06-12\n",
    )
    minutes = desk.text(f"{HOME}/meetings/2026-05-20-panel.md").replace("2026-05-20", "2026-04-22")
    desk.put(
        f"{HOME}/meetings/2026-04-22-panel.md", minutes.replace("The authors presented their IMRs.", "Read.")
    )
    desk.edits("processes.yaml", "ask_again: 2026-06-15", "to: 2026-06-12")
    member = "  feedback: 2026-06-15\n  prepared: 2026-06-16\n  read_only_copy: 2026-06-16\n"
    desk.put(f"{HOME}/family.yaml", desk.text(f"{HOME}/family.yaml") + member)


def made(place: Path) -> Path:
    """Return a register with a review that may be published, made by its own commands."""
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        desk = Desk(shutil.copytree(BASE, place / "register"))
        write_everything(desk)
        with on("2026-06-10"):
            desk.git("init", "--quiet", "--initial-branch=main")
        desk.commits("2026-06-10")
        for number, what in enumerate(SIGNERS):
            desk.signs_off(what, f"2026-06-{11 + number}")
    return place / "register"


def main() -> None:
    """Write the register."""
    with tempfile.TemporaryDirectory() as place:
        files = Desk(made(Path(place))).files()
    shutil.rmtree(READY, ignore_errors=True)
    for path, data in files.items():
        (READY / path).parent.mkdir(parents=True, exist_ok=True)
        (READY / path).write_bytes(data)


if __name__ == "__main__":
    main()
