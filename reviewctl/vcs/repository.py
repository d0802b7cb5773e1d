"""The git repository round a folder: found by walking up, entered only when it is safe."""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.vcs.ownership import check_owner
from reviewctl.vcs.programs import Answer, printable
from reviewctl.vcs.run import Running, run, started
from reviewctl.vcs.settings import read_settings, unsafe

_OPENED = (
    *("HEAD", "index", "packed-refs", "shallow", "commondir", "info/exclude", "info/attributes"),
    *("info/grafts", "info/sparse-checkout", "objects/info/alternates", "config", "config.worktree"),
    *("MERGE_HEAD", "ORIG_HEAD", "FETCH_HEAD"),
)
CONFIG_CAP = 1024 * 1024
_REFS = ("refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD")
"""Where git looks for a name, in this order; the first that is there is taken (gitrevisions)."""
_NAME_OF = re.compile(r"(?:[^~^:@]|@(?!\{))+")
_ONE_MEANING = ("@", "HEAD", "ORIG_HEAD", "FETCH_HEAD", "MERGE_HEAD")
"""Names of files of git's own, which go before every ref."""
_FULL = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_SHORTENED = re.compile("[0-9a-f]{4,63}")
USE_A_CLONE = "Use a clone of the repository instead."


class Repository:
    """A repository with files: `root` holds the files, `git_dir` the history, both absolute and real.

    `common_dir` is the history that all linked work trees share; in the usual case the same as `git_dir`.
    `incoming` is the folder of objects that are being received (vcs.quarantine), "" in every other case.
    """

    __slots__ = ("_safe", "common_dir", "git_dir", "incoming", "root")

    def __init__(self, root: str, git_dir: str, common_dir: str = "", incoming: str = "") -> None:
        self.root = root
        self.git_dir = git_dir
        self.common_dir = common_dir or git_dir
        self.incoming = incoming
        self._safe = False

    def __repr__(self) -> str:
        return f"Repository({self.root!r})"

    def check_safe(self) -> None:
        """Raise EnvironmentFault, naming what is wrong, where git must not be let loose in this repository.

        That is: it belongs to another user, or its own settings (not the user's) would make git run a
        program or reach outside. Nothing in the repository is run to find out. Asked once for an instance.
        """
        if not self._safe:
            check_owner(self.root, self.git_dir)
            _check_kinds(self.git_dir, self.common_dir)
            for path in self._config_files():
                _check_config(path, self.root)
            self._safe = True

    def git(
        self,
        subcommand: str,
        *options: str,
        paths: Sequence[str] | None = None,
        stdin: bytes = b"",
        accept: Sequence[int] = (0,),
        settings: Sequence[str] = (),
        protocols: Sequence[str] = (),
        timeout: float = 60,
        index: str = "",
    ) -> Answer:
        """Run one git command here, after `check_safe`. See `reviewctl.vcs.run.run` for the rest."""
        self.check_safe()
        return run(
            subcommand,
            *options,
            place=self,
            paths=paths,
            stdin=stdin,
            accept=accept,
            settings=settings,
            protocols=protocols,
            timeout=timeout,
            index=index,
        )

    @contextmanager
    def started(
        self, subcommand: str, *options: str, paths: Sequence[str] | None = None, asked: bool = False
    ) -> Iterator[Running]:
        """Start one git command here, after `check_safe`, and yield it. See `reviewctl.vcs.run.started`."""
        self.check_safe()
        with started(subcommand, *options, place=self, paths=paths, asked=asked) as running:
            yield running

    def relative(self, path: str) -> str:
        """Return `path` (absolute, or relative to the root) relative to the root, with forward slashes.

        Raises ValueError for a path outside the root or inside `.git`. A symbolic link at the end of the
        path is not followed.
        """
        full = Path(self.root, path)
        real = Path(os.path.realpath(full.parent), full.name)
        relative = os.path.relpath(real, self.root).replace(os.sep, "/")
        words = relative.split("/")
        if words[0] in ("..", ".") or any(word.casefold() == ".git" for word in words):
            raise ValueError("the path does not lie among the files of the repository")
        return relative

    def _config_files(self) -> list[str]:
        named = (Path(self.common_dir, "config"), Path(self.git_dir, "config.worktree"))
        return [str(path) for path in named if os.path.lexists(path)]


def find(folder: str) -> Repository | None:
    """Return the repository whose files `folder` is among, or None where there is none above it.

    Only an entry named `.git` makes a repository: a bare one that lies in the tree is never entered. Raises
    EnvironmentFault for a `.git` that is a link, or a file that leads anywhere but to a genuine linked work
    tree.
    """
    here = Path(os.path.realpath(folder))
    found = (_at(str(place)) for place in (here, *here.parents))
    return next((repo for repo in found if repo is not None), None)


def require(folder: str) -> Repository:
    """Return the repository round `folder`, safe to use. Raises EnvironmentFault where there is none."""
    found = find(folder)
    if found is None:
        raise EnvironmentFault(
            "there is no git repository round this folder, and this needs its history",
            "Start one here: git init -b main",
        )
    found.check_safe()
    return found


def resolve(repo: Repository, revision: str) -> str:
    """Return the full id of the commit that `revision` names.

    Raises ReviewctlError where it names none, or where two refs of that name lead to different commits: git would
    take the tag before the branch, and anybody who may push a tag could say what is compared with what.
    """
    if "\0" not in revision:
        _refuse_two_meanings(repo, revision)
        found = commit_at(repo, revision)
        if found is not None:
            return found
    raise ReviewctlError(
        "the repository has no commit of that name", "See its commits with: git log --oneline"
    )


