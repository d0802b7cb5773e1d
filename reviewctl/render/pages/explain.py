"""The page of `explain`: a rule's page, a step with its source, or a word of the policy."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.codes import Code
from reviewctl.model.kind import SignoffRule
from reviewctl.model.layers import Below
from reviewctl.model.policy import Pack
from reviewctl.model.report import Block, Column, Heading, Lines, Paragraph, Report, Row, Table
from reviewctl.model.step import Anchor, Every, Step, cited
from reviewctl.render.pages.naming import role_title

FIELDS = ("kind", "name", "title", "text", "severity", "citations")
_KINDS_NAMED = 4
_FENCE = "```"
_ITEM = re.compile(r"[-*] |[0-9]+\. ")


class Meaning(Struct, frozen=True, kw_only=True):
    """One thing that a word of a policy means: what kind of thing it is, its name, title and text.

    `of` are the kinds of review that it belongs to, none where it belongs to all. `below` is what the layers below
    say of a step, the nearest first; `reason` why it was taken away. `listed` are the pairs that its text lists, so
    that a page can give each a line.
    """

    kind: str
    name: str
    title: str
    policy: str
    text: str = ""
    citations: tuple[str, ...] = ()
    pack: Pack | None = None
    step: Step | None = None
    of: tuple[str, ...] = ()
    below: tuple[Below, ...] = ()
    reason: str = ""
    listed: tuple[tuple[str, str], ...] = ()


def page_of_code(code: str, entry: Code | None, text: str | None) -> Report:
    """Return the report on a code: its rulebook page, and what the registry says of it.

    `entry` is None for a code that is no longer raised; `text` for one that has no page.
    """
    title = (text or "").partition("\n")[0].lstrip("# ") or (entry.name.replace("-", " ") if entry else code)
    facts = f"{entry.severity} · {entry.name}" if entry else "no longer raised"
    sources = f" · rests on {', '.join(entry.citations)}" if entry and entry.citations else ""
    blocks: list[Block] = [Heading(f"{code}: {title}"), Paragraph(f"{facts}{sources}")]
    blocks += markdown_blocks((text or "").partition("\n")[2])
    record: dict[str, object] = {
        "kind": "code",
        "name": code,
        "title": title,
        "text": (text or "").partition("\n")[2].strip(),
        "severity": entry.severity if entry else None,
        "citations": list(entry.citations) if entry else [],
    }
    payload = {**record, "offence": entry.name if entry else None}
    return Report("explain", {"meanings": [payload]}, [record], FIELDS, tuple(blocks))


def page_of_meanings(meanings: Sequence[Meaning]) -> Report:
    """Return the report on everything that a word means."""
    records = [_record(one) for one in meanings]
    blocks = tuple(block for one in meanings for block in _blocks(one))
    return Report("explain", {"meanings": records}, records, FIELDS, blocks)


def said_of(rule: SignoffRule, pack: Pack) -> str:
    """Return in sentences what is signed off, by whom, and how."""
    titles = [pack.roles[role].title if role in pack.roles else role for role in rule.roles]
    barred = [pack.roles[role].title if role in pack.roles else role for role in rule.not_by]
    people = max(rule.people, len(rule.roles))
    sentences = [
        f"What is approved: {'; '.join((*map(_document, rule.files), *map(_copy_of, rule.snapshot)))}"
        f"{', each by itself' if rule.for_each else ''}.",
        f"By: {'; '.join(titles)}{f'; {people} people' if people > 1 else ''}.",
        f"Not by: {'; '.join(barred)}." if barred else "",
        "Each approval is signed with the person's own key." if rule.assurance == "signed" else "",
        rule.note or "",
    ]
    return " ".join(one.strip() for one in sentences if one)


def _document(name: str) -> str:
    title = BY_NAME[name].title if name in BY_NAME else name
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _copy_of(name: str) -> str:
    return f"a copy of {name} ({_document(name)})"


def markdown_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a rulebook page: headings, paragraphs, items and examples as they are written."""
    example: list[str] | None = None
    words: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith(_FENCE):
            if example is None:
                example = []
                yield Paragraph(_example_title(line))
            else:
                yield Lines(tuple(example))
                example = None
        elif example is not None:
            example.append(f"    {line}")
        elif line.startswith("#") or not line.strip() or _ITEM.match(line):
            if words:
                yield Paragraph(" ".join(words))
            words = [line.strip()] if _ITEM.match(line) else []
            if line.startswith("#"):
                yield Heading(line.lstrip("# "), level=2)
        else:
            words.append(line.strip())


