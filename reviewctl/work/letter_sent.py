"""The commands that record that a letter went: what it says itself, else the step that it is for, else a note."""

from collections.abc import Iterator, Sequence

from reviewctl.facts.judged import Facts
from reviewctl.model.address import parse_address
from reviewctl.model.letter import Template

OWN = "board"
"""The word for CASE that means the register itself, as in `record board`."""

_REQUESTS = {
    "chronology request": "returns[{item}].chronology.requested",
    "imr request": "returns[{item}].imr.requested",
}
"""What the commands that ask an agency for something record, and would not record again."""

_FIELDS = ("complaints[].ombudsman_named",)
"""What a letter says itself and is no event: that the answer names the Ombudsman (P§21)."""


def commands_for(
    facts: Facts, template: Template, items: Sequence[str | None], meeting: str = ""
) -> Iterator[str]:
    """Yield the commands that record that a letter went: its own, else that of the step it is for, else a note.

    What is on record already is not offered again: it would write over the first date.
    """
    patterns = template.sent or tuple(_of_steps(facts, template, items))
    found = []
    for item in items:
        for pattern in patterns:
            if ("{item}" not in pattern or item is not None) and _to_record(facts, pattern, item):
                words = {"{case}": facts.case.id or OWN, "{item}": item or "", "{meeting}": meeting}
                found.append(f"reviewctl {_filled_in(pattern, words)}")
    if not found and template.from_ and facts.case.id:
        found = [f'reviewctl note {facts.case.id} "Letter sent: {template.name}"']
    yield from found


def _filled_in(pattern: str, words: dict[str, str]) -> str:
    for word, meant in words.items():
        pattern = pattern.replace(word, meant)
    return pattern


def _of_steps(facts: Facts, template: Template, items: Sequence[str | None]) -> Iterator[str]:
    """Yield the command of the open step that calls for a letter; one that books a meeting records no letter."""
    own = [one for one in facts.deadlines if one.letter == template.name and one.open and one.command]
    own = [one for one in own if one.item is None or one.item in items]
    commands = [one.command or "" for one in own]
    yield from [one for one in commands if not one.startswith("meeting add ")][:1]


def _to_record(facts: Facts, pattern: str, item: str | None) -> bool:
    """Whether what a command records has a place in a review of this kind, and is not recorded yet."""
    words = pattern.split(" ")
    request = _REQUESTS.get(" ".join(words[:2]))
    if request is not None:
        return item is None or facts.happened(request.replace("{item}", item)) is None
    if words[0] != "record" or len(words) < 3:
        return True
    address = words[2].strip('"').replace("{item}", "")
    rule = facts.plan.kind.events.get(address)
    if rule is None:
        field = parse_address(address).of(item)
        return address.endswith(".chased") or (address in _FIELDS and not facts.timeline.value(field))
    return rule.repeats or facts.timeline.moment(parse_address(address).of(item)) is None
