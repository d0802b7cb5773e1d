"""The reference page of a policy pack: what a protocol asks, as reviewctl reads it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reviewctl.facts.signoff import source_of
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Policy
from reviewctl.model.step import Anchor, ForEach, Step, cited
from reviewctl.store.packs import Policies

Rows = Iterable[Iterable[str]]


def pack_page(name: str, type_name: str) -> Iterator[str]:
    """Yield the page of one kind of review of a shipped pack."""
    policy = Policies().get(name)
    assert policy is not None
    kind = policy.types[type_name]
    yield f"# {name}: {kind.title}"
    yield f"{policy.pack.title}. Legal basis: {kind.basis} ({_cites(kind.cites)})."
    yield ""
    yield f"How days are counted: {policy.pack.calendar.note}"
    yield ""
    yield "`reviewctl explain` prints any of the words below with its source."
    yield ""
    for title, lines in (
        ("Sources", _sources(policy)),
        ("Steps", _steps(kind.steps)),
        ("Publication", _steps(kind.publication)),
        ("Events", _events(kind)),
        ("Criteria and mandates", criteria_of(kind)),
        ("Stages", stages_of(kind)),
        ("Meetings", _meetings(kind)),
        ("Methods", _methods(kind)),
        ("Documents", _documents(kind)),
        ("Headings", _headings(kind)),
        ("Family", _family(kind)),
        ("Sign-offs", _signoffs(kind)),
        ("Roles", _named(policy.pack.roles)),
        ("Sectors", _named(policy.pack.sectors)),
        ("Words", _words({**policy.pack.vocabulary, **kind.vocabulary})),
    ):
        yield f"## {title}"
        yield ""
        yield from lines


def _sources(policy: Policy) -> Iterator[str]:
    rows = ([key, one.title, one.edition or one.address or ""] for key, one in policy.pack.sources.items())
    yield from table(("cited as", "title", "edition"), rows)


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    yield "What must be done after what, by whom, within how long. Where no limit stands, the protocol sets none."
    yield ""
    yield from steps_table(steps)


def steps_table(steps: Iterable[Step]) -> Iterator[str]:
    """Yield the table of some steps, and below it when each applies and how its paragraph is read."""
    listed = list(steps)
    yield from table(
        ("step", "what", "who", "after", "allowed", "strength", "until", "paragraph"),
        (
            [
                f"`{one.id}`",
                one.title + (f" (for each of {_collection(one)})" if one.for_each else ""),
                f"`{one.who}`" + (" (another body's)" if one.owner == "external" else ""),
                _start(one),
                one.within or (f"by `{one.by}`" if one.by else "no limit"),
                one.strength,
                f"`{one.until}`",
                _cites(one.cites) + ("" if one.verified else " (recalled, not read)"),
            ]
            for one in listed
        ),
    )
    for one in listed:
        if one.if_ or one.closed_by or one.note:
            only = f" Only if {_conditions(one.if_)}." if one.if_ else ""
            ended = f" Ended by {_conditions(one.closed_by, ' or ')}." if one.closed_by else ""
            note = f" {one.note}" if one.note else ""
            yield f"- `{one.id}`:{only}{ended}{note}"
    yield ""


def _collection(step: Step) -> str:
    return step.for_each.of if isinstance(step.for_each, ForEach) else str(step.for_each)


def _start(step: Step) -> str:
    if step.before is not None:
        return f"before {_anchor(step.before)}"
    if step.every is None:
        return _anchor(step.after)
    often = f"each {step.every}" if isinstance(step.every, str) else f"each meeting of `{step.every.meeting}`"
    bounds = (f"{word} `{event}`" for word, event in (("from", step.from_), ("to", step.to)) if event)
    return " ".join((often, *bounds))


def _anchor(after: str | Anchor | None) -> str:
    if isinstance(after, Anchor):
        word, several = ("first", after.first) if after.first is not None else ("last", after.last)
        return f"the {word} of {', '.join(f'`{one}`' for one in cited(several))}"
    return f"`{after}`"


def _conditions(conditions: Mapping[str, Any] | None, between: str = " and ") -> str:
    return between.join(f"`{address}` is {_value(value)}" for address, value in (conditions or {}).items())


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return f"not {_value(value['not'])}"
    if isinstance(value, list | tuple):
        return " or ".join(map(_value, value))
    return {"present": "recorded", "absent": "not recorded", "True": "true", "False": "false"}.get(
        str(value), str(value)
    )


def _events(kind: ReviewType) -> Iterator[str]:
    yield "What has happened, each a date. The address is what `record` takes."
    yield ""
    rows = (
        [
            f"`{address}`",
            one.title + (" (may happen more than once)" if one.repeats else ""),
            _cites(one.cites),
        ]
        for address, one in kind.events.items()
    )
    yield from table(("address", "what", "paragraph"), rows)


def criteria_of(kind: ReviewType) -> Iterator[str]:
    """Yield the tables of the criteria of a kind, and of the duties and powers that rest on them."""
    rows = ([f"`{key}`", one.title, _cites(one.cites)] for key, one in kind.criteria.items())
    yield from table(("criterion", "the element of the test", "paragraph"), rows)
    yield from table(
        ("mandate", "called", "the Board", "all of", "and one of", "paragraph"),
        (
            [f"`{key}`", one.title or "", one.duty, ", ".join(one.all), ", ".join(one.any), _cites(one.cites)]
            for key, one in kind.mandates.items()
        ),
    )


def stages_of(kind: ReviewType) -> Iterator[str]:
    """Yield the table of the stages of a kind, with what opens each."""
    yield "The last one opened is where the review is. Nobody types it."
    yield ""
    rows = (
        [
            f"`{one.id}`",
            one.title,
            " or ".join(
                f"`{by.event}`" + (f" if {_conditions(by.if_)}" if by.if_ else "") for by in one.opened_by
            ),
        ]
        for one in kind.stages
    )
    yield from table(("stage", "shown as", "opened by"), rows)


def _meetings(kind: ReviewType) -> Iterator[str]:
    for key, rule in kind.meetings.items():
        yield f"**{rule.title}** (`{key}`)"
        yield ""
        seats = kind.quorum.get(key)
        if seats is not None:
            yield f"- Quorum: {', '.join([*seats.sectors, *seats.roles])} ({_cites(seats.cites)})"
        if rule.at_least is not None:
            yield f"- Usually between {rule.at_least} and {rule.at_most} meetings"
        if rule.members:
            members = [one.role + (f" ({one.sector})" if one.sector else "") for one in rule.members]
            yield f"- Fixed members: {', '.join(members)}"
        if rule.first_agrees:
            yield f"- The first one agrees: {', '.join(rule.first_agrees)}"
        yield from (f"- May agree `{word}`: {meaning}" for word, meaning in rule.agrees.items())
        if rule.cites is not None:
            yield f"- {_cites(rule.cites)}"
        yield ""


def _signoffs(kind: ReviewType) -> Iterator[str]:
    yield "What is signed off, by whom. A copy is made of what is written on. Each role is a person of its own."
    yield ""
    yield from table(
        ("name", "what", "is approved", "by", "people", "not by", "gives", "paragraph"),
        (
            [
                f"`{key}`" + (f" (for each of {one.for_each})" if one.for_each else ""),
                one.title,
                ", ".join(
                    (*(f"`{name}`" for name in one.files), *(f"a copy of `{name}`" for name in one.snapshot))
                ),
                ", ".join(f"`{role}`" for role in one.roles),
                str(max(one.people, len(one.roles))),
                ", ".join(f"`{role}`" for role in one.not_by),
                ", ".join(f"`{at}`" for at, rule in kind.events.items() if source_of(rule) == key),
                _cites(one.cites),
            ]
            for key, one in kind.signoffs.items()
        ),
    )
    yield from (f"- `{key}`: {one.note.strip()}" for key, one in kind.signoffs.items() if one.note)
    yield ""


def _methods(kind: ReviewType) -> Iterator[str]:
    rows = (
        [
            f"`{key}`",
            one.title,
            "yes" if one.panel else "no",
            "yes" if one.chair_and_author else "no",
            _cites(one.cites),
        ]
        for key, one in kind.methods.items()
    )
    yield from table(("method", "called", "review panel", "separate chair and author", "paragraph"), rows)


def _documents(kind: ReviewType) -> Iterator[str]:
    titles = {one.id: one.title for one in kind.stages}
    rows = (
        [
            f"`{one.document}`",
            f"{titles[one.from_]} (`{one.from_}`)",
            ", ".join(one.methods) or "all",
            _conditions(one.if_),
            _cites(one.cites),
        ]
        for one in kind.documents
    )
    yield from table(("document", "from", "methods", "if", "paragraph"), rows)


def _headings(kind: ReviewType) -> Iterator[str]:
    for document, rules in kind.headings.items():
        yield f"Of `{document}`:"
        yield ""
        rows = (
            [one.title, "; ".join(one.synonyms), ", ".join(one.methods) or "all", _cites(one.cites)]
            for one in rules
        )
        yield from table(("heading", "as good", "methods", "paragraph"), rows)


def _family(kind: ReviewType) -> Iterator[str]:
    rows = (
        [f"`{key}`", one.title, f"`{one.from_stage}`", _cites(one.cites)] for key, one in kind.family.items()
    )
    yield from table(("key", "what is owed", "missed from", "paragraph"), rows)


def _named(entries: Mapping[str, Any]) -> Iterator[str]:
    rows = ([f"`{key}`", one.title, one.note or "", _cites(one.cites)] for key, one in entries.items())
    yield from table(("key", "called", "note", "paragraph"), rows)


def _words(entries: Mapping[str, str]) -> Iterator[str]:
    yield from table(
        ("word", "meaning"), ([word, " ".join(text.split())] for word, text in sorted(entries.items()))
    )


def _cites(cites: str | tuple[str, ...] | None) -> str:
    return ", ".join(cited(cites))


def table(head: Iterable[str], rows: Rows) -> Iterator[str]:
    """Yield a Markdown table and a blank line."""
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