_SAID = {
    "delete": "{} is not there.",
    "since": "The text came into the record on {}.",
    "check": "On the day it comes in, the signature is checked: {}.",
    "commits": "The commits, by their ids:",
}
"""What the heading of an example says where it is not the name of a file (tests/rulebook_pages.py)."""


def _example_title(fence: str) -> str:
    """Return the line above an example: the file that it is, or what else it says."""
    what, _, heading = fence.strip("`").partition(" ")
    if what in _SAID:
        return _SAID[what].format(heading)
    path = heading.removesuffix(" base")
    return f"{path}, as it was before:" if path != heading else f"{path or 'Like this'}:"


def _record(one: Meaning) -> dict[str, object]:
    record: dict[str, object] = {
        "kind": one.kind,
        "name": one.name,
        "title": one.title,
        "text": _own_note(one),
        "severity": None,
        "citations": list(one.citations),
        "policy": one.policy,
        "sources": [{"citation": cite, **source} for cite, source in _sources(one) if source],
    }
    if one.step is not None and one.pack is not None:
        record["step"] = _step_record(one.step)
    record["types"] = list(one.of)
    record["below"] = [_below_record(one.step, under) for under in one.below]
    record["taken_away_because"] = one.reason or None
    return record


def _step_record(step: Step) -> dict[str, object]:
    return {
        "who": step.who,
        "after": _anchor(step.after),
        "before": _anchor(step.before) or None,
        "within": step.within,
        "by": step.by,
        "every": _every(step) or None,
        "until": step.until,
        "strength": step.strength,
        "verified": step.verified,
    }


def _below_record(step: Step | None, under: Below) -> dict[str, object]:
    return {
        "policy": under.policy,
        "type": under.kind or None,
        "step": _step_record(under.step),
        "text": under.step.note or "",
        "citations": list(cited(under.step.cites)),
        "changed_by": {"policy": under.changed_by[0], "type": under.changed_by[1] or None},
        "changed": [field for field, *_ in _differences(under.step, step, under.pack)] if step else [],
    }


def _blocks(one: Meaning) -> Iterator[Block]:
    yield Heading(f"{one.title}", f"{one.kind} of {_whose(one.policy, _kinds(one.of))}")
    if one.reason:
        yield Paragraph(f"{one.policy} takes it away: {one.reason}")
    if one.listed:
        yield _two_columns(one.listed)
        yield Paragraph(one.text.rpartition(". ")[2])
    elif one.text and one.step is None:
        yield Paragraph(one.text)
    if one.step is not None and one.pack is not None:
        yield _two_columns(_step_rows(one.step, one.pack))
        if _own_note(one):
            yield Paragraph(one.text)
        yield from _layers(one, one.step, one.pack)
    documents: dict[str, list[str]] = {}
    for cite, source in _sources(one, [cite for under in one.below for cite in cited(under.step.cites)]):
        documents.setdefault(_source_words(source), []).append(cite)
    if documents:
        yield _two_columns([(", ".join(cites), words) for words, cites in documents.items()])


def _kinds(of: Sequence[str]) -> str:
    """Return the kinds of review that have it, by their words; more than a few are counted."""
    return ", ".join(of) if len(of) <= _KINDS_NAMED else f"{len(of)} kinds of review"


def _whose(policy: str, of: str) -> str:
    return f"{of} ({policy})" if of else policy


def _layers(one: Meaning, step: Step, pack: Pack) -> Iterator[Block]:
    """Yield what each layer changed of the one below it, the uppermost first; a note stands with who wrote it."""
    above, said = step, _own_note(one)
    for number, under in enumerate(one.below):
        here, whose = _whose(under.policy, under.kind), _whose(*under.changed_by)
        rows = [Row((name, *both)) for name, *both in _differences(under.step, above, pack)]
        if rows:
            columns = (Column(""), Column(here, flexible=True), Column(whose, flexible=True))
            yield Paragraph(f"It is a step of {here}, which {whose} changes:")
            yield Table(columns, tuple(rows))
        lower = [each.step.note for each in one.below[number + 1 :]]
        if under.step.note and under.step.note not in (said, *lower):
            yield Paragraph(f"{here} says of it: {under.step.note}")
        above = under.step


def _own_note(one: Meaning) -> str:
    """Return what is said of a step by the layer that has it last; a note of a layer below speaks of its own step."""
    return "" if any(under.step.note == one.text for under in one.below) else one.text


