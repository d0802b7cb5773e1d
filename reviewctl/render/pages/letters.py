"""The pages of `letter --list` and `letter NAME --words`."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.model.letter import Template
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Table
from reviewctl.render.letters.offered import lists_for, words_for


class ListedLetter(Struct, frozen=True, kw_only=True):
    """A letter and the steps of the policy that ask for it; `fault` where it cannot be read."""

    name: str
    use: str
    steps: tuple[str, ...]
    own: bool = False
    fault: bool = False


def page_of_letters(letters: Sequence[ListedLetter]) -> Report:
    """Return the page of all letters: what each is for, and which steps ask for it."""
    columns = (Column("letter"), Column("what it is for", flexible=True), Column("step", flexible=True))
    rows = tuple(
        Row((one.name + (" *" if one.own else ""), _use(one), ", ".join(one.steps))) for one in letters
    )
    blocks: list[Block] = [Heading("Letters"), Table(columns, rows)]
    if any(one.own for one in letters):
        blocks.append(Paragraph("* the Board's own, in letters/ in the register."))
    blocks.append(
        Paragraph("Draft one: reviewctl letter NAME CASE. In Word: -o FILE.docx. In Outlook: -o FILE.eml.")
    )
    blocks.append(
        Paragraph(
            "To change one: reviewctl letter NAME --template -o letters/NAME.md in the register; edit it; "
            "reviewctl save."
        )
    )
    return Report(command="letter", blocks=tuple(blocks))


def _use(one: ListedLetter) -> str:
    return "CANNOT BE READ: draft it to see why" if one.fault else one.use


def page_of_words(template: Template) -> Report:
    """Return the page of the words in braces that a letter may use."""
    columns = (Column("write"), Column("for", flexible=True))
    words = tuple(Row((f"{{{word}}}", meaning)) for word, meaning in words_for(template.of).items())
    dates = (
        Row(("{event:decision.made}", "when an event of the policy happened; its address as in the diary")),
        Row(("{due:screening.held}", "by when the step that this event meets is due")),
        Row(("{within:screening.held}", "within how long the policy wants it: 15 working days")),
        Row(
            ("{agency|the agency}", "behind the stroke: what the blank is called where nothing is on record")
        ),
        Row(
            (
                "{if secure_files} … {end}",
                "only where there is something; {if not …} and {else} there are, too",
            )
        ),
    )
    lists = tuple(_list_rows(template))
    return Report(
        command="letter",
        blocks=(
            Heading(f"Words that the letter {template.name} may use"),
            Table(columns, (*words, *dates)),
            *((Heading("Lists", level=2), Table(columns, lists)) if lists else ()),
        ),
    )


def _list_rows(template: Template) -> Iterator[Row]:
    for name, fields in lists_for(template.of).items():
        yield Row((f"{{each {name}}} … {{end}}", ", ".join(f"{{{name}.{field}}}" for field in fields)))
