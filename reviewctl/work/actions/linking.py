"""What `action link` does: write down that links of the golden thread were looked at, and found to hold."""

from collections.abc import Iterator, Sequence
from datetime import date

from reviewctl.facts.actions.thread import Link, Thread, thread_of
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import many
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.log import happened_on, log_path
from reviewctl.work.nearest import refuse
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen


def thread_in(facts: Facts) -> Thread:
    """Return the golden thread of a review."""
    return thread_of(facts.case, facts.timeline)


def link(desk: Desk, pen: Pen, word: str, addresses: Sequence[str], on: date | None) -> Iterator[str]:
    """Record that links were looked at and hold; yield what to tell.

    `addresses` are what rests on something else; with none, every link that nobody has looked at yet. One that has
    become suspect wants to be named: it is not waved through with the rest. Raises ReviewctlError for an address
    that rests on nothing, and where nothing is left to be looked at.
    """
    facts = case_facts(desk, word)
    thread = thread_in(facts)
    day = happened_on(on)
    chosen = _named(thread, addresses) if addresses else _fresh(thread)
    count = len(facts.case.log.links)

    def change(data: bytes | None) -> bytes:
        text = data if data is not None else document_text("log", facts.plan.kind.type, {}).encode("utf-8")
        for number, one in enumerate(chosen):
            entry = {"of": one.of, "to": one.to, "sha256": one.digest, "on": day}
            text = splice_bytes(text, ("links", count + number), entry, file="log.yaml")
        return text

    pen.edit(log_path(facts), change)
    if pen.done(f"{facts.case.id}: action link"):
        yield f"{facts.case.id}: {many(len(chosen), 'link')} looked at, {long_day(day)}"
        yield from (f"  {one.of} rests on {one.to}" for one in chosen)
        left = sum(one.state == "suspect" and one not in chosen for one in thread.links)
        if left:
            yield f"  still suspect: {left}. See them: reviewctl action thread {facts.case.id}"


def _named(thread: Thread, addresses: Sequence[str]) -> tuple[Link, ...]:
    known = dict.fromkeys(one.of for one in thread.links)
    for address in addresses:
        if address not in known:
            raise refuse("link from", address, known, "Every link: reviewctl action thread CASE")
    return tuple(one for one in thread.links if one.of in addresses)


def _fresh(thread: Thread) -> tuple[Link, ...]:
    found = tuple(one for one in thread.links if one.state == "not-looked-at")
    if found:
        return found
    suspect = [one.of for one in thread.links if one.state == "suspect"]
    if suspect:
        raise ReviewctlError(
            f"No link is new, and {many(len(suspect), 'link')} became suspect: what they rest on was changed.",
            f'Read both ends, then name it: reviewctl action link {thread.case} "{suspect[0]}"',
        )
    raise ReviewctlError(
        "There is no link to look at."
        if not thread.links
        else "Every link was looked at, and none has changed.",
        f"The thread: reviewctl action thread {thread.case}",
    )
