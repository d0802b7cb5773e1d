"""A small policy and the facts of small cases under it, for the tests of facts."""

from collections.abc import Mapping

import msgspec

from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Plan
from reviewctl.model.board import Board
from reviewctl.model.deadline import Deadline
from tests.making import NO_BOARD, facts_of, plan_from

PACK = """\
format: 1
title: A local protocol
sources: {P: {title: The protocol}}
calendar: {name: england-and-wales, warning: 5 working days}
sectors: {police: {title: Police}, health: {title: Health}, local-authority: {title: Local authority}}
roles: {manager: {title: Manager}, chair-author: {title: Chair}}
"""

EVENTS = """\
  referral.received: {title: The request came}
  referral.briefed: {title: The Chair was briefed}
  screening.held: {title: The panel met, from: "meetings[screening,first].date", else: diary}
  screening.concluded:
    {title: The panel concluded, from: "meetings[screening,concluded].date", else: screening.held}
  screening.sent: {title: The recommendation was sent}
  decision.made: {title: The Chair decided}
  decision.checked: {title: The decision was checked, outcomes: [agrees, disagrees]}
  panel.first: {title: The panel met first, from: "meetings[panel,first].date", else: diary}
  panel.second: {title: The panel met again, from: "meetings[panel,2].date", else: diary}
  panel.last: {title: The panel met last, from: "meetings[panel,last].date"}
  returns[].imr.requested: {title: Asked for}
  returns[].imr.submitted: {title: Submitted}
  family[].told: {title: Told}
  family[].added_on: {title: Added}
  processes[].checked_on: {title: Asked after, repeats: true}
  actions[].met: {title: The action was met}
  plan.circulated: {title: The plan went round, repeats: true}
  tor.signed: {title: The terms were signed, was: tor.agreed}
  returns[].initial_chronology.requested: {title: Asked for a first chronology}
  returns[].initial_chronology.returned: {title: Returned a first chronology}
  publication.date: {title: Published}
  publication.copies_sent: {title: Copies went out}
  audit.done: {title: The audit was done, repeats: true}
  sar_list[]: {title: The list went round}
"""

STAGES = """\
  - {id: referred, title: referral received, opened_by: [{event: referral.received}]}
"""


def plan(steps: str = "", stages: str = STAGES, more: str = "") -> Plan:
    """Return the plan of a type with these steps, given as YAML."""
    head = "type: sar\nprefix: SAR\ntitle: Safeguarding Adults Review\ncites: P§2\n"
    listed = f"steps:\n{steps}" if steps else ""
    return plan_from(PACK, f"{head}events:\n{EVENTS}{listed}stages:\n{stages}{more}")


MEETING = """\
  - id: meeting
    title: Panel meets
    who: manager
    after: referral.received
    within: 15 working days
    until: screening.held
    cites: P§11
"""


def facts(steps: str, files: Mapping[str, str], as_of: str = "2026-06-08", board: Board = NO_BOARD) -> Facts:
    """Return the facts of a case with these files under a type with these steps."""
    return facts_of(plan(steps), files, as_of, board)


def deadline(steps: str, files: Mapping[str, str], as_of: str = "2026-06-08", key: str = "") -> Deadline:
    """Return the deadline with this key, or the only one."""
    worked = facts(steps, files, as_of)
    found = worked.deadline(key) if key else worked.deadlines[0]
    assert found is not None and (key or len(worked.deadlines) == 1)
    return found


def diary(**groups: str) -> dict[str, str]:
    """Return a diary: a keyword for each group, its events as YAML in flow style: `received: 2026-01-12`."""
    text = "".join(f"{group}: {{{events}}}\n" for group, events in groups.items())
    return {"diary.yaml": text} if text else {}


def board_of(**fields: object) -> Board:
    """Return a board with these fields."""
    return msgspec.convert({"format": 1, "board": "Anyshire", "policy": "local", **fields}, Board)
