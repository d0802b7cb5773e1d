"""What changed since a text was last approved: the commit in which it was, and every difference in words."""

from collections.abc import Iterator, Mapping

from reviewctl.facts.judged import Facts
from reviewctl.model.changes import Change
from reviewctl.model.signoff import Manifest
from reviewctl.render.pages.signoff_request import Since
from reviewctl.vcs.commits import Commit, commits, recorded_on
from reviewctl.work.changing import changes_between
from reviewctl.work.desk import Desk
from reviewctl.work.recorded import register_at
from reviewctl.work.signoff.meant import Meant
from reviewctl.work.signoff.places import Ground, view_at
from reviewctl.work.signoff.views import View, statements_in

_HEADS = {
    "action-plan": ("action-plan", "actions", "recommendations"),
    "progress": ("progress", "actions"),
    "tor": ("tor", "terms-of-reference"),
}
"""The words with which addresses of a document begin, where they are others than its name."""


def since_approved(
    desk: Desk,
    facts: Facts,
    one: Meant,
    ground: Ground,
    view: View,
    changes: Mapping[str, bytes | None],
    asked: Manifest,
) -> Since | None:
    """Return what changed since another text than the one `asked` about was approved; None where none ever was."""
    earlier = {
        ground.path(each.path): each.statement.digest
        for each in statements_in(view.case(changes), one)
        if each.statement is not None and each.statement.decision == "approve"
    }
    others = {path: digest for path, digest in earlier.items() if digest != asked.digest}
    for commit in _brought(ground, others) if others else ():
        wanted = {others[change.path] for change in commit.files if change.path in others}
        with view_at(desk, facts, commit.id, facts.as_of) as then:
            if then.manifest(one).digest not in wanted:
                continue  # Recorded beside another text, as where a forge has made one commit of several.
        return Since(recorded_on(commit), commit.id, tuple(_told(desk, facts, one, commit, view)))
    return None


def _brought(ground: Ground, paths: Mapping[str, str]) -> Iterator[Commit]:
    """Yield the commits that brought in statements, the newest first."""
    newest = ground.tips[0] if ground.tips else ground.head
    for commit in commits(ground.repo, newest, sorted(paths)):
        if any(change.after is not None for change in commit.files):
            yield commit


def _told(desk: Desk, facts: Facts, one: Meant, commit: Commit, view: View) -> Iterator[str]:
    with register_at(desk, commit.id) as before:
        found = changes_between(before, view.register, (facts.case.folder,), as_of=facts.as_of)
    for each in found:
        yield from (change.words for change in each.changes if _is_covered(change, one))


def _is_covered(change: Change, one: Meant) -> bool:
    """Whether a change is one of a document that is signed off."""
    heads = {head for name in (*one.rule.files, *one.rule.snapshot) for head in _HEADS.get(name, (name,))}
    return any(_head(address) in heads for address in (change.address, *change.covers) if address)


def _head(address: str) -> str:
    return address.partition(".")[0].partition("[")[0].partition("#")[0]
