"""The history of a review, or of one value of it: what each commit did, the newest first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from msgspec.structs import replace

from reviewctl.facts.differences import Difference
from reviewctl.facts.histories import below
from reviewctl.facts.judged import Facts
from reviewctl.model.changes import Change
from reviewctl.model.history import Changed, Recorded, Silent
from reviewctl.model.kind import HeadingRule
from reviewctl.model.report import Report
from reviewctl.model.review import Case
from reviewctl.render.changes.sides import Side, Sides, side_of
from reviewctl.render.changes.tell import told, told_of_register
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.commits import Commit, FileChange, recorded_on, written_on
from reviewctl.work.desk import Desk
from reviewctl.work.histories.address import SIGNOFF, Wanted, wanted_of
from reviewctl.work.histories.changing import Between, changes, in_documents, touched
from reviewctl.work.histories.past import kind_of, split
from reviewctl.work.histories.reading import Reader
from reviewctl.work.histories.subject import UNSAVED, Asked, asked, repository_of, subject_of

TRAILER = "Reviewctl"


def history(
    desk: Desk,
    word: str | None,
    text: str | None,
    *,
    limit: int | None,
    since: date | None,
    as_of: date | None,
    today: date,
) -> Report:
    """Return the report on what became of a review, or of the value at an address; "board" is the register itself.

    `limit` is how many commits, or values, are told; `since` leaves out what was recorded before a day, `as_of` what
    was recorded after one. Raises ReviewctlError for a word that names no case, or an address at which nothing is or
    can be; EnvironmentFault where there is no history, or only the latest part of it.
    """
    from reviewctl.render.pages.history import Setting, page

    repo = repository_of(desk.register)
    subject = subject_of(desk, word, as_of or today)
    with Blobs(repo) as blobs:
        found = asked(desk, subject, blobs, repo, as_of)
        wanted = wanted_of(text, found.subject) if text is not None else None
        teller = Teller(found, Reader(found.past, blobs, found.ahead))
        told_all = list(_within(teller.entries(wanted), limit + 1 if limit is not None else None, since))
    entries = told_all[:limit]
    if not entries and wanted is not None and since is None:
        _refuse(wanted)
    setting = Setting(
        case=subject.id or "board",
        board=subject.board.board,
        address=wanted.text if wanted is not None else None,
        as_of=as_of or today,
        since=since,
        more=len(told_all) > len(entries),
        single=wanted is not None
        and all(one.address == wanted.text for each in entries for one in each.changes),
    )
    return page(entries, setting)


def _refuse(wanted: Wanted) -> None:
    """Raise the refusal of an address that no policy and no document knows; one that is only blank is fine."""
    if wanted.fault is not None:
        raise wanted.fault


def _within(entries: Iterator[Recorded], limit: int | None, since: date | None) -> Iterator[Recorded]:
    count = 0
    for one in entries:
        if since is not None and one.recorded_on is not None and one.recorded_on < since:
            continue
        if limit is not None and count == limit:
            return
        count += 1
        yield one


class Teller:
    """Tells what each commit did to a subject."""

    def __init__(self, found: Asked, reader: Reader) -> None:
        self._found = found
        self._subject = found.subject
        self._past = found.past
        self._reader = reader
        self._undone = {one.undoes: one.id for one in found.past.commits if one.undoes is not None}
        self._facts = cache(self._worked_out)

    def entries(self, wanted: Wanted | None) -> Iterator[Recorded]:
        """Yield what each commit did, or what it did to the value that is wanted; none that did nothing to it."""
        for commit in self._past.commits:
            one = self._all(commit) if wanted is None else self._of(commit, wanted)
            if one is not None:
                yield one

    def _all(self, commit: Commit) -> Recorded | None:
        paths = touched(self._past, commit)
        if not paths and commit.id not in self._found.trail.renamed:
            return None
        found = self._in(paths, commit)
        changed = tuple(one for each in found.values() for one in each)
        unreadable = self._unreadable(commit, paths)
        others = [path for path in paths if kind_of(split(path)[1]) is None]
        entry = replace(
            self._entry(commit),
            changes=changed,
            unreadable=unreadable,
            files=tuple(path for path in others if "/signoff/" not in f"/{path}"),
            silent=self._silent(commit, {*others, *unreadable}, found),
            was=self._found.trail.renamed.get(commit.id),
            words=self._words(commit, changed, whole=True),
        )
        anything = (*changed, *unreadable, *entry.files, *entry.silent, *entry.words)
        return entry if anything or entry.was else None

    def _silent(
        self, commit: Commit, apart: Collection[str], found: Mapping[str, Sequence[Changed]]
    ) -> dict[str, Silent]:
        """Return the documents that say the same after a commit. What is not saved may differ by line ends alone."""
        if commit.id == UNSAVED or len(commit.parents) > 1 or not self._before(commit).there:
            return {}
        changed = {one.path: one for one in commit.files}
        return {
            path: _became(changed[path]) for path, each in found.items() if not each and path not in apart
        }

    def _in(self, paths: Sequence[str], commit: Commit) -> dict[str, tuple[Changed, ...]]:
        """Return what a commit changed in the document at each path."""
        return {
            path: changes(self._past, commit, in_documents(self._reader, [path], self._headings))
            for path in paths
        }

    def _of(self, commit: Commit, wanted: Wanted) -> Recorded | None:
        if wanted.way[0] == SIGNOFF:
            return self._signed(commit, wanted)
        paths = [path for path in touched(self._past, commit) if _may_hold(path, wanted)]
        if not paths:
            return None
        found = self._in(paths, commit)
        if wanted.value is not None:
            changed = self._valued(commit, wanted, [one for each in found.values() for one in each])
        else:
            changed = tuple(
                one for path, each in found.items() for one in each if _is_meant(one, path, wanted)
            )
        unreadable = self._unreadable(commit, paths)
        if not changed and not unreadable:
            return None
        words = self._words(commit, changed, whole=False) if wanted.value is None else ()
        return replace(self._entry(commit), changes=changed, unreadable=unreadable, words=words)

    def _valued(self, commit: Commit, wanted: Wanted, beside: Sequence[Changed]) -> tuple[Changed, ...]:
        """Return the change of a value that is worked out, with the reason that the documents give beside it."""
        given = [
            one for one in beside if any(below(way, one.address) for way in (wanted.way, *wanted.beside))
        ]
        found = changes(self._past, commit, self._between_values(wanted))
        reason = next((one.reason for one in given if one.reason is not None), None)
        return tuple(replace(one, reason=reason) for one in found)

    def _between_values(self, wanted: Wanted) -> Between:
        value = wanted.value
        assert value is not None

        def between(one: str | None, other: str | None) -> Iterator[Difference]:
            before, after = (value(self._case(commit, dates_only=True)) for commit in (one, other))
            if before != after:
                yield Difference(wanted.text, before, after)

        return between

    def _signed(self, commit: Commit, wanted: Wanted) -> Recorded | None:
        """Return what a commit did to a sign-off: what was stated, and how it stands by that."""
        told_now = self._told(commit, ()) if len(commit.parents) < 2 else ()
        meant = [one for one in told_now if one.kind == "signoff" and below(wanted.way, one.address)]
        if not meant:
            return None
        changed = tuple(Changed(address=one.address, before=one.before, after=one.after) for one in meant)
        return replace(self._entry(commit), changes=changed, words=tuple(one.words for one in meant))

    def _entry(self, commit: Commit) -> Recorded:
        if commit.id == UNSAVED:
            return Recorded(commit=None)
        return Recorded(
            commit=commit.id,
            author=commit.author,
            written=commit.authored,
            committed=commit.committed,
            written_on=written_on(commit),
            recorded_on=recorded_on(commit),
            subject=commit.subject,
            command=commit.trailers.get(TRAILER, ""),
            merge=len(commit.parents) > 1,
            undoes=commit.undoes,
            undone_by=self._undone.get(commit.id),
        )

    def _unreadable(self, commit: Commit, paths: Sequence[str]) -> tuple[str, ...]:
        files = self._past.files(commit.id)
        return tuple(
            path for path in paths if path in files and not self._reader.read(path, files[path]).whole
        )

    def _words(self, commit: Commit, changed: Sequence[Changed], *, whole: bool) -> tuple[str, ...]:
        """Return what a commit did in the review's own words; of a merge, nothing: there the values are said."""
        if len(commit.parents) > 1 or not (changed or whole):
            return ()
        found = [Difference(one.address, one.before, one.after) for one in changed]
        meant = {one.address for one in changed}
        return tuple(one.words for one in self._told(commit, found) if whole or meant & set(one.covers))

    def _told(self, commit: Commit, found: Sequence[Difference]) -> tuple[Change, ...]:
        sides = Sides(self._before(commit), self._side(commit.id), self._subject.day)
        return told_of_register(sides, found) if self._subject.own else told(sides, found)

    def _before(self, commit: Commit) -> Side:
        return self._side(next(iter(commit.parents), None))

    def _side(self, commit: str | None) -> Side:
        if commit is None or not self._is_there(commit):
            return Side()
        facts, board = self._facts(commit), self._subject.board
        return side_of(facts, board) if facts is not None else Side(self._case(commit), None, board)

    def _is_there(self, commit: str) -> bool:
        """Whether there was such a case at a commit, be it unreadable; the register itself always was."""
        folder = self._subject.folder
        return not folder or any(path.startswith(f"{folder}/") for path in self._past.files(commit))

    def _worked_out(self, commit: str) -> Facts | None:
        """Return the facts of a subject at a commit, by the policy as it is now; None where that cannot be used."""
        known = self._subject.facts
        return known.of(self._case(commit)) if known is not None else None

    def _case(self, commit: str | None, *, dates_only: bool = False) -> Case:
        return self._reader.case(commit, self._subject.id, self._subject.folder, dates_only=dates_only)

    def _headings(self, kind: str) -> Sequence[HeadingRule]:
        facts = self._subject.facts
        return facts.plan.kind.headings.get(kind, ()) if facts is not None else ()


def _became(change: FileChange) -> Silent:
    if change.before is None:
        return "added"
    return "taken out" if change.after is None else "written another way"


def _may_hold(path: str, wanted: Wanted) -> bool:
    """Whether a file can hold what is wanted; an event may rest on any document, and on what was signed off."""
    inner = split(path)[1]
    at = kind_of(inner)
    if wanted.value is not None:
        return at is not None or inner.startswith("signoff/")
    return at is not None and at[0].name in wanted.heads


def _is_meant(one: Changed, path: str, wanted: Wanted) -> bool:
    """Whether a change in a file is one of what is wanted: at its address or below, or anywhere in the document."""
    at = kind_of(split(path)[1])
    whole = len(wanted.way) == 1 and at is not None and at[0].name == wanted.way[0]
    return whole or below(wanted.way, one.address)
