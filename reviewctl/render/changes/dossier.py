"""The findings of the screening, the questions of the terms of reference, and the papers kept elsewhere."""

from collections.abc import Iterator, Sequence

from reviewctl.facts.differences import Difference
from reviewctl.model.changes import Change
from reviewctl.render.changes.fields import fields_words
from reviewctl.render.changes.sides import Pool, Sides, addresses
from reviewctl.render.changes.values import count_words
from reviewctl.render.pages.naming import listed, many


def dossier(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what became of findings, questions and papers, each list in a sentence."""
    yield from _criteria(sides, pool)
    yield from _questions(sides, pool)
    yield from _papers(sides, pool)


def _criteria(sides: Sides, pool: Pool) -> Iterator[Change]:
    told = pool.under("screening.criteria")
    if not told:
        return
    found = [f"{_criterion(one)} {_finding(one)}" for one in told if one.address.endswith(".finding")]
    reasons = [one for one in told if one.address.endswith(".reason")]
    others = [one for one in told if one not in reasons and not one.address.endswith(".finding")]
    said = ["; ".join(found)] if found else []
    if reasons:
        sort = "given" if all(one.before is None for one in reasons) else "reworded"
        words = sum(count_words(one.after if one.after is not None else one.before) for one in reasons)
        about = f" for {listed([_criterion(one) for one in reasons])}" if sort == "reworded" else ""
        said.append(f"{'reason' if len(reasons) == 1 else 'reasons'} {sort}{about} ({many(words, 'word')})")
    said += [fields_words(sides, others, "screening.criteria")] if others else []
    yield Change(
        kind="document",
        words=f"criteria as the screening panel found them: {'; '.join(said)}",
        address="screening.criteria",
        covers=addresses(told),
    )


def _criterion(one: Difference) -> str:
    word = one.address.removeprefix("screening.criteria").lstrip(".[").partition(".")[0].rstrip("]")
    return word.replace("_", " ").replace("-", " ")


def _finding(one: Difference) -> str:
    old, new = (str(side).replace("-", " ") if side is not None else None for side in (one.before, one.after))
    if new is None:
        return f"no longer judged (was {old})"
    return new if old is None else f"{old} → {new}"


def _questions(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield which questions of the terms of reference came, went and were reworded, by their numbers."""
    told = pool.under("tor.questions")
    old, new = ([one.id for one in side.case.terms.questions] for side in (sides.before, sides.after))
    if not told:
        return
    came, went = [one for one in new if one not in old], [one for one in old if one not in new]
    both = [one for one in new if one in old and any(f"questions[{one}]" in each.address for each in told)]
    said = [
        f"{listed(ids)} {word}"
        for ids, word in ((came, "added"), (both, "reworded"), (went, "taken out"))
        if ids
    ]
    yield Change(
        kind="document",
        words=f"terms of reference, questions: {'; '.join(said) or 'changed'}",
        address="tor.questions",
        covers=addresses(told),
    )


def _papers(sides: Sides, pool: Pool) -> Iterator[Change]:
    old, new = ({one.id: one for one in side.case.papers} for side in (sides.before, sides.after))
    for own in dict.fromkeys([*new, *old]):
        start = f"papers[{own}]"
        told = pool.under(start)
        if told:
            yield Change(
                kind="paper",
                words=f"paper {own}: {_paper(sides, told, own)}",
                address=start,
                covers=addresses(told),
            )


def _paper(sides: Sides, told: Sequence[Difference], own: str) -> str:
    old, new = ({one.id: one for one in side.case.papers} for side in (sides.before, sides.after))
    if own not in new:
        return "taken off the list"
    now = new[own]
    stands = f"; it stands for {now.stands_for}" if now.stands_for else ""
    if own not in old:
        version = f", version {now.version}" if now.version else ""
        return f"listed{version}{'' if now.sha256 else ', with no fingerprint'}{stands}"
    said = fields_words(sides, told, f"papers[{own}]")
    return f"ANOTHER TEXT than before; {said}" if old[own].sha256 and now.sha256 != old[own].sha256 else said
