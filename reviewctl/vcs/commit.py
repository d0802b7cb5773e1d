"""Commits: exactly the files that a command wrote, and nothing else that the user has prepared."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.repository import Repository, head
from reviewctl.vcs.run import run
from reviewctl.vcs.state import require_quiet

TRAILER = "Reviewctl"
# So many paths go on one command line; Windows allows 32,767 characters.
AT_ONCE = 100
NO_MORE: Mapping[str, str] = MappingProxyType({})
PLAIN_DIFF = ("--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules=all")
"""What a user may have configured for their own `git diff` has no part in ours."""
FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")


class NoIdentity(EnvironmentFault):
    """Git does not know whose commit it would be."""


def init(folder: str) -> Repository:
    """Make `folder` a repository whose first branch is main, with no hooks. Returns it.

    Raises EnvironmentFault where the folder already has a `.git`.
    """
    root = os.path.realpath(folder)
    git_dir = str(Path(root, ".git"))
    if os.path.lexists(git_dir):
        raise EnvironmentFault(f"{root} already has a .git", "Use it as it is.")
    run("init", "--quiet", "--initial-branch=main", "--template=", folder=root)
    return Repository(root, git_dir)


def has_identity(repo: Repository) -> bool:
    """True where git knows a name and an e-mail address for a commit. One that git guesses does not count."""
    return all(
        repo.git("var", name, settings=("user.useConfigOnly=true",), accept=(0, 1, 128)).code == 0
        for name in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT")
    )


def how_to_commit() -> str:
    """Return the one line that says how to commit what was written where git has no identity."""
    return (
        "Not committed: git does not know who you are. The files are kept. Tell git once "
        '(git config --global user.name "…" and git config --global user.email "…"), then: reviewctl save'
    )


def commit_paths(
    repo: Repository,
    paths: Sequence[str],
    message: str,
    *,
    command: str,
    more: Mapping[str, str] = NO_MORE,
) -> str | None:
    """Commit these files as they stand (added, changed or deleted) and nothing else; return the commit's id.

    Whatever else the user has staged stays staged and is not committed. `paths` are files, absolute or
    relative to the root. `message` is neutral: ids and addresses. `command` goes into the trailer by which
    `undo` knows reviewctl's own commits, and `more` into further ones. Returns None when none of the files
    differs from the last commit. Raises NoIdentity, EnvironmentFault while something is under way, and
    ValueError for a path that is a folder or lies outside the repository.
    """
    repo.check_safe()
    require_quiet(repo)
    if not has_identity(repo):
        raise NoIdentity("git does not know who you are", how_to_commit())
    names = _known(repo, sorted({repo.relative(path) for path in paths}))
    if not names:
        return None
    staged = _in_index(repo, names)
    unstaged = [name for name in names if name not in staged and _present(repo, name)]
    _announce(repo, unstaged)
    made = False
    try:
        made = _differs(repo, names) and _commit(repo, names, with_trailer(message, command, more))
    finally:
        if not made:
            _withdraw(repo, unstaged)
    return head(repo) if made else None


def with_trailer(message: str, command: str, more: Mapping[str, str] = NO_MORE) -> str:
    """Return the whole message of a commit: the text, and trailers that say which command made it."""
    trailers = {TRAILER: command} | {f"{TRAILER}-{name}": value for name, value in more.items()}
    lines = [f"{name}: {_one_line(value)}" for name, value in trailers.items()]
    text = "".join(char for char in message if char.isprintable() or char == "\n").strip()
    return text + "\n\n" + "\n".join(lines) + "\n"


def dirty(repo: Repository, under: str = "") -> list[tuple[str, str]]:
    """Return what differs from the last commit in the folder `under` (the root by itself), sorted by path.

    Each is git's two letters (staged, unstaged: `??` is untracked) and the path relative to the root. A
    renamed file is one deleted and one added. Ignored files and other repositories' files are left out.
    """
    whole = os.path.realpath(Path(repo.root, under)) == repo.root
    return _status(repo, [] if whole else [repo.relative(under)])


def changed_among(repo: Repository, paths: Sequence[str]) -> list[tuple[str, str]]:
    """Return those of the files `paths` (relative to the root) that differ from the last commit."""
    return [change for some in batches(paths) for change in _status(repo, some)]


def batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the paths in portions that fit on a command line."""
    for start in range(0, len(paths), AT_ONCE):
        yield paths[start : start + AT_ONCE]


