"""What `briefing` does: a draft from the record, written where nobody has written yet (P-App3)."""

from collections.abc import Iterator, Sequence
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import SignoffRule
from reviewctl.model.report import Report
from reviewctl.render.pages.briefing import LONGEST, Part, page, parts_of, text_of, words_in
from reviewctl.render.pages.naming import listed, many, role_title
from reviewctl.work.adding import new_document
from reviewctl.work.desk import Desk
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.writing import Pen

_KIND = BY_NAME["briefing"]


def drafted(desk: Desk, word: str, as_of: date) -> tuple[Report, tuple[str, ...]]:
    """Return the draft as a page, and what to tell of it.

    Raises ReviewctlError where the policy gives a briefing of this kind of review no parts.
    """
    facts = case_facts(desk, word, as_of)
    parts = _parts(facts)
    return page(facts, parts), tuple(_told(facts, parts))


def is_written(desk: Desk, word: str, as_of: date) -> bool:
    """Whether somebody has written in the briefing of a review: more than the template is there."""
    return _has_text(case_facts(desk, word, as_of))


def write(desk: Desk, pen: Pen, word: str, as_of: date) -> Iterator[str]:
    """Write the draft into briefing.md, which is not there yet or empty below its facts; yield what to tell.

    Raises ReviewctlError where somebody has written in it meanwhile, or the policy gives it no parts.
    """
    facts = case_facts(desk, word, as_of)
    parts = _parts(facts)
    path = place_of(facts, "briefing")
    there = pen.read(path)
    if there is not None and (facts.case.document("briefing") is None or _has_text(facts)):
        raise ReviewctlError(
            f"{path} has a text, or cannot be read, and is left as it is.",
            f"See the draft beside it: reviewctl briefing {facts.case.id} -o ../briefing.docx",
        )
    start = there if there is not None else new_document(facts, _KIND, "")
    pen.put(path, start.rstrip() + b"\n\n" + text_of(parts).encode("utf-8"))
    if pen.done(f"{facts.case.id}: draft the briefing"):
        yield f"{facts.case.id}: drafted {path}"
        yield from _told(facts, parts)
        yield "Write over what stands in [brackets] with any editor, then: reviewctl save"
        yield from _signed_off(facts)


def _has_text(facts: Facts) -> bool:
    document = facts.case.document("briefing")
    return document is not None and bool(document.body.strip())


def _parts(facts: Facts) -> tuple[Part, ...]:
    parts = parts_of(facts)
    if not parts:
        raise ReviewctlError(
            f"The policy gives the briefing of a {facts.plan.kind.title} no parts, so there is nothing to draft.",
            f"Write it by hand: reviewctl add {facts.case.id} briefing",
        )
    return parts


def _told(facts: Facts, parts: Sequence[Part]) -> Iterator[str]:
    """Yield how long the draft is, what is left to write, and that its parts are nobody's rule."""
    words = words_in(text_of(parts))
    yield f"  {many(len(parts), 'part')}, {words} words; the parts are a convention: the protocol gives it none"
    left = [f'"{one.title}"' for one in parts if one.prompt]
    if left:
        yield f"  to be written: {listed(left)}"
    if words > LONGEST:
        yield (
            f"  TOO LONG to be gone through in seven minutes: about {LONGEST} words are a page, and read aloud in "
            f"five minutes (a convention, no rule). Leave out what a practitioner does not need."
        )


def _signed_off(facts: Facts) -> Iterator[str]:
    rule: SignoffRule | None = facts.plan.kind.signoffs.get("briefing")
    if rule is not None:
        who = listed([role_title(facts.plan.pack, one) for one in rule.roles])
        yield f"Before anybody is given it, it is signed off by: {who} (P-App3)"
        yield f"  when it is ready: reviewctl signoff request {facts.case.id} briefing"
