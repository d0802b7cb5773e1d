"""What is worked out from the record and never written: where to turn instead."""

from reviewctl.model.address import Address
from reviewctl.model.finding import ReviewctlError

SEEN_WITH = {
    "stage": "status",
    "status": "status",
    "overdue": "deadlines",
    "due": "deadlines",
    "quorate": "quorum",
    "approved": "signoff status",
}
"""What people look for a line for, and the command that shows it."""


def refuse_worked_out(address: Address, case_id: str) -> None:
    """Raise ReviewctlError (exit 2) for an address of which the value is worked out, saying where it comes from."""
    word = address.fields[0] if address.head == "case" and address.fields else address.head
    alone = address.item is None and len(address.fields) == (1 if address.head == "case" else 0)
    if alone and word in SEEN_WITH:
        raise ReviewctlError(
            f"{address} is worked out from what is recorded, and is never written.",
            f"See it with: reviewctl {SEEN_WITH[word]} {case_id}",
        )
    if address.head == "signoff":
        raise ReviewctlError(
            f"{address} is worked out from what each person approved, and is never written.",
            f"Record an approval: reviewctl signoff record {case_id} {address.item or 'WHAT'} --person ID --on DATE "
            f"--minute REF · how it stands: reviewctl signoff status {case_id}",
        )
    if (address.head, address.item, address.fields) == ("actions", None, ("all_met",)):
        raise ReviewctlError(
            f"{address} is worked out: it is the day on which the last action was met.",
            f"Record each of them: reviewctl action met {case_id} ACTION --on DATE --evidence WORDS",
        )
