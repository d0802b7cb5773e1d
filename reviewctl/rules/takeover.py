"""Reviews that began before their register: what their old list never held is not held against them.

A finding of the codes below says that something is lacking. Where it could already have been made on the day on
which the review was taken over from an older list, it is about what that list never held, and nobody can put it
right any more: it is left out. The same finding on anything that came about later is made like any other, and so
is every finding on something that is recorded and wrong.
"""

from reviewctl.facts.judged import Facts

NEVER_HELD = frozenset(
    {"TIM002", "STR061"}  # a step late without a reason, an event that is not there
    | {"REF001", "REF002", "REF003", "REF004"}  # the referral
    | {"DEC004", "DEC005", "DEC006", "DEC007", "DEC008", "DEC009", "DEC010", "DEC012", "DEC013"}
    | {"DEC014", "DEC015", "DEC016", "DEC017"}  # the screening and the decision
    | {"TOR001", "TOR003", "TOR004", "TOR005", "TOR007", "TOR009"}  # the terms of reference
    | {"PAN004", "PAN006", "PAN008", "PAN011", "PAN012"}  # who sat on the panel, and how often it met
    | {"FAM003", "FAM004", "PAR001", "PAR002"}  # the family, and other processes
    | {"FAM005", "FAM007", "FAM008", "FAM009", "PAR009"}  # what became of a copy or a comment, a process
    | {"DIS001", "DIS002", "DIS004", "DIS005"}  # what was given to others, in which version
    | {"IMR009", "IMR010", "IMR012", "REP001", "REP002", "REP003"}  # what the agencies gave, and the report
    | {"CHR006", "CHR013", "CHR014", "CHR018"}  # what an agency's chronology leaves out
    | {"ACT011", "ACT012", "ACT013"}  # who leads an action or watches over it, and by which day
    | {"ACT030", "ACT035"}  # that earlier reviews were considered, and what every plan holds
    | {"ACT020", "ACT021", "ACT022", "ACT023", "ACT025", "ACT026", "ACT027", "ACT028"}  # its assurance
    | {"PUB001", "PUB002", "PUB005", "PUB006", "LRN002"}  # publication and learning
)
"""The codes of the findings that say that something is lacking."""

REACHES_BACK = {"PAN012": "panel.first"}
"""Codes that count from the beginning: left out where that event lies in the time of which there is no record."""

Mark = tuple[str, str]
"""What stays the same of a finding from one day to another: its code, and what it is about."""


def mark(code: str, at: str, message: str) -> Mark:
    """Return by what a finding is known again: the address or step that it is about, else its sentence."""
    return code, at or message


def reaching_back(earlier: Facts) -> frozenset[str]:
    """Return the codes that would count what happened before there was a record."""
    return frozenset(code for code, event in REACHES_BACK.items() if earlier.happened(event) is not None)
