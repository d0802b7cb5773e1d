"""`publish build`: the folder that goes out, made where the gate is open and at no other time."""

from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import day_of
from reviewctl.cli.output import show, tell
from reviewctl.cli.outside import outside
from reviewctl.cli.secret import asking
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.publishing.identities import Secret


@click.command("build")
@click.argument("case")
@click.option(
    "-o", "--output", required=True, metavar="DIR", help="The folder to make, outside the register."
)
@click.option(
    "--under-embargo",
    is_flag=True,
    help="For those who are told before the embargo is past: every page says so.",
)
@asking
@click.pass_obj
def command(desk: Desk, /, case: str, output: str, under_embargo: bool, secret: "Secret") -> int:
    """Make DIR with every paper of CASE as web page, Word and PDF, and metadata.json, where `publish check` says yes.

    What is in the files is read back and searched once more. Where anything stands in the way it is shown, nothing is
    made, and the exit code is 1. Nothing of the record is written.
    """
    from reviewctl.facts.publishing.checklist import PUBLISHED
    from reviewctl.render.pages.publish_build import lines
    from reviewctl.render.pages.publish_check import page
    from reviewctl.work.publishing.building import build, refuse_place
    from reviewctl.work.publishing.gate import gate_of
    from reviewctl.work.publishing.showing import checked

    target = outside(desk, output, "What goes out leaves the register.", "published")
    refuse_place(target)
    built = build(desk, gate_of(desk, case, day_of(None), secret, under_embargo=under_embargo), target)
    if not built.files:
        show(page(checked(built.gate)))
        tell("Nothing was made.", err=True)
        return 1
    facts, cover = built.gate.facts, built.gate.cover
    past = facts.case.publication.embargo if under_embargo and cover.embargo is None else None
    is_out = facts.happened(PUBLISHED) is not None
    for line in lines(facts.case.id, output, cover, built.sums(), is_out=is_out, past=past):
        tell(line)
    return 0
