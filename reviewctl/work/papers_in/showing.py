"""The page of `import imr|report|tor|minutes`: how the paper was read, what is taken for granted, what is left out."""

from collections.abc import Iterator, Mapping, Sequence

from reviewctl.facts.coverage import NOT_PLACED
from reviewctl.model.report import Block, Column, Heading, Message, Paragraph, Report, Row, Table
from reviewctl.model.sheet import Unsettled
from reviewctl.model.wordpaper import Absent
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import listed, many
from reviewctl.work.papers_in.placing import Part, Placed, Section, words_of
from reviewctl.work.papers_in.wanted import Look

_KINDS: Mapping[Unsettled, str] = {
    "tracked-insertion": "text that was put in, tracked",
    "tracked-deletion": "text that was deleted, tracked",
    "tracked-move": "text that was moved, tracked",
    "comment": "a comment",
    "hidden-text": "hidden text",
}
_LEFT: Mapping[Absent, tuple[str, str]] = {
    "picture": ("picture", "a remark stands in its place"),
    "chart": ("chart", "a remark stands in its place"),
    "diagram": ("diagram", "a remark stands in its place, and the words in it are not taken"),
    "embedded file": ("embedded file", "a remark stands in its place"),
    "inserted document": ("inserted document", "a remark stands in its place"),
    "contents": ("line", "of the table of contents"),
    "header": ("text", "over or under the pages (it may hold names and numbers of pages)"),
    "unseen": ("character", "that cannot be seen"),
}
_FACTS = {"scope": "period looked at", "status": "the meeting", "attendance": "attendance"}
_SHOWN = 100


def page(made: Look, *, written: bool = False) -> Report:
    """Return the page: what a paper comes to, before anything is written. Headings are shown, running text is not."""
    about = f": {made.meeting}" if made.meeting else ""
    blocks: list[Block] = [Heading(f"{made.title}{about}, as read", made.case_id)]
    blocks += _where(made)
    if made.placed is not None:
        blocks += _headings(made.placed, made.assumed)
    blocks += _facts(made)
    blocks += _granted(made)
    blocks += _left(made)
    blocks += _unsettled(made)
    return Report(command="import-word", blocks=tuple(blocks), exit_code=1 if made.unsettled else 0)


def _where(made: Look) -> Iterator[Block]:
    if made.same:
        yield Paragraph(f"{made.path} has this very text already.")
        return
    how = (
        "a new document"
        if made.new
        else "in the place of its text"
        if made.filled
        else "which has no text yet"
    )
    yield Paragraph(f"{made.words:,} words go into {made.path}, {how}.")


def _headings(paper: Placed, assumed: Sequence[str]) -> Iterator[Block]:
    columns = (
        Column("in the paper", flexible=True),
        Column("words", right=True),
        Column("becomes", flexible=True),
    )
    rows = [row for section in paper.sections for row in _section(section)]
    rows += [row for part in paper.rest for row in _rest(part)]
    if rows:
        yield Table(columns, tuple(rows))
    if paper.missing:
        yield Paragraph(
            f"The policy's other parts are not in it: {listed([one.title for one in paper.missing])}."
        )
    named = sorted((part.title for part in paper.rest if part.title), key=lambda title: title in assumed)
    if named:
        yield Paragraph(
            f'What the policy has no heading for stands at the end under "{NOT_PLACED}". To place it: '
            f'--place "{named[0]}=HEADING OF THE POLICY"'
        )


def _section(section: Section) -> Iterator[Row]:
    for number, part in enumerate(section.parts):
        becomes = section.title if not number else f"{section.title} (below what stands there)"
        why = ", as you say" if part.title in section.asked else ""
        yield Row((part.title, f"{words_of(part):,}", f"{becomes}{why}"), "good")
        yield from _within(part)


def _within(part: Part, depth: int = 1) -> Iterator[Row]:
    for inner in part.parts:
        yield Row((f"{'  ' * depth}{inner.title}", f"{words_of(inner):,}", "stays below it"), "quiet")
        yield from _within(inner, depth + 1)


def _rest(part: Part) -> Iterator[Row]:
    yield Row((part.title or "(before the first heading)", f"{words_of(part):,}", NOT_PLACED), "soon")
    yield from _within(part)


def _facts(made: Look) -> Iterator[Block]:
    rows = [row for key, value in made.facts.items() for row in _with_before(key, value, made)]
    if rows:
        yield Heading("Into the facts above the text", level=2)
        yield Table((Column("what"), Column("is taken to be", flexible=True)), tuple(rows))
    if made.said:
        yield Heading("To be known", level=2)
        yield from (Message(one) for one in made.said)


def _with_before(key: str, value: object, made: Look) -> Iterator[Row]:
    """Yield the rows of a fact and, where it changes what is recorded, those of what stood there."""
    yield from _fact(key, value)
    for place, row in enumerate(_fact(key, made.before[key]) if key in made.before else ()):
        yield Row(("  until now" if not place else "", *row.cells[1:]), "quiet")


def _fact(key: str, value: object) -> Iterator[Row]:
    name = _FACTS.get(key, key)
    if isinstance(value, Mapping):
        dates = [long_day(value[one]) if value.get(one) else "not said" for one in ("from", "to")]
        yield Row((name, " to ".join(dates)))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield Row((name if not number else "", _item(one)))
    else:
        yield Row((name, str(value)))


def _item(one: object) -> str:
    """Return an item of a list in a few words; nothing of it is a name."""
    if not isinstance(one, Mapping):
        return str(one)
    if "text" in one:
        return _cut(f"{one['id']}  {one['text']}")
    if "decision" in one:
        return _cut(str(one["decision"]))
    who = one.get("person") or "somebody"
    rest = [
        str(one[key])
        for key in ("name", "agency", "role")
        if one.get(key) and (key != "name" or who == "somebody")
    ]
    return f"{', '.join([who, *rest])}: {one.get('status') or 'not said'}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _granted(made: Look) -> Iterator[Block]:
    """Yield what was taken for granted of the paper's make-up."""
    if made.assumed:
        yield Heading("Taken for headings by their looks, as no style says so", level=2)
        yield Paragraph(" · ".join(_cut(one) for one in made.assumed))
    if made.unfolded:
        one = made.unfolded == 1
        yield Paragraph(
            f"{many(made.unfolded, 'table')} only {'holds' if one else 'hold'} text in place, and "
            f"{'was' if one else 'were'} taken apart: row by row, what names a row as a heading."
        )


def _left(made: Look) -> Iterator[Block]:
    if not made.paper.left:
        return
    yield Heading("Not brought in", level=2)
    for one in made.paper.left:
        word, what = _LEFT[one.what]
        yield Message(
            f"{many(one.count, word)} {'' if what.startswith(('of', 'over', 'that')) else '- '}{what}"
        )


def _unsettled(made: Look) -> Iterator[Block]:
    if made.paper.notices:
        yield Heading("Unsettled in the paper", level=2)
        columns = (Column("what"), Column("where", flexible=True), Column("how many", right=True))
        rows = [Row((_KINDS[one.kind], one.place, str(one.count))) for one in made.paper.notices]
        yield Table(columns, tuple(rows))
    yield from (Message(one, "late") for one in made.unsettled)
