"""The parts of a document under the headings of the policy, and at the end what has no place among them."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.coverage import NOT_PLACED
from reviewctl.facts.headings import names_of, plain
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import HeadingRule
from reviewctl.model.prose import Run, words
from reviewctl.model.wordpaper import Element, Line, WordTable
from reviewctl.work.nearest import nearest
from reviewctl.work.papers_in.outline import title_of

_DEEPEST = 6


class Part(Struct, frozen=True, kw_only=True):
    """A heading with what stands under it; `heading` is None for what stands before the first."""

    heading: Line | None
    text: tuple[Element, ...]
    parts: "tuple[Part, ...]" = ()

    @property
    def title(self) -> str:
        """The heading as it is shown."""
        return title_of(self.heading) if self.heading is not None else ""


class Section(Struct, frozen=True, kw_only=True):
    """A part of the document as it will stand: its heading, and the parts of the paper that make it up.

    `asked` are those of them that a person placed there.
    """

    title: str
    parts: tuple[Part, ...]
    rule: HeadingRule | None
    asked: tuple[str, ...] = ()


class Placed(Struct, frozen=True, kw_only=True):
    """A paper in its parts. `sections` stand in the order of the paper; `rest` has no place; `missing` are parts
    that the policy wants and the paper has not.
    """

    sections: tuple[Section, ...]
    rest: tuple[Part, ...]
    missing: tuple[HeadingRule, ...]


def placed(elements: Sequence[Element], rules: Sequence[HeadingRule], places: Mapping[str, str]) -> Placed:
    """Return the parts of a paper under the policy's headings.

    `places` says where parts go that a person placed: from a heading of the paper to one of the policy. Raises
    ReviewctlError for one that there is not.
    """
    parts = parts_of(elements)
    asked = _asked(parts, rules, places)
    found: dict[str, list[Part]] = {}
    rest: list[Part] = []
    for part in parts:
        _sort(part, rules, asked, found, rest)
    by_id = {rule.id: rule for rule in rules}
    sections = tuple(
        Section(
            title=_title(own[0].title, by_id[key], rules),
            parts=tuple(own),
            rule=by_id[key],
            asked=tuple(one.title for one in own if plain(one.title) in asked),
        )
        for key, own in found.items()
    )
    missing = tuple(rule for rule in rules if not _is_there(rule, elements, found))
    return Placed(sections=sections, rest=tuple(rest), missing=missing)


def parts_of(elements: Sequence[Element]) -> tuple[Part, ...]:
    """Return a document as a tree of its headings, by their levels."""
    place = next((at for at, one in enumerate(elements) if _level(one)), len(elements))
    first = (Part(heading=None, text=tuple(elements[:place])),) if place else ()
    return (*first, *_tree(elements[place:]))


def _tree(elements: Sequence[Element]) -> Iterator[Part]:
    while elements:
        head, level = elements[0], _level(elements[0])
        end = next((at for at, one in enumerate(elements) if at and 0 < _level(one) <= level), len(elements))
        inner = elements[1:end]
        text = next((at for at, one in enumerate(inner) if _level(one)), len(inner))
        if isinstance(head, Line):
            yield Part(heading=head, text=tuple(inner[:text]), parts=tuple(_tree(inner[text:])))
        elements = elements[end:]


def _level(one: Element) -> int:
    return (one.level or 0) if isinstance(one, Line) else 0


def _asked(
    parts: Sequence[Part], rules: Sequence[HeadingRule], places: Mapping[str, str]
) -> dict[str, HeadingRule]:
    """Return where a person wants the parts with these titles, made plain."""
    titles = {plain(title): title for title in _titles(parts)}
    found = {}
    for source, target in places.items():
        rule = next((one for one in rules if plain(target) in names_of(one) or target == one.id), None)
        if rule is None:
            raise ReviewctlError(
                "The policy has no such heading for this paper.",
                f"It has: {', '.join(one.title for one in rules) or 'none'}.",
            )
        if plain(source) not in titles:
            near = nearest(source, titles.values())
            raise ReviewctlError(
                "The paper has no such heading to be placed.",
                f"Did you mean {' or '.join(near)}?" if near else "Its headings are shown without --place.",
            )
        found[plain(source)] = rule
    return found


def _titles(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        yield part.title
        yield from _titles(part.parts)


def _sort(
    part: Part,
    rules: Sequence[HeadingRule],
    asked: Mapping[str, HeadingRule],
    found: dict[str, list[Part]],
    rest: list[Part],
) -> None:
    """Put a part under the heading of the policy that it goes by, or look at the parts within it."""
    rule = asked.get(plain(part.title)) or _rule(part.title, rules)
    if part.heading is not None and rule is not None:
        own, moved = _without(part, asked)
        found.setdefault(rule.id, []).append(own)
        for other in moved:
            _sort(other, rules, asked, found, rest)
        return
    rest.append(replace(part, parts=_unplaced(part, rules, asked)))
    for inner in part.parts:
        _sort_within(inner, rules, asked, found)


def _sort_within(
    part: Part, rules: Sequence[HeadingRule], asked: Mapping[str, HeadingRule], found: dict[str, list[Part]]
) -> None:
    """Put the parts that go by a heading of the policy in their places; what is left stays with the part above."""
    if asked.get(plain(part.title)) or _rule(part.title, rules):
        _sort(part, rules, asked, found, [])
        return
    for inner in part.parts:
        _sort_within(inner, rules, asked, found)


def _unplaced(part: Part, rules: Sequence[HeadingRule], asked: Mapping[str, HeadingRule]) -> tuple[Part, ...]:
    """Return the parts within a part that go by no heading of the policy, without those within them that do."""
    return tuple(
        replace(inner, parts=_unplaced(inner, rules, asked))
        for inner in part.parts
        if not (asked.get(plain(inner.title)) or _rule(inner.title, rules))
    )


def _without(part: Part, asked: Mapping[str, HeadingRule]) -> tuple[Part, list[Part]]:
    """Return a part without those within it that a person placed elsewhere, and these."""
    kept, moved = [], []
    for inner in part.parts:
        if plain(inner.title) in asked:
            moved.append(inner)
        else:
            own, others = _without(inner, asked)
            kept.append(own)
            moved += others
    return replace(part, parts=tuple(kept)), moved


def _rule(title: str, rules: Sequence[HeadingRule]) -> HeadingRule | None:
    """Return the heading of the policy that a title goes by: one that bears it, else the first that knows it."""
    wanted = plain(title)
    if not wanted:
        return None
    own = [rule for rule in rules if plain(rule.title) == wanted]
    return next(iter(own or [rule for rule in rules if wanted in names_of(rule)]), None)


def _title(own: str, rule: HeadingRule, rules: Sequence[HeadingRule]) -> str:
    """Return the heading that a part will have: the policy's; its own where that serves for several of them."""
    served = [one for one in rules if plain(own) in names_of(one)]
    return own if len(served) > 1 and plain(own) != plain(rule.title) else rule.title


