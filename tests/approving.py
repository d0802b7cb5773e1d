"""A register in memory in which things are signed off: what is approved is summed up here by hand.

The sums and the chain are worked out with hashlib and json alone, so that what judges them shares no code with this.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.model.signoff import Signoff, Stated
from reviewctl.store.folder import FilesTree
from reviewctl.store.register import Register
from reviewctl.work.loading import Loader

CASE = "SAR-2026-001"
FOLDER = f"cases/{CASE}"
BOARD = """\
format: 1
board: Example Board
policy: stockport-2021
agencies:
  - {id: pennine-care, name: Pennine Care, sector: health}
  - {id: gm-icb, name: The ICB, sector: health}
people:
  - {id: chair-1}
  - {id: hsl-1}
  - {id: author-1}
  - {id: member-1, agency: gm-icb}
  - {id: member-2, agency: pennine-care}
  - {id: nurse-1, agency: pennine-care}
  - {id: nurse-2, agency: pennine-care}
  - {id: pip-1}
roles:
  - {role: independent-chair, person: chair-1, from: 2024-04-01, to: 2026-09-30}
  - {role: screening-chair, person: hsl-1, from: 2023-09-01}
  - {role: agency-signatory, person: nurse-1}
  - {role: agency-signatory, person: nurse-2}
  - {role: agency-signatory, person: member-1}
  - {role: pip, person: pip-1}
