"""A timetable of a pack names what there is, and is shown as the proposal that it is."""

import pytest

from reviewctl.store.packs import Policies
from tests.policies.small import SAR
from tests.policies.test_broken_packs import findings, places

TIMETABLE = """\
timetable:
  to: report
  room: 5
  rows:
    - {what: "meetings[screening]", title: The panel meets, room: 10}
    - {what: "returns[].imr.due", title: IMRs due, room: 20, stretches: true, if: {tor.method: desktop}}
    - {what: report.available, title: The report is there, room: 10, cites: P§5.1}
"""


def test_a_sound_timetable_has_no_findings() -> None:
    """Its room needs no paragraph: it is a proposal."""
    assert findings(sar=SAR + TIMETABLE) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("to: report", "to: reprot", "POL015", "reprot"),
        ("meetings[screening]", "meetings[screning]", "POL025", '"meetings[screning]'),
        ("returns[].imr.due", "returns[].imr.dew", "POL005", '"returns[].imr.dew'),
        ("what: report.available", "what: report.there", "POL005", "report.there"),
        ("what: report.available", "what: the report", "POL004", "the report"),
        ("tor.method: desktop", "tor.methd: desktop", "POL005", "tor.methd"),
        ("cites: P§5.1", "cites: X§5.1", "POL030", "X§5.1"),
    ],
)
def test_what_is_not_there_is_found_at_its_line(old: str, new: str, code: str, at: str) -> None:
    """One change gives one finding, with the right code, at the change."""
    text = SAR + TIMETABLE.replace(old, new)
    found = places(findings(sar=text), sar=text)
    assert [one[0] for one in found] == [code], found
    assert found[0][1].startswith(at), found


def test_the_shipped_timetable_fits_the_protocol() -> None:
    """It has the three meetings that there are at the least (P§10), and fits into the six months of P§5.1."""
    policy = Policies().get("stockport-2021")
    assert policy is not None
    sar = policy.types["sar"]
    assert sar.timetable is not None
    meetings = [row for row in sar.timetable.rows if row.what == "meetings[panel]"]
    assert len(meetings) == sar.meetings["panel"].at_least == 3
    assert sum(row.room for row in sar.timetable.rows) + sar.timetable.room <= 120
