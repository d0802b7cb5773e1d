"""What `letter` does: a template, a review and a day become drafts, with blanks where a name belongs."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.address import parse_address
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.letter import Letter, Template, Value
from reviewctl.render.dates import long_day
from reviewctl.render.letters.discreet import discreet_of
from reviewctl.render.letters.drawn import Read, draw, faults_in, read
from reviewctl.render.letters.of_item import agency_values, complaint_values, family_values
from reviewctl.render.letters.of_meeting import meeting_values
from reviewctl.render.letters.values import case_values, due_word, event_word, within_word
from reviewctl.render.pages.naming import role_title
from reviewctl.render.to_markdown import inert
from reviewctl.store.find import case_folders
from reviewctl.store.letters import letter_text, names_of, read_letter
from reviewctl.store.packs import shipped
from reviewctl.store.register import Register
from reviewctl.work.desk import Desk
from reviewctl.work.letter_items import before_it_goes, for_agencies, for_complaints, for_family
from reviewctl.work.letter_meetings import found_meeting, taken_by
from reviewctl.work.letter_sent import OWN, commands_for
from reviewctl.work.loading import Loader
from reviewctl.work.nearest import nearest, refuse
from reviewctl.work.one import one_case


class Asked(Struct, frozen=True, kw_only=True):
    """What a person asked for: a letter by name, the review, and whom or which meeting it is for."""

    name: str
    case: str | None
    item: str | None = None
    to: str | None = None
    meeting: str | None = None
    as_of: date


class Drawn(Struct, frozen=True, kw_only=True):
    """The drafts, one for each item, and the commands that record that they went; `first` is to be done before."""

    letters: tuple[Letter, ...]
    commands: tuple[str, ...]
    first: str = ""


def draw_up(desk: Desk, asked: Asked) -> Drawn:
    """Return the drafts that were asked for.

    Raises ReviewctlError (exit 2) for a letter, item or meeting that there is not, and for a template with
    faults, each of which is said first, with its line and column.
    """
    template = template_named(desk, asked.name)
    parts = understood(desk, template)
    if template.of == "complaint":
        return _for_complaints(desk, asked, template, parts)
    if template.of == "meeting":
        return _for_a_meeting(desk, asked, template, parts)
    return _for_a_case(desk, asked, template, parts)


def register_of(desk: Desk) -> Register | None:
    """Return the register that one stands in, or None: what the tool brings can be seen from anywhere."""
    try:
        return desk.register
    except EnvironmentFault:
        return None


def template_named(desk: Desk, name: str) -> Template:
    """Return the letter of that name. Raises ReviewctlError where there is none, or where its head has faults."""
    register = register_of(desk)
    tree = register.tree if register is not None else None
    found = read_letter(name, tree)
    if found is None:
        raise refuse("letter", name, names_of(tree), "All of them: reviewctl letter --list")
    if found.template is None:
        raise _to_put_right(desk, name, found.faults)
    return found.template


def template_text(desk: Desk, name: str) -> bytes:
    """Return a template as it is kept, to be changed and put into the register's own `letters/` folder."""
    register = register_of(desk)
    tree = register.tree if register is not None else None
    found = letter_text(name, tree)
    if found is None:
        raise refuse("letter", name, names_of(tree), "All of them: reviewctl letter --list")
    return found[0]


def understood(desk: Desk, template: Template) -> Read:
    """Return a template with its words understood. Raises ReviewctlError after saying every fault of it."""
    addresses = known_addresses(desk)
    parts = read(template, lambda address: _wrong(address, addresses))
    faults = [f"{template.path}:{one.line}:{one.column}: {one.message}" for one in faults_in(parts)]
    if faults:
        raise _to_put_right(desk, template.name, faults)
    return parts


def _to_put_right(desk: Desk, name: str, faults: Sequence[str]) -> ReviewctlError:
    for fault in faults:
        desk.warn(fault)
    return ReviewctlError(
        f"The letter {name} cannot be drawn up until that is put right.",
        f"The words it may use: reviewctl letter {name} --words · "
        f"the letter as it stands: reviewctl letter {name} --template",
    )


def known_addresses(desk: Desk) -> tuple[str, ...]:
    """Return every event that a policy at hand declares, for whatever kind of review: the board's own come first.

    Raises EnvironmentFault (exit 3) outside a register: there is nothing there to write about.
    """
    register = desk.register
    found: dict[str, None] = {}
    for name in dict.fromkeys((register.board.policy, *register.policies.own(), *shipped())):
        policy = register.policies.get(name)
        for events in (
            (policy.pack.events, *(kind.events for kind in policy.types.values())) if policy else ()
        ):
            found |= dict.fromkeys(events)
    return tuple(found)


def _wrong(address: str, known: Sequence[str]) -> str | None:
    try:
        pattern = str(parse_address(address).pattern)
    except ValueError as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}."
    if pattern in known:
        return None
    near = nearest(address, known, 2)
    meant = f"; did you mean {' or '.join(near)}?" if near else "."
    return f"The policy has no event {address}{meant}"


