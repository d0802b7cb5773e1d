"""What `chronology template` does: the form for an agency's chronology, of the pack's columns and the review (P§10)."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from reviewctl.facts.called import called
from reviewctl.facts.judged import Facts
from reviewctl.facts.written import Setting, read_when
from reviewctl.model.chronology import Chronology, Entry
from reviewctl.model.chronology_form import ChronologyForm, FormColumn
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.policy import ChronologyRule
from reviewctl.render.dates import long_day
from reviewctl.render.letters.values import scope_words
from reviewctl.render.pages.naming import role_title, whom
from reviewctl.render.spans import span_words
from reviewctl.render.to_csv import BOM, neutral
from reviewctl.work.nearest import refuse

_OPEN = "The period is still to be agreed. Please ask before you begin."
_NO_DATE = "The date is still to be agreed."
_KINDS = {True: "chronology_initial", False: "chronology"}
_ASK = "business-manager"

ENDINGS = (".xlsx", ".docx", ".csv")


def ending_of(output: str) -> str:
    """Return the ending of the file that the form is written to. Raises ReviewctlError for any other."""
    ending = PurePath(output).suffix.lower()
    if ending not in ENDINGS:
        raise ReviewctlError(
            "The form is written as .xlsx, .docx or .csv.", "For example: -o ../chronology.xlsx"
        )
    return ending


def form_bytes(form: ChronologyForm, ending: str, house: bytes | None = None) -> bytes:
    """Return the form as a file with this ending; in Word on the Board's own paper, where it has a house style.

    Of a CSV there are the headings only, and the lines that are filled in.
    """
    if ending == ".xlsx":
        from reviewctl.exchange.excel.template import workbook_form

        return workbook_form(form)
    if ending == ".docx":
        from reviewctl.exchange.word.template import document_form

        return document_form(form, house)
    return _csv(form)


def _csv(form: ChronologyForm) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutral(one.title) for one in form.columns])
    writer.writerows([neutral(cell) for cell in row] for row in form.rows)
    return f"{BOM}{out.getvalue()}".encode()


def agency_named(facts: Facts, word: str) -> str:
    """Return the id of the agency that a person means, of the Board's or of this review's.

    Raises ReviewctlError, with the nearest names, for one that is in neither.
    """
    if word in facts.case.returns:
        return word
    agency = facts.board.named(word)
    if agency is None:
        known = [one.id for one in facts.board.agencies] or list(facts.case.returns)
        raise refuse("agency", word, known)
    return agency.id


def form_for(facts: Facts, agency: str, *, filled: bool = False, initial: bool = False) -> ChronologyForm:
    """Return the form for an agency's chronology; `filled` with what it returned before, each line with its Ref.

    `initial` is for the first chronology, before the decision. Raises ReviewctlError where the pack has no columns,
    or there is nothing on record to fill it with.
    """
    rule = _rule(facts)
    columns = tuple(_columns(facts, rule))
    held = _held(facts, agency, initial=initial) if filled else Chronology(agency=agency)
    return ChronologyForm(
        board=facts.board.board,
        case=facts.case.id,
        title=f"{'First chronology' if initial else 'Chronology'} for {_a(called(facts))}",
        about=tuple(_about(facts, agency, initial=initial)),
        instructions=rule.instructions,
        questions=tuple((one.id, one.text) for one in facts.case.terms.questions),
        columns=columns,
        rows=tuple(_row(facts, columns, one) for one in held.entries),
        no_contact=tuple(
            (_day(facts, one.from_), _day(facts, one.to), one.reason or "") for one in held.no_contact
        ),
        abbreviations=tuple(held.glossary.items()),
    )


def _rule(facts: Facts) -> ChronologyRule:
    rule = facts.plan.pack.chronology
    if rule is None or not rule.columns:
        raise ReviewctlError(
            "The policy of this review does not say which columns a chronology has.",
            "Add a part `chronology` with its `columns` to the policy's pack.yaml.",
        )
    return rule


def _held(facts: Facts, agency: str, *, initial: bool) -> Chronology:
    document = facts.case.document(_KINDS[initial], agency)
    if document is None or not isinstance(document.data, Chronology):
        raise ReviewctlError(
            f"No chronology of {agency} is on record in {facts.case.id}, so there is nothing to fill in.",
            "Leave --filled out for a blank one.",
        )
    return document.data


def _a(title: str) -> str:
    return f"{'an' if title[:1] in 'AEIOU' else 'a'} {title}"


def _about(facts: Facts, agency: str, *, initial: bool) -> Iterator[tuple[str, str]]:
    owed = facts.case.returns.get(agency)
    asked = (owed.initial_chronology if initial else owed.chronology) if owed is not None else None
    yield "Board", facts.board.board or "not named"
    yield "Review", facts.case.id
    yield "About", whom(facts.case.file, " and ")
    known = facts.board.agency(agency)
    yield "Agency", known.name if known is not None else agency
    yield "Period to cover", scope_words(facts) or _OPEN
    yield (
        "Please return it by",
        long_day(asked.due) if asked is not None and asked.due is not None else _NO_DATE,
    )
    yield "Whom to ask", f"{role_title(facts.plan.pack, _ASK)}, {facts.board.board}".rstrip(", ")


def _columns(facts: Facts, rule: ChronologyRule) -> Iterator[FormColumn]:
    """Yield the columns that are asked for. Whom a line is about, and which question, only where there are several."""
    subjects = tuple(one.pseudonym for one in facts.case.file.subjects)
    for field, column in rule.columns.items():
        if not column.template or (field == "subject" and len(subjects) < 2):
            continue
        if field == "tor" and not facts.case.terms.questions:
            continue
        yield FormColumn(
            field=field,
            title=column.title,
            hint=column.hint or "",
            width=column.width,
            choices=subjects if field == "subject" else (),
            locked=field == "id",
        )


def _row(facts: Facts, columns: Iterable[FormColumn], entry: Entry) -> tuple[str, ...]:
    return tuple(_cell(facts, column.field, entry) for column in columns)


def _cell(facts: Facts, field: str, entry: Entry) -> str:
    match field:
        case "date":
            return _day(facts, entry.date, entry.as_written)
        case "subject":
            known = {one.id: one.pseudonym for one in facts.case.file.subjects}
            return known.get(entry.subject or "", entry.subject or "")
        case "tor" | "marks":
            return "; ".join(getattr(entry, field))
    return str(getattr(entry, field) or "")


def _day(facts: Facts, edtf: str | None, as_written: str | None = None) -> str:
    """Return a date in the words that are read as this very date again: a day by its numbers, else its own words."""
    if edtf is None:
        return as_written or ""
    words = [*filter(None, (as_written,)), span_words(edtf), edtf]
    if len(edtf) == 10 and edtf[:4].isdigit() and edtf[5:7].isdigit() and edtf[8:].isdigit():
        words.insert(len(words) - 2, f"{edtf[8:]}/{edtf[5:7]}/{edtf[:4]}")
    setting = _setting(facts)
    return next((one for one in words if read_when(one, None, setting).date == edtf), words[0])


def _setting(facts: Facts) -> Setting:
    scope = facts.case.terms.scope
    return Setting(scope_from=scope.from_ if scope else None, scope_to=scope.to if scope else None)
