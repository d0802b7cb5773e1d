"""The examples of the pages on what a pull request does: a change of the base register, judged as one."""

import hashlib
from collections.abc import Mapping
from datetime import date

import yaml

from reviewctl.model.finding import Finding
from reviewctl.model.signoff import SignatureCheck
from reviewctl.model.tree import EntryKind
from reviewctl.rules.proposed.engine import ACTS
from reviewctl.rules.proposed.every import AREAS
from reviewctl.rules.proposed.history import BEHIND, behind
from reviewctl.store.register import Register
from reviewctl.work.proposed.between import Between, Means, Side
from reviewctl.work.proposed.touching import touched
from tests.rulebook_pages import Block, Laid

assert AREAS
OF_PROPOSALS = {code.code for code, _ in ACTS} | {BEHIND.code}
WORDS = ("since", "check", "commits")


class Marked(Laid):
    """A register with an example laid over it, as a tree that tells the id of everything in it."""

    def ids(self, folder: str = "") -> dict[str, tuple[EntryKind, str]]:
        """Return the kind and the sum of each thing in a folder."""
        return {e.path.rpartition("/")[2]: (e.kind, self._sum(e.path)) for e in self.entries(folder)}

    def _sum(self, path: str) -> str:
        below = {p: d for p, d in self.files.items() if p == path or p.startswith(f"{path}/")}
        told = [(p.removeprefix(path), hashlib.sha1(d).hexdigest()) for p, d in sorted(below.items())]
        return told[0][1] if path in below else hashlib.sha1(repr(told).encode()).hexdigest()


def between(
    before: Laid, after: Laid, as_of: date, means: Means | None = None, base: Laid | None = None
) -> tuple[Finding, ...]:
    """Return what is found on the change from one tree to another."""
    old, new = (Side(Register(tree, "/nowhere"), tree.ids) for tree in (before, after))
    trusted = Side(Register(base, "/nowhere"), base.ids) if base is not None else old
    made = touched(before, after, "")
    begins = "board.yaml" not in (base or before).files
    one = Between(trusted, old, new, made, as_of, begins=begins, means=means or Means())
    return one.judged().findings


def found_between(blocks: tuple[Block, ...], as_of: date) -> tuple[Finding, ...]:
    """Return what a page's example gives."""
    said: Mapping[str, Block] = {block.what: block for block in blocks if block.what in WORDS}
    laid = tuple(block for block in blocks if block.what not in WORDS)
    before = Marked(tuple(block for block in laid if block.base))
    found = between(before, Marked(laid), as_of, _means(said))
    return (*_of_commits(said), *found)


def _means(said: Mapping[str, Block]) -> Means:
    since = date.fromisoformat(said["since"].path) if "since" in said else None
    check = SignatureCheck(said["check"].path, "", said["check"].text.strip()) if "check" in said else None
    return Means(lambda _, __: since, lambda _: check)


def _of_commits(said: Mapping[str, Block]) -> tuple[Finding, ...]:
    if "commits" not in said:
        return ()
    told = yaml.safe_load(said["commits"].text)
    return tuple(behind(told["base"], told["parted"]))