def _is_there(rule: HeadingRule, elements: Sequence[Element], found: Mapping[str, Sequence[Part]]) -> bool:
    titles = {plain(title_of(one)) for one in elements if isinstance(one, Line) and one.level}
    return rule.id in found or bool(names_of(rule) & titles)


def laid_out(paper: Placed) -> list[Element]:
    """Return a paper as it will stand: the policy's headings at level 2, the paper's own below them, the rest last."""
    out: list[Element] = []
    for section in paper.sections:
        out.append(_heading(section.title, 2))
        for number, part in enumerate(section.parts):
            by_name = section.rule is not None and plain(part.title) in names_of(section.rule)
            keeps = number > 0 or not by_name
            out += _laid(part, 3 if keeps else 2, keeps)
    if paper.rest:
        out.append(_heading(NOT_PLACED, 2))
        for part in paper.rest:
            out += _laid(part, 3, part.heading is not None)
    return out


def _laid(part: Part, level: int, keeps_heading: bool) -> Iterator[Element]:
    """Yield a part with its heading at a level, where it keeps one, and the parts within it one level deeper."""
    if keeps_heading and part.heading is not None:
        yield replace(part.heading, level=min(level, _DEEPEST))
    yield from part.text
    for inner in part.parts:
        yield from _laid(inner, level + 1, True)


def whole(elements: Sequence[Element]) -> list[Element]:
    """Return a paper for which the policy has no headings: in its own order, its highest heading at level 2.

    A heading of the highest level that opens the paper, and is the only one, is its title, at level 1.
    """
    levels = [one.level for one in elements if isinstance(one, Line) and one.level]
    least = min(levels, default=1)
    titled = bool(levels) and levels[0] == least and levels.count(least) == 1 and len(levels) > 1
    by = 1 - least if titled else 2 - least
    return [_lowered(one, by) if isinstance(one, Line) else one for one in elements]


def _lowered(line: Line, by: int) -> Line:
    if line.level == 0:
        return replace(line, level=1)
    return replace(line, level=min(max(line.level + by, 1), _DEEPEST)) if line.level else line


def _heading(title: str, level: int) -> Line:
    return Line(runs=(Run(title),), level=level)


def count_words(elements: Sequence[Element]) -> int:
    """Return how many words stand in lines and tables."""
    return sum(
        len(words(one.runs).split())
        if isinstance(one, Line)
        else sum(count_words(cell.elements) for row in one.rows for cell in row)
        for one in elements
    )


def words_of(part: Part) -> int:
    """Return how many words stand in a part, those of the parts within it among them."""
    return count_words(part.text) + sum(words_of(inner) for inner in part.parts)


def tables_of(part: Part) -> Iterator[WordTable]:
    """Yield the tables of a part, and of the parts within it."""
    yield from (one for one in part.text if isinstance(one, WordTable))
    for inner in part.parts:
        yield from tables_of(inner)
