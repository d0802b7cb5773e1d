"""papers.yaml: papers that stay where they are (Word, PDF), named by their fingerprint."""

from typing import Annotated

from reviewctl.model.record import ItemId, Record, form, says


class Paper(Record, frozen=True, kw_only=True):
    """A paper that is kept outside this folder."""

    id: Annotated[ItemId, says("A short id by which other records name it.")]
    title: Annotated[str, says("What it is, in neutral words.")]
    version: Annotated[str | None, says("Its version.")] = None
    held_at: Annotated[str | None, says("Where it is kept.")] = None
    sha256: Annotated[
        Annotated[str, form("^[0-9a-f]{64}$")] | None,
        says("Its fingerprint, so that anyone can see that it is the same paper."),
    ] = None


PapersFile = tuple[Paper, ...]
