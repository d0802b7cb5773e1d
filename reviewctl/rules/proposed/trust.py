"""GIT: whom the register trusts, and by what it judges, changed together with what is judged."""

from collections.abc import Iterator, Sequence
from datetime import date

from reviewctl.model.board import Board
from reviewctl.model.finding import Spot
from reviewctl.model.proposal import Touched
from reviewctl.model.trust import ALLOWED, REVOKED, Signer, fingerprint
from reviewctl.rules.proposed.engine import Act, CaseSides, Proposal, act
from reviewctl.rules.words import day, listed

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


@act("GIT013", "key-holds-longer", "warning")
def key_holds_longer(proposal: Proposal) -> Iterator[Act]:
    """A key that was trusted already, and now is on days on which it was not: what it signed then would count."""
    before, after = proposal.trust
    for key, person in dict.fromkeys((one.key, one.principal) for one in after.signers):
        was, now = ([one for one in side.of_key(key) if one.principal == person] for side in (before, after))
        if was and key not in after.revoked and _holds_longer(was, now):
            yield Act(
                spot=Spot(ALLOWED, now[0].line, 1),
                message=f"A key of {person} was trusted {_window(was)}, and now is {_window(now)}: "
                f"{fingerprint(key)}. What it signed in between would count.",
                help="Whoever merges this agrees to it: does the person still hold the office, and the key? Else put "
                "the days back.",
            )


@act("GIT014", "key-passed-on", "error")
def key_passed_on(proposal: Proposal) -> Iterator[Act]:
    """A key that was one person's, and now is another's: whoever has it would sign as both. One that is both is SGN032.

    The id of somebody whom the board did not know may be corrected.
    """
    before, after = proposal.trust
    theirs = {one.key: one.principal for one in before.signers if proposal.before.person(one.principal)}
    for one in after.signers:
        first = theirs.get(one.key, one.principal)
        if one.principal not in {other.principal for other in before.of_key(one.key)} and not any(
            other.principal == first for other in after.of_key(one.key)
        ):
            yield Act(
                spot=Spot(ALLOWED, one.line, 1),
                message=f"A key of {first} is now trusted as {one.principal}'s: {one.fingerprint}. "
                "Whoever has the key would sign in the name of both.",
                help=f"Put the line of {first} back. {one.principal} makes a key of their own: "
                f"reviewctl signoff trust add {one.principal} KEY.pub",
            )


def _holds_longer(was: Sequence[Signer], now: Sequence[Signer]) -> bool:
    """Whether there is a day on which a key is trusted, and was not. Only on days that lines name does it change."""
    named = {edge for one in (*was, *now) for edge in (one.valid_after, one.valid_before) if edge is not None}
    return any(_hold(now, on) and not _hold(was, on) for on in (date.min, *named))


def _hold(lines: Sequence[Signer], on: date) -> bool:
    return any(one.holds(on) for one in lines)


def _window(lines: Sequence[Signer]) -> str:
    return listed([_days(one) for one in lines])


def _days(one: Signer) -> str:
    first = f"from {day(one.valid_after)} " if one.valid_after is not None else ""
    return first + (
        f"until {day(_last(one.valid_before))}" if one.valid_before is not None else "without end"
    )


def _last(before: date) -> date:
    """Return the last day before another one; the first of the calendar has none before it."""
    return date.fromordinal(max(before.toordinal() - 1, 1))


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
