"""`paper`: papers that stay where they are, such as a Word document or a PDF."""

import click

from reviewctl.cli.options import Group
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.group("paper", cls=Group)
def command() -> None:
    """Papers that stay where they are (Word, PDF): listed in papers.yaml by their fingerprint."""


@command.command("add")
@click.argument("case")
@click.argument("paper_id", metavar="ID")
@click.argument("file", metavar="FILE")
@click.option("--title", metavar="WORDS", help="What it is, in neutral words. Pseudonyms only.")
@click.option("--held-at", metavar="WHERE", help="Where it is kept.")
@click.option("--version", metavar="V", help="Its version. Default: 1, or the next of one that is listed.")
@writing_options
@click.pass_obj
def add(
    desk: Desk,
    /,
    case: str,
    paper_id: str,
    file: str,
    title: str | None,
    held_at: str | None,
    version: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """List FILE as the paper ID of CASE: reviewctl paper add SAR-2026-001 imr-gmp FILE --title … --held-at …

    Its fingerprint (sha256) is taken, so that anyone can see later whether a file is the same paper. The file itself
    is not copied. A paper that is listed becomes its next version.
    """
    from reviewctl.work.papers import NewPaper, add_paper
    from reviewctl.work.writing import writing

    asked = NewPaper(case=case, id=paper_id, file=file, title=title, held_at=held_at, version=version)
    with writing(desk, "paper add", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_paper(desk, pen, asked):
            tell(line)
    return 0


@command.command("check")
@click.argument("case")
@click.argument("paper_id", metavar="ID")
@click.argument("file", metavar="FILE")
@click.pass_obj
def check(desk: Desk, /, case: str, paper_id: str, file: str) -> int:
    """Say whether FILE is the paper ID of CASE. Exit 1 where it is not."""
    from reviewctl.work.papers import check_paper

    sentence, same = check_paper(desk, case, paper_id, file)
    tell(sentence)
    return 0 if same else 1
