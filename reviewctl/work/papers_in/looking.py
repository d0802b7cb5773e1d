"""What a paper comes to in the record as it is now, before anything of it is written."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.exchange.parcel import LARGEST_FILE
from reviewctl.exchange.word.reading import read_paper
from reviewctl.facts.calendar import today
from reviewctl.facts.headings import names_of
from reviewctl.facts.judged import Facts
from reviewctl.facts.wanted import method_of
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import HeadingRule
from reviewctl.model.prose import Block, Heading
from reviewctl.model.review import Document, minutes_of
from reviewctl.model.terms import Scope, TermsOfReference
from reviewctl.model.wordpaper import Element, WordPaper
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import agency_name, many, meeting_title
from reviewctl.render.prose_markdown import markdown_of
from reviewctl.rules.inquire import paragraphs
from reviewctl.work.desk import Desk
from reviewctl.work.papers_in.blocks import blocks_of
from reviewctl.work.papers_in.meetings import DECISIONS, decisions_in, meeting_meant, merged
from reviewctl.work.papers_in.outline import Outline, outlined
from reviewctl.work.papers_in.placing import count_words, laid_out, parts_of, placed, whole
from reviewctl.work.papers_in.sheet_words import SHEET_HEADINGS
from reviewctl.work.papers_in.sheets import SheetFound, sheet_in
from reviewctl.work.papers_in.terms import TERMS_HEADINGS, TermsFound, terms_in
from reviewctl.work.papers_in.wanted import Look, Wanted
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.returning import agency_meant
from reviewctl.work.unopened import read_whole

_OLD_ENDINGS = {
    ".doc": "Word's old kind",
    ".odt": "LibreOffice's own kind",
    ".rtf": "rich text",
    ".pdf": "PDF",
}

_KEPT = "Decisions are recorded of this meeting already, and stay: those of the paper stand in its text."


class CamePaper(Struct, frozen=True):
    """A file as it came: what it holds, and its fingerprint."""

    paper: WordPaper
    sha256: str


def read_file(file: str, *, hidden: bool = False) -> CamePaper:
    """Return what a Word document holds.

    Raises EnvironmentFault or ReviewctlError where it cannot be read or trusted.
    """
    kind = _OLD_ENDINGS.get(Path(file).suffix.lower())
    if kind is not None:
        raise ReviewctlError(
            f"Only Word documents (.docx) are brought in, and this one is {kind}.",
            "Open it in the program that it comes from, save it as a Word document (.docx), and bring that in."
            if kind != "PDF"
            else "Ask for the Word document. A paper that stays as it is: reviewctl paper add",
        )
    data = read_whole(file, LARGEST_FILE)
    return CamePaper(read_paper(data, hidden=hidden), hashlib.sha256(data).hexdigest())


def look(desk: Desk, wanted: Wanted, came: CamePaper) -> Look:
    """Return what a paper comes to. Raises ReviewctlError where the case, agency or meeting is not there."""
    facts = case_facts(desk, wanted.case)
    if wanted.kind == "imr" and wanted.agency is None:
        raise ReviewctlError("Whose IMR is it?", "Say: --agency ID, or a name that the agency has or had.")
    if wanted.kind == "minutes":
        return _minutes(facts, wanted, came)
    agency = agency_meant(facts, wanted.agency) if wanted.agency is not None else None
    if wanted.kind == "tor":
        return _terms(facts, wanted, came)
    return _under_headings(facts, wanted, came, agency)


def _under_headings(facts: Facts, wanted: Wanted, came: CamePaper, agency: str | None) -> Look:
    """Return an IMR or a report, its parts under the policy's headings."""
    rules = tuple(_rules(facts, wanted.kind))
    outline = outlined(came.paper.elements, frozenset(name for rule in rules for name in names_of(rule)))
    if not rules:
        return _look(facts, wanted, came, outline, whole(outline.elements), agency=agency)
    parts = placed(outline.elements, rules, wanted.places)
    made = _look(facts, wanted, came, outline, laid_out(parts), agency=agency)
    return replace(made, placed=parts)