"""
FILES = {
    "board.yaml": BOARD,
    f"{FOLDER}/case.yaml": f"format: 1\nid: {CASE}\ntype: sar\npolicy: stockport-2021\n",
    f"{FOLDER}/diary.yaml": "referral: {received: 2026-01-12}\n",
    f"{FOLDER}/panel.yaml": (
        "appointments:\n"
        "  - {role: chair-author, person: author-1, from: 2026-02-24}\n"
        "  - {role: member, person: member-1, from: 2026-02-24}\n"
        "  - {role: member, person: member-2, from: 2026-02-24, to: 2026-06-30}\n"
    ),
    f"{FOLDER}/returns.yaml": "pennine-care: {imr: {author: nurse-2}}\ngm-icb: {contribution: chronology}\n",
    f"{FOLDER}/terms-of-reference.md": "---\nversion: 1\n---\n\nThe questions.\n",
    f"{FOLDER}/report/overview.md": "---\nversion: 1\n---\n\nThe report.\n",
    f"{FOLDER}/action-plan.yaml": "actions:\n  - {id: 1, action: try it out}\n",
    f"{FOLDER}/progress.yaml": "1: {evidence: []}\n",
    f"{FOLDER}/publication.yaml": "style: full\n",
    f"{FOLDER}/imrs/pennine-care.md": "---\nagency: pennine-care\n---\n\nThe IMR.\n",
}
COVERED = {
    "tor": ("terms-of-reference.md",),
    "imr": ("imrs/pennine-care.md",),
    "overview-report": ("report/overview.md",),
    "action-plan": ("action-plan.yaml",),
    "report-and-plan": ("action-plan.yaml", "report/overview.md"),
    "plan-met": ("action-plan.yaml", "signoff/plan-met/snapshot/progress.yaml"),
    "publication": ("report/overview.md", "signoff/publication/snapshot/publication.yaml"),
}
DAY = date(2026, 6, 8)


def summed(data: bytes) -> str:
    """Return the sha256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def line(record: Mapping[str, object]) -> bytes:
    """Return a record as one line of JSON, the keys in order and without spaces."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


class Approved:
    """A register whose files can be changed, and in which sign-offs are asked for and given."""

    def __init__(self, files: Mapping[str, str] | None = None) -> None:
        self.files = {path: text.encode() for path, text in {**FILES, **(files or {})}.items()}

    def put(self, path: str, data: bytes | str) -> "Approved":
        """Write a file of the case."""
        self.files[f"{FOLDER}/{path}"] = data.encode() if isinstance(data, str) else data
        return self

    def take(self, path: str) -> "Approved":
        """Take a file of the case away."""
        del self.files[f"{FOLDER}/{path}"]
        return self

    def data(self, path: str) -> bytes:
        """Return the bytes of a file of the case."""
        return self.files[f"{FOLDER}/{path}"]

    def digest(self, what: str) -> str:
        """Return what `sha256sum FILES | sha256sum` would say of what a sign-off covers."""
        lines = "".join(f"{summed(self.data(path))}  {path}\n" for path in sorted(COVERED[what]))
        return summed(lines.encode())

    def copied(self, what: str, name: str) -> "Approved":
        """Make the copy of a document that is written on."""
        return self.put(f"signoff/{what}/snapshot/{name}", self.data(name))

    def ask(self, what: str, on: str = "2026-06-01", item: str | None = None, case: str = CASE) -> "Approved":
        """Write a request, of what the files are now."""
        record: dict[str, object] = {
            "schema": "reviewctl/signoff-request/1",
            "case": case,
            "what": what,
            "on": on,
            "digest": self.digest(what),
            "files": {path: summed(self.data(path)) for path in COVERED[what]},
        }
        if item is not None:
            record["item"] = item
        return self.put(f"{_folder(what, item)}/request.json", line(record))

    def say(
        self,
        what: str,
        role: str,
        person: str,
        on: str = "2026-06-02",
        *,
        item: str | None = None,
        number: int | None = None,
        but: Mapping[str, object] | None = None,
    ) -> "Approved":
        """Write the next statement of a person: an approval of what the files are now, `but` for what is said."""
        other = but or {}
        folder = f"{FOLDER}/{_folder(what, item)}"
        theirs = sorted(p for p in self.files if p.startswith(f"{folder}/") and p.endswith(f"-{person}.json"))
        record: dict[str, object] = {
            "schema": "reviewctl/statement/1",
            "case": CASE,
            "what": what,
            "role": role,
            "person": person,
            "decision": "approve",
            "assurance": "recorded",
            "digest": other["digest"] if "digest" in other else self.digest(what),
            "on": on,
            "minute": "minutes of that day",
        }
        if item is not None:
            record["item"] = item
        if theirs:
            record["previous"] = summed(self.files[theirs[-1]])
        record |= other
        name = f"{number or len(theirs) + 1:02}-{person}.json"
        self.files[f"{folder}/{name}"] = line(record)
        return self

    def facts(self, on: date = DAY, *, dates_only: bool = False) -> Facts:
        """Return the facts of the case on a day."""
        register = Register(FilesTree(self.files), "/")
        loaded = Loader(register, on, dates_only=dates_only).load(FOLDER)
        assert loaded.facts is not None, loaded.findings
        return loaded.facts

    def found(self, what: str, item: str | None = None, on: date = DAY) -> Signoff:
        """Return how a sign-off stands."""
        return next(one for one in self.facts(on).signoffs if (one.what, one.item) == (what, item))

    def states(self, what: str, item: str | None = None, on: date = DAY) -> list[str]:
        """Return what each statement of a sign-off comes to, in their order."""
        return [one.state for one in self.found(what, item, on).statements]

    def only(self, what: str, item: str | None = None) -> Stated:
        """Return the one statement of a sign-off."""
        (one,) = self.found(what, item).statements
        return one


def _folder(what: str, item: str | None) -> str:
    return f"signoff/{what}/{item}" if item else f"signoff/{what}"


def complete(what: str = "report-and-plan") -> Approved:
    """Return a register in which a sign-off is complete."""
    made = Approved()
    if what == "tor":
        made.ask(what).say(what, "chair-author", "author-1").say(what, "member", "member-1", "2026-06-03")
    elif what == "imr":
        made.ask(what, item="pennine-care").say(what, "agency-signatory", "nurse-1", item="pennine-care")
    elif what == "plan-met":
        made.copied(what, "progress.yaml").ask(what).say(what, "pip", "pip-1")
    elif what == "publication":
        made.copied(what, "publication.yaml").ask(what)
        made.say(what, "screening-chair", "hsl-1").say(what, "independent-chair", "chair-1", "2026-06-03")
    elif what == "overview-report":
        made.ask(what).say(what, "screening-chair", "hsl-1")
    else:
        made.ask(what).say(what, "independent-chair", "chair-1")
    return made


WHATS = ("tor", "imr", "overview-report", "report-and-plan", "plan-met", "publication")


def item_of(what: str) -> str | None:
    """Return the item of which the sign-off is complete in `complete`."""
    return "pennine-care" if what == "imr" else None
