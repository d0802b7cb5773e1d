"""What `disclose` does: what others asked for and were given, in which version, on what basis (P§6, P§7)."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.disclosures import is_report, open_requests, to_coroner
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.log import Disclosure
from reviewctl.render.dates import long_day
from reviewctl.render.typed import typed
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.handed import Handed, Text, committed, spelt_or_words, text_meant
from reviewctl.work.log import happened_on, log_path
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.pseudonyms import may_be_a_name
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen


class Asked(Struct, frozen=True, kw_only=True):
    """What a person wants logged: papers (`what`) asked for by somebody, and given or refused; or the request alone."""

    to: str
    what: tuple[str, ...]
    basis: str | None = None
    requested: date | None = None
    refused: str | None = None
    on: date | None = None


_SAME = ("to", "what", "on", "basis", "refused", "digest")
"""What two entries have alike where a command was typed twice; what is open is answered, and never logged twice."""
_COMMIT = 10
"""So many signs of a commit's id are shown, as everywhere; the log has all of them."""
Entry = tuple[int, dict[str, object]]
"""An entry of the log with its place; what is written there already stays."""


def disclose(desk: Desk, pen: Pen, word: str, asked: Asked) -> Iterator[str]:
    """Log what was asked for, given or refused; yield what to tell.

    Where the same was asked for and is open, it is answered. Raises ReviewctlError for a text that is not in the
    review or is not saved, for no basis, and for a report that would go to the Coroner before it is signed off.
    """
    facts = case_facts(desk, word)
    to = _to(asked.to)
    if asked.refused is not None:
        lines = _refuse(facts, asked, to)
    elif asked.basis is None:
        lines = _request(facts, asked, to)
    else:
        lines = _give(desk, pen, facts, asked, to)
    entries, told = lines
    entries = [one for one in entries if not _is_logged(facts, one)]
    pen.edit(log_path(facts), lambda data: _written(data, entries, facts))
    if pen.done(f"{facts.case.id}: disclose"):
        yield from told
        warn_of_names(desk, facts, asked.basis, asked.refused, *asked.what)


def _is_logged(facts: Facts, entry: Entry) -> bool:
    """Return whether a new entry stands in the log already, the commit aside: the command was typed twice."""
    place, said = entry
    held = facts.case.log.disclosures
    return place >= len(held) and any(
        one.on is not None and all(getattr(one, name) == said.get(name) for name in _SAME) for one in held
    )


def _to(word: str) -> str:
    if not word.strip() or may_be_a_name(word):
        raise ReviewctlError(
            "--to is a role or a body, such as coroner or police, and never a person's name.",
            "For example: --to coroner",
        )
    return checked_words(word)


def _request(facts: Facts, asked: Asked, to: str) -> tuple[list[Entry], list[str]]:
    if asked.requested is None:
        raise ReviewctlError(
            "On what basis it was given is not said.",
            'Say it after --basis, such as: --basis "requirement of the Senior Coroner". '
            "Only asked for so far? --requested DATE alone.",
        )
    day = happened_on(asked.requested, "--requested")
    words = [spelt_or_words(facts, checked_words(one)) for one in asked.what]
    for what in words:
        _refuse_twice(facts, to, what)
    length = len(facts.case.log.disclosures)
    entries = [(length + n, {"to": to, "what": what, "requested": day}) for n, what in enumerate(words)]
    told = [f"{facts.case.id}: {to} asked for {what}, {long_day(day)}" for what in words]
    told.append(
        "  No paragraph sets a limit; agencies are asked in a timely manner (P§7). It stays open until:"
    )
    papers = " ".join(f"--what {typed(what)}" for what in words)
    told.append(f"    reviewctl disclose {facts.case.id} --to {typed(to)} {papers} --basis WORDS")
    return entries, told


def _refuse_twice(facts: Facts, to: str, what: str) -> None:
    for _, one in open_requests(facts.case, facts.as_of):
        if _same(one, to, what) and one.requested is not None:
            raise ReviewctlError(
                f"{what} was asked for by {to} on {long_day(one.requested)}, and that is open.",
                f"Given: --basis WORDS. Not given: --refused WORDS. All of them: reviewctl disclosures {facts.case.id}",
            )


def _same(one: Disclosure, to: str, what: str) -> bool:
    return (one.to or "").casefold() == to.casefold() and (one.what or "").casefold() == what.casefold()


def _refuse(facts: Facts, asked: Asked, to: str) -> tuple[list[Entry], list[str]]:
    reason = checked_words(asked.refused or "")
    if not reason or asked.basis is not None:
        raise ReviewctlError(
            "It was either given, on a --basis, or --refused with a reason.", "Say one of the two."
        )
    day = happened_on(asked.on)
    entries: list[Entry] = []
    told: list[str] = []
    for what in (spelt_or_words(facts, checked_words(one)) for one in asked.what):
        entries.append(_entry(facts, len(entries), to, what, asked, {"on": day, "refused": reason}))
        told.append(f"{facts.case.id}: {what} was not given to {to}, {long_day(day)}")
    return entries, told


