"""Finishing what git began and left unmerged: the files are put together by address, and git is told so."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.render.visible import visible
from reviewctl.store.atomic import Change, write_many
from reviewctl.store.folder import read_regular
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.commits import merge_base
from reviewctl.vcs.joining import Turn, turns
from reviewctl.vcs.lines import merged_lines
from reviewctl.vcs.repository import Repository
from reviewctl.vcs.stages import Sides, Unmerged, settle, unmerged
from reviewctl.work.merging.deciding import decide
from reviewctl.work.merging.files import Versions, home_of, versions_of
from reviewctl.work.merging.questions import Answers, Ask, how_to_answer, with_who

_OPENS = re.compile(rb"^<{7}(?: |\r?$)", re.MULTILINE)
_CLOSES = re.compile(rb"^>{7}(?: |\r?$)", re.MULTILINE)
_MARK = re.compile(rb"(?:<{7}|>{7}|\|{7}|={7})(?: .*)?\r?")


def put_together(
    repo: Repository, sides: Sides, prefix: str, answers: Answers, ask: Ask | None
) -> Iterator[str]:
    """Put together every file that git left unmerged, tell git so, and yield what to tell.

    `prefix` is where the register lies below the repository's root ("" or with a slash behind it). A file in which a
    person has settled the matter by hand is taken as it stands. Raises ReviewctlError, with everything left as it
    was, where something must be asked first, or lies outside the register, or cannot be merged.
    """
    found = unmerged(repo, sides.work)
    _refuse_others(found, prefix)
    with Blobs(repo) as blobs:
        versions = {
            one.path.removeprefix(prefix): Versions(*map(blobs.file, (one.base, one.mine, one.theirs)))
            for one in found
        }
    present = {path: _present(repo, prefix + path) for path in versions}
    asked = {path: one for path, one in versions.items() if not _settled_by_hand(path, present[path], one)}
    base = merge_base(repo, sides.mine, sides.theirs) if sides.mine and sides.theirs else None
    for path, of_git in _merged_by_lines(repo, sides, base, prefix, {one.path for one in found}):
        present[path], asked[path] = _present(repo, prefix + path), of_git
    who = partial(with_who, repo, prefix=prefix, base=base, tips=(sides.mine, sides.theirs))
    decided = decide(asked, answers, partial(merged_lines, repo), who, ask)
    if decided.still_open:
        for one in decided.still_open:
            yield from one.lines()
            yield from _where(one.path, present[one.path])
        raise ReviewctlError(
            f"{_things(len(decided.still_open))} to be decided before this can be merged. Nothing was changed.",
            how_to_answer(decided.still_open),
        )
    changes = {path: data for path, data in decided.files.items() if data != present[path]}
    write_many(
        [Change(Path(repo.root, prefix + path), data, present[path]) for path, data in changes.items()]
    )
    settle(repo, [*(one.path for one in found), *(prefix + path for path in changes)])
    told = sorted({*(one.path for one in found), *(prefix + path for path in changes)})
    if told:
        yield f"Put together from what both saved: {_list(told)}."


def _merged_by_lines(
    repo: Repository, sides: Sides, base: str | None, prefix: str, unmerged: set[str]
) -> Iterator[tuple[str, Versions]]:
    """Yield the documents that git has merged line by line and nobody has touched since, by path in the register.

    Lines that fit together may say what nobody said: a key twice, or a day of one and the reason of the other.
    """
    if sides.work != "merge" or not (base and sides.mine and sides.theirs):
        return
    own, other = turns(repo, base, sides.mine), turns(repo, base, sides.theirs)
    with Blobs(repo) as blobs:
        for path in sorted(own.keys() & other.keys() - unmerged):
            inner = path.removeprefix(prefix)
            if (
                not path.startswith(prefix)
                or home_of(inner) is None
                or not _all_there(own[path], other[path])
            ):
                continue
            one = versions_of(blobs, own[path], other[path])
            made = merged_lines(repo, one.base or b"", one.mine or b"", one.theirs or b"")
            if made is not None and made == _present(repo, path):
                yield inner, one


def _all_there(own: Turn, other: Turn) -> bool:
    return own.after is not None and other.after is not None and own.regular and other.regular


def _refuse_others(found: Sequence[Unmerged], prefix: str) -> None:
    """Raise ReviewctlError where a file is not the register's, or is none that holds text."""
    outside = [one.path for one in found if not one.path.startswith(prefix)]
    if outside:
        raise ReviewctlError(
            f"These files are not part of the register, and are not merged yet: {_list(outside)}",
            "Whoever looks after them must merge them (git status says how), then: reviewctl save",
        )
    links = [one.path for one in found if not one.regular]
    if links:
        raise ReviewctlError(
            f"These are links or other repositories, which have no place in a register: {_list(links)}",
            "Take them out (git rm), then: reviewctl save",
        )


def _list(paths: Sequence[str]) -> str:
    return ", ".join(map(visible, paths))


def _present(repo: Repository, path: str) -> bytes | None:
    try:
        return read_regular(Path(repo.root, path))
    except FileNotFoundError:
        return None


def _settled_by_hand(path: str, data: bytes | None, versions: Versions) -> bool:
    """Whether a person has settled the matter in the file itself: git's marks are gone from it.

    Where git writes no marks (one side has no such file, or it is no text), it is settled when the file is neither
    version. Raises ReviewctlError where git's marks stand beside something that a person has typed.
    """
    every = [one for one in (versions.base, versions.mine, versions.theirs) if one is not None]
    if data is None:
        return True
    if versions.mine is None or versions.theirs is None or any(b"\0" in one for one in every):
        return _lines(data) not in [_lines(one) for one in every]
    if not (_OPENS.search(data) and _CLOSES.search(data)):
        return True
    known = {line for one in every for line in _lines(one)}
    for number, line in enumerate(_lines(data), start=1):
        if line not in known and _MARK.fullmatch(line) is None:
            raise ReviewctlError(
                f"{visible(path)}:{number}: something was written here while the marks of an unfinished merge stand "
                "in the file.",
                "Take out the lines that begin with <<<<<<<, ======= and >>>>>>> and what does not hold, then: "
                "reviewctl save",
            )
    return False


def _lines(data: bytes) -> list[bytes]:
    return data.replace(b"\r\n", b"\n").split(b"\n")


def _where(path: str, data: bytes | None) -> Iterator[str]:
    """Yield where in a file git has marked what both changed."""
    starts = [number for number, line in enumerate((data or b"").split(b"\n"), 1) if _OPENS.match(line)]
    ends = [number for number, line in enumerate((data or b"").split(b"\n"), 1) if _CLOSES.match(line)]
    places = [f"{one}-{other}" for one, other in zip(starts, ends, strict=False)]
    if places:
        yield f"  marked in {visible(path)}, lines {', '.join(places)}; it may be settled there by hand, too"


def _things(count: int) -> str:
    return "1 thing is" if count == 1 else f"{count} things are"


def refuse_marks(repo: Repository, paths: Sequence[str]) -> None:
    """Raise EnvironmentFault where one of the files (relative to the root) still holds the marks of a merge."""
    for path in paths:
        data = _present(repo, path)
        if data is not None and _OPENS.search(data) and _CLOSES.search(data):
            raise EnvironmentFault(
                f"{visible(path)} still holds the marks of an unfinished merge.",
                "Take out the lines that begin with <<<<<<<, ======= and >>>>>>> and what does not hold, then: "
                "reviewctl save",
            )