def _differences(old: Step, new: Step, pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Yield each line in which two layers' steps differ: its name, what it was, what it is."""
    before, after = (dict(_all_rows(one, pack)) for one in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name, before.get(name, "-"), after.get(name, "-")


def _all_rows(step: Step, pack: Pack) -> list[tuple[str, str]]:
    counted: list[tuple[str, str]] = [("counts the day", step.count)] if step.count else []
    counted += [("closed days", step.non_working)] if step.non_working else []
    rows = [("title", step.title), *_step_rows(step, pack), *counted]
    return [*rows, ("rests on", ", ".join(cited(step.cites)))]


def _two_columns(rows: Sequence[tuple[str, str]]) -> Table:
    return Table((Column(""), Column("", flexible=True)), tuple(Row(row) for row in rows))


def _step_rows(step: Step, pack: Pack) -> list[tuple[str, str]]:
    limit = step.within or (f"the date agreed at {step.by}" if step.by else "no limit is set")
    rows = [("step", step.id), ("who", role_title(pack, step.who))]
    before, every = _anchor(step.before), _every(step)
    if before:
        rows.append(("before", before))
    elif not every:
        rows.append(("after", _anchor(step.after) or "the beginning"))
    rows += [("every", every)] if every else []
    rows += [("within", limit), ("until", step.until), ("strength", _STRENGTHS[step.strength])]
    each = step.for_each if isinstance(step.for_each, str) or step.for_each is None else step.for_each.of
    rows += [("for each", each)] if each else []
    rows += [("only if", _conditions(step.if_))] if step.if_ else []
    rows += [("ended by", _conditions(step.closed_by))] if step.closed_by else []
    rows += [("whose", "another body's; shown, and never a breach here")] if step.owner == "external" else []
    rows += [("type", f"reviewctl {_typed(step.how.command, each)}")] if step.how and step.how.command else []
    return rows if step.verified else [*rows, ("not verified", "the paragraph was not read, only recalled")]


_ITEMS = {"returns": "AGENCY", "family": "PERSON", "actions": "NUMBER"}


def _typed(command: str, each: str | None) -> str:
    """Return a command with words in capitals where a person writes their own: the case, and one of its items."""
    return command.replace("{case}", "CASE").replace("{item}", _ITEMS.get(each or "", "ITEM"))


_STRENGTHS = {
    "statutory": "statutory: the law requires it",
    "protocol": "protocol: the Board's protocol requires it",
    "expected": "expected: good practice",
    "agreed": "agreed: people agreed the date",
}


def _anchor(anchor: str | Anchor | None) -> str:
    if anchor is None or isinstance(anchor, str):
        return anchor or ""
    pick, events = ("last", anchor.last) if anchor.last is not None else ("first", anchor.first)
    where = f", where {_conditions(anchor.where)}" if anchor.where else ""
    return f"the {pick} of {', '.join(cited(events))}{where}"


def _every(step: Step) -> str:
    if step.every is None:
        return ""
    often = f"meeting of {step.every.meeting}" if isinstance(step.every, Every) else step.every
    start = f", from {step.from_}" if step.from_ else ""
    return often + start + (f", to {step.to}" if step.to else "")


def _conditions(conditions: Mapping[str, object]) -> str:
    return "; ".join(f"{address} is {_value(value)}" for address, value in conditions.items())


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return f"not {_value(value.get('not'))}"
    if isinstance(value, list | tuple):
        return " or ".join(map(_value, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return {"present": "recorded", "absent": "not recorded"}.get(str(value), str(value))


def _sources(one: Meaning, more: Sequence[str] = ()) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each citation with the document that it cites; an empty one where the pack does not name it.

    `more` are citations besides the meaning's own.
    """
    sources = one.pack.sources if one.pack is not None else {}
    for cite in dict.fromkeys((*one.citations, *more)):
        names = [name for name in sources if cite.startswith((f"{name}§", f"{name}-"))]
        source = sources[max(names, key=len)] if names else None
        if source is None:
            yield cite, {}
        else:
            yield cite, {"title": source.title, "edition": source.edition, "verified": source.verified}


def _source_words(source: Mapping[str, object]) -> str:
    if not source:
        return "a document that the policy does not name"
    edition = f" ({source['edition']})" if source["edition"] else ""
    return f"{source['title']}{edition}" + ("" if source["verified"] else "; recalled, not read")
