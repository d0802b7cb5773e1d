"""The register's own files: offices and who holds them, people, agencies, closed days, policies, whom it trusts."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.changes.matching import matched
from reviewctl.facts.differences import Difference
from reviewctl.model.board import Tenure
from reviewctl.model.changes import Change
from reviewctl.model.trust import Trust
from reviewctl.render.changes.sides import Pool, Sides, addresses
from reviewctl.render.changes.values import change_of, day, reworked, term, titled
from reviewctl.render.pages.naming import listed


def board(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what became of board.yaml: people by their ids, never by their names."""
    yield from _policy(sides, pool)
    yield from _roles(sides, pool)
    yield from _people(sides, pool)
    yield from _agencies(sides, pool)
    yield from _closed(pool)
    yield from _identity(pool)


def _change(words: str, address: str, told: Sequence[Difference]) -> Change:
    return Change(kind="board", words=words, address=address, covers=addresses(told))


def _policy(sides: Sides, pool: Pool) -> Iterator[Change]:
    for one in pool.take("policy"):
        yield Change(
            kind="policy",
            words=f"policy by which new reviews are judged: {change_of('policy', one.before, one.after)}",
            address="policy",
            before=one.before,
            after=one.after,
            covers=("policy",),
        )


def _roles(sides: Sides, pool: Pool) -> Iterator[Change]:
    told = list(pool.under("roles"))
    for called, before, after in (
        matched(sides.before.board.roles, sides.after.board.roles, "role") if told else ()
    ):
        start = f"roles[{called}]"
        own = [one for one in told if one.address == start or one.address.startswith(f"{start}.")]
        told = [one for one in told if one not in own]
        if before != after:
            yield _change(_office(sides, before, after), start, own)
    if told:
        yield _change("offices and who holds them: changed", "roles", told)


def _office(sides: Sides, before: Struct | None, after: Struct | None) -> str:
    there = after if after is not None else before
    assert isinstance(there, Tenure)
    title = f"office of {sides.role(there.role)}"
    if not isinstance(after, Tenure):
        return f"{title}: {there.person} taken out"
    if not isinstance(before, Tenure):
        return f"{title}: held by {after.person}{term(after.from_, after.to)}"
    return f"{title}: {after.person}, {reworked(before, after, 'roles')}"


def _people(sides: Sides, pool: Pool) -> Iterator[Change]:
    told = pool.under("people")
    old, new = ({one.id: one for one in side.board.people} for side in (sides.before, sides.after))
    for ids, word in (
        ([i for i in new if i not in old], "added"),
        ([i for i in old if i not in new], "taken out"),
    ):
        own = [one for one in told if any(one.address.startswith(f"people[{person}]") for person in ids)]
        if own:
            who = "person" if len(ids) == 1 else "people"
            yield _change(f"{who} {word}: {listed(ids)}", "people", own)
            told = tuple(one for one in told if one not in own)
    groups: dict[str, list[Difference]] = {}
    for one in told:
        groups.setdefault(one.address.partition("]")[0] + "]", []).append(one)
    for start, own in groups.items():
        words = "; ".join(
            f"{titled(one.address.rpartition('.')[2])} {change_of(one.address, one.before, one.after)}"
            for one in own
        )
        yield _change(f"person {start.partition('[')[2].rstrip(']')}: {words}", start, own)


def _agencies(sides: Sides, pool: Pool) -> Iterator[Change]:
    old, new = ({one.id: one for one in side.board.agencies} for side in (sides.before, sides.after))
    for own in dict.fromkeys([*new, *old]):
        start = f"agencies[{own}]"
        told = pool.under(start)
        if not told:
            continue
        if own not in old:
            sector = new[own].sector
            yield _change(
                f"agency added: {new[own].name} ({own}){f', {sector}' if sector else ''}", start, told
            )
        elif own not in new:
            yield _change(f"agency taken out: {old[own].name} ({own})", start, told)
        else:
            words = "; ".join(
                f"{_way(one.address, start)} {change_of(one.address, one.before, one.after)}" for one in told
            )
            yield _change(f"agency {own}: {words}", start, told)


def _way(address: str, start: str) -> str:
    """Return the way from a thing to a value in words: "aliases 1, name"."""
    parts = address.removeprefix(start).strip(".").replace("[", " ").replace("]", "").split(".")
    return ", ".join(map(titled, parts))


def _closed(pool: Pool) -> Iterator[Change]:
    told = pool.under("calendar.extra_closed")
    days = [one for one in told if one.address.endswith(".date")]
    said = []
    for word, side in (("added", "after"), ("taken out", "before")):
        found = sorted(getattr(one, side) for one in days if getattr(one, side) is not None)
        if found:
            said.append(f"{listed([day(one) for one in found])} {word}")
    if told:
        words = "; ".join(said) or "why they are closed reworded"
        moves = ": dates counted in working days may move" if said else ""
        yield _change(f"days on which the Board is closed: {words}{moves}", "calendar.extra_closed", told)


def _identity(pool: Pool) -> Iterator[Change]:
    told = pool.take("calendar.identity")
    if told:
        yield _change(
            "identity of the Board's dates changed: in calendars that had them each comes a second time",
            "calendar.identity",
            told,
        )


def trust_words(before: Trust, after: Trust) -> str:
    """Return what became of whom the register trusts to sign, by the ids of people."""
    old, new = (
        {(one.principal, replace(one, line=0, text="")) for one in side.signers} for side in (before, after)
    )
    came, went = sorted({who for who, _ in new - old}), sorted({who for who, _ in old - new})
    changed = [who for who in came if who in went]
    parts = [
        ("trusted to sign from now on", [who for who in came if who not in changed]),
        ("no longer trusted to sign", [who for who in went if who not in changed]),
        ("with other keys or other dates", changed),
    ]
    said = [f"{word}: {listed(who)}" for word, who in parts if who]
    revoked = len(after.revoked - before.revoked), len(before.revoked - after.revoked)
    said += [
        f"{count} keys {word}"
        for count, word in zip(revoked, ("revoked", "no longer revoked"), strict=True)
        if count
    ]
    return "; ".join(said) or "the files are written another way"
