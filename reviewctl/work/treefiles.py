"""What the files of a tree hold, told by ids and not by looking into them."""

from hashlib import sha1

from reviewctl.model.tree import Marked, Tree


def folder_ids(tree: Tree, folder: str, *, deep: bool = True) -> dict[str, str]:
    """Return what each file in a folder of a tree holds, by its path in the tree: the id that git gives it.

    `deep` takes in what lies in the folders below. Of a tree that knows no ids, the files are read.
    """
    found: dict[str, str] = {}
    if isinstance(tree, Marked):
        for name, (kind, own) in tree.ids(folder).items():
            path = f"{folder}/{name}" if folder else name
            if kind != "folder":
                found[path] = own
            elif deep:
                found |= folder_ids(tree, path)
        return found
    for entry in tree.entries(folder):
        if entry.kind == "folder":
            found |= folder_ids(tree, entry.path) if deep else {}
        elif entry.kind in ("file", "executable"):
            found[entry.path] = git_sum(tree.read(entry.path))
    return found


def git_sum(data: bytes) -> str:
    """Return the id that git gives a file with these bytes."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
