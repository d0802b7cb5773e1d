"""The texts of documents: which parts are others, and by how many words. What they say is never shown."""

from collections.abc import Iterator, Sequence

from reviewctl.facts.changes.sections import Passage, turned
from reviewctl.facts.differences import Difference
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.changes import Change
from reviewctl.render.changes.sides import Pool, Sides, addresses
from reviewctl.render.pages.naming import listed, many

TITLES = {
    "report": "overview report",
    "tor": "terms of reference",
    "action-plan": "action plan",
    "meetings": "minutes",
    "initial-chronology": "first chronology",
    "board": "the board's file",
    "case": "case",
    "returns": "agencies' returns",
}
"""What documents are called in a sentence, where that is not the word of their address."""


def texts(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what became of the text of each document."""
    found: dict[str, list[Difference]] = {}
    for one in pool:
        if isinstance(one.before or one.after, Passage):
            found.setdefault(one.address.partition(".text")[0], []).append(one)
    for name, told in found.items():
        pool.under(f"{name}.text")
        version = pool.take(f"{name}.version")
        which = f", version {_version(version[0])}" if version else ""
        words = f"{document_title(sides, name)}{which}: {text_words(told)}"
        yield Change(kind="text", words=words, address=f"{name}.text", covers=addresses((*version, *told)))


def _version(one: Difference) -> str:
    return (
        f"{one.after if one.after is not None else 'taken out'}{f' (was {one.before})' if one.before else ''}"
    )


def document_title(sides: Sides, name: str) -> str:
    """Return what a document is called in a sentence: "overview report", "IMR of Pennine Care"."""
    head, _, item = name.partition("[")
    title = TITLES.get(head, "IMR" if head == "imr" else head.replace("-", " "))
    if not item or head not in BY_NAME:
        return title
    item = item.removesuffix("]")
    return f"{title} of {sides.agency(item) if head != 'meetings' else item}"


def text_words(told: Sequence[Difference]) -> str:
    """Return what became of the parts of one text: how many changed, came and went, which, and by how many words."""
    sorts: dict[str, list[str]] = {}
    came = went = 0
    for one in told:
        old, new = (side if isinstance(side, Passage) else None for side in (one.before, one.after))
        sort = "written" if old is None else "taken out" if new is None else "changed"
        sorts.setdefault(sort, []).append((new or old or Passage("", "")).title)
        count = turned(old, new)
        came, went = came + count.added, went + count.removed
    return f"{_sorted(sorts)}; {_by(came, went)}"


def _sorted(sorts: dict[str, list[str]]) -> str:
    if list(sorts.values()) == [[""]]:
        return f"text {next(iter(sorts))}"
    said = []
    for sort in ("changed", "written", "taken out"):
        titles = sorts.get(sort, [])
        named = [f"“{title}”" for title in titles if title]
        own = len(titles) - len(named)
        if own:
            named.append(f"{own} of the author's own")
        if titles:
            said.append(f"{many(len(titles), 'part')} {sort} ({listed(named)})")
    return ", ".join(said)


def _by(came: int, went: int) -> str:
    if came and went:
        return f"{many(came, 'word')} added, {went} taken out"
    if came or went:
        return f"{many(came or went, 'word')} {'added' if came else 'taken out'}"
    return "the same words in another order, or other marks"
