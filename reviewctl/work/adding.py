"""What `add` does: a document from the template, with what the record knows filled in."""

import difflib
import re
from collections.abc import Iterator

from reviewctl.facts.calendar import today
from reviewctl.facts.headings import names_of
from reviewctl.facts.judged import Facts
from reviewctl.facts.wanted import method_of
from reviewctl.model.catalogue import CATALOGUE, Kind
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import HeadingRule
from reviewctl.model.marks import KeyPath
from reviewctl.rules.headings import parts
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text, has_items, with_item
from reviewctl.work.desk import Desk
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.values import LONGEST_KEY
from reviewctl.work.writing import Pen

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OF_AGENCIES = ("imr", "chronology", "initial-chronology", "returns")


def add_document(
    desk: Desk, pen: Pen, word: str, name: str, agency: str | None, item: str | None
) -> Iterator[str]:
    """Add a document, or one block to a document of blocks; yield what to tell.

    Raises ReviewctlError for a document that there is not, or that the case has already.
    """
    facts = case_facts(desk, word)
    kind = _kind(name)
    item = _item(kind, facts, agency, item)
    path = place_of(facts, kind.name, item or "")
    if has_items(kind):
        made = f"{path}: {', '.join(_blocks(pen, facts, kind, path, item))}"
    else:
        _refuse_existing(pen, path, kind)
        pen.put(path, new_document(facts, kind, item or ""))
        made = path
    if pen.done(f"{facts.case.id}: add {kind.name}{f'[{item}]' if item else ''}"):
        yield f"{facts.case.id}: added {made}"
        yield "Fill it in with any editor, then: reviewctl save"


def _kind(name: str) -> Kind:
    words = {kind.name: kind for kind in CATALOGUE if kind.home != "register" and kind.name != "meetings"}
    words["terms-of-reference"] = words["tor"]
    words["actions"] = words["action-plan"]
    if name in words:
        return words[name]
    if name in ("meeting", "meetings", "minutes"):
        raise ReviewctlError("Minutes have a command of their own.", "reviewctl meeting add KIND --date DATE")
    near = difflib.get_close_matches(name, words, 1, 0.6)
    raise ReviewctlError(
        f"There is no such document{f'; did you mean {near[0]}?' if near else '.'}",
        f"There are: {', '.join(words)}.",
    )


def _item(kind: Kind, facts: Facts, agency: str | None, item: str | None) -> str | None:
    if kind.name in _OF_AGENCIES:
        if item is not None and agency is None:
            agency = item
        if agency is None:
            if kind.several:
                raise ReviewctlError(
                    "Whose is it?", f"Say: reviewctl add {facts.case.id} {kind.name} --agency ID"
                )
            return None
        known = facts.board.named(agency)
        if known is None and facts.board.agencies:
            raise ReviewctlError(
                "There is no such agency on the Board's list.",
                f"There are: {', '.join(one.id for one in facts.board.agencies)}.",
            )
        agency = known.id if known is not None else agency
        if not _KEY.fullmatch(agency) or len(agency) > LONGEST_KEY:
            raise ReviewctlError(
                "An agency's id is small letters, digits and hyphens.", "Such as pennine-care."
            )
        return agency
    if agency is not None:
        raise ReviewctlError(f"A {kind.name} belongs to the whole review, not to one agency.")
    if item is not None and not has_items(kind):
        raise ReviewctlError(f"{kind.path} is one document and has no blocks.", "Leave --item out.")
    if item is not None and not (_KEY.fullmatch(item) and len(item) <= LONGEST_KEY):
        raise ReviewctlError("A key is small letters, digits and hyphens.", "Such as mother, or coroner-1.")
    return item


def _blocks(pen: Pen, facts: Facts, kind: Kind, path: str, item: str | None) -> Iterator[str]:
    """Add a block for the item named; without one, for each agency that the terms of reference name."""
    document = facts.case.document(kind.name)
    there = set(document.data) if document is not None else set()
    wanted = [item] if item is not None else _expected(kind, facts)
    fresh = [one for one in wanted if one not in there]
    if not fresh:
        raise ReviewctlError(
            f"{kind.path} has {'that block' if item else 'them all'} already."
            if wanted
            else f"Which one? {kind.path} has a block for each.",
            f"A new one: reviewctl add {facts.case.id} {kind.name} "
            f"{'--agency ID' if kind.name == 'returns' else '--item KEY'}",
        )
    for one in fresh:
        values = {"date": today().isoformat(), "agency": one, "id": facts.case.id}

        def with_block(data: bytes | None, one: str = one, values: dict[str, str] = values) -> bytes:
            text = data.decode("utf-8") if data is not None else None
            return with_item(text, kind.name, one, values).encode("utf-8")

        pen.edit(path, with_block)
        yield one


def _expected(kind: Kind, facts: Facts) -> list[str]:
    if kind.name == "progress":
        return [action.id for action in facts.case.plan.actions]
    if kind.name != "returns":
        return []
    recommended = facts.case.screening.recommendation
    return list(facts.case.terms.agencies or (recommended.agencies if recommended is not None else ()))


def _refuse_existing(pen: Pen, path: str, kind: Kind) -> None:
    if pen.read(path) is not None:
        raise ReviewctlError(
            f"{path} is there already.",
            f"Edit it, or record one fact of it: reviewctl record CASE {kind.name}.…",
        )


def new_document(facts: Facts, kind: Kind, item: str) -> bytes:
    """Return a document from the template, with what the record knows already filled in."""
    values = {"agency": item, "date": today().isoformat(), "id": facts.case.id}
    text = document_text(kind.name, facts.plan.kind.type, values)
    data = with_headings(text, _of_method(kind, facts)).encode("utf-8")
    for way, value in _known(facts, kind):
        data = splice_bytes(data, way, value, front=kind.markdown)
    return data


def with_headings(text: str, wanted: tuple[HeadingRule, ...]) -> str:
    """Return a document with the headings that it lacks, before its last one: what concludes it stays the end."""
    there = [title for title, _ in parts(text)]
    missing = [f"## {one.title}\n\n" for one in wanted if not names_of(one) & set(there)]
    start = text.rindex("\n## ") + 1 if missing and "\n## " in text else len(text)
    return text[:start] + "".join(missing) + text[start:]


def _of_method(kind: Kind, facts: Facts) -> tuple[HeadingRule, ...]:
    """Return the parts that the policy asks for in a document, for the methodology alone that the review has."""
    method = method_of(facts.case)
    return tuple(one for one in facts.plan.kind.headings.get(kind.name, ()) if method in one.methods)


def _known(facts: Facts, kind: Kind) -> Iterator[tuple[KeyPath, object]]:
    """Yield what the record has already said elsewhere, and where it goes in the new document."""
    recommended = facts.case.screening.recommendation
    if kind.name == "tor" and recommended is not None:
        known: dict[str, object] = {
            "method": recommended.method,
            "agencies": list(recommended.agencies),
            "output": recommended.output,
        }
        yield from (((key,), value) for key, value in known.items() if value)
    if kind.name == "decision" and (decider := _decider(facts)):
        yield ("decided_by",), decider


def _decider(facts: Facts) -> str | None:
    """Return whose decision it is: the partners' where they chose another pathway (P§5), else who decides on the kind.

    None where it is an office of the Board that nobody holds today.
    """
    answered = facts.happened("referral.partners_answered")
    if answered is not None and answered.outcome == "other-pathway":
        return "statutory-partners"
    step = next((one for one in facts.plan.kind.steps if one.until == "decision.made"), None)
    held = step is not None and (step.owner == "external" or facts.board.holders(step.who, today()))
    return step.who if step is not None and held else None
