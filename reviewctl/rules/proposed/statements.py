"""SGN: what a pull request does to statements, and to the texts that they approve."""

import re
from collections.abc import Iterator
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import Spot
from reviewctl.model.proposal import Touched
from reviewctl.model.signoff import Signoff, StatementFile
from reviewctl.rules.proposed.engine import Act, CaseSides, Proposal, act
from reviewctl.rules.words import day, listed

FOLDER = "signoff/"
_SNAPSHOT = re.compile(r"signoff/[a-z0-9-]+(?:/[a-z0-9-]+)?/snapshot/([A-Za-z0-9._-]+)")
_STATEMENT = re.compile(r"signoff/[a-z0-9-]+(?:/[a-z0-9-]+)?/[0-9]{2,}-[a-z0-9-]+\.json(\.sig)?")


@act("SGN040", "statement-changed", "error")
def statement_changed(proposal: Proposal) -> Iterator[Act]:
    """A statement, or the signature on one, that was there and is not there as it was."""
    for case in proposal.cases:
        arrived = {one.after for one in case.touched if one.is_new and one.path.startswith(FOLDER)}
        for one in case.touched:
            found = _STATEMENT.fullmatch(one.path)
            if found is None or one.is_new:
                continue
            what = "signature" if found[1] else "statement"
            done = (
                "was given another name"
                if one.before in arrived
                else "was deleted"
                if one.is_gone
                else "was changed"
            )
            yield Act(
                case=case.name,
                spot=Spot(case.prefix + one.path),
                message=f"This {what} {done}: what somebody said of a text stays as it was said.",
                help="Restore the file as it was. To take an approval back, add a statement: "
                f"reviewctl signoff record {case.name} WHAT --decision withdraw …",
            )


@act("SGN041", "sign-off-with-other-changes", "error")
def with_other_changes(proposal: Proposal) -> Iterator[Act]:
    """A pull request that adds to sign-offs, and does something else besides."""
    adding = [
        case
        for case in proposal.cases
        if any(one.path.startswith(FOLDER) and not one.is_gone for one in case.touched)
    ]
    others = [one for one in proposal.touched if not _is_of_a_signoff(proposal, one)]
    if not adding or not others:
        return
    inside = [one.path for one in others if not one.outside]
    count = "1 other file" if len(others) == 1 else f"{len(others)} other files"
    yield Act(
        case=adding[0].name,
        spot=Spot(f"{adding[0].prefix}signoff"),
        message=f"This adds to a sign-off and changes {count}: nobody could say which text was approved.",
        help="Put what belongs to the sign-off into a pull request of its own, with nothing outside signoff/.",
        related=tuple(Spot(part) for part in dict.fromkeys(_part(proposal, path) for path in inside))[:5],
    )


@act("SGN042", "approved-text-changed", "warning")
def approved_text_changed(proposal: Proposal) -> Iterator[Act]:
    """A sign-off that was complete, and is not, since what was approved is changed."""
    for case in proposal.cases:
        after = {one.key: one for one in case.signed_after}
        for was in case.signed_before:
            now = after.get(was.key)
            if was.state != "complete" or now is None or now.state == "complete":
                continue
            changed = _changed(was, now)
            if changed:
                yield Act(
                    case=case.name,
                    spot=Spot(case.prefix + _file(changed[0])),
                    message=f"{was.title}: it was signed off on {day(was.completed)}, and no longer is, "
                    f"since {listed(_told(was, now, changed))}.",
                    help="Put the text back as it was approved; or have it approved anew when this is merged: "
                    f'reviewctl signoff request {case.name} "{was.key}"',
                    citations=was.citations,
                    at=f"signoff[{was.what}]" if was.item is None else "",
                )


@act("SGN043", "statement-back-dated", "error")
def back_dated(proposal: Proposal) -> Iterator[Act]:
    """A new approval that is dated before the text which it approves came into the record."""
    for case, one in _new_statements(proposal):
        said = one.statement
        since = proposal.text_since.get(one.path)
        if said is None or since is None or said.decision != "approve" or said.on >= since:
            continue
        if not (said.same_text and said.same_text.strip()):
            yield Act(
                case=case.name,
                spot=Spot(one.path),
                message=f"This approval is dated {day(said.on)}, and the text that it approves "
                f"came into the record on {day(since)}.",
                help="Give the day on which this very text was approved. If the same text was approved earlier "
                "elsewhere, record it anew and say so: --same-text WHY",
            )


