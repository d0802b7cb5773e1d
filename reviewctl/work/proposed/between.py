"""Judging a pull request: what the register after it has to be put right that the one before had not."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import Finding
from reviewctl.model.judged import Judged
from reviewctl.model.proposal import Touched
from reviewctl.model.signoff import SignatureCheck, Signoff, StatementFile
from reviewctl.model.tree import Ids
from reviewctl.rules.every import judge, judge_register
from reviewctl.rules.proposed.every import CaseSides, Proposal, judge_proposal
from reviewctl.store.register import CASES, Register
from reviewctl.store.trust import read_trust
from reviewctl.work.actions.similar import Past
from reviewctl.work.judging import found_in, own_packs, shelf_of
from reviewctl.work.loading import Loaded, Loader, pack_findings
from reviewctl.work.proposed.excused import as_agreed
from reviewctl.work.proposed.sides import judged_by

_PLACES = re.compile(r"\b(lines?|columns?) \d+(?:(?:-| to | and |, )\d+)*")


class Side(Struct, frozen=True):
    """One side: its register, and the kind and id of each thing that lies directly in a folder of it."""

    register: Register
    ids: Callable[[str], Ids]


class Means(Struct, frozen=True):
    """What only git and ssh-keygen know.

    `since` gives the day on which the text of a sign-off came to stand as it is; `check` what a signature is worth
    as of today. Either may not know: None.
    """

    since: Callable[[Facts, Signoff], date | None] = lambda _, __: None
    check: Callable[[StatementFile], SignatureCheck | None] = lambda _: None


NOTHING_KNOWN = Means()
OWED = " It is owed once the sign-off is merged, and does not hold the sign-off up."
"""What is added to a finding on what only begins to be owed when a sign-off is complete."""


class Between:
    """A pull request from the side `before` to the side `after`, judged by what the side `base` trusts."""

    def __init__(
        self,
        base: Side,
        before: Side,
        after: Side,
        touched: tuple[Touched, ...],
        as_of: date,
        *,
        today: date | None = None,
        begins: bool = False,
        means: Means = NOTHING_KNOWN,
    ) -> None:
        self.touched = touched
        self.begins = begins
        self.means = means
        self.as_of = as_of
        self.today = today or as_of
        self.before, self.after = before, after
        trusted = after.register if begins else base.register
        self._was = Loader(judged_by(before.register, trusted), as_of)
        self._is = Loader(judged_by(after.register, trusted), as_of)

    def judged(self) -> Judged:
        """Return what is to be put right that was not before, and what the pull request does."""
        changed = self._changed_cases()
        past = (Past(self._was), Past(self._is))
        files = 0
        sides: list[CaseSides] = []
        was: list[Finding] = []
        now: list[Finding] = []
        for folder in changed:
            old, new = self._load(self._was, folder), self._load(self._is, folder)
            was += found_in(self.today, old, past[0])[0] if old is not None else ()
            now += found_in(self.today, self._excused(old, new), past[1])[0] if new is not None else ()
            files += new.files if new is not None else 0
            sides.append(self._sides(folder, old, new))
        further = self._further(sides)
        for loader, found in ((self._was, was), (self._is, now)):
            here = [one for one in further if one in loader.register.folders]
            for some, count in loader.each(here, partial(found_in, self.today)):
                found += some
                files += count if loader is self._is else 0
        if self._register_differs():
            was += self._of_register(self.before.register, self._was)
            now += self._of_register(self.after.register, self._is)
        brought = tuple(new_ones(was, now))
        if _signs_only(self.touched, sides):
            brought = tuple(_owed(one, sides) for one in brought)
        findings = (*brought, *judge_proposal(self._proposal(sides)))
        ordered = tuple(sorted(findings, key=lambda finding: (finding.spot, finding.code)))
        return Judged(cases=len(changed) + len(further), files=files, findings=ordered)

    def _changed_cases(self) -> tuple[str, ...]:
        """Return the folders of the reviews of which anything differs."""
        if self.after.register.single is not None:
            return self.after.register.folders
        old, new = self.before.ids(CASES), self.after.ids(CASES)
        known = dict.fromkeys((*self.before.register.folders, *self.after.register.folders))
        return tuple(one for one in known if old.get(_name(one)) != new.get(_name(one)))

    def _load(self, loader: Loader, folder: str) -> Loaded | None:
        return loader.load(folder) if folder in loader.register.folders else None

    def _sides(self, folder: str, old: Loaded | None, new: Loaded | None) -> CaseSides:
        above = f"{folder}/" if folder else ""
        own = tuple(
            Touched(one.path.removeprefix(above), one.before, one.after)
            for one in self.touched
            if not one.outside and one.path.startswith(above)
        )
        return CaseSides(folder, old.facts if old else None, new.facts if new else None, own)

    def _excused(self, old: Loaded | None, new: Loaded) -> Loaded:
        """Return a review as it is after the pull request, with what excuses anything as it was before it.

        Else whoever breaks a rule could agree to it in one go.
        """
        if self.begins or new.facts is None:
            return new
        before = old.facts.case if old is not None and old.facts is not None else None
        case = new.facts.case
        agreed = as_agreed(case, before)
        return new if agreed is case else replace(new, facts=new.facts.of(agreed))

    def _further(self, sides: Sequence[CaseSides]) -> list[str]:
        """Return the folders of reviews that are as they were, and rest on something that is not.

        That is every one where the board's settings or the meetings of several reviews changed; else those that a
        review which changed is, or was, held together with.
        """
        own = {one.folder for one in sides}
        whole = self._was.register.board != self._is.register.board or self._differs("meetings")
        if whole:
            return [one for one in self.after.register.folders if one not in own]
        named = {
            word
            for one in sides
            for facts in (one.before, one.after)
            if facts
            for word in facts.case.file.joint_with
        }
        return [one for one in self.after.register.folders if one not in own and _name(one) in named]

    def _differs(self, name: str) -> bool:
        return self.before.ids("").get(name) != self.after.ids("").get(name)

    def _register_differs(self) -> bool:
        """Whether anything of the register itself differs, or which reviews it has."""
        if self.after.register.single is not None:
            return False
        old, new = (
            {name: one for name, one in side.ids("").items() if (name, one[0]) != (CASES, "folder")}
            for side in (self.before, self.after)
        )
        return old != new or self.before.ids(CASES).keys() != self.after.ids(CASES).keys()

    def _of_register(self, plain: Register, loader: Loader) -> Iterator[Finding]:
        """Yield what is to be put right with the register itself: as it is written, its own packs among it."""
        yield from plain.findings
        yield from judge_register(shelf_of(plain))
        own = loader.own()
        yield from judge(own, self.today) if own is not None else ()
        for read in own_packs(plain):
            yield from pack_findings(read)

    def _proposal(self, sides: Sequence[CaseSides]) -> Proposal:
        after = self.after.register
        there = set(after.folders)
        new = [(side, one) for side in sides for one in side.new_statements]
        since = {one.path: self._since(side, one) for side, one in new}
        checks = {one.path: self.means.check(one) for _, one in new if one.signature is not None}
        return Proposal(
            today=self.today,
            touched=self.touched,
            before=self.before.register.board,
            after=after.board,
            begins=self.begins,
            documents=(self.before.register.documents, after.documents),
            cases=tuple(sides),
            gone=tuple(one for one in self.before.register.folders if one not in there),
            trust=(read_trust(self.before.register.tree), read_trust(after.tree)),
            text_since={path: on for path, on in since.items() if on is not None},
            checked_today={path: check for path, check in checks.items() if check is not None},
        )

    def _since(self, side: CaseSides, file: StatementFile) -> date | None:
        """Return since when the text that a new statement approves stands; None where it approves another."""
        said = file.statement
        one = next((s for s in side.signed_after if (s.what, s.item or "") == (file.what, file.item)), None)
        if side.after is None or said is None or one is None or said.digest != one.manifest.digest:
            return None
        return self.means.since(side.after, one)


def _name(folder: str) -> str:
    return folder.rpartition("/")[2]


def _signs_only(touched: Sequence[Touched], sides: Sequence[CaseSides]) -> bool:
    """Whether a pull request does nothing but add to sign-offs."""
    folders = tuple(f"{one.prefix}signoff/" for one in sides)
    return bool(touched) and all(
        one.path.startswith(folders) and not one.outside and not one.is_gone for one in touched
    )


def _owed(finding: Finding, sides: Sequence[CaseSides]) -> Finding:
    """Return as a warning what a sign-off gives to do, and what it cannot do itself: it touches nothing else."""
    about = finding.code.startswith(("SGN", "GIT")) or finding.spot.path.startswith(
        tuple(f"{one.prefix}signoff/" for one in sides)
    )
    if about or finding.severity != "error":
        return finding
    return replace(finding, severity="warning", message=f"{finding.message}{OWED}")


def is_owed(error: Finding, told: Finding) -> bool:
    """Whether `told` is the warning into which an error was made, since a sign-off by itself brings it."""
    same = (error.code, error.case, error.spot.path, error.at) == (
        told.code,
        told.case,
        told.spot.path,
        told.at,
    )
    return same and told.severity == "warning" and told.message == f"{error.message}{OWED}"


def new_ones(before: Iterable[Finding], after: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of `after` that `before` has not, each counted; lines and columns do not matter."""
    known = Counter(map(_mark, before))
    for finding in after:
        marks = [_mark(finding)]
        if finding.waived:
            # An exception that was agreed since makes no finding of one that was there.
            marks.append((*marks[0][:-1], False))
        found = next((mark for mark in marks if known[mark]), None)
        if found is None:
            yield finding
        else:
            known[found] -= 1


def _mark(finding: Finding) -> tuple[object, ...]:
    """Return by what a finding is known again in another state of its file."""
    message = _PLACES.sub(r"\1 …", finding.message)
    return (
        finding.code,
        finding.case,
        finding.spot.path,
        message,
        finding.at,
        finding.severity,
        finding.waived,
    )
