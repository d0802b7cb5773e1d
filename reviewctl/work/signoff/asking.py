"""What `signoff request` does: the text that is to be signed off is bound, on a branch of its own, and asked about."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.differences import differences
from reviewctl.facts.judged import Facts
from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.report import Report
from reviewctl.model.signoff import Manifest
from reviewctl.model.statement import REQUEST, Request, canonical
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import listed
from reviewctl.vcs.branches import present_branch
from reviewctl.vcs.commit import changed_among
from reviewctl.vcs.repository import require
from reviewctl.vcs.state import require_history
from reviewctl.work.desk import Desk
from reviewctl.work.recording import case_facts
from reviewctl.work.signoff.meant import Meant, meant, title_of
from reviewctl.work.signoff.owed import owed_lines
from reviewctl.work.signoff.places import (
    Ground,
    commit_on_branch,
    ground_of,
    refuse_unfinished,
    view_at,
    view_here,
)
from reviewctl.work.signoff.pulling import pull_request
from reviewctl.work.signoff.sharing import brought, sent
from reviewctl.work.signoff.views import View, request_in
from reviewctl.work.writing import Pen

Changes = dict[str, bytes | None]


class Asked(Struct, frozen=True):
    """What came of asking: lines to tell, the text for the pull request, and whether it was asked for before."""

    told: tuple[str, ...]
    text: Report
    again: bool = False


def request(desk: Desk, pen: Pen, word: str, what: str, item: str | None, *, here: bool = False) -> Asked:
    """Ask for a sign-off: write the request, with copies of what is written on, onto its branch, or `here`.

    Raises ReviewctlError where a document that it covers is lacking or not saved, EnvironmentFault without git or
    its whole history, and NoIdentity, with nothing written, where git does not know who the user is.
    """
    facts = case_facts(desk, word)
    one = meant(facts, what, item)
    if not pen.dry_run and brought(require(desk.register.root)):
        raise ReviewctlError(
            "Somebody else has saved in the meantime, so what is asked about may not be the text as it is now.",
            "Bring theirs in, then ask: reviewctl save --bring-in",
        )
    ground = ground_of(desk, one)
    require_history(ground.repo)
    _refuse_unsaved(ground, one, facts)
    on_it = present_branch(ground.repo) == ground.branch.name
    return (_here if here or on_it else _on_branch)(desk, pen, facts, one, ground)


def _on_branch(desk: Desk, pen: Pen, facts: Facts, one: Meant, ground: Ground) -> Asked:
    day = today()
    with view_at(desk, facts, ground.head, day) as view:
        kept = ground.kept(one.place)
        changes, asked = _changes(view, facts, one, kept, day)
        text = pull_request(desk, facts, one, ground, view, kept | changes, asked)
        there = all((kept.get(path) or _read(view, path)) == data for path, data in changes.items())
    if there:
        return Asked(
            (f"{one.case}: {one.key} is asked for already, for the text as it is now", *_on(ground)),
            text,
            again=True,
        )
    if pen.dry_run:
        return Asked(
            (f"Would commit onto {ground.branch.name}:", *(f"  {path}" for path in changes), _NOTHING), text
        )
    if not pen.commit:
        raise ReviewctlError(
            "A request is a commit on a branch of its own, so it cannot be left uncommitted.",
            "Leave --no-commit out, or write it where you stand: --here",
        )
    message = f"{one.case}: {one.key} to be signed off"
    made = commit_on_branch(
        ground, kept | changes, message, command=pen.command, tree_of=ground.head, with_head=True
    )
    again = " anew: its text has changed" if ground.tips else ""
    told = [
        f"{one.case}: {one.key} asked for{again}, {long_day(day)}",
        f"  branch {ground.branch.name}, {made[:10]}",
    ]
    return Asked((*told, *_look_again(facts, one), *sent(ground, one.place, pen.command)), text)


_NOTHING = "Nothing was written (--dry-run)."


def _on(ground: Ground) -> Iterator[str]:
    if ground.tips:
        yield f"  branch {ground.branch.name}, {ground.tips[0][:10]}"


def _here(desk: Desk, pen: Pen, facts: Facts, one: Meant, ground: Ground) -> Asked:
    refuse_unfinished(ground, one)
    view = view_here(desk, facts, today())
    changes, asked = _changes(view, facts, one, {}, today())
    own_branch = present_branch(ground.repo) == ground.branch.name
    text = pull_request(desk, facts, one, ground, view, changes, asked, branch=own_branch)
    for path, data in changes.items():
        if data is not None:
            pen.put(path, data)
    if not pen.done(f"{one.case}: {one.key} to be signed off"):
        return Asked((), text, again=not pen.dry_run)
    told = [f"{one.case}: {one.key} asked for, {long_day(today())}"]
    if not own_branch:
        told.append(f"  when it is approved: {_to_record(one)}")
    return Asked((*told, *_look_again(facts, one)), text)


def _to_record(one: Meant) -> str:
    verb = "sign" if one.rule.assurance == "signed" else "record"
    ends = "" if verb == "sign" else " --minute WORDS"
    return f"reviewctl signoff {verb} {one.typed} --person ID{ends}"


def _changes(view: View, facts: Facts, one: Meant, kept: Changes, day: date) -> tuple[Changes, Manifest]:
    """Return the files of the request, and what they bind. One of the same text keeps the day it was asked on."""
    copies: Changes = dict(_copies(view, one))
    found = view.manifest(one, kept | copies)
    if found.lacking:
        raise _lacking(facts, one, found)
    before = request_in(view.case(kept), one)
    if before is not None and before.request is not None and before.request.digest == found.digest:
        day = before.request.on
    made = Request(
        schema=REQUEST,
        case=one.case,
        what=one.what,
        item=one.item or None,
        on=day,
        digest=found.digest,
        files=dict(found.lines),
    )
    return copies | {f"{one.place}/request.json": canonical(made)}, found


def _copies(view: View, one: Meant) -> Iterator[tuple[str, bytes]]:
    """Yield the copies of what goes on being written on, by path within the register."""
    for name in one.rule.snapshot:
        inner = path_of(BY_NAME[name], one.item)
        data = _read(view, "/".join(part for part in (view.folder, inner) if part))
        if data is not None:
            yield f"{one.place}/snapshot/{inner.rpartition('/')[2]}", data


def _read(view: View, path: str) -> bytes | None:
    try:
        return view.register.tree.read(path)
    except FileNotFoundError:
        return None


def _look_again(facts: Facts, one: Meant) -> tuple[str, ...]:
    """Return what to look at before anybody approves: that nothing is filled in, or else what is to be put right."""
    return tuple(_blank(facts, one)) or tuple(owed_lines(facts, one))


def _blank(facts: Facts, one: Meant) -> Iterator[str]:
    """Yield each document to be signed off in which nothing is filled in: a template is soon approved by mistake."""
    for name in one.rule.files:
        known = BY_NAME.get(name)
        found = facts.case.document(name) if known is not None and not known.several else None
        if found is not None and not differences(None, found):
            yield f"  look again: in {found.path} nothing is filled in yet"


def covered(one: Meant, folder: str) -> list[str]:
    """Return the paths, within the register, of the files that a sign-off rests on, be they there or not."""
    inner = [
        path_of(BY_NAME[name], one.item) for name in (*one.rule.files, *one.rule.snapshot) if name in BY_NAME
    ]
    return ["/".join(part for part in (folder, path) if part) for path in (*inner, "papers.yaml")]


def _refuse_unsaved(ground: Ground, one: Meant, facts: Facts) -> None:
    paths = [ground.path(path) for path in covered(one, facts.case.folder)]
    unsaved = [ground.within(path) for _, path in changed_among(ground.repo, paths)]
    if unsaved:
        raise ReviewctlError(
            f"{listed(unsaved)} changed since the last save, and what is signed off must be saved first.",
            "First: reviewctl save",
        )


def _lacking(facts: Facts, one: Meant, found: Manifest) -> ReviewctlError:
    first = found.lacking[0]
    agency = f" --agency {one.item}" if one.item else ""
    name = first.partition("[")[0]
    title = title_of(facts, one)
    return ReviewctlError(
        f"{title}: {listed(found.lacking)} {'is' if len(found.lacking) == 1 else 'are'} not in the record yet.",
        f"Add it: reviewctl add {one.case} {name}{agency}. Where it stays in Word: reviewctl paper add {one.case} ID "
        f"FILE, and in papers.yaml stands_for: {first}",
    )
