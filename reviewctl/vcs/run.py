"""How git is run: with what of the user's environment and above which settings, and only what is on the list."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.programs import Answer, absolute_search_path, execute, opened, printable, program_path

if TYPE_CHECKING:
    from reviewctl.vcs.programs import Process

SUBCOMMANDS = frozenset(
    {"add", "cat-file", "commit", "config", "diff", "diff-tree", "init", "ls-files", "ls-tree"}
    # log: what each commit changed, in one walk (vcs/commits). merge-base: which of two commits came first.
    | {"log", "merge-base", "push"}
    | {"remote", "restore", "rev-list", "rev-parse", "status", "symbolic-ref", "update-index", "var"}
    # A commit onto a branch that is not checked out is made object by object (vcs.trees); bundle: vcs.bundle.
    | {"bundle", "commit-tree", "for-each-ref", "hash-object", "read-tree", "update-ref", "write-tree"}
    # What others saved is got from the upstream (vcs/fetch), and texts are merged line by line (vcs/lines).
    | {"fetch", "merge-file"}
)

# What of the user's environment git may see. HOME and XDG_CONFIG_HOME lead it to the user's own settings
# (name, e-mail, signing key); TZ dates a commit in the user's own zone; Windows needs its names to start it.
KEPT = (
    *("HOME", "XDG_CONFIG_HOME", "TMPDIR", "TZ", "GNUPGHOME", "GPG_TTY", "SSH_AUTH_SOCK"),
    *("USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
    *("SYSTEMROOT", "COMSPEC", "PATHEXT", "TEMP", "TMP"),
)
# What a push needs besides: the council's proxy, and the desktop's store of passwords.
KEPT_FOR_NETWORK = (
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"),
)
PERSON = ("GIT_AUTHOR_", "GIT_COMMITTER_")

# Settings that hold whatever the repository or the user has configured (hardening §4).
SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "safe.bareRepository=explicit",
    "protocol.allow=never",
    "core.quotePath=false",
    "color.ui=false",
    "diff.ignoreSubmodules=all",
    "submodule.recurse=false",
    "push.recurseSubmodules=no",
    "log.showSignature=false",
    "i18n.commitEncoding=utf-8",
    "i18n.logOutputEncoding=utf-8",
    "core.editor=true",
    "core.askPass=",
    # A file beside the objects that says again who comes after whom: git believes it, and anybody can write one.
    "core.commitGraph=false",
)


class Place(Protocol):
    """Where git is to work: the folder of the files and the folder of the history, both absolute."""

    @property
    def root(self) -> str:
        """The folder that holds the files."""
        ...

    @property
    def git_dir(self) -> str:
        """The folder that holds the history."""
        ...

    @property
    def incoming(self) -> str:
        """The folder of objects that are being received and are not part of the history yet; "" for none."""
        ...


class GitFault(EnvironmentFault):
    """Git answered with an exit code that the caller did not expect."""


def git_path() -> str:
    """Return the absolute path of git. Raises EnvironmentFault where there is none on PATH."""
    found = program_path("git")
    if found is None:
        raise EnvironmentFault("git is not installed, or not on PATH", "Install it from https://git-scm.com")
    return found


def clean_environment(protocols: Sequence[str] = ()) -> dict[str, str]:
    """Return the environment git runs in; `protocols` are those it may use to reach another repository."""
    kept = [*KEPT, *KEPT_FOR_NETWORK] if protocols else KEPT
    passed = {name: os.environ[name] for name in kept if name in os.environ}
    passed |= {name: value for name, value in os.environ.items() if name.startswith(PERSON)}
    return passed | {
        "PATH": absolute_search_path(),
        "LC_ALL": "C",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        # Stands above every protocol.* setting, also one that the repository itself has.
        "GIT_ALLOW_PROTOCOL": ":".join(protocols) or "none",
    }


def environment_of(place: Place | None, protocols: Sequence[str] = ()) -> dict[str, str]:
    """Return the environment git runs in at a place: clean, and where objects are being received, with those."""
    clean = clean_environment(protocols)
    if place is None or not place.incoming:
        return clean
    # These two alone, and never as the caller has them: vcs.quarantine looked where the folder lies.
    objects = str(Path(place.git_dir, "objects"))
    return clean | {"GIT_OBJECT_DIRECTORY": place.incoming, "GIT_ALTERNATE_OBJECT_DIRECTORIES": objects}


def settings_options(more: Sequence[str] = ()) -> list[str]:
    """Return the `-c` options that stand above every configuration file."""
    return [word for setting in (*SETTINGS, *more) for word in ("-c", setting)]


def run(
    subcommand: str,
    *options: str,
    place: Place | None = None,
    folder: str = os.sep,
    paths: Sequence[str] | None = None,
    stdin: bytes = b"",
    accept: Sequence[int] = (0,),
    settings: Sequence[str] = (),
    protocols: Sequence[str] = (),
    timeout: float = 60,
    index: str = "",
) -> Answer:
    """Run one git command and return its answer.

    With a `place` it works there and on nothing else; without one it runs in `folder`. `paths` stand behind
    `--` and are taken literally. `index` is the file of an index of its own, which leaves the user's alone.
    Raises GitFault for an exit code that is not in `accept`, EnvironmentFault where git is missing or does not
    finish, ValueError for a subcommand that reviewctl does not use.
    """
    command = _command(subcommand, options, place, paths, settings)
    environment = environment_of(place, protocols) | ({"GIT_INDEX_FILE": index} if index else {})
    answer = execute(command, place.root if place else folder, stdin, environment, timeout)
    if answer.code not in accept:
        raise GitFault(f"git {subcommand} failed: {complaint(answer.err)}")
    return answer


class Running:
    """A git that goes on running: what it says is read while it says it, and it may be asked again and again."""

    def __init__(self, process: "Process", subcommand: str, complaints: IO[bytes]) -> None:
        self._process = process
        self._subcommand = subcommand
        self._complaints = complaints

    def ask(self, question: bytes) -> None:
        """Hand git a question. Raises GitFault where it has ended."""
        if self._process.stdin is None:
            raise self._fault()
        try:
            self._process.stdin.write(question)
            self._process.stdin.flush()
        except OSError:
            raise self._fault() from None

    def line(self) -> bytes:
        """Return the next line that git says, with its line feed; b"" where it has ended."""
        return self._process.stdout.readline() if self._process.stdout is not None else b""

    def exactly(self, size: int) -> bytes:
        """Return so many bytes of what git says. Raises GitFault where there are fewer."""
        said = self._process.stdout.read(size) if self._process.stdout is not None else b""
        if len(said) != size:
            raise self._fault()
        return said

    def pieces(self, ending: bytes) -> Iterator[bytes]:
        """Yield what git says, piece by piece without the `ending` of each. Raises GitFault where it failed."""
        rest = b""
        while said := self._some():
            *whole, rest = (rest + said).split(ending)
            yield from whole
        if self._process.wait() != 0:
            raise self._fault()
        if rest:
            yield rest

    def end(self) -> None:
        """End it, whatever it is doing."""
        process = self._process
        process.terminate()
        process.wait()
        for pipe in (process.stdin, process.stdout, self._complaints):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _some(self) -> bytes:
        """What there is to be read, waiting only where there is nothing yet."""
        out = self._process.stdout
        return os.read(out.fileno(), 1 << 16) if out is not None else b""

    def _fault(self) -> GitFault:
        self._complaints.seek(0)
        said = self._complaints.read(1 << 16).decode("utf-8", "replace")
        return GitFault(f"git {self._subcommand} failed: {complaint(said)}")


@contextmanager
def started(
    subcommand: str, *options: str, place: Place, paths: Sequence[str] | None = None, asked: bool = False
) -> Iterator[Running]:
    """Start one git command and yield it; behind the `with` it is ended. `asked` is whether it takes questions.

    See `run` for the rest; a command that is read as it goes has no limit on its time.
    """
    from tempfile import TemporaryFile

    command = _command(subcommand, options, place, paths, ())
    with TemporaryFile() as complaints:  # Not a pipe: one that nobody reads would fill, and git would wait.
        process = opened(command, place.root, environment_of(place), complaints, asked=asked)
        running = Running(process, subcommand, complaints)
        try:
            yield running
        finally:
            running.end()


def _command(
    subcommand: str,
    options: Sequence[str],
    place: Place | None,
    paths: Sequence[str] | None,
    settings: Sequence[str],
) -> list[str]:
    if subcommand not in SUBCOMMANDS:
        raise ValueError(f"git {subcommand} is not on the list of what reviewctl runs")
    where = [f"--git-dir={place.git_dir}", f"--work-tree={place.root}"] if place else []
    behind = ["--", *paths] if paths is not None else []
    return [git_path(), "--no-pager", *settings_options(settings), *where, subcommand, *options, *behind]


def complaint(err: str) -> str:
    """Return the line of git's complaint that says what is wrong, without control characters."""
    lines = [line.strip() for line in err.splitlines() if line.strip()]
    told = [line for line in lines if line.startswith(("fatal:", "error:"))]
    line = (told or lines or ["it gave no reason"])[0]
    return printable(line.removeprefix("fatal: ").removeprefix("error: "))[:300]
