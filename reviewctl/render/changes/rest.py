"""What no other sentence tells: each thing with its fields as they were and are, so that nothing is left out."""

import re
from collections.abc import Iterator

from reviewctl.facts.differences import Difference
from reviewctl.model.changes import Change, ChangeKind
from reviewctl.render.changes.fields import fields_words
from reviewctl.render.changes.sides import Pool, Sides, addresses
from reviewctl.render.changes.texts import TITLES, document_title
from reviewctl.render.changes.values import group_of, plain, titled

_KINDS: dict[str, ChangeKind] = {
    "family": "family",
    "processes": "process",
    "panel": "panel",
    "papers": "paper",
    "log": "log",
    "actions": "action",
    "action-plan": "action",
    "screening": "document",
    "decision": "decision",
    "tor": "document",
    "referral": "document",
    "report": "document",
    "imr": "document",
    "publication": "document",
    "learning": "document",
}


_CALLED = {
    "case.taken_over": "taken over from an older list",
    "case.cover": "cover for the lead officer",
    "screening.recommendation": "what the screening panel recommends",
    "learning.products": "product of learning",
    "publication.checklist": "checklist of publication",
    "referral.referrers": "referrer",
    "referral.information_requests": "information asked for the referral",
    "log": "log",
}
"""What things are called that an address calls otherwise."""


def rest(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield a sentence for each thing of which something is left to tell."""
    groups: dict[str, list[Difference]] = {}
    for one in pool.everything():
        groups.setdefault(group_of(one.address), []).append(one)
    for group, told in groups.items():
        only = told[0] if len(told) == 1 else None
        yield Change(
            kind=_KINDS.get(re.split(r"[.\[]", group)[0], "fact"),
            words=f"{place(sides, group)}: {fields_words(sides, told, group)}",
            address=only.address if only is not None else group,
            before=plain(only.address, only.before) if only is not None else None,
            after=plain(only.address, only.after) if only is not None else None,
            covers=addresses(told),
        )


def place(sides: Sides, address: str) -> str:
    """Return in words where a thing stands: `tor.scope` is "terms of reference, scope"."""
    found = re.findall(r"[a-z][a-z0-9_-]*|\[[^\]]*\]", address)
    head, *others = found or [address]
    if (
        others
        and others[0].startswith("[")
        and head in ("imr", "chronology", "initial-chronology", "meetings")
    ):
        return ", ".join([document_title(sides, head + others[0]), *map(_step, others[1:])])
    if head == "policy" and others and others[0].startswith("["):
        pack, _, file = others.pop(0).strip("[]").partition(",")
        head = f"policy {pack}, {file}"
    for start, words in _CALLED.items():
        if address == start or address.startswith(f"{start}["):
            item, _, more = address.removeprefix(start).lstrip("[").partition("]")
            others = re.findall(r"[a-z][a-z0-9_-]*|\[[^\]]*\]", more)
            return ", ".join([f"{words} {item}".strip(), *(_step(one).strip("[]") for one in others)])
    first = TITLES.get(head, titled(head.replace("-", " ")))
    return ", ".join([first, *map(_step, others)]).replace(", [", " [").replace("[", "").replace("]", "")


def _step(word: str) -> str:
    return word if word.startswith("[") else titled(word)
