"""papers.yaml: papers that stay where they are (Word, PDF), named by their fingerprint."""

from typing import Annotated

from reviewctl.model.record import HexDigits, ItemId, Record, says


class Paper(Record, frozen=True, kw_only=True):
    """A paper that is kept outside this folder."""

    id: Annotated[ItemId, says("A short id by which other records name it.")]
    title: Annotated[str, says("What it is, in neutral words.")]
    version: Annotated[str | None, says("Its version.")] = None
    held_at: Annotated[str | None, says("Where it is kept.")] = None
    sha256: Annotated[
        HexDigits | None,
        says("Its fingerprint, so that anyone can see that it is the same paper."),
    ] = None
    stands_for: Annotated[
        str | None,
        says(
            "The document of this record whose text it is, so that a sign-off covers it: report, imr[agency]."
        ),
    ] = None


PapersFile = tuple[Paper, ...]
