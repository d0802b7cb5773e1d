"""`ci`: what pipelines, git's hooks and a server run, and the files that tell them to."""

import click

from reviewctl.cli.options import Group, writing
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.group("ci", cls=Group)
def command() -> None:
    """Judge what is proposed, where nobody sits at the screen: at GitHub or GitLab, before a commit, on a server."""


@command.command("kit")
@click.option("--overwrite", is_flag=True, help="Write over what was edited by hand, too.")
@writing
@click.pass_obj
def kit(desk: Desk, overwrite: bool, dry_run: bool, no_commit: bool) -> int:
    """Write the files by which GitHub, GitLab and pre-commit judge what is proposed.

    `init` writes them into a new register; this adds them to an older one, and renews what has become old.
    """
    from reviewctl.work.kitting import write_kit

    for line in write_kit(desk, overwrite=overwrite, dry_run=dry_run, commit=not no_commit):
        tell(line)
    return 0


@command.command("pre-commit")
@click.pass_obj
def pre_commit(desk: Desk) -> int:
    """Judge what is about to be committed with git itself: exit 1 where it brings something new to put right."""
    from reviewctl.cli.output import show
    from reviewctl.facts.calendar import today
    from reviewctl.render.pages.validate import page
    from reviewctl.work.staging import staged

    day = today()
    return show(page(staged(desk, day), day))


@command.command("pre-receive")
@click.option(
    "--branch",
    multiple=True,
    metavar="NAME",
    help="A branch to protect. Default: main, and the server's own.",
)
@click.pass_obj
def pre_receive(desk: Desk, branch: tuple[str, ...]) -> int:
    """Judge what is pushed to a plain git server, as its pre-receive hook: exit 1, and nothing is taken in.

    git says on standard input what is pushed. A push that cannot be judged is refused.
    """
    import sys

    from reviewctl.work.receiving import Refused, receive

    try:
        lines = sys.stdin.buffer.read().decode("utf-8", "replace").splitlines()
        for line in receive(desk.folder, lines, branch):
            tell(f"reviewctl: {line}", err=True)
    except Refused as refused:
        for line in refused.reasons:
            tell(f"reviewctl: {line}" if not line.startswith(" ") else line, err=True)
        return 1
    return 0


@command.command("hook")
@click.option("--branch", multiple=True, metavar="NAME", help="A branch to protect, where it is not main.")
@click.option("--install", "into", metavar="REPOSITORY.git", help="Write it there, instead of showing it.")
def hook(branch: tuple[str, ...], into: str | None) -> int:
    """Show, or install, the hook by which a plain git server judges what is pushed to it."""
    import sys

    from reviewctl.work.hooking import hook_text, install

    text = hook_text(sys.executable, branch)
    if into is None:
        sys.stdout.write(text)
        return 0
    tell(f"Written: {install(into, text)}")
    tell("From now on it judges every push. Try it: push a mistake, and see it refused.")
    return 0
