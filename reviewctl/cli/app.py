"""The command line as a whole: the list of commands, and what becomes of trouble."""

import errno
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import NamedTuple, TextIO

import click

from reviewctl import __version__
from reviewctl.cli.output import tell
from reviewctl.model.trouble import ReviewctlError
from reviewctl.work.desk import Desk


class Entry(NamedTuple):
    """A command as the help lists it; its module in `reviewctl.cli` is imported when it is run."""

    name: str
    module: str
    help: str
    aliases: tuple[str, ...] = ()


COMMANDS = (
    Entry("init", "init", "Make a register: the folder in which reviews are kept."),
    Entry("new", "new", "Open a review: a case folder from the template."),
    Entry(
        "import",
        "import_",
        "Bring in IMRs, reports, terms of reference and minutes from Word, or an old list.",
    ),
    Entry("add", "add", "Add the next document to a case, from the template."),
    Entry("meeting", "meeting", "Book a meeting, move it, record who comes and who came."),
    Entry("panel", "panel", "Who sits on the review panel, and what they declared."),
    Entry("record", "record", "Record one date or fact, without disturbing the file."),
    Entry("paper", "paper", "List a paper that stays in Word or PDF, and know it again."),
    Entry("note", "note", "Write a dated line in a case's log."),
    Entry("late", "late", "Record why a step is late, and who agreed."),
    Entry("extend", "extend", "Record that a step may come later, and who agreed."),
    Entry("suspend", "suspend", "Record that steps stand still for a time."),
    Entry("resume", "resume", "Record that what stood still goes on."),
    Entry("waive", "waive", "Record that a step is given up, and who agreed."),
    Entry("urgent", "urgent", "Record what could not wait for the report, and its answer."),
    Entry("family", "family", "Relatives, friends and carers: what they are owed, offered, shown and said."),
    Entry(
        "process", "process", "Inquests, investigations and other reviews beside it, and what waits for them."
    ),
    Entry("disclose", "disclose", "Log what the Coroner or others asked for, and were given or not."),
    Entry(
        "disclosures", "disclosures", "What was given to whom, on what basis, and whether it changed since."
    ),
    Entry("subject", "subject", "Add a person whom a review is about."),
    Entry("convert", "convert", "Make a review one of another kind, or let it join another."),
    Entry("save", "save", "Check and commit what was edited by hand."),
    Entry("undo", "undo", "Take back the last thing reviewctl wrote."),
    Entry("status", "status", "The table that a meeting looks at: every case, what is due, what is late."),
    Entry("next", "next_", "What is to be done next, by whom, by when, and the command that does it."),
    Entry("show", "show", "One review on one page."),
    Entry("history", "history", "What became of a review or of one value of it: when, who, why."),
    Entry("deadlines", "deadlines", "Every step with its date and its working."),
    Entry("quorum", "quorum", "Each meeting: who was there by sector, and what was lacking."),
    Entry("timetable", "timetable", "Panel and IMR dates, proposed backwards from the day of completion."),
    Entry("calendar", "calendar", "Every date that is still to be met, for Outlook and other calendars."),
    Entry("chronology", "chronology", "Chronologies: asked for, brought in, merged into one, drawn."),
    Entry("imr", "imr", "IMRs: asked for, received, sent back, presented; who owes what."),
    Entry(
        "action",
        "action",
        "Action plans: who owes what by when, what was reported, what shows that it helped.",
    ),
    Entry("briefing", "briefing", "Draft the 7-minute briefing from findings and actions."),
    Entry("identities", "identities", "Who stands behind each pseudonym: begun, locked, opened, checked."),
    Entry("signoff", "signoff", "Who approved which text: asked for, recorded or signed, shown, checked."),
    Entry("publish", "publish", "Whether a review may be published, and the files that then go out."),
    Entry("report", "report", "All reviews together: the referrals of a quarter, the annual report."),
    Entry("letter", "letter", "Draft a letter from a template, with blanks where a name belongs."),
    Entry(
        "changes", "changes", "What is different since a day, between two commits, or since the last save."
    ),
    Entry("validate", "validate", "Everything that is to be put right, at once.", ("check",)),
    Entry("explain", "explain", "A code, a step or a word, explained with its source."),
    Entry("schema", "schema", "The JSON Schema of a document."),
    Entry(
        "ci", "ci", "For pipelines and servers: the kit of files, and the hooks that judge what is proposed."
    ),
    Entry("doctor", "doctor", "What is wrong with this set-up, and the command that mends it."),
)