@act("SGN044", "signed-with-a-key-not-valid-today", "error")
def key_not_valid(proposal: Proposal) -> Iterator[Act]:
    """A new signature by a key that holds on the day written in the statement, and not on the day it comes in."""
    for case, one in _new_statements(proposal):
        check = proposal.checked_today.get(one.path)
        # What was never good is another finding.
        then = one.signed.outcome if one.signed is not None else ""
        if check is not None and check.outcome not in ("good", "not-checked", then):
            yield Act(
                case=case.name,
                spot=Spot(one.path),
                message=f"The signature comes in on {day(proposal.today)}, and its key is not good on that day"
                f"{f': {check.why}' if check.why else '.'}",
                help="A key that has ended could have signed this at any time. Sign with one that is in force: "
                f"reviewctl signoff sign {case.name} {one.what} …",
            )


@act("SGN045", "snapshot-is-no-copy", "error")
def snapshot_differs(proposal: Proposal) -> Iterator[Act]:
    """A copy that is made to be signed off, and is not a copy of what there is."""
    for case in proposal.cases:
        sums = case.after.case.signoff.sha256 if case.after is not None else {}
        for one in case.touched:
            found = _SNAPSHOT.fullmatch(one.path)
            if found is None or one.is_gone:
                continue
            own = {sums[path] for path in sums if path.rpartition("/")[2] == found[1] and FOLDER not in path}
            if sums.get(one.path) not in own:
                yield Act(
                    case=case.name,
                    spot=Spot(case.prefix + one.path),
                    message=f"This copy, which is to be signed off, is not what {found[1]} of the review says.",
                    help="Make the copy anew from what there is: "
                    f"reviewctl signoff request {case.name} {one.path.split('/')[1]}",
                )


_FOR_NOTHING = {
    "stale": "it is of another text than the one that is there",
    "not-needed": "one person fills one seat, and another approval of theirs does",
}


@act("SGN046", "approval-that-counts-for-nothing", "error")
def for_nothing(proposal: Proposal) -> Iterator[Act]:
    """A new approval of another text, or a second one by the same person, where the sign-off is still open."""
    for case in proposal.cases:
        new = {one.path for one in case.new_statements}
        for signoff in case.signed_after:
            ours = [one for one in signoff.statements if one.file.path in new and one.decision == "approve"]
            counting = any(one.state == "counts" for one in ours)
            for one in ours:
                why = _FOR_NOTHING.get(one.state)
                # Of what was asked anew on the same branch an older approval may be left beside the new ones.
                left = one.state == "stale" and counting
                if why is None or left or signoff.state == "complete":
                    continue
                yield Act(
                    case=case.name,
                    spot=Spot(one.file.path),
                    message=f"This approval of {signoff.key} counts for nothing: {why}.",
                    help="Ask for the text as it is, and have that approved: "
                    f'reviewctl signoff request {case.name} "{signoff.key}"'
                    if one.state == "stale"
                    else "Have another person who holds one of the roles approve it.",
                    citations=signoff.citations,
                )


@act("SGN047", "request-dated-back", "error")
def request_dated_back(proposal: Proposal) -> Iterator[Act]:
    """A request that is changed to an earlier day: an approval that it had ended would answer it again."""
    for case in proposal.cases:
        before = _asked_on(case.before)
        for path, on in _asked_on(case.after).items():
            was = before.get(path)
            if was is not None and on < was:
                yield Act(
                    case=case.name,
                    spot=Spot(path),
                    message=f"This was asked for on {day(was)}, and is changed to {day(on)}: "
                    "approvals that were given before it was asked would count again.",
                    help="Put the day back. To ask anew: "
                    f"reviewctl signoff request {case.name} {path.split('/signoff/')[1].split('/')[0]}",
                )


def _asked_on(facts: Facts | None) -> dict[str, date]:
    """Return the day of each request, by the path of its file."""
    found = facts.case.signoff.requests if facts is not None else ()
    return {one.path: one.request.on for one in found if one.request is not None}


def _new_statements(proposal: Proposal) -> Iterator[tuple[CaseSides, StatementFile]]:
    return ((case, one) for case in proposal.cases for one in case.new_statements)


def _is_of_a_signoff(proposal: Proposal, one: Touched) -> bool:
    return not one.outside and any(one.path.startswith(f"{case.prefix}{FOLDER}") for case in proposal.cases)


def _part(proposal: Proposal, path: str) -> str:
    """Return the review that a path lies in, or the register: what may bear a person's name is not named."""
    return next((case.folder for case in proposal.cases if path.startswith(case.prefix)), ".") or "."


def _changed(was: Signoff, now: Signoff) -> list[str]:
    """Return the lines of the manifest that differ, by their paths."""
    before, after = dict(was.manifest.lines), dict(now.manifest.lines)
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _told(was: Signoff, now: Signoff, changed: list[str]) -> list[str]:
    before, after = dict(was.manifest.lines), dict(now.manifest.lines)
    return [
        f"{path} {'is gone' if path not in after else 'is new' if path not in before else 'was changed'}"
        for path in changed
    ]


def _file(path: str) -> str:
    return path.partition("#")[0]
