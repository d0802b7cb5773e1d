"""When a text came into the record: the day of the first commit that held each of its files as it is."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.model.signoff import Manifest
from reviewctl.store.documents import document_from
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.commits import Commit, commits, recorded_on
from reviewctl.vcs.repository import Repository
from reviewctl.work.signoff.meant import Meant
from reviewctl.work.signoff.places import Ground

Arrived = tuple[date, str]
"""The day on which something came into the record, and the id of the commit that brought it."""


Walk = Callable[[Sequence[str]], Sequence[Commit]]
"""What gives the commits that touched any of some paths (from the repository's root), the newest first."""


def arrived(
    ground: Ground, one: Meant, text: Manifest, newest: str, walk: Walk | None = None
) -> Arrived | None:
    """Return when the last of the things that a sign-off binds came into the record, as seen from a commit.

    Each counts from the first commit in which it lay there as it is: a text that was changed and changed back is as
    old as it was. None where the commits do not hold one of them. `walk` spares asking git for each of them.
    """
    walk = walk or (lambda paths: list(commits(ground.repo, newest, paths)))
    lines = dict(text.lines)
    papers = {path: total for path, total in lines.items() if "#" in path}
    files = [path for path in lines if path not in papers]
    found = [_of_file(ground, one, path, newest, walk) for path in files]
    found += [_of_paper(ground, one, total, walk) for total in papers.values()]
    known = [each for each in found if each is not None]
    return max(known) if known and len(known) == len(found) else None


def _of_file(ground: Ground, one: Meant, path: str, newest: str, walk: Walk) -> Arrived | None:
    """Return when a file came to be as it is. A copy is as old as what it is a copy of."""
    own = _full(ground, one, path)
    blob = _blob(ground.repo, newest, own)
    wanted = {own, *(_full(ground, one, source) for source in _sources(one, path))}
    if blob is None:
        return None
    return _first(
        each
        for each in walk(sorted(wanted))
        if any(change.path in wanted and change.after == blob for change in each.files)
    )


def _of_paper(ground: Ground, one: Meant, total: str, walk: Walk) -> Arrived | None:
    """Return when papers.yaml came to hold the sum of a paper."""
    path = _full(ground, one, "papers.yaml")
    with Blobs(ground.repo) as blobs:
        return _first(each for each in walk((path,)) if _holds(blobs, each, path, total))


def _holds(blobs: Blobs, commit: Commit, path: str, total: str) -> bool:
    made = [change.after for change in commit.files if change.path == path]
    return any(blob is not None and total in _sums(blobs.read(blob), path) for blob in made)


def _sums(data: bytes, path: str) -> set[str]:
    """Return the sums of papers.yaml as it is read: there are many ways to write the same, and a note is none."""
    document, _ = document_from(data, path, BY_NAME["papers"], "")
    return (
        {paper.sha256 for paper in document.data if paper.sha256 is not None}
        if document is not None
        else set()
    )


def _first(newest_first: Iterator[Commit]) -> Arrived | None:
    found = list(newest_first)
    return (recorded_on(found[-1]), found[-1].id) if found else None


def _sources(one: Meant, path: str) -> Iterator[str]:
    """Yield what a file of a snapshot is a copy of, by its path within the case."""
    if path.startswith(f"{one.inner}/snapshot/"):
        for name in one.rule.snapshot:
            source = path_of(BY_NAME[name], one.item)
            if source.rpartition("/")[2] == path.rpartition("/")[2]:
                yield source


def _full(ground: Ground, one: Meant, path: str) -> str:
    return ground.path("/".join(part for part in (one.folder, path) if part))


def _blob(repo: Repository, commit: str, path: str) -> str | None:
    """Return the id of the regular file at a path of a commit, or None where there is none."""
    told = repo.git("ls-tree", "-z", commit, paths=(path,)).out.rstrip(b"\0")
    words = told.partition(b"\t")[0].split()
    return words[2].decode("ascii") if len(words) == 3 and words[1] == b"blob" else None
