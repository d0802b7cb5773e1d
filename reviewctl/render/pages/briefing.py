"""The draft of a 7-minute briefing: what the record holds under each heading, and what is left to a person (P-App3)."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from reviewctl.facts.actions.standing import ActionLine, action_lines
from reviewctl.facts.called import called
from reviewctl.facts.judged import Facts
from reviewctl.facts.wanted import method_of
from reviewctl.facts.words import plain
from reviewctl.model.kind import HeadingRule
from reviewctl.model.prose import Heading, Prose
from reviewctl.model.report import Report
from reviewctl.render.composed import runs
from reviewctl.render.dates import MONTHS
from reviewctl.render.letters.values import hider, when
from reviewctl.render.markdown_body import body_of
from reviewctl.render.pages.naming import listed, party_name, seat_title, whom
from reviewctl.render.spans import span_words
from reviewctl.render.to_markdown import inert
from reviewctl.render.visible import visible

FIELDS = ("part", "title", "line", "prompt")
LONGEST = 600
"""How many words a briefing has at most before a remark is made of it.

A convention of the tool, for no source gives a number: it is what a page takes, and at 130 words a minute it is read
aloud in under five minutes, which leaves the rest of the seven to questions.
"""


class Part(Struct, frozen=True, kw_only=True):
    """One part of the draft: its heading, what the record holds (paragraphs, or items that begin with "- "), and what
    a person is asked to write there, None where that is nothing.
    """

    id: str
    title: str
    lines: tuple[str, ...]
    prompt: str | None


def parts_of(facts: Facts) -> tuple[Part, ...]:
    """Return the parts that the policy's headings give a briefing, in their order; none where it gives it none.

    The lines are Markdown, in which what people typed stands as plain text, without the names that the register knows.
    """
    method = method_of(facts.case)
    rules = facts.plan.kind.headings.get("briefing", ())
    return tuple(_part(facts, one) for one in rules if not one.methods or method in one.methods)


def text_of(parts: Sequence[Part]) -> str:
    """Return the draft in Markdown: a heading for each part, and in brackets what a person is to write there."""
    return "\n".join(_section(one) for one in parts)


def words_in(text: str) -> int:
    """Return how many words a text has; the marks of headings and lists are none."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def page(facts: Facts, parts: Sequence[Part]) -> Report:
    """Return the draft as a report: one record for each line, and the whole as a page."""
    text = text_of(parts)
    body = body_of(text)
    title = f"{facts.case.id} · 7-minute briefing"
    about = visible(f"{called(facts)} · {whom(facts.case.file)}")
    return Report(
        command="briefing",
        payload={
            "as_of": facts.as_of,
            "case": facts.case.id,
            "words": words_in(text),
            "parts": [
                {"id": one.id, "title": one.title, "lines": list(one.lines), "prompt": one.prompt}
                for one in parts
            ],
        },
        records=[record for one in parts for record in _records(one)],
        fields=FIELDS,
        prose=Prose(
            title=visible(title),
            reference=visible(facts.case.id),
            mark="Draft, not signed off",
            blocks=(Heading(runs(title), 1, about), *body.blocks),
            notes=body.notes,
            source=text,
        ),
    )


def _records(part: Part) -> Iterator[dict[str, object]]:
    """Yield the rows of a part: one for each line, and one for what is to be written."""
    for line in part.lines:
        yield {"part": part.id, "title": part.title, "line": line, "prompt": None}
    if part.prompt:
        yield {"part": part.id, "title": part.title, "line": None, "prompt": part.prompt}


def _section(part: Part) -> str:
    """Return one part in Markdown. Items that follow one another are one list."""
    blocks = [
        ("\n" if item else "\n\n").join(lines)
        for item, lines in groupby(part.lines, lambda line: line.startswith("- "))
    ]
    asked = [f"[{part.prompt}.]"] if part.prompt else []
    return "\n\n".join([f"## {part.title}", *blocks, *asked]) + "\n"


def _part(facts: Facts, rule: HeadingRule) -> Part:
    """Return a part. A prompt falls away where the record says what it asks for."""
    write = _WRITERS.get(rule.id)
    lines = tuple(write(facts)) if write is not None else ()
    prompt = None if lines and rule.id not in _PEOPLES else rule.prompt
    return Part(id=rule.id, title=rule.title, lines=lines, prompt=prompt)


def _happened(facts: Facts) -> Iterator[str]:
    """Whom it is about. What happened is narrative, which no tool copies."""
    if facts.case.file.subjects:
        yield f"This review is about {inert(whom(facts.case.file, ' and '))}."


def _review(facts: Facts) -> Iterator[str]:
    """Which review it was, on what it rests, which time it looked at, and which kinds of agency took part."""
    kind, case = facts.plan.kind, facts.case
    mandate = kind.mandates.get(case.decision.mandate or "")
    method = kind.methods.get(method_of(case) or "")
    known = f" ({mandate.title})" if mandate is not None else ""
    yield f"{called(facts)}{known}, {', '.join(filter(None, (case.id, _without_paragraphs(kind.basis))))}."
    said = [f"Method: {method.title}." if method is not None else "", _period(facts), _agencies(facts)]
    if any(said):
        yield " ".join(filter(None, said))


