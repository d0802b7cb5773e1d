"""Why a statement would not count, in words for the one who types it, with the way out of each."""

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.signoff import Stated
from reviewctl.render.pages.naming import role_title
from reviewctl.work.signoff.holders import holders_of
from reviewctl.work.signoff.meant import Meant


def refusal(facts: Facts, one: Meant, stated: Stated) -> ReviewctlError:
    """Return the error for a statement that would not count as it is."""
    reason = stated.reason or f"The statement would not count ({stated.state})."
    return ReviewctlError(f"{reason} Nothing was written.", _way_out(facts, one, stated))


def _way_out(facts: Facts, one: Meant, stated: Stated) -> str:
    match stated.state:
        case "ahead":
            return "Record it when that day has come; or put the day right: --on DATE"
        case "role-not-asked" | "role-not-held":
            return _by_whom(facts, one) + (
                " If the office was held then, enter from when to when: board.yaml under roles, or panel.yaml."
            )
        case "barred":
            return _by_whom(facts, one, but=stated.person) + (
                f" Why: reviewctl explain {one.what}" if one.rule.note else ""
            )
        case "not-needed":
            return _by_whom(facts, one, but=stated.person, none=_before(one))
        case "back-dated":
            return f"Give a day that is not before it: --on DATE. {_before(one)}"
        case "revoked":
            return (
                "A revoked key stays so. Make a new one (ssh-keygen -t ed25519), and let it be trusted: reviewctl "
                f"signoff trust add {stated.person} KEYFILE.pub"
            )
        case "stale":
            return f"Ask for the text as it is: reviewctl signoff request {one.typed}"
        case "not-signed":
            return f"The person signs: reviewctl signoff sign {one.typed} --person {stated.person}"
        case "unknown-key" | "another-person" | "key-not-valid-then" | "wrong-namespace":
            return f"Let the key be trusted first: reviewctl signoff trust add {stated.person} KEYFILE.pub"
        case "not-checked":
            return "Install OpenSSH (ssh-keygen), or mend trust/revoked_keys: reviewctl validate"
        case "chain-broken" | "replayed" | "unreadable":
            return f"What this person said before must be put right first: reviewctl validate {one.case}"
    return f"How it stands: reviewctl signoff status {one.typed}"


def _before(one: Meant) -> str:
    return f"What this person said before: reviewctl signoff status {one.typed}"


_NOBODY = "Nobody holds the roles that are asked today."


def _by_whom(facts: Facts, one: Meant, but: str = "", none: str = _NOBODY) -> str:
    """Return by whom it can be said, leaving somebody out; `none` where by nobody."""
    found = {
        role: [person for person in holders_of(facts, one, role, today()) if person != but]
        for role in one.rule.roles
    }
    told = [
        f"{role_title(facts.plan.pack, role)}: {', '.join(people)}"
        for role, people in found.items()
        if people
    ]
    return f"It can be said by {'; '.join(told)}." if told else none