def _give(desk: Desk, pen: Pen, facts: Facts, asked: Asked, to: str) -> tuple[list[Entry], list[str]]:
    basis, day = checked_words(asked.basis or ""), happened_on(asked.on)
    if not basis:
        raise ReviewctlError("The basis is empty.", 'Say it: --basis "requirement of the Senior Coroner"')
    entries: list[Entry] = []
    told: list[str] = []
    for text in [text_meant(facts, what) for what in asked.what]:
        _refuse_before_signed_off(facts, to, text, day)
        given = committed(facts, text, pen.repo, desk.register.tree)
        more = {"stands_for": _stood_for(text), "on": day, "basis": basis, **_fields(given)}
        entries.append(_entry(facts, len(entries), to, text.word, asked, more))
        told += _told(facts, to, text, given, day)
    if pen.repo is None and any(not text.startswith("papers") for text in asked.what):
        told.append(
            "  No history is kept of this register: keep a copy of what was given, for nothing here brings it back."
        )
    return entries, told


def _stood_for(text: Text) -> str | None:
    """Return the document whose text a listed paper is; None for a document, and for a paper that is none of them."""
    paper = text.paper
    return paper.stands_for if paper is not None and paper.stands_for != text.word else None


def _as_given(to: str, text: Text) -> Disclosure:
    return Disclosure(to=to, what=text.word, stands_for=_stood_for(text))


def _fields(given: Handed) -> dict[str, object]:
    return {"digest": given.digest, "version": given.version, "commit": given.commit}


def _told(facts: Facts, to: str, text: Text, given: Handed, day: date) -> list[str]:
    version = f"version {given.version}, " if given.version else ""
    told = [
        f"{facts.case.id}: {text.word} given to {to}, {long_day(day)}: {version}fingerprint {given.short}"
    ]
    if given.digest is None:
        told.append(
            f"  It is listed without a fingerprint: reviewctl paper add {facts.case.id} ID FILE, and give it anew."
        )
    if given.commit is not None and len(text.paths) == 1:
        folder = f"{facts.case.folder}/" if facts.case.folder else ""
        told.append("  The history keeps the text as it was given. Whoever knows git brings it out with:")
        told.append(f"    git show {given.commit[:_COMMIT]}:./{folder}{text.paths[0]}")
    one = _as_given(to, text)
    if to_coroner(one) and is_report(one):
        told.append("  report.shared_with_coroner follows from it (P§7)")
    return told


def _refuse_before_signed_off(facts: Facts, to: str, text: Text, day: date) -> None:
    """Raise ReviewctlError where the final report would go to the Coroner before the Board signed it off (P§7)."""
    one = _as_given(to, text)
    if not to_coroner(one) or not is_report(one):
        return
    endorsed = facts.happened("report.endorsed")
    if endorsed is None:
        raise ReviewctlError(
            "The report is shared with the Senior Coroner only once it is completed and signed off (P§7), and that the "
            "Board signed it off is not on record.",
            f"First: reviewctl record {facts.case.id} report.endorsed DATE, or reviewctl signoff request "
            f"{facts.case.id} report-and-plan. A draft that the Coroner requires by law is another paper: "
            "list it with paper add.",
        )
    if endorsed.on is not None and endorsed.exact and day < endorsed.on:
        raise ReviewctlError(
            f"The Board signed the report off on {long_day(endorsed.on)}, after {long_day(day)} (P§7).",
            "--on is the day on which it was given.",
        )


def _entry(facts: Facts, number: int, to: str, what: str, asked: Asked, more: dict[str, object]) -> Entry:
    """Return the entry to write: the open request that it answers, or a new one behind the last."""
    for place, one in open_requests(facts.case, facts.as_of):
        if _same(one, to, what):
            _refuse_earlier(one, more["on"])
            return place, more
    requested = happened_on(asked.requested, "--requested") if asked.requested is not None else None
    _refuse_earlier(Disclosure(requested=requested), more["on"])
    fresh = len(facts.case.log.disclosures) + number
    return fresh, {"to": to, "what": what, "requested": requested, **more}


def _refuse_earlier(one: Disclosure, day: object) -> None:
    if one.requested is not None and isinstance(day, date) and day < one.requested:
        raise ReviewctlError(
            f"It was asked for on {long_day(one.requested)}, after {long_day(day)}.",
            "--on is the day on which it was given, or refused.",
        )


def _written(data: bytes | None, entries: Sequence[Entry], facts: Facts) -> bytes:
    text = data if data is not None else document_text("log", facts.plan.kind.type, {}).encode("utf-8")
    held, new = len(facts.case.log.disclosures), 0
    for place, entry in entries:
        filled = {key: value for key, value in entry.items() if value is not None}
        if place < held:
            for key, value in filled.items():
                text = splice_bytes(text, ("disclosures", place, key), value, file="log.yaml")
        else:
            text = splice_bytes(
                text,
                (
                    "disclosures",
                    held + new,
                ),
                filled,
                file="log.yaml",
            )
            new += 1
    return text
