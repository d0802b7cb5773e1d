"""What `publish clear` does: a person who may says of a warning of the search why it may stay."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.facts.scan.passage import Passage
from reviewctl.facts.scan.wording import English
from reviewctl.model.finding import ReviewctlError, Spot
from reviewctl.model.identities import IdentityRegister
from reviewctl.render.dates import long_day
from reviewctl.store.english import english_words
from reviewctl.store.find import case_folders
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.log import said_why
from reviewctl.work.one import one_case
from reviewctl.work.publishing.building import pressed, searched_again
from reviewctl.work.publishing.found import kind_said
from reviewctl.work.publishing.gate import Gate, gate
from reviewctl.work.publishing.identities import Secret, identities_for
from reviewctl.work.publishing.material import Material
from reviewctl.work.publishing.searching import Searched, Seen, search
from reviewctl.work.recording import place_of
from reviewctl.work.writing import Pen

_NAMED = 12
"""So many warnings a hint lists."""


class Cleared(Struct, frozen=True, kw_only=True):
    """What a person said: which warnings of which case, by number or place, who looked, and why they may stay."""

    case: str
    which: tuple[str, ...]
    by: str
    reason: str


def clear(desk: Desk, pen: Pen, asked: Cleared, secret: Secret) -> Iterator[str]:
    """Record that warnings are cleared, as `publish check` numbers them; yield what to tell.

    Raises ReviewctlError for a person who holds no office, no reason, a reason that may give somebody away itself,
    a warning that is not there, and a block, which nobody clears.
    """
    (folder,) = case_folders(desk.register, (asked.case,), desk.folder)
    loaded = Loader(desk.register, today()).load(folder)
    facts = one_case(loaded)
    _check_person(facts, asked.by)
    reason = said_why(asked.reason, "Say in a few words why it gives nobody away.")
    _check_reason(reason, identities_for(desk, secret))
    meant = _meant(facts, _found(desk, gate(desk, loaded, secret)), asked.which)
    day = today()
    _write(pen, facts, meant, {"by": asked.by, "reason": reason, "on": day})
    numbers = ", ".join(str(one.number) for one in meant)
    if pen.done(f"{facts.case.id}: publish clear {numbers}"):
        for one in meant:
            yield f"{facts.case.id}: cleared by {asked.by}, {long_day(day)}: {kind_said(one.kind)}, {one.spot}"
            if len(one.spots) > 1:
                yield f"  and {len(one.spots) - 1} more of the kind in the same passage"
        yield "  A passage that is changed afterwards is looked at anew."


def _found(desk: Desk, one: Gate) -> Searched:
    """Return what the search finds: once nothing else stands in the way, also in the files that would go out."""
    after = searched_again(one, pressed(desk, one))[0] if one.is_open else one
    return after.found or Searched(())


def _check_person(facts: Facts, person: str) -> None:
    if facts.board.person(person) is None:
        known = [one.id for one in facts.board.people if facts.board.offices(one.id, facts.as_of)]
        raise ReviewctlError(
            "There is no such person in board.yaml.", f"--by is one of: {', '.join(known[:_NAMED])}"
        )
    if not facts.board.offices(person, facts.as_of):
        raise ReviewctlError(
            f"{person} holds no office of the Board today, and so answers for no publication.",
            "Offices stand in board.yaml under roles. Give --by somebody who holds one.",
        )


def _check_reason(reason: str, identities: IdentityRegister) -> None:
    material = Material(sources=(Passage("--reason", reason),))
    found = search(material, identities, (), English(english_words()))
    if not found.passes:
        told = kind_said(found.seen[0].kind) if found.seen else "something that could not be looked for"
        raise ReviewctlError(
            f"The reason may hold {told} itself, and the record keeps for ever what it is given.",
            "Say it without: the flower, the road, the team. Nothing was written.",
        )


def _meant(facts: Facts, found: Searched, which: Sequence[str]) -> tuple[Seen, ...]:
    """Return the warnings that a person named, each once. Raises ReviewctlError for one that is none."""
    if found.lacking:
        raise ReviewctlError(
            f"Part of the search did not run: {', '.join(found.lacking)}. So nothing can be cleared.",
            f"See: reviewctl publish check {facts.case.id}",
        )
    if not which:
        raise ReviewctlError("Which warning?", _there_are(facts, found))
    meant = [one for word in which for one in _named(facts, found, word)]
    return tuple({one.number: one for one in meant}.values())


def _named(facts: Facts, found: Searched, word: str) -> tuple[Seen, ...]:
    if word.isdecimal():
        numbered = found.numbered(int(word))
        some: tuple[Seen, ...] = (numbered,) if numbered is not None else ()
    else:
        some = tuple(one for one in found.seen if any(_is_at(facts, spot, word) for spot in one.spots))
    if any(one.state == "block" for one in some):
        raise ReviewctlError(
            "What stands there gives somebody away for certain, and nobody can clear it.",
            "Take it out of the text, or write the pseudonym or the role instead.",
        )
    if not some:
        raise ReviewctlError("There is no such warning.", _there_are(facts, found))
    open_ones = tuple(one for one in some if one.state == "open")
    if not open_ones:
        raise ReviewctlError("That is cleared already.", _there_are(facts, found))
    return open_ones


def _is_at(facts: Facts, spot: Spot, word: str) -> bool:
    """Whether a person means a place: report/overview.md:41, with or without the column and the case's folder."""
    full = spot.path
    places = {form for path in (full, facts.case.within(full)) for form in _forms(path, spot)}
    return word in places


def _forms(path: str, spot: Spot) -> tuple[str, ...]:
    if not spot.line:
        return (path,)
    return f"{path}:{spot.line}", f"{path}:{spot.line}:{spot.column}"


def _there_are(facts: Facts, found: Searched) -> str:
    waiting = [f"{one.number} ({one.spot})" for one in found.seen if one.state == "open"]
    if not waiting:
        return f"None waits to be cleared: reviewctl publish check {facts.case.id}"
    more = " …" if len(waiting) > _NAMED else ""
    return f"These wait: {', '.join(waiting[:_NAMED])}{more}"


def _write(pen: Pen, facts: Facts, meant: Sequence[Seen], said: dict[str, object]) -> None:
    """Mean to write a clearance for each; one that did not count makes room for the one that does."""
    kept = facts.case.publication.cleared
    places = {(one.passage, one.kind): number for number, one in enumerate(kept)}

    def change(data: bytes | None) -> bytes:
        text = data or document_text("publication", facts.plan.kind.type, {}).encode("utf-8")
        free = len(kept)
        for one in meant:
            number = places.get((one.digest, one.kind), free)
            free += number == free
            text = splice_bytes(text, ("cleared", number), _entry(facts, one, said))
        return text

    pen.edit(place_of(facts, "publication"), change)


def _entry(facts: Facts, one: Seen, said: dict[str, object]) -> dict[str, object]:
    path = facts.case.within(one.spot.path)
    place = f"{path}:{one.spot.line}" if one.spot.line else path
    return {"passage": one.digest, "kind": one.kind, "place": place, **said}
