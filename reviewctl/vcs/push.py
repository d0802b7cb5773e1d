"""Sending what was saved to where the branch comes from. A push that fails never fails the save."""

import os
import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.repository import Repository, head_ref
from reviewctl.vcs.run import complaint
from reviewctl.vcs.settings import read_settings, unsafe

Way = Literal["https", "ssh", "file"]


class Pushed(Struct, frozen=True):
    """What became of a push, and a sentence.

    `sent`; `none` (there is nowhere to send to); `rejected` (somebody else has saved there in the meantime, and that
    is to be brought in first); or `failed`.
    """

    outcome: Literal["sent", "none", "rejected", "failed"]
    words: str


class Upstream(Struct, frozen=True):
    """Where a branch comes from: the local branch, the remote's name, and its branch there."""

    branch: str
    remote: str
    target: str


def push(repo: Repository) -> Pushed:
    """Push the current branch to its upstream, if it has one, and say what became of it.

    Only over https, ssh or to a folder outside the register; never by force. Whatever goes wrong is in the
    result, except an unsafe repository, which raises EnvironmentFault.
    """
    repo.check_safe()
    try:
        upstream = find_upstream(repo)
        if upstream is None:
            return Pushed("none", "Kept on this computer: the branch has no upstream to push to.")
        return _push(repo, upstream)
    except EnvironmentFault as fault:
        return _failed(fault.message)


def push_branch(repo: Repository, name: str) -> Pushed:
    """Push a branch that is not checked out, under its own name, to where the present branch comes from.

    `none` where that is nowhere. See `push` for the rest.
    """
    repo.check_safe()
    try:
        upstream = find_upstream(repo)
        if upstream is None:
            return Pushed("none", "Kept on this computer: there is no upstream to push to.")
        ref = f"refs/heads/{name}"
        return _push(repo, Upstream(ref, upstream.remote, ref))
    except EnvironmentFault as fault:
        return _failed(fault.message)


def find_upstream(repo: Repository) -> Upstream | None:
    """Return where the current branch comes from, or None where it has no upstream on a named remote."""
    branch = head_ref(repo)
    name = branch.removeprefix("refs/heads/")
    remote, target = _setting(repo, f"branch.{name}.remote"), _setting(repo, f"branch.{name}.merge")
    named = re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./-]*", remote) is not None
    if not branch or not named or not target.startswith("refs/heads/"):
        return None
    return Upstream(branch, remote, target)


THERE = (
    f"core.hooksPath={os.devnull}",
    "core.alternateRefsCommand=true",
    "core.fsmonitor=false",
    "receive.autogc=false",
    "gc.auto=0",
)
"""What is set for the program that answers in a remote folder: settings there that could run others stand behind."""


def way_of(url: str) -> Way | None:
    """Return how git would reach this address, or None for a way that reviewctl does not go."""
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://", url)
    if scheme:
        found = scheme[1].lower()
        return (
            "https" if found == "https" else "ssh" if found == "ssh" else "file" if found == "file" else None
        )
    if re.match(r"[A-Za-z0-9+.-]+::", url) or url.startswith("-") or not url:
        return None
    # git's own rule: a colon before the first slash makes host:path; one letter is a Windows drive.
    return "ssh" if re.match(r"[^/\\:]{2,}:", url) else "file"


def settings_of_remote(repo: Repository, remote: str, *, push: bool) -> tuple[tuple[str, ...], str]:
    """Return the ways by which a remote is reached, and why it is not gone to; "" where nothing speaks against it.

    `push` asks for where git sends to, which may be elsewhere than where it fetches from.
    """
    urls = _urls(repo, remote, push)
    ways = {way_of(url) for url in urls}
    if not urls or None in ways:
        return (), "the address of the remote is not one of https, ssh or a folder"
    if "file" in ways and len(ways) > 1:
        return (), "the remote has several addresses, and not all of them are folders"
    if any(_is_planted(repo, url) for url in urls if way_of(url) == "file"):
        return (), "the remote is a folder inside this one, or its settings could run other programs"
    return tuple(sorted({str(way) for way in ways})), ""


def _push(repo: Repository, upstream: Upstream) -> Pushed:
    ways, fault = settings_of_remote(repo, upstream.remote, push=True)
    if fault:
        return _failed(fault)
    options = ["--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"]
    if "file" in ways:
        # On this computer the remote's hooks would run as the user; they may have come with the folder.
        options.append(f"--receive-pack=git {' '.join(f'-c {one}' for one in THERE)} receive-pack")
    spec = f"{upstream.branch}:{upstream.target}"
    words = (*options, "--", upstream.remote, spec)
    answer = repo.git("push", *words, accept=range(256), protocols=ways, timeout=120)
    return _outcome(answer.code, answer.out.decode("utf-8", "replace"), answer.err)


# The last two are said where two push at the same moment.
_FASTER = ("[rejected]", "cannot lock ref", "incorrect old value")


def _outcome(code: int, out: str, err: str) -> Pushed:
    if code == 0:
        return Pushed("sent", "Pushed.")
    if any(words in out for words in _FASTER):
        why = (
            "somebody else has saved there in the meantime. Bring theirs in first: reviewctl save --bring-in"
        )
        return Pushed("rejected", f"Saved on this computer, but not pushed: {why}")
    return _failed(complaint(err))


def not_there(err: str) -> bool:
    """Whether git complains that the remote has no such branch (yet)."""
    return "couldn't find remote ref" in err


def _failed(why: str) -> Pushed:
    return Pushed("failed", f"Saved on this computer, but not pushed: {why}")


def _setting(repo: Repository, key: str) -> str:
    answer = repo.git("config", "--get", key, accept=(0, 1))
    return answer.out.decode("utf-8", "replace").strip()


def _urls(repo: Repository, remote: str, push: bool) -> list[str]:
    words = ("--push", "--all") if push else ("--all",)
    answer = repo.git("remote", "get-url", *words, remote, accept=(0, 2, 128))
    return os.fsdecode(answer.out).splitlines()


def _is_planted(repo: Repository, url: str) -> bool:
    """True for a remote folder that came with this one, or whose settings could run other programs.

    git tries several folders for one address and reads %-signs as letters; an address that leaves any doubt
    about where it leads is taken for planted.
    """
    written = re.sub("^file://", "", url, flags=re.IGNORECASE)
    if "%" in written:
        return True
    path = os.path.realpath(Path(repo.root, written))
    if path == repo.root or path.startswith(repo.root + os.sep):
        return True
    folders = [Path(path + end) for end in ("", ".git", "/.git", ".git/.git")]
    if any(folder.is_file() for folder in folders):
        return True
    configs = [folder / "config" for folder in folders]
    return any(unsafe(read_settings(str(config))) for config in configs if config.is_file())
