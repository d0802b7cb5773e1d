"""Questions to the facts that several rules ask."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.events import concluded, held
from reviewctl.model.address import Address
from reviewctl.model.review import Case, Document, minutes_of


def minutes_behind(case: Case, source: Address, as_of: date) -> Document | None:
    """Return the minutes from which an event comes by itself (`meetings[screening,first].date`), or None."""
    kind, _, which = (source.item or "").partition(",")
    if source.head != "meetings" or not kind:
        return None
    meetings = held(case, kind, as_of)
    if which == "concluded":
        meetings = tuple(one for one in meetings if concluded(case, minutes_of(one)))
    place = {"last": -1}.get(which, int(which) - 1 if which.isdecimal() else 0)
    return meetings[place] if meetings and place < len(meetings) else None


def paper_of(case: Case, kind: str, agency: str = "") -> bool:
    """Whether papers.yaml lists a paper of this kind kept elsewhere: an id such as imr-pennine-care."""
    wanted = f"{kind}-{agency}" if agency else kind
    return any(paper.id.casefold().startswith(wanted) for paper in case.papers)


def paragraphs(body: str) -> Iterator[str]:
    """Yield the lines of a text that say something: no headings, no comments, no blank lines."""
    commented = False
    for line in body.splitlines():
        text = line.strip()
        commented = commented or text.startswith("<!--")
        if text and not commented and not text.startswith("#"):
            yield text
        if commented and text.endswith("-->"):
            commented = False