def overlooked(repo: Repository) -> tuple[str, ...]:
    """Return the files that git was told to take for unchanged without looking, relative to the root, sorted.

    `dirty` does not know of them, whatever stands in them.
    """
    listed = os.fsdecode(repo.git("ls-files", "-v", "-z").out).split("\0")[:-1]
    return tuple(sorted(line[2:] for line in listed if line[0].islower() or line[0] == "S"))


def put_back(repo: Repository, commit: str, paths: Sequence[str]) -> None:
    """Make files (relative to the root) and their places in the index what they are in a commit, or gone as there.

    Each must be one that the index or the commit has.
    """
    options = (f"--source={commit}", "--staged", "--worktree", "--ignore-skip-worktree-bits", *FROM_STDIN)
    if paths:
        repo.git("restore", *options, stdin=path_lines(paths), timeout=120)


def path_lines(paths: Sequence[str]) -> bytes:
    """Return the paths as git reads them on its standard input with -z."""
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


def _status(repo: Repository, paths: Sequence[str]) -> list[tuple[str, str]]:
    options = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all")
    listed = os.fsdecode(repo.git("status", *options, paths=paths).out).split("\0")[:-1]
    return sorted(((line[:2], line[3:]) for line in listed), key=lambda change: change[1])


def _known(repo: Repository, names: Sequence[str]) -> list[str]:
    """Those of the names that git can say something about: present, staged, or in the last commit."""
    absent = [name for name in names if not _present(repo, name)]
    if any(path.is_dir() and not path.is_symlink() for path in (Path(repo.root, name) for name in names)):
        raise ValueError("commit_paths takes files, not folders")
    lost = set(absent) - _in_index(repo, absent) - in_last_commit(repo, absent)
    return [name for name in names if name not in lost]


def _present(repo: Repository, name: str) -> bool:
    return os.path.lexists(Path(repo.root, name))


def _in_index(repo: Repository, names: Sequence[str]) -> set[str]:
    return _names(repo, names, "ls-files", "-z")


def in_last_commit(repo: Repository, names: Sequence[str]) -> set[str]:
    """Return those of the files (relative to the root) that the last commit has."""
    last = head(repo)
    return _names(repo, names, "ls-tree", "-r", "-z", "--name-only", last) if last else set()


def _names(repo: Repository, names: Sequence[str], *command: str) -> set[str]:
    listed = (os.fsdecode(repo.git(*command, paths=some).out).split("\0") for some in batches(names))
    return {name for portion in listed for name in portion if name}


def _announce(repo: Repository, names: Sequence[str]) -> None:
    """Tell the index that these files exist, without their content: only so does `commit --only` take them.

    With --force, because the user's own list of ignored names knows nothing of a case folder.
    """
    if names:
        repo.git("add", "--intent-to-add", "--force", *FROM_STDIN, stdin=path_lines(names))


def _withdraw(repo: Repository, names: Sequence[str]) -> None:
    if names:
        repo.git("update-index", "--force-remove", "-z", "--stdin", stdin=path_lines(names))


def _differs(repo: Repository, names: Sequence[str]) -> bool:
    if head(repo) is None:
        return True
    options = ("--quiet", *PLAIN_DIFF, "HEAD")
    return any(repo.git("diff", *options, paths=some, accept=(0, 1)).code for some in batches(names))


def _commit(repo: Repository, names: Sequence[str], message: str) -> bool:
    options = ("--quiet", "--only", "--no-verify", "--cleanup=whitespace", f"--message={message}")
    repo.git("commit", *options, *FROM_STDIN, stdin=path_lines(names), timeout=120)
    return True


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