def _rules(facts: Facts, kind: str) -> Iterator[HeadingRule]:
    """Yield the headings that the policy has for a paper, of the review's own methodology."""
    method = method_of(facts.case)
    for rule in facts.plan.kind.headings.get(kind, ()):
        if not rule.methods or method in rule.methods:
            yield rule


def _terms(facts: Facts, wanted: Wanted, came: CamePaper) -> Look:
    _refuse_places(wanted)
    outline = outlined(came.paper.elements, TERMS_HEADINGS)
    found = terms_in(outline.elements, facts.board)
    made = _look(facts, wanted, came, outline, whole(outline.elements))
    over = wanted.replace or not made.filled
    values, said = _of_terms(found, facts.case.terms, facts.case.id, over)
    before = {key: _plain(getattr(facts.case.terms, key)) for key in values}
    changed = {key: before[key] for key in values if before[key] and before[key] != _plain(values[key])}
    return replace(made, terms=found, facts=values, before=changed, said=tuple(said))


def _of_terms(
    found: TermsFound, now: TermsOfReference, case: str, over: bool
) -> tuple[dict[str, object], list[str]]:
    """Return what goes into the front matter, and what is to be known of what does not."""
    values: dict[str, object] = {}
    said: list[str] = []
    if len(found.periods) == 1:
        period = found.periods[0]
        own: dict[str, object] = {"from": period.from_, "to": period.to}
        values["scope"] = own | ({"as_written": period.words} if period.words else {})
        if period.words:
            said.append("The period is given by its months: their first and last days are taken.")
    elif found.periods:
        spans = " · ".join(f"{long_day(one.from_)} to {long_day(one.to)}" for one in found.periods)
        said.append(
            f"Several periods are named, and none was taken: {spans}. Once it is clear: "
            f"reviewctl record {case} tor.scope.from DATE"
        )
    if found.questions:
        values["questions"] = [{"id": key, "text": text} for key, text in found.questions]
    if found.agencies:
        values["agencies"] = list(found.agencies)
    if found.strangers:
        verb = "names" if found.strangers == 1 else "name"
        said.append(
            f"{many(found.strangers, 'line')} in the list of agencies {verb} none of the Board's list. "
            'A new agency: reviewctl record board "agencies[ID].name" "ITS NAME", and then import again.'
        )
    kept = [key for key, value in values.items() if _stays(_plain(getattr(now, key)), _plain(value), over)]
    for key in kept:
        said.append(
            f"tor.{key} says otherwise already, and stays. To put the paper's in its place: --replace"
        )
    return {key: value for key, value in values.items() if key not in kept}, said


def _stays(now: object, new: object, over: bool) -> bool:
    return bool(now) and now != new and not over


def _plain(value: object) -> object:
    """Return a value of the record as it is compared with one from a paper."""
    if isinstance(value, Scope):
        return {"from": value.from_, "to": value.to} | (
            {"as_written": value.as_written} if value.as_written else {}
        )
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return {"id": value.id, "text": value.text} if hasattr(value, "text") and hasattr(value, "id") else value


def _minutes(facts: Facts, wanted: Wanted, came: CamePaper) -> Look:
    _refuse_places(wanted)
    outline = outlined(came.paper.elements, SHEET_HEADINGS | DECISIONS)
    document = meeting_meant(facts, wanted.meeting, wanted.on, outline.elements)
    minutes = minutes_of(document)
    if minutes.date > today():
        raise ReviewctlError(
            f"That meeting is on {long_day(minutes.date)}, still to come, and cannot have minutes.",
            "Say which meeting it was: --meeting panel,2",
        )
    sheet = sheet_in(outline.elements, facts, minutes.date)
    made = _look(facts, wanted, came, outline, whole(sheet.elements), document=document)
    attendance = merged(sheet.came, minutes, facts.board, replace=wanted.replace)
    values: dict[str, object] = {"status": "held"}
    if sheet.came:
        values["attendance"] = list(attendance.lines)
    decided = list(decisions_in(parts_of(outline.elements)))
    kept = bool(decided and minutes.decisions)
    if decided and not kept:
        own = {"case": facts.case.id} if minutes.cases else {}
        values["decisions"] = [{**own, "decision": text} for text in decided]
    return replace(
        made,
        meeting=f"{meeting_title(facts.plan, minutes.kind)}, {long_day(minutes.date)}",
        on=minutes.date,
        sheet=sheet,
        facts=values,
        said=(*attendance.said, *_of_sheet(sheet), *([_KEPT] if kept else ())),
    )


