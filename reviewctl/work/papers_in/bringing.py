"""What `import imr|report|tor|minutes` writes: the text under the facts, the facts, and the version."""

from collections.abc import Iterator

from reviewctl.facts.judged import Facts
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.finding import ReviewctlError
from reviewctl.store.decode import BOM
from reviewctl.store.front import read_front
from reviewctl.store.splice import splice_bytes
from reviewctl.work.adding import new_document
from reviewctl.work.chronicle.importing import paper_id
from reviewctl.work.chronicle.papering import with_paper
from reviewctl.work.desk import Desk
from reviewctl.work.papers_in.wanted import Look, Wanted
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.returning import owed_of
from reviewctl.work.writing import Pen

NAMES = "Names are not looked for: read it before you share it."


def bring_in(desk: Desk, pen: Pen, wanted: Wanted, made: Look) -> Iterator[str]:
    """Write a paper into the record, in one go; yield what to tell.

    Raises ReviewctlError where the document that it goes into has faults to be put right first.
    """
    facts = case_facts(desk, wanted.case)
    data = pen.read(made.path)
    if data is not None and made.new:
        raise ReviewctlError(
            f"{made.path} has faults that are to be put right first.",
            f"See them: reviewctl validate {facts.case.id}",
        )
    kind = BY_NAME["meetings" if wanted.kind == "minutes" else wanted.kind]
    data = data if data is not None else new_document(facts, kind, made.agency or "")
    raised = _raised(facts, wanted, made)
    values = {**made.facts, **({"version": raised} if raised is not None else {})}
    for key, value in values.items():
        data = splice_bytes(data, (key,), value, front=True, file=made.path)
    pen.put(made.path, data if made.same else with_text(data, made.body, made.path))
    if wanted.held_at is not None:
        pen.edit(place_of(facts, "papers"), lambda old: with_paper(old, _paper(wanted, made)))
    if pen.done(f"{facts.case.id}: import {wanted.kind}{f' {made.agency}' if made.agency else ''}"):
        version = f", version {raised}" if raised is not None else ""
        yield f"{facts.case.id}: {made.title} is in {made.path}{version}: {made.words:,} words"
        yield from _next(facts, wanted, made)
        yield NAMES


def with_text(data: bytes, body: str, path: str) -> bytes:
    """Return a document with another text under its facts, which stay byte for byte; so does the way lines end."""
    bom = BOM if data.startswith(BOM) else b""
    text = data.removeprefix(BOM).decode("utf-8")
    head = text[: read_front(text, path).body_offset]
    end = "\r\n" if "\r\n" in head else "\n"
    return bom + (head.rstrip("\r\n") + end + (f"\n{body}" if body else "").replace("\n", end)).encode(
        "utf-8"
    )


def _raised(facts: Facts, wanted: Wanted, made: Look) -> int | None:
    """Return the version that a paper becomes in the place of another text; None where the number stays."""
    if wanted.kind == "minutes" or not made.filled or made.same:
        return None
    document = facts.case.document(wanted.kind, made.agency or "")
    return (document.data.version or 1) + 1 if document is not None else None


def _paper(wanted: Wanted, made: Look) -> dict[str, object]:
    """Return the line of papers.yaml for the Word document itself."""
    id_ = paper_id("imr", made.agency) if made.agency is not None else wanted.kind
    if wanted.kind == "minutes":
        id_ = f"minutes-{made.on.isoformat()}" if made.on is not None else "minutes"
    return {
        "id": id_,
        "title": f"{made.title}, as it came",
        "held_at": wanted.held_at,
        "sha256": made.sha256,
    }


def _next(facts: Facts, wanted: Wanted, made: Look) -> Iterator[str]:
    """Yield what is to be recorded besides, and was not guessed."""
    case = facts.case.id
    if wanted.kind == "imr" and facts.happened(f"returns[{made.agency}].imr.submitted") is None:
        yield f"  The day on which it came: reviewctl imr receive {case} {made.agency} --on DATE"
    elif wanted.kind == "imr" and _waits(facts, made.agency or ""):
        yield f"  It was sent back. Is this the new one? reviewctl imr receive {case} {made.agency} --on DATE"
    if wanted.kind == "tor" and made.filled and not made.same:
        yield f'  Why it was amended (P§13): reviewctl record {case} tor.amended_because "WHY"'
    if wanted.kind == "minutes":
        meeting = made.path.rpartition("/")[2].removesuffix(".md")
        yield f"  What was agreed, in the policy's words: reviewctl meeting held {case} {meeting} --agrees WORD"
    if made.placed is not None and made.placed.rest:
        yield '  What has no place stands at the end, under "Not placed".'


def _waits(facts: Facts, agency: str) -> bool:
    """Whether an agency's IMR was sent back, and is not on record as come again."""
    rounds = owed_of(facts, agency).rounds
    return bool(rounds) and rounds[-1].resubmitted is None