class Commands(click.Group):
    """The group of commands: in the order of the list, each imported only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the list."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of that name or alias, importing its module."""
        for entry in COMMANDS:
            if name == entry.name or name in entry.aliases:
                command: click.Command = import_module(f"reviewctl.cli.{entry.module}").command
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names; one that there is not is refused with the nearest."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(f"There is no command {args[0]!r}.{_guess(args[0])}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(entry.name, entry.help) for entry in COMMANDS])


def _guess(word: str) -> str:
    from reviewctl.work.nearest import nearest

    near = nearest(word, [name for entry in COMMANDS for name in (entry.name, *entry.aliases)], 1)
    return f" Did you mean {near[0]}?" if near else ""


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-C", "folder", metavar="DIR", default=".", help="Work in this folder instead of the current one."
)
@click.version_option(__version__, prog_name="reviewctl", message="%(prog)s %(version)s")
@click.pass_context
def app(ctx: click.Context, folder: str) -> None:
    """Keep statutory safeguarding reviews as folders of plain text: validated, dated, cited.

    Alone, in a register, it shows the Monday screen.
    """
    ctx.obj = Desk(folder, tell, partial(tell, err=True))
    if ctx.invoked_subcommand is None:
        ctx.invoke(import_module("reviewctl.cli.monday").command)


CLOSED = 141
"""What a shell expects of a program whose reader has gone, as `head` does: 128 and the number of SIGPIPE.

Not 0: of `validate | head` nobody could then say whether it found anything. And not 1, for what it found is not told.
"""
_NO_ROOM = (errno.ENOSPC, errno.EIO, errno.EDQUOT)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return the exit code. Trouble is said on standard error, in one line and a hint."""
    try:
        return _run(arguments)
    except OSError as error:
        # What is wrong was being said, and nobody reads it or nothing takes it: never 1, which is said of the record.
        closed = isinstance(error, BrokenPipeError)
        if not closed and error.errno not in _NO_ROOM:
            raise
        _silenced(0, sys.stderr)
        return _silenced(CLOSED if closed else 3)


def _run(arguments: Sequence[str]) -> int:
    streams = sys.stdout, sys.stderr
    try:
        code = app.main(args=list(arguments), prog_name="reviewctl", standalone_mode=False)
        sys.stdout.flush()
    except click.MissingParameter as error:
        from reviewctl.cli.missing import all_missing

        all_missing(error).show()
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing was left half-written.", err=True)
        return 130
    except ReviewctlError as error:
        _say(error)
        return error.exit_code
    except BrokenPipeError:
        return _silenced(CLOSED)
    except SystemExit:
        # click ends so where the pipe broke while it ran a command, and puts streams of its own in their place.
        if sys.stdout is streams[0]:
            raise
        sys.stdout, sys.stderr = streams
        return _silenced(CLOSED)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            return _bug()
        tell(f"reviewctl: the answer could not be written: {error.strerror}.", err=True)
        tell("  What the command recorded stands. See it with: reviewctl status", err=True)
        return _silenced(3)
    except Exception:
        return _bug()
    return code if isinstance(code, int) else 0


def _silenced(code: int, stream: TextIO | None = None) -> int:
    """Return the code, with nothing left to be written where nothing can be: standard output, if no stream is named."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())
    return code


def _bug() -> int:
    """Say that the tool itself is at fault, where it was (no values are shown), and return the code for it."""
    import traceback

    click.echo(traceback.format_exc(), err=True)
    click.echo("reviewctl: this is a fault in reviewctl itself, not in your record.", err=True)
    return 4


def _say(error: ReviewctlError) -> None:
    from reviewctl.render.visible import visible

    tell(f"reviewctl: {visible(error.message)}", err=True)
    if error.hint:
        tell(f"  {visible(error.hint)}", err=True)
