"""A draft drawn up: a template and what its words stand for come together."""

import re
from collections.abc import Callable

from reviewctl.model.letter import Fault, Letter, Template, Value, Values
from reviewctl.render.letters.offered import blank_for, lists_for, words_for
from reviewctl.render.letters.prose import blocks, runs
from reviewctl.render.letters.template import Parsed, fill, parse
from reviewctl.render.to_markdown import inert

_BREAKS = re.compile(r"\n(?:[ \t]*\n){2,}")
DATED = ("event", "due", "within")
"""What may be asked of an event of the policy: when it was, by when it is due, within how long."""
Dates = Callable[[str, str], str | None]
"""Gives one of those, and its address, in full; None where nothing is on record."""
Wrong = Callable[[str], str | None]
"""Says what is wrong with an address, or None where some kind of review of the policy has it."""


class Read(Parsed, frozen=True):
    """A template whose words are understood, with those of its head."""

    to: Parsed
    about: Parsed


def read(template: Template, wrong: Wrong) -> Read:
    """Return a template's parts, and all its faults at once: of its text and of its head."""
    text = _parse(template, template.text, template.line, wrong)
    to, about = (_parse(template, line, 1, wrong) for line in (template.to, template.about))
    return Read(text.nodes, (*to.faults, *about.faults, *text.faults), to, about)


def _parse(template: Template, text: str, line: int, wrong: Wrong) -> Parsed:
    words, lists = words_for(template.of), lists_for(template.of)

    def check(word: str) -> str | None:
        kind, colon, address = word.partition(":")
        if colon and kind in DATED:
            return wrong(address)
        head, _, field = word.partition(".")
        if word in words or word in lists or (head in lists and field in lists[head]):
            return None
        return _unknown(word, template)

    return parse(text, line, check=check, lists=lists)


def _unknown(word: str, template: Template) -> str:
    import difflib

    lists = lists_for(template.of)
    known = [*words_for(template.of), *(f"{name}.{field}" for name in lists for field in lists[name])]
    near = difflib.get_close_matches(word, known, 2, 0.6)
    meant = f"; did you mean {' or '.join(f'{{{one}}}' for one in near)}?" if near else "."
    return f"There is no {{{word}}} in this letter{meant}"


def draw(
    template: Template, read: Read, values: Values, dates: Dates, signer: str | None, to: str | None = None
) -> Letter:
    """Return the draft.

    `signer` is the title of the role that signs, None for a paper that nobody signs. `to`, an agency or a role
    as Markdown, stands in place of the template's own line.
    """

    def look(word: str) -> Value:
        kind, colon, address = word.partition(":")
        return dates(kind, address) if colon and kind in DATED else values.get(word)

    def filled(parsed: Parsed) -> str:
        return fill(parsed, look, lambda word: blank_for(template.of, word), inert)

    text = _BREAKS.sub("\n\n", filled(read)).strip("\n") + "\n"
    head, about = to if to is not None else filled(read.to), filled(read.about)
    signature = _signature(str(values.get("board") or ""), signer)
    body = blocks(text)
    letter = Letter(
        name=template.name,
        title=template.title,
        board=str(values.get("board") or "[name of the Board]"),
        date=str(values.get("today") or ""),
        reference=str(values.get("case") or values.get("complaint") or "[reference]"),
        to=runs(head),
        about=runs(about),
        blocks=body,
        signature=tuple(map(runs, signature)),
        source=_markdown(values, head, about, text, signature),
    )
    return _with_blanks(letter)


def _signature(board: str, signer: str | None) -> tuple[str, ...]:
    if signer is None:
        return ()
    return (
        "Yours sincerely",
        "",
        "[signature]",
        "[name]",
        inert(signer),
        inert(board),
        "[telephone and e-mail]",
    )


def _markdown(values: Values, to: str, about: str, text: str, signature: tuple[str, ...]) -> str:
    reference = str(values.get("case") or values.get("complaint") or "[reference]")
    head = [
        f"**{inert(str(values.get('board') or ''))}**",
        "Confidential",
        inert(str(values.get("today") or "")),
    ]
    head += [to] if to else []
    head += [f"Our reference: {inert(reference)}"]
    foot = ["\\\n".join(filter(None, signature))] if signature else []
    return "\n\n".join(["\\\n".join(head), f"**{about}**", text.strip("\n"), *foot]) + "\n"


def _with_blanks(letter: Letter) -> Letter:
    from msgspec.structs import replace

    found: list[str] = []
    for line in letter.source.splitlines():
        found += [run.text.strip("[]") for run in runs(line) if run.style == "blank"]
    return replace(letter, blanks=tuple(dict.fromkeys(found)))


def faults_in(read: Read) -> tuple[Fault, ...]:
    """Return the faults of a template, in order."""
    return tuple(sorted(read.faults))
