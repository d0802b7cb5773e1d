"""Sending what was saved to where the branch comes from. A push that fails never fails the save."""

import os
import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.repository import Repository
from reviewctl.vcs.run import complaint
from reviewctl.vcs.settings import read_settings, unsafe

Way = Literal["https", "ssh", "file"]


class Pushed(Struct, frozen=True):
    """What became of a push: `sent`, `none` (there is nowhere to send to) or `failed`; and a sentence."""

    outcome: Literal["sent", "none", "failed"]
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
    branch = os.fsdecode(repo.git("symbolic-ref", "--quiet", "HEAD", accept=(0, 1)).out).strip()
    name = branch.removeprefix("refs/heads/")
    remote, target = _setting(repo, f"branch.{name}.remote"), _setting(repo, f"branch.{name}.merge")
    named = re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./-]*", remote) is not None
    if not branch or not named or not target.startswith("refs/heads/"):
        return None
    return Upstream(branch, remote, target)


_THERE = (
    f"core.hooksPath={os.devnull}",
    "core.alternateRefsCommand=true",
    "core.fsmonitor=false",
    "receive.autogc=false",
    "gc.auto=0",
)
"""What is set for the program that receives: settings of the remote folder that could run others stand behind."""


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


def _push(repo: Repository, upstream: Upstream) -> Pushed:
    urls = _urls(repo, upstream.remote)
    ways = {way_of(url) for url in urls}
    if not urls or None in ways:
        return _failed("the address of the remote is not one of https, ssh or a folder")
    if any(_is_planted(repo, url) for url in urls if way_of(url) == "file"):
        return _failed("the remote is a folder inside this one, or its settings could run other programs")
    options = ["--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"]
    if ways == {"file"}:
        # On this computer the remote's hooks would run as the user; they may have come with the folder.
        options.append(f"--receive-pack=git {' '.join(f'-c {one}' for one in _THERE)} receive-pack")
    spec = f"{upstream.branch}:{upstream.target}"
    protocols = sorted({str(way) for way in ways})
    words = (*options, "--", upstream.remote, spec)
    answer = repo.git("push", *words, accept=range(256), protocols=protocols, timeout=120)
    return _outcome(answer.code, answer.out.decode("utf-8", "replace"), answer.err)


def _outcome(code: int, out: str, err: str) -> Pushed:
    if code == 0:
        return Pushed("sent", "Pushed.")
    if "[rejected]" in out:
        return _failed(
            "somebody else has saved there in the meantime. Get theirs first: git pull --no-rebase"
        )
    return _failed(complaint(err))


def _failed(why: str) -> Pushed:
    return Pushed("failed", f"Saved on this computer, but not pushed: {why}")


def _setting(repo: Repository, key: str) -> str:
    answer = repo.git("config", "--get", key, accept=(0, 1))
    return answer.out.decode("utf-8", "replace").strip()


def _urls(repo: Repository, remote: str) -> list[str]:
    answer = repo.git("remote", "get-url", "--push", "--all", remote, accept=(0, 2, 128))
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
