"""What is different in those files of a register that are no documents: its policies, its trust, its letters."""

from collections.abc import Iterator

from reviewctl.facts.differences import Difference, differences
from reviewctl.model.changes import Change, ChangeKind
from reviewctl.model.identities import ENCRYPTED
from reviewctl.model.review import Document
from reviewctl.model.tree import Tree
from reviewctl.model.trust import FOLDER as TRUST
from reviewctl.model.trust import Trust
from reviewctl.render.changes.board import trust_words
from reviewctl.render.changes.rest import rest
from reviewctl.render.changes.sides import Pool, Sides
from reviewctl.render.pages.naming import many
from reviewctl.store.house import HOUSE_STYLE
from reviewctl.store.packfiles import PackRead
from reviewctl.store.register import CASES, Register
from reviewctl.store.trust import read_trust
from reviewctl.work.changed_files import is_document
from reviewctl.work.treefiles import folder_ids

_SETTINGS = (".github", ".gitlab", ".vscode")
_SHOWN = ("README.md", ".gitignore", ".gitattributes", ".editorconfig", ".gitlab-ci.yml", ".pre-commit-config.yaml",
          ".pre-commit-hooks.yaml", "CODEOWNERS", HOUSE_STYLE, ENCRYPTED)  # fmt: skip


def own_files(before: Register | None, after: Register, sides: Sides) -> Iterator[Change]:
    """Yield what became of the register's policies, of whom it trusts, and of its other files."""
    yield from _policies(before, after, sides)
    yield from _trust(before, after)
    yield from _others(before, after)


def _policies(before: Register | None, after: Register, sides: Sides) -> Iterator[Change]:
    old, new = (set(side.policies.own()) if side is not None else set() for side in (before, after))
    for name in sorted(new - old):
        yield _policy(name, f"policy {name}: added to the register")
    for name in sorted(old - new):
        yield _policy(name, f"policy {name}: taken out of the register")
    for name in sorted(old & new):
        assert before is not None
        if folder_ids(before.tree, f"policy/{name}") != folder_ids(after.tree, f"policy/{name}"):
            yield from _pack(name, before.policies.read(name), after.policies.read(name), sides)


def _policy(name: str, words: str) -> Change:
    return Change(kind="policy", words=words, address=f"policy[{name}]")


def _pack(name: str, before: PackRead | None, after: PackRead | None, sides: Sides) -> Iterator[Change]:
    if before is None or after is None or before.policy is None or after.policy is None:
        yield _policy(name, f"policy {name}: changed, and one of the two cannot be read: reviewctl validate")
        return
    found: list[Difference] = []
    for file in sorted({*before.documents, *after.documents}):
        sides_of = [_named(read.documents.get(file), f"{name},{file}") for read in (before, after)]
        found += differences(sides_of[0], sides_of[1])
    changes = list(rest(sides, Pool(found)))
    for one in changes:
        yield Change(
            kind="policy",
            words=one.words,
            address=one.address,
            before=one.before,
            after=one.after,
            covers=one.covers,
        )
    if not changes:
        yield _policy(name, f"policy {name}: written another way; nothing that it says is different")


def _named(document: Document | None, item: str) -> Document | None:
    """Return a file of a pack as a document with an address of its own."""
    if document is None:
        return None
    return Document(kind="policy", item=item, path=document.path, data=document.data)


def _trust(before: Register | None, after: Register) -> Iterator[Change]:
    old = folder_ids(before.tree, TRUST) if before is not None else {}
    if old == folder_ids(after.tree, TRUST):
        return
    then = read_trust(before.tree) if before is not None else Trust()
    words = trust_words(then, read_trust(after.tree))
    yield Change(kind="trust", words=f"who is trusted to sign: {words}", address=TRUST)


def _others(before: Register | None, after: Register) -> Iterator[Change]:
    """Yield the files that are no part of the record; a name that may be a person's is not shown."""
    old, new = (_ids(side.tree) if side is not None else {} for side in (before, after))
    hidden = 0
    for path in sorted({*old, *new}):
        if old.get(path) == new.get(path):
            continue
        sort = "added" if path not in old else "taken out" if path not in new else "changed"
        if is_document(path, "register"):
            if _rewritten(before, after, path):
                words = f"{path}: written another way; nothing that it says is different"
                yield Change(kind="file", words=words, address=path)
        elif _may_be_named(path):
            kind: ChangeKind = "file"
            yield Change(kind=kind, words=f"{path}: {sort}", address=path)
        else:
            hidden += 1
    if hidden:
        words = f"{many(hidden, 'file')} with no place in a register came, went or changed (names not shown)"
        yield Change(kind="file", words=words)


def _rewritten(before: Register | None, after: Register, path: str) -> bool:
    """Whether a document that differs says the same on both sides, and is only written another way."""
    sides = [
        next((one for one in side.documents.values() if one.path == path), None) if side is not None else None
        for side in (before, after)
    ]
    old, new = sides
    return old is not None and new is not None and (old.data, old.body) == (new.data, new.body)


def _ids(tree: Tree) -> dict[str, str]:
    """Return the ids of the files at the root, beside the reviews, and with minutes, letters and settings."""
    found = folder_ids(tree, "", deep=False) | folder_ids(tree, CASES, deep=False)
    for folder in ("meetings", "letters", *_SETTINGS):
        found |= folder_ids(tree, folder)
    return found


def _may_be_named(path: str) -> bool:
    first = path.partition("/")[0]
    if first in ("meetings", CASES):
        return path == f"{first}/README.md"
    return path in _SHOWN or (first in ("letters", *_SETTINGS) and path != first)
