"""Whose repository this is. Git refuses another user's unless safe.directory names it; so does reviewctl.

It must be asked here, because git does not ask where it is told the folder of the history explicitly.
"""

import os

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.run import run


def check_owner(root: str, git_dir: str) -> None:
    """Raise EnvironmentFault where the folder or its history belongs to another user and is not excepted."""
    if _is_ours(root) and _is_ours(git_dir):
        return
    if not _is_excepted(root):
        raise EnvironmentFault(
            f"{root} belongs to another user of this computer, so its settings are not trusted",
            f'If you trust it: git config --global --add safe.directory "{root}"',
        )


def _is_ours(path: str) -> bool:
    if not hasattr(os, "geteuid"):  # Windows has no such notion; its own access rights must do
        return True
    owner = os.lstat(path).st_uid
    return owner in _our_ids()


def _our_ids() -> set[int]:
    """The user's id; under sudo also that of the user who called it, as git has it."""
    user = os.geteuid()
    caller = os.environ.get("SUDO_UID", "")
    return {user, int(caller)} if user == 0 and caller.isdecimal() else {user}


def _is_excepted(root: str) -> bool:
    """True where safe.directory of the system or the user names the folder. An empty value starts anew."""
    excepted = False
    for directory in [*_safe_directories("--system"), *_safe_directories("--global")]:
        if not directory:
            excepted = False
        elif directory == "*" or _covers(directory, root):
            excepted = True
    return excepted


def _covers(directory: str, root: str) -> bool:
    if directory.endswith("/*"):
        return root.startswith(directory[:-1])
    return os.path.realpath(directory) == root


def _safe_directories(level: str) -> list[str]:
    options = (level, "--includes", "--type=path", "-z", "--get-all", "safe.directory")
    # 1: not set; 128: there is no such file.
    answer = run("config", *options, accept=(0, 1, 128))
    return os.fsdecode(answer.out).split("\0")[:-1] if answer.code == 0 else []
