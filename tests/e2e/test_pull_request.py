"""A review signed off by pull requests, from the terms of reference to its end, with a server and no forge."""

import hashlib
import json
import subprocess
from pathlib import Path

from tests.commands import House
from tests.e2e.journey import AGENCY, SIGNERS, Journey
from tests.e2e.office import Office
from tests.signoff.conftest import on

IMR = f"imr[{AGENCY}]"
OPENS = {
    "tor": "evidence",
    "overview-report": "approving",
    "report-and-plan": "publishing",
    "plan-met": "assuring",
}
"""The sign-offs that open a stage, and which."""


def by_hand(clone: Path, folder: str) -> str:
    """Return the digest of what a request names, worked out as the documentation says, with sha256sum alone."""
    asked = json.loads((clone / folder / "request.json").read_text())
    case = clone / "/".join(Path(folder).parts[:2])
    sums = subprocess.run(["sha256sum", *sorted(asked["files"])], cwd=case, capture_output=True, check=True)
    return hashlib.sha256(sums.stdout).hexdigest()


def test_a_review_from_its_beginning_to_its_end(office: Office) -> None:
    """Each sign-off is asked for, given and merged through the hook; no step after it voids one before it."""
    journey = Journey(office)
    journey.go()
    assert {one.partition("[")[0] for one in journey.given} == set(SIGNERS)
    reached = dict(zip(journey.given, journey.stages, strict=True))
    assert {what: reached[what] for what in OPENS} == OPENS
    assert journey.facts().settled
    journey.publish()
    # Years later, from a fresh clone, offline: the tool, and sha256sum and git alone.
    House(office.place).git("clone", "--quiet", str(office.bare), "years-later")
    clone = House(office.place / "years-later")
    clone.git("remote", "remove", "origin")
    with on("2031-01-06"):
        told = json.loads(clone.does("signoff", "verify", journey.case, "--format", "json").out)
    assert told["verified"] is True
    assert len(told["signoffs"]) == len(SIGNERS)
    for one in told["signoffs"]:
        folder = "/".join(
            part for part in ("cases", journey.case, "signoff", one["what"], one["item"]) if part
        )
        assert one["state"] == "complete"
        assert by_hand(clone.root, folder) == one["digest"]
        approved = sorted(p for p in (clone.root / folder).glob("*.json") if p.name != "request.json")
        assert [json.loads(path.read_text())["digest"] for path in approved] == [one["digest"]] * len(
            approved
        )
        assert [json.loads(path.read_text())["person"] for path in approved] == list(SIGNERS[one["what"]])
        came = clone.git("log", "--format=", "--name-status", "--no-merges", "--", *map(str, approved))
        assert {line[0] for line in came.split("\n") if line} == {"A"}
