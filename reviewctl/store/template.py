"""Making documents from the case template: filled in, with what the policy adds."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from reviewctl.model.catalogue import BY_NAME, Kind
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import PackAgency
from reviewctl.model.step import EventRule, cited
from reviewctl.store.emit import flow
from reviewctl.store.resources import template_folder
from reviewctl.store.splice import set_value

_HOLE = re.compile(r"\{\{([a-z_]+)\}\}")
_OF_SEVERAL = {
    "meetings": "meetings/meeting.md",
    "chronology": "chronology/agency.yaml",
    "initial-chronology": "chronology/agency-initial.yaml",
    "imr": "imrs/agency.md",
}


def document_text(name: str, review_type: str, values: Mapping[str, str]) -> str:
    """Return a document of the template filled in. A type's own folder stands before the common one.

    Raises KeyError for a hole that `values` does not fill.
    """
    kind = BY_NAME[name]
    return _filled(_template(_OF_SEVERAL.get(name, kind.path), review_type), values)


def readme_text(name: str, values: Mapping[str, str]) -> str:
    """Return README.md of a case folder, or REGISTER.md, filled in: plain words, not YAML."""
    return _HOLE.sub(lambda hole: values[hole[1]], _template(name, ""))


def diary_text(kind: ReviewType) -> str:
    """Return a new diary: a blank line for each event that is written by hand, under its comment.

    A group stands where its first event does, whole: a board's own event may come last in its policy.
    """
    lines = [_template(BY_NAME["diary"].path, kind.type).rstrip("\n")]
    group = ""
    for address, event in _by_group(kind):
        head, _, name = address.partition(".")
        if address.endswith("[]"):  # A line for each period, which `record` writes under it.
            lines += ["", f"# {_explained(event.title, cited(event.cites))}", f"{head[:-2]}:"]
            group = ""
            continue
        if not _by_hand(address, event):
            continue
        if head != group:
            lines.append(f"\n{head}:")
            group = head
        lines += [f"  # {_explained(event.title, cited(event.cites))}", f"  {name}:"]
    return "\n".join(lines) + "\n"


def _by_group(kind: ReviewType) -> list[tuple[str, EventRule]]:
    places: dict[str, int] = {}
    for address in kind.events:
        places.setdefault(address.partition(".")[0], len(places))
    return sorted(kind.events.items(), key=lambda one: places[one[0].partition(".")[0]])


def diary_lines(kind: ReviewType) -> Iterator[tuple[str, str, str]]:
    """Yield each line that a diary has by hand: its group, its key and the comment above it."""
    for address, event in kind.events.items():
        group, _, name = address.partition(".")
        if _by_hand(address, event):
            yield group, name, _explained(event.title, cited(event.cites))


def _by_hand(address: str, event: EventRule) -> bool:
    """Whether an event has a line of its own in the diary, for a person to fill in."""
    return "[" not in address and not event.retired and (event.from_ is None or event.else_ == "diary")


def item_block(name: str, item: str, values: Mapping[str, str]) -> str:
    """Return the block that a new item has in a document of items, such as an agency in returns.yaml."""
    lines = _template(BY_NAME[name].path, "").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith("{{item}}:"))
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return _filled("".join(lines[start:]), {**values, "item": item})


def has_items(kind: Kind) -> bool:
    """Whether a document is made of items under keys of their own, as returns.yaml and family.yaml are."""
    return not kind.several and not kind.markdown and "{{item}}:" in _template(kind.path, "")


def with_item(text: str | None, name: str, item: str, values: Mapping[str, str]) -> str:
    """Return a document of items with one more; a new document where there was none."""
    if text is None:
        return document_text(name, "", {**values, "item": item})
    end = "\r\n" if "\r\n" in text else "\n"
    block = item_block(name, item, values).replace("\n", end)
    gap = "" if not text or text.endswith("\n") else end
    return f"{text}{gap}{block}"


def board_text(board: str, policy: str, agencies: tuple[PackAgency, ...], begun: date | None = None) -> str:
    """Return board.yaml of a new register, with the agencies that the protocol names.

    With the day on which it is begun it also gets the identity of its dates, which stays when the Board's name does
    not. The day is in it because many a register is begun before anybody has given it a name.
    """
    text = document_text("board", "", {"board": board, "policy": policy})
    listed = [_agency(one) for one in agencies]
    text = set_value(text, ("agencies",), listed) if listed else text
    return set_value(text, ("calendar", "identity"), _identity(board, begun)) if begun is not None else text


def _identity(board: str, begun: date) -> str:
    """Return the name of a Board as one plain word, of 49 letters at most, with the day: 60 with the hyphen."""
    plain = unicodedata.normalize("NFKD", board).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", plain)[:49].strip("-")
    return f"{word or 'board'}-{begun.isoformat()}"


def _agency(one: PackAgency) -> dict[str, object]:
    entry: dict[str, object] = {"id": one.id, "name": one.name, "sector": one.sector}
    if one.was:
        entry["aliases"] = [{"name": name, "until": until} for name, until in one.was.items()]
    return entry


def _explained(title: str, citations: tuple[str, ...]) -> str:
    return title if not citations or "§" in title or "P-App" in title else f"{title} ({', '.join(citations)})"


def _template(path: str, review_type: str) -> str:
    folder = template_folder()
    own = folder / review_type / path
    chosen = own if review_type and own.is_file() else folder / path
    return chosen.read_text(encoding="utf-8")


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: flow(values[hole[1]]), text)
