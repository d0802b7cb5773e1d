"""When things happen in a made-up review: days after the referral, for a review that keeps every limit.

Every master case is dated from `BASE`, a Monday in a year that no comment of the template mentions, so that
the dates of a case can be told from the examples when they are moved.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

BASE = date(2001, 1, 8)


class Stage(Struct, frozen=True):
    """A stage at which a made-up review stands: nothing is late from the day `since` to the day `until`."""

    name: str
    since: int
    until: int


STAGES = {
    one.name: one
    for one in (
        Stage("evidence", 56, 100),
        Stage("drafting", 106, 138),
        Stage("approving", 166, 167),
        Stage("acting", 200, 275),
        Stage("closed", 316, 4000),
    )
}

DIARY: Mapping[str, int] = {
    "referral.received": 0,
    "referral.acknowledged": 0,
    "referral.chair_briefed": 1,
    "referral.sufficient": 2,
    "screening.board_informed": 3,
    "screening.information_requested": 3,
    "screening.invited": 3,
    "screening.papers_ready": 8,
    "screening.recommendation_sent": 16,
    "decision.made": 18,
    "decision.forwarded": 18,
    "decision.board_told": 21,
    "decision.referrer_told": 21,
    "commissioning.files_secured": 22,
    "commissioning.chronology_template_sent": 23,
    "commissioning.approach_endorsed": 28,
    "commissioning.chair_author_appointed": 30,
    "commissioning.panel_established": 35,
    "commissioning.timetable_agreed": 49,
    "tor.drafted": 40,
    "tor.agreed": 49,
    "report.drafted": 140,
    "report.quality_assured": 147,
    "report.presented": 154,
    "report.responses_agreed": 156,
    "report.available": 158,
    "report.endorsed": 168,
    "plan.agreed": 161,
    "plan.circulated": 163,
    "plan.shared_with_pip": 170,
    "plan.met_by_pip": 290,
    "plan.shared_with_qap": 292,
    "plan.moderated": 300,
    "plan.assured": 310,
    "plan.impact_tested": 312,
    "plan.reported_to_board": 315,
    "learning.briefing_signed_off": 175,
    "learning.practitioners_told": 176,
    "learning.workforce_told": 177,
    "publication.communication_agreed": 140,
    "publication.considered": 170,
    "publication.family_discussed": 170,
    "publication.style_agreed": 171,
    "publication.date_agreed": 172,
    "publication.panel_final_version": 173,
    "publication.repository_sent": 173,
    "publication.communications_liaised": 174,
    "publication.family_informed": 175,
    "publication.reviewer_informed": 175,
    "publication.lead_member_informed": 176,
    "publication.members_brief_considered": 176,
    "publication.website_notified": 178,
    "publication.panel_communications_alerted": 178,
    "publication.final_version_to_communications": 179,
    "publication.partner_statements_ready": 180,
    "publication.partners_informed": 182,
    "publication.date": 196,
    "publication.link_circulated": 197,
}

SCREENED = 14
PANELS = (49, 105, 130)
"""The days on which the screening panel and the review panel meet."""


def on(day: int) -> str:
    """Return the date of a day of the master case, as it is written."""
    return (BASE + timedelta(days=day)).isoformat()


def by(stage: Stage, day: int) -> str | None:
    """Return the date of a day that has come by the stage, or None."""
    return on(day) if day <= stage.since else None
