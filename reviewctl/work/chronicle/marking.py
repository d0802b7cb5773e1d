"""What `chronology mark` does: the panel's marks on an entry, and the questions that it bears on."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.chronology import Chronology, Entry
from reviewctl.model.marks import KeyPath
from reviewctl.model.review import Document
from reviewctl.model.trouble import ReviewctlError
from reviewctl.render.pages.naming import agency_name, listed
from reviewctl.render.spans import span_words
from reviewctl.store.splice import splice_bytes
from reviewctl.work.desk import Desk
from reviewctl.work.log import said
from reviewctl.work.nearest import refuse
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen


class Marking(Struct, frozen=True, kw_only=True):
    """The words of the command: which entry of whose chronology, the marks and questions, and whether they go."""

    agency: str
    item: str
    marks: Sequence[str] = ()
    questions: Sequence[str] = ()
    remove: bool = False


def mark_entry(desk: Desk, pen: Pen, word: str, asked: Marking) -> Iterator[str]:
    """Set marks and questions on an entry, or take them off; yield what to tell.

    Raises ReviewctlError (exit 2) for a word that names nothing, and where nothing is to be set.
    """
    facts = case_facts(desk, word)
    if not asked.marks and not asked.questions:
        raise ReviewctlError(
            "It is not said how to mark the entry.",
            f"Give a mark ({', '.join(_titles(facts))}) or --question and its number.",
        )
    document = _document(facts, asked.agency)
    place, entry = _entry(facts, document, asked.item)
    marks = _after(entry.marks, [_mark(facts, one, entry) for one in asked.marks], asked.remove)
    questions = _after(entry.tor, [_question(facts, one, entry) for one in asked.questions], asked.remove)

    def change(data: bytes | None) -> bytes:
        made = data or b""
        for key, old, new in (("tor", entry.tor, questions), ("marks", entry.marks, marks)):
            made = _set(made, ("entries", place, key), new) if new != old else made
        return made

    pen.edit(document.path, change)
    if pen.done(f"{facts.case.id}: chronology mark {document.item} {entry.id}"):
        yield from _told(facts, document, entry, marks, questions)


def _set(data: bytes, path: KeyPath, words: Sequence[str]) -> bytes:
    return splice_bytes(data, path, list(words) or None)


def _told(
    facts: Facts, document: Document, entry: Entry, marks: Sequence[str], questions: Sequence[str]
) -> Iterator[str]:
    titles = _titles(facts)
    when = span_words(entry.date, entry.as_written)
    yield f"{facts.case.id}: entry {entry.id} of {agency_name(facts.board, document.item)}, {when}"
    yield f"  marks: {listed([titles.get(one, one).lower() for one in marks]) or 'none'}"
    yield f"  questions: {listed(questions) or 'none'}"


def _document(facts: Facts, word: str) -> Document:
    """Return the chronology of an agency: the full one, else the initial one."""
    named = facts.board.named(word)
    ids = (word, named.id if named is not None else word)
    found = (facts.case.document(kind, one) for kind in ("chronology", "initial-chronology") for one in ids)
    document = next((one for one in found if one is not None), None)
    if document is None:
        several = (*facts.case.several("chronology"), *facts.case.several("initial-chronology"))
        raise refuse("chronology of an agency", word, dict.fromkeys(one.item for one in several))
    return document


def _entry(facts: Facts, document: Document, item: str) -> tuple[int, Entry]:
    """Return the place of an entry in its chronology, and the entry."""
    chronology: Chronology = document.data
    for place, entry in enumerate(chronology.entries):
        if entry.id == item.strip():
            return place, entry
    raise ReviewctlError(
        f"{agency_name(facts.board, document.item)} has no entry {said(item)}.",
        f"See them with their numbers: reviewctl chronology merge {facts.case.id} --agency {document.item}",
    )


def _titles(facts: Facts) -> dict[str, str]:
    rule = facts.plan.pack.chronology
    return {mark: one.title for mark, one in rule.marks.items()} if rule is not None else {}


def _mark(facts: Facts, word: str, entry: Entry) -> str:
    """Return a mark by its id or its title; one that the entry has can be taken off though the policy lacks it."""
    titles = _titles(facts) | {mark: mark for mark in entry.marks if mark not in _titles(facts)}
    wanted = word.strip().casefold()
    found = [mark for mark, title in titles.items() if wanted in (mark.casefold(), title.casefold())]
    if not found:
        raise refuse("mark", word, titles)
    return found[0]


def _question(facts: Facts, word: str, entry: Entry) -> str:
    known = dict.fromkeys((*(one.id for one in facts.case.terms.questions), *entry.tor))
    if word.strip() not in known:
        raise refuse("question in the terms of reference", word, known)
    return word.strip()


def _after(old: Sequence[str], words: Sequence[str], remove: bool) -> tuple[str, ...]:
    """Return what there was with these words, each once, or without them."""
    return tuple(one for one in old if one not in words) if remove else tuple(dict.fromkeys((*old, *words)))
