"""GIT: whom the register trusts, and by what it judges, changed together with what is judged."""

from collections.abc import Iterator

from reviewctl.model.board import Board
from reviewctl.model.finding import Spot
from reviewctl.model.proposal import Touched
from reviewctl.model.trust import REVOKED, fingerprint
from reviewctl.rules.proposed.engine import Act, CaseSides, Proposal, act
from reviewctl.rules.words import listed

_FOLDERS = ("trust/", "policy/", ".github/", ".gitlab/")
_FILES = (
    *(".gitlab-ci.yml", ".pre-commit-config.yaml", ".gitattributes"),
    *("CODEOWNERS", "docs/CODEOWNERS"),
)
_NEITHER = (".gitignore", ".editorconfig", "README.md", ".vscode/")
"""What is neither judged nor judged by: it may change with anything."""


@act("GIT004", "trust-changed-with-data", "error")
def trust_with_data(proposal: Proposal) -> Iterator[Act]:
    """Who may sign, who holds an office, or how is judged, changed in one go with the record."""
    if proposal.begins:
        return
    rejudged = [f"{case.prefix}case.yaml" for case in proposal.cases if _is_rejudged(case)]
    trust = [*_trusted(proposal), *([_POLICY] if rejudged else [])]
    own = {*rejudged, *(["board.yaml"] if _BOARD in trust else [])}
    data = [one for one in proposal.touched if _is_data(one) and one.path not in own]
    if trust and data:
        spots = [Spot("board.yaml")] if _BOARD in trust else []
        count = "1 file" if len(data) == 1 else f"{len(data)} files"
        yield Act(
            spot=spots[0] if spots else Spot("."),
            message=f"This changes {listed(trust)}, and {count} of the record besides.",
            help="Make two pull requests of it. What decides who may approve, and how is judged, stands alone, "
            "so that nobody can let their own change pass.",
        )


@act("GIT011", "revocation-taken-back", "error")
def revocation_taken_back(proposal: Proposal) -> Iterator[Act]:
    """A key that was revoked, and no longer is: whatever it signed would count again."""
    before, after = proposal.trust
    for key in sorted(before.revoked - after.revoked):
        yield Act(
            spot=Spot(REVOKED),
            message=f"A key was revoked, and is no longer: {fingerprint(key)}. Whatever it signed would count again.",
            help="Put the line back. A key that was revoked by mistake stays so, and its holder makes a new one: "
            "reviewctl signoff trust add PERSON KEY.pub",
        )


_BOARD = "who holds an office, or for whom somebody works"
_POLICY = "the policy by which a review is judged"


def _trusted(proposal: Proposal) -> Iterator[str]:
    """Yield what is changed of what the register is judged by."""
    paths = [one.path for one in proposal.touched]
    if any(path.startswith("trust/") for path in _inside(proposal)):
        yield "whose signatures count (trust/)"
    if any(path.startswith("policy/") for path in _inside(proposal)):
        yield "the policy (policy/)"
    if any(_is_of_ci(path) for path in paths):
        yield "how the forge checks (such as .github/)"
    if _offices_differ(proposal.before, proposal.after):
        yield _BOARD


def _is_rejudged(case: CaseSides) -> bool:
    """Whether a review is to be judged by another policy: each is judged by the one it names, for ever."""
    return len({facts.case.file.policy for facts in (case.before, case.after) if facts is not None}) > 1


def _inside(proposal: Proposal) -> Iterator[str]:
    return (one.path for one in proposal.touched if not one.outside)


def _is_of_ci(path: str) -> bool:
    return path.startswith((".github/", ".gitlab/")) or path in _FILES


def _is_data(one: Touched) -> bool:
    return not one.outside and not (one.path.startswith((*_FOLDERS, *_NEITHER)) or one.path in _FILES)


def _offices_differ(before: Board, after: Board) -> bool:
    """Whether somebody's office changed, or the agency of somebody who was known."""
    agencies = {person.id: person.agency for person in before.people}
    now = {person.id: person.agency for person in after.people}
    moved = any(now[one] != agency for one, agency in agencies.items() if one in now)
    return moved or sorted(map(repr, before.roles)) != sorted(map(repr, after.roles))
