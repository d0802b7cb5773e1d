"""A repository's own settings: which of them would make git run a program or reach outside.

A filter cannot be switched off from the command line, and a `.git` that came from elsewhere can hold one;
so such a repository is refused before git does anything in it (hardening §4).
"""

import re

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.programs import printable
from reviewctl.vcs.run import GitFault, run

REFUSED_SECTIONS = frozenset(
    {"browser", "difftool", "filter", "guitool", "hook", "imap", "include", "includeif", "instaweb", "man"}
    | {"mergetool", "pager", "protocol", "sendemail", "uploadpack"}
)
REFUSED = frozenset(
    {"core.alternaterefscommand", "core.askpass", "core.attributesfile", "core.editor", "core.fsmonitor"}
    | {"core.gitproxy", "core.hookspath", "core.pager", "core.sshcommand", "core.worktree", "diff.external"}
    | {"http.cookiefile", "http.savecookies", "interactive.difffilter"}
    | {"remote.proxy", "remote.receivepack", "remote.uploadpack", "remote.vcs"}
)
# New versions of git bring new settings; those that name a program have always ended in one of these.
PROGRAM_ENDINGS = (
    *("cmd", "command", "driver", "editor", "helper"),
    *("hook", "pager", "process", "program", "textconv"),
)
HARMLESS = frozenset({("core.fsmonitor", "false"), ("core.fsmonitor", "")})

Setting = tuple[str, str]


def read_settings(path: str) -> list[Setting]:
    """Return the settings of one configuration file, in its order, following no include and running nothing.

    A key is `section.variable` or `section.subsection.variable`, section and variable in lower case. Raises
    EnvironmentFault where the file cannot be read as git's.
    """
    try:
        listed = run("config", "--file", path, "--no-includes", "--list", "-z").out
    except GitFault as fault:
        hint = "Look at the file, or get the repository again from where it came."
        raise EnvironmentFault(f"the repository's settings cannot be read: {path}", hint) from fault
    lines = listed.decode("utf-8", "surrogateescape").split("\0")
    return [(key, value) for key, _, value in (line.partition("\n") for line in lines if line)]


def unsafe(settings: list[Setting]) -> list[str]:
    """Return the keys among `settings` that would make git run a program or reach outside, for showing."""
    return [printable(key) for key, value in settings if _is_unsafe(key, value)]


def _is_unsafe(key: str, value: str) -> bool:
    section, _, rest = key.partition(".")
    variable = rest.rpartition(".")[2]
    plain = f"{section}.{variable}"
    if (plain, value.lower()) in HARMLESS:
        return False
    return (
        section in REFUSED_SECTIONS
        or plain in REFUSED
        or variable.endswith(PROGRAM_ENDINGS)
        or (section == "gpg" and variable != "format")
        or value.lstrip().startswith("!")
        or (variable in ("url", "pushurl", "insteadof") and _names_a_helper(value))
        or (section == "url" and _names_a_helper(rest))
    )


def _names_a_helper(url: str) -> bool:
    """True for `helper::address`, by which git runs the program git-remote-helper; ext:: runs any command."""
    return re.match(r"[A-Za-z0-9+.-]+::", url) is not None
