"""What `new` does: the id, the files of the first stage, and the first limit that it starts."""

import contextlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.called import called_by, within
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import force_of
from reviewctl.model.address import Address, read_address
from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.kind import Alias, ReviewType
from reviewctl.model.policy import Policy
from reviewctl.model.record import CASE_ID_FORM
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import sources
from reviewctl.store.atomic import create_folder, unwinding
from reviewctl.store.find import find_register
from reviewctl.store.folder import FilesTree
from reviewctl.store.packs import Policies
from reviewctl.store.register import CASES, Register
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import diary_text, document_text, readme_text
from reviewctl.work.desk import Desk
from reviewctl.work.foresight import refuse_unknown_words
from reviewctl.work.loading import Loader, first_fault
from reviewctl.work.nearest import nearest
from reviewctl.work.pseudonyms import checked, next_free, subject_id, with_relatives
from reviewctl.work.recording import set_in_files
from reviewctl.work.writing import Pen, refuse_new_faults, writing

DEFAULT_POLICY = "stockport-2021"
_ID = re.compile(CASE_ID_FORM)
_RECEIVED = read_address("referral.received")


class Opening(Struct, frozen=True, kw_only=True):
    """What the person asked for."""

    review_type: str
    case_id: str | None
    received: date | None
    subjects: tuple[str, ...]
    no_subject: bool
    settings: tuple[str, ...]


def open_review(desk: Desk, asked: Opening, *, dry_run: bool, no_commit: bool) -> Iterator[str]:
    """Open a review and yield what to tell. Raises ReviewctlError for a wrong type, id or date."""
    try:
        register: Register | None = desk.register
    except EnvironmentFault:
        register = None
    if register is not None and register.single is not None:
        raise ReviewctlError(
            "This is a case folder.", "Go to the folder above it, or to your register, first."
        )
    if register is None:
        yield from _open_alone(desk, asked, dry_run)
        return
    with writing(desk, "new", dry_run=dry_run, no_commit=no_commit) as pen:
        yield from _open_in(desk, asked, pen)


def kinds_here(desk: Desk | None) -> list[tuple[str, str]]:
    """Return the kinds of review of the register's policy, each with its title; else those that the tool brings.

    Help never fails: where the register or its policy cannot be read, they are those of the default policy.
    """
    policy = None
    with contextlib.suppress(ReviewctlError):
        policy = desk and desk.register.policies.get(desk.register.board.policy)
    policy = policy or Policies().get(DEFAULT_POLICY)
    return [(name, kind.title) for name, kind in sorted(policy.types.items())] if policy is not None else []


def _open_in(desk: Desk, asked: Opening, pen: Pen) -> Iterator[str]:
    register = desk.register
    policy = _policy(register.policies, register.board.policy)
    kind = _kind(policy, asked.review_type)
    received = _received(asked)
    _refuse_name(asked.review_type, kind, received)
    taken = {folder.rpartition("/")[2] for folder in register.folders}
    case_id = _case_id(asked, kind, received, taken)
    subjects = _subjects(asked, register, kind)
    files = case_files(policy, kind, case_id, received, subjects, asked.settings, register)
    pen.folder(f"{CASES}/{case_id}", files)
    if pen.done(f"{case_id}: new {kind.type}"):
        yield from _told(case_id, kind, received, asked, subjects)
        desk.forget()
        yield from _limits(desk.register, f"{CASES}/{case_id}", received)


def _open_alone(desk: Desk, asked: Opening, dry_run: bool) -> Iterator[str]:
    policy = _policy(Policies(), DEFAULT_POLICY)
    kind = _kind(policy, asked.review_type)
    received = _received(asked)
    _refuse_name(asked.review_type, kind, received)
    here = Path(desk.folder).absolute()
    taken = {path.name for path in here.iterdir()} if here.is_dir() else set()
    case_id = _case_id(asked, kind, received, taken)
    subjects = _subjects(asked, None, kind)
    files = case_files(policy, kind, case_id, received, subjects, asked.settings, None)
    for name, data in files.items():
        refuse_new_faults(name, None, data)
    nothing, ahead = (Register(FilesTree(held), "", single=case_id) for held in ({}, files))
    refuse_unknown_words(nothing, ahead, files, today())
    if dry_run:
        yield f"Would make ./{case_id} with {', '.join(sorted(files))}. Nothing was written (--dry-run)."
        return
    with unwinding():
        create_folder(here / case_id, files)
    yield from _told(case_id, kind, received, asked, subjects)
    yield f"There is no register here: it stands alone in ./{case_id}, under {DEFAULT_POLICY}."
    yield "Nothing was committed."
    yield from _limits(find_register(str(here / case_id)), "", received)


def case_files(
    policy: Policy,
    kind: ReviewType,
    case_id: str,
    received: date,
    subjects: tuple[str, ...],
    settings: tuple[str, ...],
    register: Register | None,
) -> dict[str, bytes]:
    """Return the files of a new case, by path: what the first stage needs, filled in."""
    values = {"id": case_id, "type": kind.type, "policy": policy.name, "date": received.isoformat()}
    first = kind.stages[0].id if kind.stages else ""
    wanted = {"case", "diary", *(rule.document for rule in kind.documents if rule.from_ == first)}
    files: dict[str, bytes] = {"README.md": readme_text("README.md", values).encode("utf-8")}
    for name in sorted(wanted):
        text = diary_text(kind) if name == "diary" else document_text(name, kind.type, values)
        files[path_of(BY_NAME[name])] = text.encode("utf-8")
    if subjects:
        people = [{"id": subject_id(name), "pseudonym": name} for name in subjects]
        files["case.yaml"] = splice_bytes(files["case.yaml"], ("subjects",), people)
        files["family.yaml"] = _family(subjects, values)
    files["diary.yaml"] = splice_bytes(files["diary.yaml"], ("referral", "received"), received)
    return set_in_files(files, settings, case_id, policy, kind, register)


