"""referral.md: who asked for a review and why (P§4, P§5)."""

from datetime import date
from typing import Annotated

from reviewctl.model.record import AgencyId, Edtf, Record, says


class Referrer(Record, frozen=True, kw_only=True):
    """Who referred the case: a role and an agency, never a name."""

    role: Annotated[str | None, says("The referrer's role, such as team manager.")] = None
    agency: Annotated[
        str | None, says("The referrer's agency: an id of board.yaml, or words for one that is not on it.")
    ] = None


class InformationRequest(Record, frozen=True, kw_only=True):
    """Something that the Business Manager asked for so that the referral could be screened (P§5)."""

    asked_of: Annotated[str, says("Whom it was asked of: an agency's id, or referrer.")]
    what: Annotated[str | None, says("What was asked for.")] = None
    asked: Annotated[date | None, says("The day it was asked for.")] = None
    due: Annotated[date | None, says("The day by which it was wanted.")] = None
    came: Annotated[date | None, says("The day it came.")] = None


class Referral(Record, frozen=True, kw_only=True):
    """The facts of a referral; the concern itself is the text below them."""

    referrers: Annotated[
        tuple[Referrer, ...], says("Who referred: role and agency. Two may refer one death.")
    ] = ()
    incident_date: Annotated[Edtf | None, says("When the death or the harm happened, as far as known.")] = (
        None
    )
    criteria_claimed: Annotated[
        tuple[str, ...], says("The criteria that the referrer says are met, by the policy's ids.")
    ] = ()
    information_requests: Annotated[
        tuple[InformationRequest, ...], says("What was asked of whom, when, and when it came (P§5).")
    ] = ()
    agencies_involved: Annotated[tuple[AgencyId, ...], says("Agencies named in the referral.")] = ()
    immediate_safety: Annotated[str | None, says("What was done about anyone still at risk.")] = None
    media_interest: Annotated[str | None, says("Whether the press is, or may be, interested.")] = None
