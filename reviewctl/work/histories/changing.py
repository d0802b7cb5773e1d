"""What each commit changed, value by value; and what a merge settled itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from reviewctl.facts.differences import Difference, differences
from reviewctl.facts.histories import changes_of, settled, told_after_a_fault
from reviewctl.model.history import Changed
from reviewctl.model.kind import HeadingRule
from reviewctl.vcs.commits import Commit
from reviewctl.work.histories.past import Past, kind_of, split
from reviewctl.work.histories.reading import Reader, Side

Headings = Callable[[str], Sequence[HeadingRule]]
"""The headings that the policy gives documents of a kind."""
Between = Callable[[str | None, str | None], Iterable[Difference]]
"""What is different between a review at two commits; None stands for before the first."""


def touched(past: Past, commit: Commit) -> tuple[str, ...]:
    """Return the files of which a commit made something that was not there before it, on any line that it joined."""
    if len(commit.parents) < 2:
        return tuple(one.path for one in commit.files if one.before != one.after)
    return tuple(sorted(_unsettled(past, commit)))


def _unsettled(past: Past, commit: Commit) -> set[str]:
    """Return the files of a merge that do not follow from its lines of work as a whole."""
    sides = [past.files(one) for one in commit.parents]
    base, now = past.files(common_of(past, commit)), past.files(commit.id)
    found = set()
    for path in {path for files in (*sides, base, now) for path in files}:
        old, new = base.get(path), now.get(path)
        brought = {blob for blob in (side.get(path) for side in sides) if blob != old}
        if (brought and brought != {new}) or (not brought and new != old):
            found.add(path)
    return found


def common_of(past: Past, merge: Commit) -> str | None:
    """Return the commit from which the lines that a merge joined come."""
    base: str | None = merge.parents[0]
    for other in merge.parents[1:]:
        base = past.common(base, other) if base is not None else None
    return base


def changes(past: Past, commit: Commit, between: Between) -> tuple[Changed, ...]:
    """Return what a commit changed. Of a merge: what it settled itself, with what each line had."""
    if len(commit.parents) < 2:
        return changes_of(between(commit.parents[0] if commit.parents else None, commit.id))
    base = common_of(past, commit)
    one, *others = (tuple(between(base, parent)) for parent in commit.parents)
    other = {each.address: each for found in others for each in found}
    return tuple(settled(one, other.values(), between(base, commit.id)))


def in_documents(reader: Reader, paths: Sequence[str], headings: Headings) -> Between:
    """Return what compares the documents at some paths, value by value."""

    def between(one: str | None, other: str | None) -> Iterator[Difference]:
        for path in paths:
            at = kind_of(split(path)[1])
            if at is not None:
                before, after = reader.side(one, path), reader.side(other, path)
                yield from of_sides(before, after, headings(at[0].name))

    return between


def of_sides(before: Side, after: Side, headings: Sequence[HeadingRule]) -> Iterable[Difference]:
    """Return what is different between two versions of a document, as far as each could be read."""
    found: Iterable[Difference] = differences(before.now, after.now, headings)
    if before.at_fault and before.clean is not None:
        found = told_after_a_fault(found, differences(before.clean, after.now, headings))
    if after.at_fault:
        found = [one for one in found if one.after is not None]
    return tuple(found)
