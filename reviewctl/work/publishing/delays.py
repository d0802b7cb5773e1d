"""The statement of delays that goes with a report (P-App2): as somebody wrote it, else worked out, in neutral words."""

from collections.abc import Iterator
from hashlib import sha256

from reviewctl.facts.judged import Facts
from reviewctl.facts.publishing.delays import Late, Still, delays
from reviewctl.facts.words import plain
from reviewctl.model.publishing import Product
from reviewctl.render.to_markdown import inert

NAME = "statement-of-delays"
TITLE = "How long this review took, and why"
PATH = "publication.yaml"
"""The document that the statement belongs to."""


def is_worked_out(facts: Facts) -> bool:
    """Whether the statement of a case is worked out: nobody has written one, and something took longer."""
    return not facts.case.publication.delays and bool(delays(facts))


def statement_of(facts: Facts) -> Product | None:
    """Return the statement of delays as a paper: what publication.yaml says, else what is worked out.

    None where nothing took longer, and nobody says otherwise.
    """
    written = facts.case.publication.delays
    text = f"{written.strip()}\n" if written else worked_out(facts)
    if not text:
        return None
    digest = sha256(text.encode()).hexdigest()
    return Product(id="delays", name=NAME, title=TITLE, path=PATH, text=text, sha256=digest)


def worked_out(facts: Facts) -> str:
    """Return what took longer in a review, with the reasons on record, as Markdown; "" where nothing did.

    It names no agency and nobody who agreed.
    """
    found = delays(facts)
    if not found:
        return ""
    told = (*map(_late, found.late), *map(_still, found.still))
    return "\n".join((_OPENING, "", *(f"- {one}" for one in told), ""))


_OPENING = (
    "Parts of this review took longer than they were to take. Each is given here with the reason on record."
)


def _late(one: Late) -> str:
    return " ".join((f"{inert(one.title)}:", *_sentences(one)))


def _sentences(one: Late) -> Iterator[str]:
    many = f" by the last of {one.of} who were later than agreed" if one.of > 1 else ""
    done = f"done on {plain(one.done_on)}{many}" if one.done_on is not None else "not yet done"
    over = f", {_amount(one)} late" if one.over else ""
    yield f"due on {plain(one.due)}, {done}{over}."
    for moved in one.moved:
        yield f"More time was agreed, to {plain(moved.to)}. {_reason(moved.reason)}"
    if one.over or one.reason:
        yield _reason(one.reason)


def _amount(one: Late) -> str:
    return f"{one.over} {one.unit.removesuffix('s') if one.over == 1 else one.unit}"


def _still(one: Still) -> str:
    what = "The review" if one.whole else "A part of the review"
    began = f" from {plain(one.from_)}" if one.from_ is not None else ""
    ended = f" to {plain(one.until)}" if one.until is not None else ", and still does"
    return f"{what} stood still{began}{ended}. {_reason(one.reason)}"


def _reason(reason: str | None) -> str:
    text = " ".join((reason or "").split())
    if not text:
        return "No reason is on record."
    return f"The reason: {inert(text)}{'' if text.endswith(('.', '!', '?')) else '.'}"
