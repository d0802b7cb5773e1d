"""Whether what goes out, and all by which that is judged, is what git keeps."""

from collections.abc import Iterator
from hashlib import sha256

from reviewctl.facts.judged import Facts
from reviewctl.model.identities import ENCRYPTED
from reviewctl.model.publishing import Product
from reviewctl.model.tree import Tree
from reviewctl.rules.gate import Saved
from reviewctl.vcs.commit import dirty, overlooked
from reviewctl.vcs.objects import CommitTree
from reviewctl.vcs.repository import find, head
from reviewctl.work.desk import Desk
from reviewctl.work.recorded import start_of


def saved(desk: Desk, facts: Facts, papers: tuple[Product, ...]) -> Saved:
    """Return whether all that publication rests on is in the last commit, with the very bytes that were read.

    Git may be told to overlook a file, or never to see it: then it calls it saved, and it is not.
    """
    root = desk.register.root
    repo = find(root)
    newest = head(repo) if repo is not None else None
    if repo is None or newest is None:
        return "no-git"
    start = start_of(repo, root)
    differing = (*(path for _, path in dirty(repo, root)), *overlooked(repo))
    if any(_matters(path.removeprefix(start), facts.case.folder) for path in differing):
        return "unsaved"
    with CommitTree(repo, newest) as tree:
        whole = all(_sum(tree, start + path) == digest for path, digest in _read(desk, facts, papers))
    return "saved" if whole else "unsaved"


def _matters(path: str, folder: str) -> bool:
    """Whether a changed file is one on which the publication of the case in `folder` rests: not another case's."""
    return not path.startswith("cases/") or path.startswith(f"{folder}/")


def _read(desk: Desk, facts: Facts, papers: tuple[Product, ...]) -> Iterator[tuple[str, str]]:
    """Yield the files of which something goes out or by which it is judged, each with its sum as it is here."""
    for product in papers:
        yield facts.case.place_of(product.path), product.sha256
        yield from ((facts.case.place_of(one.path), _digest(one.data)) for one in product.pictures)
    documents = {one.path for one in (*desk.register.documents.values(), *facts.case.documents.values())}
    for path in sorted(documents | {ENCRYPTED}):
        digest = _sum(desk.register.tree, path)
        if digest:
            yield path, digest


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _sum(tree: Tree, path: str) -> str:
    """Return the sum of a file of a tree; "" where it has none of that name."""
    try:
        return _digest(tree.read(path))
    except FileNotFoundError:
        return ""
