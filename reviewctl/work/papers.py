"""What `paper add` and `paper check` do: papers that stay where they are, known again by their fingerprint."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.papers import Paper
from reviewctl.store.splice import splice_bytes
from reviewctl.store.strict import read_yaml
from reviewctl.work.chronicle.papering import with_paper
from reviewctl.work.desk import Desk
from reviewctl.work.nearest import refuse
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.unopened import opened, unopened
from reviewctl.work.writing import Pen

_ID = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
_LONGEST_ID = 40
_CHUNK = 1 << 20
_SHOWN = 12
"""So many signs of a fingerprint tell two papers apart for the eye."""


class NewPaper(Struct, frozen=True, kw_only=True):
    """A paper to be listed; with no version the first, or the next of one that is listed."""

    case: str
    id: str
    file: str
    title: str | None
    held_at: str | None
    version: str | None


def add_paper(desk: Desk, pen: Pen, asked: NewPaper) -> Iterator[str]:
    """List a paper in papers.yaml with its fingerprint; yield what to tell. The file itself is not copied.

    Raises ReviewctlError for an id that cannot be one, or a new paper without a title or a place.
    """
    facts = case_facts(desk, asked.case)
    if not _ID.fullmatch(asked.id) or len(asked.id) > _LONGEST_ID:
        raise ReviewctlError(
            "The id of a paper is a short word of letters, digits and hyphens.", "Such as imr-pennine-care."
        )
    known = paper_named(facts, asked.id)
    title = checked_words(asked.title or "") or (known.title if known is not None else "")
    held_at = checked_words(asked.held_at or "") or (known.held_at if known is not None else None)
    if not title or not held_at:
        raise ReviewctlError(
            "A paper that is not listed yet needs a title, and where it is kept.",
            'Say: --title "IMR of the trust, as submitted" --held-at "the Board\'s document store"',
        )
    digest = fingerprint(asked.file)
    paper = {"id": asked.id, "title": title, "held_at": held_at, "sha256": digest}
    said = {"title": title, "version": asked.version or _first(known)}
    pen.edit(place_of(facts, "papers"), lambda data: _worded(with_paper(data, paper), asked.id, said))
    if pen.done(f"{facts.case.id}: paper add {asked.id}"):
        again = known is not None and known.sha256 not in (None, digest)
        yield f"{facts.case.id}: {asked.id} is listed{', in its next version' if again else ''}"
        yield f"  fingerprint {digest[:_SHOWN]}…"
        yield f"  Is a file this paper? reviewctl paper check {facts.case.id} {asked.id} FILE"
        yield "  The file stays where it is: nothing of it was copied."
        if known is None:
            yield from _inside(desk, asked.file)
        warn_of_names(desk, facts, asked.title, asked.held_at)


def _first(known: Paper | None) -> str | None:
    """Return the version of a paper that was listed without a fingerprint: with the first one it stays what it is."""
    return (known.version or "1") if known is not None and known.sha256 is None else None


def _worded(data: bytes, paper_id: str, said: Mapping[str, str | None]) -> bytes:
    """Return papers.yaml with what a person said of a paper put in the place of what stood there."""
    listed = read_yaml(data.decode("utf-8-sig"), "papers.yaml").value
    papers = listed if isinstance(listed, list) else []
    place = next(
        at for at, one in enumerate(papers) if isinstance(one, dict) and str(one.get("id")) == paper_id
    )
    for key, value in said.items():
        if value is not None and papers[place].get(key) != value:
            data = splice_bytes(data, (place, key), value, file="papers.yaml")
    return data


def check_paper(desk: Desk, case: str, paper_id: str, file: str) -> tuple[str, bool]:
    """Return whether a file is the paper that is listed, in a sentence and as a yes or no.

    Raises ReviewctlError where there is no such paper, or it is listed without a fingerprint.
    """
    facts = case_facts(desk, case)
    paper = paper_named(facts, paper_id)
    if paper is None:
        raise refuse("paper", paper_id, [one.id for one in facts.case.papers])
    if paper.sha256 is None:
        raise ReviewctlError(
            f"{paper.id} is listed without a fingerprint, so it cannot be known again.",
            f"If this is the paper: reviewctl paper add {facts.case.id} {paper.id} FILE",
        )
    version = f", version {paper.version}" if paper.version else ""
    if fingerprint(file) == paper.sha256:
        return f"This is {paper.id}{version}: byte for byte the paper that is listed.", True
    return (
        f"This is NOT {paper.id}{version} as it is listed: it differs in at least one byte. "
        "Opening a document and saving it changes it, too.",
        False,
    )


def paper_named(facts: Facts, paper_id: str) -> Paper | None:
    """Return the paper of a case with this id, or None."""
    return next((one for one in facts.case.papers if one.id == paper_id), None)


def fingerprint(file: str) -> str:
    """Return the sha256 of a file's bytes. Raises EnvironmentFault where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with opened(file) as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError as fault:
        raise unopened(fault) from None
    return digest.hexdigest()


def _inside(desk: Desk, file: str) -> Iterator[str]:
    """Yield a word of warning where the file lies within the register, which keeps no such files."""
    if Path(desk.register.root).resolve() in Path(os.path.realpath(file)).parents:
        yield "  It lies within the register: move it to your document store before you save."
