"""The search before anything is published: what gives somebody away, and of what was found, what somebody cleared.

What goes out is graded as the scanners grade it. What stays in the repository (messages of commits, names of branches
and of files) cannot be mended by editing, and does not go out: there everything is a warning, which somebody clears.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from reviewctl.facts.scan.passage import Hit, Passage, digest_of
from reviewctl.facts.scan.scanning import examine
from reviewctl.facts.scan.traces import Trace, is_property, letters_of, trace_of
from reviewctl.facts.scan.wording import English
from reviewctl.model.finding import Spot
from reviewctl.model.identities import IdentityRegister
from reviewctl.model.publication import Clearance
from reviewctl.work.publishing.material import Material

State = Literal["block", "open", "cleared"]
Key = tuple[str, str]
"""What a clearance is bound to: the sha256 of the passage, and the kind of what is in it."""


class Seen(Struct, frozen=True, kw_only=True):
    """One thing that was found: all of one kind in one passage, which are cleared together.

    `state` is block where it must be taken out, open where somebody has to look at it, and cleared where somebody
    did. `number` is what `publish clear` calls a warning, from 1 in the order of the places; 0 for a block. `spots`
    are its places, the first one first. `beside` is what does not go out.
    """

    state: State
    number: int
    kind: str
    digest: str
    spots: tuple[Spot, ...]
    beside: bool = False

    @property
    def spot(self) -> Spot:
        """The first of its places."""
        return self.spots[0]


class Searched(Struct, frozen=True):
    """What a search found, by place; which scanners did not run; and the clearances of what is no longer there."""

    seen: tuple[Seen, ...]
    lacking: tuple[str, ...] = ()
    gone: tuple[Clearance, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether everything was looked at and nothing stands in the way."""
        return not self.lacking and all(one.state == "cleared" for one in self.seen)

    def numbered(self, number: int) -> Seen | None:
        """Return the warning of a number, cleared or not; None where there is none."""
        return next((one for one in self.seen if one.number == number and number > 0), None)


def search(
    material: Material, identities: IdentityRegister, cleared: Iterable[Clearance], english: English
) -> Searched:
    """Return what is found in some material for the identities of a register.

    `cleared` are the clearances that count: see `sound_clearances`. What was made of a source is told where it stands
    only if it is not there in the source as well.
    """
    known = tuple(cleared)
    counted = {(one.passage, one.kind) for one in known}
    hits, lacking = _examined(material, identities, english)
    sources = [_graded(hit) for hit in hits.sources]
    made = [_graded(hit) for hit in _of_their_own(hits, material)]
    beside = [(hit, "warning", True) for hit in hits.beside]
    # What was made comes last: so a warning keeps its number whether the files that go out are there yet or not.
    found = _together((*sources, *beside, *made))
    there = {(hit.digest, hit.kind) for hit in (*hits.sources, *hits.made, *hits.beside)}
    gone = tuple(one for one in known if (one.passage, one.kind) not in there)
    return Searched(tuple(_numbered(found, counted)), lacking, gone)


class _Hits(Struct, frozen=True):
    sources: tuple[Hit, ...]
    made: tuple[Hit, ...]
    beside: tuple[Hit, ...]


def _examined(
    material: Material, identities: IdentityRegister, english: English
) -> tuple[_Hits, tuple[str, ...]]:
    """Return the hits in each part of the material, and every scanner that did not run at one of them."""
    scanned = [
        examine(part, identities, english) for part in (material.sources, material.made, material.beside)
    ]
    lacking = tuple(dict.fromkeys(name for one in scanned for name in one.lacking))
    return _Hits(*(one.hits for one in scanned)), lacking


_Graded = tuple[Hit, str, bool]
"""A hit, how grave it is, and whether it is beside what goes out."""


def _graded(hit: Hit) -> _Graded:
    return hit, hit.severity, False


def _of_their_own(hits: _Hits, material: Material) -> Iterator[Hit]:
    """Yield the hits in what was made that are not those of a source in another shape, as grave there or graver.

    What may be cleared in a source, and is certain in what was made of it, is told where it is certain. A property
    of a document, such as its author, is that of a source only where it is a whole one: its title.
    """
    if not hits.made:
        return
    sources = tuple(zip(hits.sources, _traces(hits.sources, material.sources), strict=True))
    whole = {letters_of(one.text) for one in material.sources}
    passages = _by_place(material.made)
    for hit, trace in zip(hits.made, _traces(hits.made, material.made), strict=True):
        passage = passages[hit.spot.path, hit.digest]
        like = any(one.like(trace) for source, one in sources if source.severity in (hit.severity, "block"))
        if not like or (is_property(passage) and letters_of(passage.text) not in whole):
            yield hit


def _traces(hits: Iterable[Hit], passages: Iterable[Passage]) -> Iterator[Trace]:
    known = _by_place(passages)
    return (trace_of(hit, known[hit.spot.path, hit.digest]) for hit in hits)


def _by_place(passages: Iterable[Passage]) -> dict[tuple[str, str], Passage]:
    return {(one.place, digest_of(one)): one for one in passages}


def _together(found: Iterable[_Graded]) -> dict[tuple[Key, bool], list[_Graded]]:
    """Return what was found by what a clearance would be bound to, blocks apart, in the order of the places."""
    groups: dict[tuple[Key, bool], list[_Graded]] = {}
    for one in found:
        hit, grade, _ = one
        groups.setdefault(((hit.digest, hit.kind), grade == "block"), []).append(one)
    return groups


def _numbered(groups: dict[tuple[Key, bool], list[_Graded]], cleared: set[Key]) -> Iterator[Seen]:
    number = 0
    for ((digest, kind), block), some in groups.items():
        number += not block
        state: State = "block" if block else "cleared" if (digest, kind) in cleared else "open"
        yield Seen(
            state=state,
            number=0 if block else number,
            kind=kind,
            digest=digest,
            spots=tuple(hit.spot for hit, _, _ in some),
            beside=all(beside for _, _, beside in some),
        )
