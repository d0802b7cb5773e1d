"""`letter`: a draft from a plain template, with blanks where a name belongs."""

import os
from datetime import date
from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import Day, day_of
from reviewctl.cli.output import keep, show_text, tell
from reviewctl.cli.outside import outside
from reviewctl.model.trouble import ReviewctlError
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.model.letter import Letter
    from reviewctl.work.letters import Drawn

ENDINGS = (".docx", ".eml", ".md", ".txt")


@click.command("letter")
@click.argument("name", required=False, metavar="[NAME]")
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--item", metavar="I", help="For whom: an agency, a key of family.yaml, or a complaint's.")
@click.option(
    "--meeting", metavar="M", help="Which meeting: panel,2, or 2026-03-04-panel. Default: the next."
)
@click.option("--to", metavar="WHOM", help="Address it to this agency or role.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The date of the letter. Default: today in London.")
@click.option(
    "-o", "output", metavar="FILE", help="Write there: .docx, .eml (an Outlook draft), .md or .txt."
)
@click.option(
    "--list", "listing", is_flag=True, help="Every letter: what it is for, and which step asks for it."
)
@click.option("--template", is_flag=True, help="The letter as it is kept, to be changed by the Board.")
@click.option("--words", is_flag=True, help="The words in braces that the letter may use.")
@click.pass_obj
def command(
    desk: Desk,
    /,
    name: str | None,
    case: str | None,
    item: str | None,
    meeting: str | None,
    to: str | None,
    as_of: date | None,
    output: str | None,
    listing: bool,
    template: bool,
    words: bool,
) -> int:
    """Draft the letter NAME about CASE: pseudonyms, dates and what is owed, and [blanks] for every name.

    With no CASE: the case you stand in; the word board means the register, for complaints. The letters:
    reviewctl letter --list. A Board's own letters/NAME.md in the register stands before the tool's.
    """
    from reviewctl.work.letters import Asked, draw_up

    if listing or name is None:
        return _list(desk)
    if words:
        return _words(desk, name)
    if template:
        return _template(desk, name, output)
    ending = _ending(desk, output)
    asked = Asked(name=name, case=case, item=item, to=to, meeting=meeting, as_of=day_of(as_of))
    drawn = draw_up(desk, asked)
    if output is None:
        show_text(_text(drawn.letters, ".txt"))
        desk.warn("")
    else:
        keep(_bytes(desk, drawn.letters, ending), output)
        count = len(drawn.letters)
        tell(f"Written: {'a draft' if count == 1 else f'{count} drafts, one behind another'}.")
    _what_is_left(desk, drawn)
    return 0


def _ending(desk: Desk, output: str | None) -> str:
    """Return the ending of the file to write. Raises ReviewctlError for another, and for a place in the record."""
    if output is None:
        return ""
    from pathlib import PurePath

    if PurePath(output).suffix.lower() not in ENDINGS:
        raise ReviewctlError(
            "A letter is written as .docx, .eml, .md or .txt.", "For example: -o ../letter.docx"
        )
    why = "The letter will hold real names once it is filled in, and what lies in the register is kept for ever."
    target = outside(desk, output, why, "letter.docx")
    return target.suffix.lower()


def _text(letters: "tuple[Letter, ...]", ending: str) -> str:
    from reviewctl.render.letters.to_text import text_of

    return "\n\n".join(one.source for one in letters) if ending == ".md" else text_of(letters)


def _bytes(desk: Desk, letters: "tuple[Letter, ...]", ending: str) -> bytes:
    """Return drafts in a format, in Word on the Board's own paper.

    Raises ReviewctlError for an e-mail to several, which would show each the others'.
    """
    if ending == ".docx":
        from reviewctl.exchange.word.letters import word_of
        from reviewctl.work.house import house_style

        return word_of(letters, house_style(desk))
    if ending == ".eml":
        if len(letters) > 1:
            raise ReviewctlError(
                f"These are {len(letters)} letters, and an e-mail is one.",
                "Draft them one by one, with --item; or all of them at once: -o FILE.docx",
            )
        from reviewctl.exchange.mail import mail_of
        from reviewctl.render.letters.to_html import html_of
        from reviewctl.render.letters.to_text import body_text

        return mail_of(letters[0], body_text(letters[0]), html_of(letters[0]))
    return _text(letters, ending).encode("utf-8")


def _what_is_left(desk: Desk, drawn: "Drawn") -> None:
    """Say, beside the draft, what is to be filled in and which command records that it went."""
    blanks = dict.fromkeys(blank for one in drawn.letters for blank in one.blanks)
    if blanks:
        desk.warn(f"To fill in: {'; '.join(blank.rstrip('.') for blank in blanks)}.")
    if drawn.first:
        desk.warn(drawn.first)
    for number, line in enumerate(drawn.commands):
        desk.warn(f"When it has gone: {line}" if number == 0 else f"              and: {line}")


def _template(desk: Desk, name: str, output: str | None) -> int:
    """Show a template as it is kept, or write it to where the Board changes it."""
    from reviewctl.work.letters import register_of, template_text

    data = template_text(desk, name)
    if output is None:
        show_text(data.decode("utf-8", "replace"))
        return 0
    from pathlib import Path

    register, target = register_of(desk), Path(os.path.realpath(output))
    root = Path(register.root).resolve() if register is not None else None
    own = root is not None and target == root / "letters" / f"{name}.md"
    if root is not None and root in target.parents and not own:
        raise ReviewctlError(
            "That place in the register is for other things.", f"Choose -o letters/{name}.md."
        )
    keep(data, output, with_folder=own)
    tell(
        f"Written. Change it as you like; as letters/{name}.md in the register it stands before the tool's own."
    )
    return 0


def _list(desk: Desk) -> int:
    from reviewctl.cli.output import show
    from reviewctl.render.pages.letters import page_of_letters
    from reviewctl.work.letter_list import listed_letters

    return show(page_of_letters(listed_letters(desk)))


def _words(desk: Desk, name: str) -> int:
    from reviewctl.cli.output import show
    from reviewctl.render.pages.letters import page_of_words
    from reviewctl.work.letters import template_named

    return show(page_of_words(template_named(desk, name)))