def _of_sheet(sheet: SheetFound) -> Iterator[str]:
    """Yield what is to be known of those present, and of what was left out with them."""
    if sheet.lost:
        yield (
            f"{many(sheet.lost, 'line')} of those present {'names' if sheet.lost == 1 else 'name'} no agency, role "
            "or person of the Board's lists and may be a name: left out altogether."
        )
    if sheet.unread:
        yield (
            f"{many(sheet.unread, 'column')} of the table of those present "
            f"{'is' if sheet.unread == 1 else 'are'} of no kind that is read: left out. "
            "Look whether anything stands there that is to be kept."
        )
    if sheet.unsaid:
        yield f"Of {many(sheet.unsaid, 'line')} the paper does not say who came: the status is left blank."


def _refuse_places(wanted: Wanted) -> None:
    if wanted.places:
        raise ReviewctlError(
            "The policy has no headings for this paper, so nothing is to be placed.", "Leave --place out."
        )


def _look(
    facts: Facts,
    wanted: Wanted,
    came: CamePaper,
    outline: Outline,
    elements: Sequence[Element],
    *,
    agency: str | None = None,
    document: Document | None = None,
) -> Look:
    document = document or facts.case.document(wanted.kind, agency or "")
    path = document.path if document is not None else place_of(facts, wanted.kind, agency or "")
    body = body_of(elements, came.paper)
    now = document.body if document is not None else ""
    filled = any(paragraphs(now))
    same = filled and _even(now) == _even(body)
    return Look(
        case_id=facts.case.id,
        paper=came.paper,
        sha256=came.sha256,
        path=path,
        title=_named(facts, wanted, agency),
        agency=agency,
        new=document is None,
        filled=filled,
        same=same,
        body=body,
        words=count_words(elements),
        assumed=outline.assumed,
        unfolded=outline.unfolded,
        unsettled=tuple(_unsettled(wanted, came.paper, filled=filled and not same)),
    )


def _named(facts: Facts, wanted: Wanted, agency: str | None) -> str:
    match wanted.kind:
        case "imr":
            return f"IMR of {agency_name(facts.board, agency or '')}"
        case "report":
            return "Overview report"
        case "tor":
            return "Terms of reference"
    return "Minutes"


def _even(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _unsettled(wanted: Wanted, paper: WordPaper, *, filled: bool) -> Iterator[str]:
    """Yield what is to be settled before the paper can be brought in, each with the option that settles it."""
    kinds = {notice.kind for notice in paper.notices}
    if kinds & {"tracked-insertion", "tracked-deletion", "tracked-move"} and not wanted.accept_changes:
        yield (
            "Tracked changes: accept or reject them in Word; what was deleted is still in the file for all to see. "
            "Or read it as if all were accepted: --accept-changes"
        )
    if "comment" in kinds and not wanted.drop_comments:
        yield "Comments: settle and delete them in Word. Or leave them out: --drop-comments"
    if "hidden-text" in kinds and not (wanted.hidden or wanted.skip_hidden):
        yield "Hidden text: look at it in Word (Home, ¶). Or take it as well: --hidden. Or leave it out: --skip-hidden"
    if filled and not wanted.replace:
        yield (
            "The document has a text already, and it is not the same. To put this in its place, as the next version: "
            "--replace (the history keeps the old one)"
        )


def body_of(elements: Sequence[Element], paper: WordPaper) -> str:
    """Return the text of a document; the notes of each part stand at its end."""
    notes = tuple(tuple(blocks_of(note)) for note in paper.notes)
    texts = [markdown_of(part, notes) for part in _parts(tuple(blocks_of(elements)))]
    return "\n".join(text for text in texts if text)


def _parts(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks part by part: each begins with a heading of the second level, or a higher one."""
    own: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2 and own:
            yield tuple(own)
            own = []
        own.append(block)
    if own:
        yield tuple(own)