def _family(subjects: tuple[str, ...], values: dict[str, str]) -> bytes:
    text: str | None = None
    for name in subjects:
        text = with_relatives(text, subject_id(name), values)
    return (text or "").encode("utf-8")


def _policy(policies: Policies, name: str) -> Policy:
    policy, fault = policies.get(name), first_fault(policies, name)
    if fault is not None:
        raise ReviewctlError(
            f"The policy {name} is at fault, at {fault}.", "Put it right first: reviewctl validate policy"
        )
    if policy is None:
        raise ReviewctlError(f"There is no policy {name}.", "Correct the line policy: in board.yaml.")
    return policy


def _kind(policy: Policy, word: str) -> ReviewType:
    kind = policy.type_named(word)
    if kind is None:
        shown = f'"{word}"' if word.isascii() and word.isprintable() and len(word) < 40 else "that"
        near = nearest(word, [name for one in policy.types.values() for name in one.names])
        meant = f"Did you mean {' or '.join(near)}? " if near else ""
        raise ReviewctlError(
            f"{policy.name} has no review of the type {shown}.",
            f"{meant}It has: {', '.join(sorted(policy.types))}.",
        )
    return kind


def _refuse_name(word: str, kind: ReviewType, received: date) -> None:
    """Raise ReviewctlError for a name that a kind of review does not bear on the day of the request."""
    alias = next((one for one in kind.aliases if isinstance(one, Alias) and one.name == word), None)
    if alias is None or alias.in_force is None:
        return
    force = force_of(alias.in_force)
    if force.on == _RECEIVED and not within(force, received):
        name = alias.title or alias.name
        first = (
            f"from {long_day(force.from_)} on"
            if force.from_ != date.max
            else "from a day that is not set yet"
        )
        last = f", until {long_day(force.until)}" if force.until != date.max else ""
        raise ReviewctlError(
            f"A review is called {name} {first}{last}, and this request came on {long_day(received)}.",
            f"Under its other name: reviewctl new {kind.type}",
        )


def _day_of(received: date) -> Callable[[Address], date | None]:
    return lambda event: received if event == _RECEIVED else None


def _received(asked: Opening) -> date:
    received = asked.received or today()
    if received > today():
        raise ReviewctlError(
            f"{long_day(received)} is still to come.", "--received is the day on which the request came."
        )
    return received


def _case_id(asked: Opening, kind: ReviewType, received: date, taken: set[str]) -> str:
    if asked.case_id is None:
        start = f"{kind.prefix}-{received.year}-"
        used = [
            int(name[len(start) :])
            for name in taken
            if name.startswith(start) and name[len(start) :].isdecimal()
        ]
        number = max(used, default=0) + 1
        if number > 999:
            raise ReviewctlError("The year's 999 ids are used up.", "Choose one yourself: --id")
        return f"{start}{number:03}"
    if not _ID.fullmatch(asked.case_id):
        raise ReviewctlError(
            "An id is letters, a year and three digits.",
            f"For example: --id {kind.prefix}-{received.year}-001",
        )
    if not asked.case_id.startswith(f"{kind.prefix}-"):
        raise ReviewctlError(
            f"The id of a {kind.title} begins with {kind.prefix}.",
            f"For example: {kind.prefix}-{received.year}-001",
        )
    if asked.case_id in taken:
        raise ReviewctlError(
            f"{asked.case_id} is there already.", "Leave --id out to take the next free one."
        )
    return asked.case_id


def _subjects(asked: Opening, register: Register | None, kind: ReviewType) -> tuple[str, ...]:
    """Return the pseudonyms: those asked for, or the next letter that no review of the register has."""
    if asked.no_subject:
        return ()
    return checked(asked.subjects) if asked.subjects else (next_free(register, kind),)


def _told(
    case_id: str, kind: ReviewType, received: date, asked: Opening, subjects: tuple[str, ...]
) -> Iterator[str]:
    about = f" about {', '.join(subjects)}" if subjects else ""
    yield f"{case_id}: {called_by(kind, _day_of(received))}{about}"
    assumed = "" if asked.received else " (taken as today; another day: --received DATE)"
    yield f"  received: {long_day(received)}{assumed}"


def _limits(register: Register, folder: str, received: date) -> Iterator[str]:
    """Yield the limits that the request has started: the first thing that a person should know."""
    loaded = Loader(register, max(received, today())).load(folder)
    if loaded.facts is None:
        return
    dated = [
        one for one in loaded.facts.deadlines if one.state in ("running", "overdue") and one.due is not None
    ]
    if not dated:
        yield from _first_duty(loaded.facts)
    for one in sorted(dated, key=lambda one: one.due or received)[:1]:
        over = " - already past" if one.state == "overdue" else ""
        yield f"  first limit: {one.title}, by {long_day(one.due or received)}{over}"
        yield f"    {one.allowance} from {one.anchor} ({sources(one)})"


def _first_duty(facts: Facts) -> Iterator[str]:
    """Yield what comes first where the request has started no limit, and how to see the rest."""
    running = [one for one in facts.deadlines if one.state == "running"]
    for one in running[:1]:
        yield f"  first: {one.title}; no limit is set ({sources(one)})"
    yield f"    all that is to be done: reviewctl next {facts.case.id}"
