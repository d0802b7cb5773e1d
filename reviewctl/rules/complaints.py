"""CMP: whether complaints were answered as the protocol wants, besides the time that it took (TIM)."""

from collections.abc import Iterator

from reviewctl.model.address import Address
from reviewctl.model.complaints import Complaint
from reviewctl.rules.engine import Offence, Review, rule

KINDS = ("foi", "subject-access", "coroner", "other")


@rule("CMP001", "ombudsman-not-named", "error", "P§21", reads=("complaints",))
def ombudsman_not_named(review: Review) -> Iterator[Offence]:
    """A complaint that was answered, and it is not recorded that the answer named the Ombudsman."""
    for key, complaint in review.case.complaints.items():
        if _answered(review, key) and not complaint.ombudsman_named:
            yield Offence(
                spot=review.spot("complaints", (key, "ombudsman_named")),
                at=f"complaints[{key}].ombudsman_named",
                message=f"The complaint {key} was answered, and {_said(complaint)} that the answer named the Local "
                "Government Ombudsman.",
                help="Every written answer names the Ombudsman. If it did: reviewctl record board "
                f'"complaints[{key}].ombudsman_named" true. If not, write again.',
            )


def _answered(review: Review, key: str) -> bool:
    events = (Address("complaints", key, (field,)) for field in ("responded", "chair_responded"))
    return any(review.facts.timeline.moment(event) is not None for event in events)


def _said(complaint: Complaint) -> str:
    return "it is not recorded" if complaint.ombudsman_named is None else "it is recorded as not so"


@rule("CMP002", "request-of-no-known-kind", "warning", reads=("correspondence",))
def of_no_known_kind(review: Review) -> Iterator[Offence]:
    """A request of which it is not said what it is, so that no clock can be set for it."""
    for key, letter in review.case.correspondence.items():
        if letter.kind not in KINDS:
            yield Offence(
                spot=review.spot("correspondence", (key, "kind")),
                at=f"correspondence[{key}].kind",
                message=f"It is not said what the request {key} is, so no clock runs for it.",
                help=f"Write one of: {', '.join(KINDS)}.",
            )
