"""Looking at a change before it is written: a word that nobody knows is refused, not recorded."""

from collections.abc import Iterator, Mapping
from datetime import date

from reviewctl.model.finding import Finding, ReviewctlError
from reviewctl.model.review import minutes_of
from reviewctl.store.overlay import Overlay
from reviewctl.store.register import Register
from reviewctl.work.loading import Loader

UNKNOWN = frozenset(
    # A slip of the one who types. Anything else that a rule finds is owed, and may be owed for a while.
    {"STR040", "STR041", "STR042", "STR043", "STR044", "STR048", "STR049", "STR050", "STR051", "STR052"}
    | {"STR053", "STR054", "STR055", "STR056", "STR057", "STR058", "STR059", "STR062"}
)
"""The findings on a word that nothing in the policy, on the Board's lists or in the case bears."""

Changes = Mapping[str, bytes | None]


def register_ahead(register: Register, changes: Changes) -> Register:
    """Return the register as it will be when the changes (by path, None: deleted) have been written."""
    ahead = Register(Overlay(register.tree, changes), register.root, register.single)
    if not any(path.startswith("policy/") for path in changes):
        ahead.policies = register.policies
    return ahead


def refuse_unknown_words(register: Register, ahead: Register, changes: Changes, as_of: date) -> None:
    """Raise ReviewctlError where a change brings in a word that is not known, saying which was meant."""
    for folder in _touched(register, ahead, changes):
        had = {_essence(finding) for finding in _unknown(register, folder, as_of)}
        for finding in _unknown(ahead, folder, as_of):
            if finding.spot.path in changes and _essence(finding) not in had:
                message = finding.message[:1].upper() + finding.message[1:]
                raise ReviewctlError(message, finding.help)


def _unknown(register: Register, folder: str, as_of: date) -> Iterator[Finding]:
    from reviewctl.rules.every import judge

    if folder not in register.folders:
        return
    facts = Loader(register, as_of).load(folder).facts
    if facts is not None:
        yield from (finding for finding in judge(facts) if finding.code in UNKNOWN)


def _essence(finding: Finding) -> tuple[str, str]:
    """Return what stays the same of a finding when lines are put in above it."""
    return finding.code, finding.message


def _touched(register: Register, ahead: Register, changes: Changes) -> set[str]:
    """Return the folders of the cases that the changes bear on."""
    if ahead.single is not None:
        return {""}
    own = {"/".join(path.split("/")[:2]) for path in changes if path.startswith("cases/")}
    met = [one for each in (register, ahead) for one in each.meetings if one.path in changes]
    return own | {f"cases/{case_id}" for one in met for case_id in minutes_of(one).cases}