def _refuse_two_meanings(repo: Repository, revision: str) -> None:
    """Raise ReviewctlError where the name in a revision is that of several refs which lead to different commits."""
    name = _NAME_OF.match(revision)
    if name is None or name[0] in _ONE_MEANING or name[0].startswith("refs/") or _FULL.fullmatch(name[0]):
        return
    meant = {shape.format(name[0]) for shape in _REFS}
    form = "--format=%(refname)%00%(objectname)%00%(*objectname)"
    told = repo.git("for-each-ref", form, *sorted(meant), accept=(0, 1, 128)).out
    listed = [line.split("\0") for line in os.fsdecode(told).splitlines()]
    found = {
        ref: inner or outer for ref, outer, inner in (one for one in listed if len(one) == 3) if ref in meant
    }
    short = _SHORTENED.fullmatch(name[0]) and found and repo.git("rev-parse", f"--disambiguate={name[0]}").out
    if len(set(found.values())) > 1 or short:
        named = sorted(found)
        also = " and ".join([*named, *(["the id of a commit"] if short else [])])
        raise ReviewctlError(
            f"That name means several things here: {printable(also)}.",
            f"Say which, in full, such as: {printable(named[0])}",
        )


def head(repo: Repository) -> str | None:
    """Return the id of the commit that is checked out, or None before the first commit."""
    answer = repo.git("rev-parse", "--verify", "--quiet", "HEAD^{commit}", accept=(0, 1))
    return answer.out.decode("ascii").strip() or None


def head_ref(repo: Repository) -> str:
    """Return the full name of the branch that is checked out (of a server's repository, that a clone would check out).

    "" where HEAD names none.
    """
    return os.fsdecode(repo.git("symbolic-ref", "--quiet", "HEAD", accept=(0, 1)).out).strip()


def commit_at(repo: Repository, name: str) -> str | None:
    """Return the id of the commit that a full name of git's own, or an id, leads to; None where there is none."""
    words = ("--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    answer = repo.git("rev-parse", *words, accept=(0, 1, 128))
    found = answer.out.decode("ascii", "replace").strip()
    return found if answer.code == 0 and found.isalnum() else None


def _at(folder: str) -> Repository | None:
    entry = str(Path(folder, ".git"))
    try:
        mode = os.lstat(entry).st_mode
    except OSError:
        return None
    if stat.S_ISLNK(mode):
        raise EnvironmentFault(f"{entry} is a link to somewhere else", "Use the folder that it leads to.")
    if stat.S_ISDIR(mode):
        return _plain(folder, entry)
    return _linked_work_tree(folder, entry)


def _plain(root: str, git_dir: str) -> Repository | None:
    """The repository of a `.git` folder; None, as git has it, where the folder holds no history."""
    if not is_git_dir(git_dir):
        return None
    if os.path.lexists(Path(git_dir, "commondir")):
        # Git would take the settings from where this leads, and not those that were looked at.
        raise EnvironmentFault(f"{git_dir} leads to a history that is kept elsewhere", USE_A_CLONE)
    return Repository(root, git_dir)


def is_git_dir(folder: str) -> bool:
    """Whether a folder holds a history, as git tells it."""
    inside = Path(folder)
    return os.path.lexists(inside / "HEAD") and (inside / "objects").is_dir() and (inside / "refs").is_dir()


def _linked_work_tree(root: str, entry: str) -> Repository:
    """The repository of a `.git` file, which must be what `git worktree add` makes: each points at the other.

    Anything else could lead to settings that somebody hid in the tree.
    """
    git_dir = _pointed_at(entry, "gitdir: ")
    common = git_dir and _pointed_at(f"{git_dir}/commondir")
    back = git_dir and _pointed_at(f"{git_dir}/gitdir")
    genuine = (
        common
        and back == os.path.realpath(entry)
        and Path(git_dir).parent == Path(common, "worktrees")
        and is_git_dir(common)
        and not git_dir.startswith(root + os.sep)
    )
    if not genuine:
        raise EnvironmentFault(
            f"{entry} leads to a history that is kept elsewhere, and is not one of git's linked work trees",
            USE_A_CLONE,
        )
    return Repository(root, git_dir, common)


def _pointed_at(path: str, prefix: str = "") -> str:
    """The real path written in a file of one line, relative to the file's folder; "" where there is none."""
    try:
        with Path(path).open("rb") as file:
            text = os.fsdecode(file.read(8192)).rstrip("\r\n")
    except OSError:
        return ""
    if not text.startswith(prefix) or text == prefix:
        return ""
    return os.path.realpath(Path(Path(path).parent, text.removeprefix(prefix)))


def _check_kinds(*folders: str) -> None:
    """Raise EnvironmentFault where a pipe or a device lies in the place of a file that git opens: it would wait."""
    for path in (Path(folder, name) for folder in folders for name in _OPENED):
        try:
            mode = path.stat().st_mode
        except OSError:
            continue  # Most of them are not there, and git minds no link that leads nowhere.
        if not stat.S_ISREG(mode):
            raise EnvironmentFault(f"{path} is not an ordinary file", "Get the repository again.")


def _check_config(path: str, root: str) -> None:
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode) or status.st_size > CONFIG_CAP:
        raise EnvironmentFault(f"{path} is not an ordinary settings file", "Get the repository again.")
    offending = unsafe(read_settings(path))
    if offending:
        raise EnvironmentFault(
            f"this repository's own settings could make git run other programs: {', '.join(offending)}",
            f"They stand in {os.path.relpath(path, root)}. If you did not put them there, ask who gave you "
            f'this folder. To take one out: git config --file "{path}" --unset {offending[0]}',
        )