def _without_paragraphs(basis: str | None) -> str:
    """Return what a review rests on without the tool's own references, which say nothing to a practitioner."""
    return re.sub(r" \([^()]*§[^()]*\)", "", basis or "")


def _period(facts: Facts) -> str:
    """Return the time looked at, by the month: the very days would make somebody known."""
    scope = facts.case.terms.scope
    days = [day for day in (scope.from_, scope.to) if day] if scope is not None else []
    months = [f"{MONTHS[day.month - 1]} {day.year}" for day in days]
    return f"It looked at {' to '.join(dict.fromkeys(months))}." if len(days) == 2 else ""


def _agencies(facts: Facts) -> str:
    """Return how many agencies of each kind took part, the most first."""
    involved = facts.case.terms.agencies or tuple(facts.case.returns)
    sectors: dict[str, int] = {}
    for one in involved:
        agency = facts.board.agency(one)
        sector = (agency.sector if agency is not None else None) or _OTHER
        sectors[sector] = sectors.get(sector, 0) + 1
    ordered = sorted(sectors.items(), key=lambda one: (one[0] == _OTHER, -one[1], one[0]))
    shown = [f"{seat_title(facts.plan.pack, sector)} ({count})" for sector, count in ordered]
    count = f"{len(involved)} agencies" if len(involved) > 1 else "One agency"
    return f"{count} took part: {inert(listed(shown))}." if involved else ""


def _findings(facts: Facts) -> Iterator[str]:
    """The findings of the action plan."""
    for one in facts.case.plan.findings:
        if one.text:
            yield _item(facts, one.text)


def _recommended(facts: Facts) -> Iterator[str]:
    """The recommendations, each with who is to act."""
    for one in facts.case.plan.recommendations:
        if one.text:
            yield _item(facts, one.text, "; ".join(filter(None, (_owners(facts, one.owners), one.source))))


def _done(facts: Facts) -> Iterator[str]:
    """The actions: those met, those to come by their date, and those that the Board decided against."""
    by_word: dict[str, list[ActionLine]] = {_DONE: [], _TO_COME: [], _AGAINST: []}
    standard = {one.id for one in facts.case.plan.actions if one.standard and not one.recommendation}
    for one in action_lines(facts):
        if one.action in standard:
            continue  # What every plan holds is of the plan, and no lesson of this review.
        by_word[_AGAINST if one.state == "given-up" else _TO_COME if one.open else _DONE].append(one)
    by_word[_TO_COME].sort(key=lambda one: one.due or date.max)
    for word, lines in by_word.items():
        yield from (f"**{word}**" for _ in lines[:1])
        yield from (_item(facts, one.what or f"Action {one.action}", _stands(facts, one)) for one in lines)


_DONE, _TO_COME, _AGAINST = "Done", "Still to be done", "Decided against"
_OTHER = "other"


def _stands(facts: Facts, line: ActionLine) -> str:
    """Return who acts, and when it was met or is due."""
    owners = _owners(facts, line.owners)
    if not line.open:
        known = line.met and line.met != "not-known"
        return "; ".join(filter(None, (owners, span_words(line.met) if known else "")))
    due = f"by {plain(line.due)}" if line.due else line.due_as_written or "no date yet"
    return "; ".join(filter(None, (owners, due)))


def _owners(facts: Facts, owners: Sequence[str]) -> str:
    return listed([party_name(facts, one) for one in owners])


def _item(facts: Facts, text: str, behind: str = "") -> str:
    """Return an item of a list: what people typed in one line, as plain text, without a name that is known."""
    hide = hider(facts)
    words = (hide(text) or "").rstrip(".")
    tail = f" ({hide(behind)})" if behind else ""
    return f"- {inert(words[:1].upper() + words[1:] + tail)}."


def _more(facts: Facts) -> Iterator[str]:
    """What was published and when, and what else was made to share the learning."""
    published = when(facts.happened("publication.date"))
    if published is not None:
        yield f"The report was published: {published}."
    made = [one.title for one in facts.case.learning.products if "briefing" not in one.title.casefold()]
    if made:
        yield f"There is also: {inert(listed([hider(facts)(one) or '' for one in made]))}."


_WRITERS: dict[str, Callable[[Facts], Iterator[str]]] = {
    "happened": _happened,
    "review": _review,
    "findings": _findings,
    "recommended": _recommended,
    "done": _done,
    "more": _more,
}
"""What the record holds of a part, by the part's id in the policy; a part with another id is a person's alone."""
_PEOPLES = ("happened", "otherwise", "more")
"""The parts that want a person's words whatever the record holds."""
