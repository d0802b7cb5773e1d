"""What somebody who can push a branch may try with sign-offs, by hand, and the reason for which each is refused."""

import hashlib
import json
from collections.abc import Callable
from typing import NamedTuple

from tests.e2e.office import Clone
from tests.signoff.conftest import CASE
from tests.signoff.keys import Key, made

PLACE = f"cases/{CASE}/signoff"
OTHER = "cases/SAR-2026-002"
MINUTE = "Panel, item 4"
TRUSTED, REVOKED, STRANGE = made(1), made(2), made(3)
APPROVED = f"{PLACE}/overview-report/01-hsl.json"
TOR = {"what": "tor", "role": "chair-author", "person": "author-1"}
IMR = {"what": "imr", "item": "pennine-care", "role": "agency-signatory", "person": "pennine-1"}
REPORT = {"what": "overview-report", "role": "screening-chair", "person": "hsl-2"}
FILES = {
    "tor": "terms-of-reference.md",
    "imr": "imrs/pennine-care.md",
    "overview-report": "report/overview.md",
}


def line(record: dict[str, str]) -> bytes:
    """Return a record as reviewctl writes it, made with json alone."""
    return json.dumps(record, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def digest(clone: Clone, what: str) -> str:
    """Return what `sha256sum FILE | sha256sum` prints of what is signed off."""
    own = hashlib.sha256((clone.root / f"cases/{CASE}" / FILES[what]).read_bytes()).hexdigest()
    return hashlib.sha256(f"{own}  {FILES[what]}\n".encode()).hexdigest()


def says(clone: Clone, said: dict[str, str], number: int = 1, **other: str) -> tuple[str, bytes]:
    """Write a statement by hand; return its path and its bytes."""
    record = {
        "assurance": "recorded",
        "case": CASE,
        "decision": "approve",
        "digest": digest(clone, said["what"]),
        "minute": MINUTE,
        "on": "2026-05-20",
        "schema": "reviewctl/statement/1",
        **said,
        **other,
    }
    folder = "/".join(part for part in (PLACE, record["what"], record.get("item", "")) if part)
    path = f"{folder}/{number:02}-{record['person']}.json"
    clone.put(path, line(record))
    return path, line(record)


def signs(clone: Clone, key: Key, cut: int | None = None, namespace: str = "reviewctl-signoff") -> None:
    """Write a statement on the agency's IMR with a signature beside it."""
    path, data = says(clone, IMR, assurance="signed")
    clone.put(f"{path}.sig", key.sign(data, namespace)[:cut])


def stale(clone: Clone) -> None:
    """Approve a text that is not there."""
    says(clone, TOR, digest="0" * 64)


def replayed(clone: Clone) -> None:
    """Copy an approval of one review into another."""
    clone.put(APPROVED.replace(f"cases/{CASE}", OTHER), clone.text(APPROVED))


def expired(clone: Clone) -> None:
    """Let somebody approve whose office ended in March."""
    says(clone, REPORT, 2)


def dated_back(clone: Clone) -> None:
    """Approve on a day on which the text was not there yet."""
    says(clone, TOR, on="2026-04-01")


def still_to_come(clone: Clone) -> None:
    """Approve on a day that has not come."""
    says(clone, TOR, on="2026-06-30")


def for_git(clone: Clone) -> None:
    """Take a signature that was made for a commit."""
    signs(clone, TRUSTED, namespace="git")


def by_a_strange_key(clone: Clone) -> None:
    """Sign with a key that nobody knows."""
    signs(clone, STRANGE)


def by_a_revoked_key(clone: Clone) -> None:
    """Sign with a key that was lost."""
    signs(clone, REVOKED)


def with_its_own_trust(clone: Clone) -> None:
    """Sign with one's own key, and bring the line that trusts it."""
    trust = clone.text("trust/allowed_signers")
    clone.put("trust/allowed_signers", f'{trust}pennine-1 namespaces="reviewctl-signoff" {STRANGE.line}')
    signs(clone, STRANGE)


def cut_short(clone: Clone) -> None:
    """Sign, and lose the end of the signature."""
    signs(clone, TRUSTED, cut=150)


def changed(clone: Clone) -> None:
    """Let a statement rest on another minute than it was given on."""
    clone.put(APPROVED, clone.text(APPROVED).replace(MINUTE, "Panel, item 5"))


def deleted(clone: Clone) -> None:
    """Take a statement out."""
    (clone.root / APPROVED).unlink()


def twice(clone: Clone) -> None:
    """Let one person fill both of two seats."""
    _, first = says(clone, TOR)
    says(clone, TOR, 2, role="member", previous=hashlib.sha256(first).hexdigest())


def spaced(clone: Clone) -> None:
    """Write a statement as no reviewctl would."""
    path, data = says(clone, TOR)
    clone.put(path, data.replace(b'":"', b'": "'))


def by_the_author(clone: Clone) -> None:
    """Let the author, who holds the office as well, approve their own report."""
    says(clone, REPORT, 2, person="author-1")


class Attack(NamedTuple):
    """What is tried, the codes of which each must be found, and words of the reason."""

    does: Callable[[Clone], None]
    codes: tuple[str, ...]
    why: str


ATTACKS = (
    Attack(stale, ("SGN005", "SGN046"), "it is of another text than the one that is there"),
    Attack(replayed, ("SGN002",), "was made for another review, sign-off or person"),
    Attack(expired, ("SGN007",), "hsl-2 did not hold the role screening-chair"),
    Attack(dated_back, ("SGN043",), "came into the record on 1 May 2026"),
    Attack(still_to_come, ("SGN004",), "dated 30 June 2026, still to come"),
    Attack(for_git, ("SGN011",), "was made for something else than a sign-off"),
    Attack(by_a_strange_key, ("SGN011",), "is not in trust/allowed_signers"),
    Attack(by_a_revoked_key, ("SGN011",), "was revoked"),
    Attack(with_its_own_trust, ("GIT004", "SGN011", "SGN041"), "is not in trust/allowed_signers"),
    Attack(cut_short, ("SGN011",), "The signature is damaged or cut short"),
    Attack(changed, ("SGN040",), "was changed: what somebody said of a text stays as it was said"),
    Attack(deleted, ("SGN040",), "was deleted: what somebody said of a text stays as it was said"),
    Attack(twice, ("SGN046",), "one person fills one seat"),
    Attack(spaced, ("SGN001",), "it is not written as reviewctl writes it"),
    Attack(by_the_author, ("SGN008",), "author-1 is chair-author here"),
)
