"""The text of a pull request in which a sign-off is asked for, in words for people who do not know git."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.model.report import Block, Column, Heading, Lines, Message, Paragraph, Report, Row, Table
from reviewctl.model.signoff import Manifest
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import listed


class Seat(Struct, frozen=True):
    """An approval that is wanted: the role's id and title, and the ids of those who hold it today."""

    role: str
    title: str
    holders: tuple[str, ...]


class Wanted(Struct, frozen=True, kw_only=True):
    """All that the text says. `since` is None where no earlier text was ever approved.

    `files` are the files to be read, from the repository's root; `typed` is CASE and WHAT as they are typed.
    `branch` is the one that becomes a pull request; "" where it is asked for in the record itself.
    `shell` are the lines by which the digest is worked out by hand.
    """

    case: str
    title: str
    typed: str
    on: date
    citations: tuple[str, ...]
    note: str
    files: tuple[str, ...]
    manifest: Manifest
    seats: tuple[Seat, ...]
    people: int
    barred: tuple[str, ...]
    signed: bool
    since: "Since | None"
    branch: str
    shell: tuple[str, ...]


class Since(Struct, frozen=True):
    """What changed since the text that was last approved: that day, the commit, and each change in words."""

    on: date
    commit: str
    changes: tuple[str, ...]


def page(wanted: Wanted) -> Report:
    """Return the text as a report, which is written as Markdown."""
    return Report(command="signoff-request", blocks=tuple(_blocks(wanted)))


def _blocks(wanted: Wanted) -> Iterator[Block]:
    yield Heading(f"{wanted.case}: to be signed off: {wanted.title}")
    yield Paragraph(
        f"Asked for on {long_day(wanted.on)}, as {listed(wanted.citations)} of the protocol {_verb(wanted)} it. "
        "An approval holds for this text and no other: when a word of it changes, it is asked for again."
    )
    if wanted.note:
        yield Paragraph(wanted.note)
    yield Heading("What to read", level=2)
    yield Lines(wanted.files)
    yield from _since(wanted.since)
    yield from _who(wanted)
    yield from _how(wanted)
    yield from _bound(wanted)


def _verb(wanted: Wanted) -> str:
    return "has" if len(wanted.citations) == 1 else "have"


def _since(since: Since | None) -> Iterator[Block]:
    yield Heading("What changed since it was last approved", level=2)
    if since is None:
        yield Paragraph("Nothing: it was not approved before. This is the first text that is asked about.")
        return
    yield Paragraph(f"It was last approved as it stood on {long_day(since.on)} (commit {since.commit[:10]}).")
    if not since.changes:
        yield Paragraph("No word of it differs from that text.")
    for line in since.changes:
        yield Message(line)


def _who(wanted: Wanted) -> Iterator[Block]:
    yield Heading("Who must approve", level=2)
    yield Table((Column("role"), Column("held today by")), tuple(_seat(one) for one in wanted.seats))
    if wanted.people > 1:
        yield Paragraph(f"{wanted.people} people, each once: whoever holds two of these roles counts once.")
    if wanted.barred:
        yield Paragraph(f"Not by: {listed(wanted.barred)}.")


def _seat(one: Seat) -> Row:
    return Row((one.title, ", ".join(one.holders) or "nobody: see board.yaml"))


def _how(wanted: Wanted) -> Iterator[Block]:
    yield Heading("How to approve", level=2)
    on_page = bool(wanted.branch)
    yield Message("Read what is named above, on this branch." if on_page else "Read what is named above.")
    yield Message(_APPROVE if on_page else "Say so in the meeting, or in writing.")
    rests = "the minute or the page" if on_page else "the minute or the message"
    yield Message(f"The business manager writes it down, with {rests} it rests on:")
    record = f"reviewctl signoff record {wanted.typed} --person ID --on DATE --minute REF"
    sign = f"reviewctl signoff sign {wanted.typed} --person ID"
    yield Lines((sign,) if wanted.signed else (record,))
    if wanted.signed:
        yield Paragraph(
            "The policy asks for signatures here: each person signs with a key that trust/ names."
        )
    if on_page:
        yield Message(
            "When all have approved, this pull request is merged. It adds nothing but these statements."
        )


_APPROVE = 'Say so in the meeting, or press "Approve" on this page ("Review changes" on GitHub).'


def _bound(wanted: Wanted) -> Iterator[Block]:
    yield Heading("What exactly is approved", level=2)
    yield Lines((*wanted.manifest.text.splitlines(), "", f"digest  {wanted.manifest.digest}"))
    yield Paragraph("To check it, on this branch:" if wanted.branch else "To check it:")
    yield Lines((f"reviewctl signoff status {wanted.typed}", f"reviewctl signoff verify {wanted.case}"))
    yield Paragraph("Or by hand, without reviewctl; the last line shows the digest:")
    yield Lines(wanted.shell)
    papers = [path for path, _ in wanted.manifest.lines if path.startswith("papers.yaml#")]
    if papers:
        yield Paragraph(
            f"{listed(papers)}: the sum of a paper that is kept elsewhere, as papers.yaml lists it. "
            "Whether a file is that paper: sha256sum FILE"
        )


def shown_roles(titles: Sequence[str]) -> str:
    """Return roles as a sentence lists them."""
    return listed(list(titles))
