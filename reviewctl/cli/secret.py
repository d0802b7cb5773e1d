"""Asking for what opens the identity register: never an argument, never from the environment, never shown."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from reviewctl.model.trouble import ReviewctlError

if TYPE_CHECKING:
    from reviewctl.work.publishing.identities import Secret

F = TypeVar("F", bound=Callable[..., Any])

LEAST = 12
"""A passphrase has at least so many letters: git keeps the sealed file for ever, and anybody may guess at it."""
_LONGEST = 1024


def asking(command: F) -> F:
    """Give a command that opens the identity register --passphrase-stdin, and what it opens it by as `secret`."""

    @wraps(command)
    def with_secret(*args: Any, passphrase_stdin: bool, **others: Any) -> Any:
        return command(*args, secret=secret(passphrase_stdin), **others)

    return cast(F, _from_stdin(with_secret))


def sealing(command: F) -> F:
    """Give a command that locks the identity register --passphrase-stdin, told to it as `passphrase_stdin`."""
    return _from_stdin(command)


_from_stdin = click.option(
    "--passphrase-stdin",
    is_flag=True,
    help="Read the passphrase of the identity register as one line of standard input. Default: it is asked for.",
)


def secret(from_stdin: bool = False) -> "Secret":
    """Return how the identity register is opened: by the user's own configuration, and a passphrase where needed."""
    from pathlib import Path

    from reviewctl.work.publishing.identities import Secret

    configuration = Path(click.get_app_dir("reviewctl"), "config.yaml")
    return Secret(configuration, lambda: _asked(from_stdin, "Passphrase of the identity register"))


def new_passphrase(from_stdin: bool) -> str:
    """Return a passphrase to lock the register with: asked for twice, or one line of standard input.

    Raises ReviewctlError for one that is too short.
    """
    given = _asked(from_stdin, "New passphrase for the identity register", twice=True)
    if len(given) < LEAST:
        raise ReviewctlError(
            f"A passphrase has at least {LEAST} letters: whoever has a copy of the file may try for years.",
            "Take three words or more that have nothing to do with each other.",
        )
    return given


def _asked(from_stdin: bool, words: str, *, twice: bool = False) -> str:
    if from_stdin:
        given = sys.stdin.readline(_LONGEST).rstrip("\r\n")
    elif sys.stdin.isatty():
        given = click.prompt(
            words, hide_input=True, confirmation_prompt=twice, err=True, default="", show_default=False
        )
    else:
        raise ReviewctlError(
            "The passphrase of the identity register cannot be asked for: nobody sits at this command.",
            "Run it in a terminal; or give the passphrase as one line of standard input: --passphrase-stdin",
        )
    if not given:
        raise ReviewctlError("No passphrase was given.", "Run the command again, and type it.")
    return str(given)