def _for_a_case(desk: Desk, asked: Asked, template: Template, parts: Read) -> Drawn:
    facts = _facts(desk, asked)
    if template.of == "case" and asked.item:
        raise ReviewctlError(f"The letter {template.name} is for the review as a whole.", "Leave out --item.")
    choose = {"agency": for_agencies, "family": for_family}.get(template.of)
    items = choose(facts, template, asked.item) if choose is not None else (None,)
    common = {**case_values(facts), **_common(facts, asked.as_of)}
    letters = []
    for item in items:
        values = dict(common)
        if template.of == "agency":
            values |= agency_values(facts, item, template.name)
        if template.of == "family":
            values |= family_values(facts, item)
        letters.append(_drawn(template, parts, asked, facts, values, item))
    first = "\n".join(before_it_goes(facts, template, items)) if template.of == "family" else ""
    commands = tuple(dict.fromkeys(commands_for(facts, template, items)))
    return Drawn(letters=tuple(letters), commands=commands, first=first)


def _facts(desk: Desk, asked: Asked) -> Facts:
    if asked.case == OWN:
        raise ReviewctlError(
            f"The letter {asked.name} is about one review, and the word {OWN} means the register.",
            f"Name the review: reviewctl letter {asked.name} CASE",
        )
    folders = case_folders(desk.register, (asked.case,) if asked.case else (), desk.folder)
    if len(folders) != 1:
        raise ReviewctlError("Which review?", f"Name it: reviewctl letter {asked.name} CASE")
    return one_case(Loader(desk.register, asked.as_of).load(folders[0]))


def _common(facts: Facts, as_of: date) -> dict[str, Value]:
    return {
        "board": facts.board.board or None,
        "today": long_day(as_of),
        "protocol": facts.plan.pack.title,
    }


def _drawn(
    template: Template, parts: Read, asked: Asked, facts: Facts, values: dict[str, Value], item: str | None
) -> Letter:
    def dates(kind: str, address: str) -> str | None:
        if "[]" in address and item is None:
            return None
        ask = {"event": event_word, "due": due_word, "within": within_word}[kind]
        return ask(facts, address, item)

    signer = role_title(facts.plan.pack, template.from_) if template.from_ else None
    return draw(template, parts, values, dates, signer, _to(facts, asked.to))


def _to(facts: Facts, word: str | None) -> str | None:
    """Return the agency or role that a person asked for. Raises ReviewctlError: a name is for the letter itself."""
    if word is None:
        return None
    agency = facts.board.named(word)
    if agency is not None:
        return inert(agency.name)
    role = facts.plan.pack.roles.get(word)
    if role is not None:
        return inert(role.title)
    known = [*(one.id for one in facts.board.agencies), *facts.plan.pack.roles]
    near = nearest(word, known)
    raise ReviewctlError(
        "--to wants an agency or a role, never a name: names are filled in when the draft is finished.",
        f"Did you mean {' or '.join(near)}?"
        if near
        else f"Agencies: {', '.join(one.id for one in facts.board.agencies)}. A role: independent-chair, for one.",
    )


def _for_a_meeting(desk: Desk, asked: Asked, template: Template, parts: Read) -> Drawn:
    loader = Loader(desk.register, asked.as_of)
    one = None if _is_the_registers(desk, asked) else _facts(desk, asked)
    meeting = found_meeting(desk.register, one, template, asked.meeting)
    taken = taken_by(loader, meeting, one)
    facts = taken[0]
    values = {**case_values(facts), **_common(facts, asked.as_of), **meeting_values(meeting, taken)}
    letter = _drawn(template, parts, asked, facts, values, None)
    commands = [line for one in taken for line in commands_for(one, template, (None,), meeting.name)]
    book = f"meeting add {meeting.kind} --cases {facts.case.id} --date DATE"
    first = "" if meeting.document is not None else f"The meeting is not booked yet: reviewctl {book}"
    return Drawn(letters=(letter,), commands=tuple(dict.fromkeys(commands)), first=first)


def _is_the_registers(desk: Desk, asked: Asked) -> bool:
    """Whether a meeting of the register was asked for: with the word for it, or with no review at hand."""
    if asked.case is None and asked.meeting is not None:
        return len(case_folders(desk.register, (), desk.folder)) != 1
    return asked.case == OWN


def _for_complaints(desk: Desk, asked: Asked, template: Template, parts: Read) -> Drawn:
    facts = Loader(desk.register, asked.as_of).own()
    if facts is None:
        raise EnvironmentFault(
            "There is no register here whose complaints could be read.", "What is wrong: reviewctl validate"
        )
    hide = discreet_of(facts.board, (), facts.plan.pack.roles)
    items = for_complaints(facts, template, asked.item)
    letters = []
    for item in items:
        one = facts.case.complaints[item]
        values: dict[str, Value] = {
            **_common(facts, asked.as_of),
            **complaint_values(item, one, asked.as_of, hide),
            "complaint.due": due_word(facts, "complaints[].responded", item),
            "complaint.chair_due": due_word(facts, "complaints[].chair_responded", item),
        }
        letters.append(_drawn(template, parts, asked, facts, values, item))
    return Drawn(letters=tuple(letters), commands=tuple(dict.fromkeys(commands_for(facts, template, items))))
