"""POL: the rest of a pack: stages, criteria, quorum, meetings, documents, family and sign-offs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reviewctl.model.address import Address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.codes import Code, declare
from reviewctl.model.finding import Finding
from reviewctl.model.kind import Alias, ReviewType
from reviewctl.model.marks import KeyPath
from reviewctl.model.policy import Pack
from reviewctl.model.record import FORMAT
from reviewctl.model.review import Document
from reviewctl.rules.packs.addresses import NO_MEETING_KIND, check_address, shapes_of
from reviewctl.rules.packs.conditions import check_conditions
from reviewctl.rules.packs.names import (
    NO_AGREEMENT,
    NO_CRITERION,
    NO_DOCUMENT,
    NO_METHOD,
    NO_MINIMUM,
    NO_ROLE,
    NO_SECTOR,
    NO_STAGE,
    NO_STEP,
    TWICE,
)
from reviewctl.rules.packs.recurrence import check_in_force
from reviewctl.rules.packs.sheet import Sheet, unknown_word
from reviewctl.rules.packs.signoffs import check_signoffs
from reviewctl.rules.packs.steps import check_allowance

NO_STAGES = declare("POL027", "type-without-stages", "error")
PREFIX_TWICE = declare("POL032", "prefix-used-twice", "error")
NAME_TWICE = declare("POL033", "type-name-used-twice", "error")
FORMAT_UNKNOWN = declare("POL035", "pack-format-not-known", "error")
NEVER_OPENED = declare("POL037", "stage-never-opened", "error")

_CASE_DOCUMENTS = tuple(name for name, kind in BY_NAME.items() if kind.home != "register")


def check_pack_file(pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield what is wrong with pack.yaml, besides citations."""
    if pack.format != FORMAT:
        yield FORMAT_UNKNOWN.finding(
            document.spot(("format",)),
            f"The pack's format is {pack.format}; this reviewctl knows {FORMAT}.",
            help="A newer reviewctl reads it: install that one.",
        )
    yield from check_allowance(pack.calendar.warning, document.spot(("calendar", "warning")))
    seen: set[str] = set()
    for number, agency in enumerate(pack.agencies):
        spot = document.spot(("agencies", number, "id"))
        if agency.id in seen:
            yield TWICE.finding(spot, f'There is an agency "{agency.id}" already.', help="Keep one of them.")
        seen.add(agency.id)
        at = document.spot(("agencies", number, "sector"))
        yield from unknown_word(NO_SECTOR, agency.sector, "sector", pack.sectors, at)


def check_parts(sheet: Sheet) -> Iterator[Finding]:
    """Yield what is wrong with the parts of a type that are neither events nor steps."""
    yield from _mandates(sheet)
    yield from _stages(sheet)
    yield from _meetings(sheet)
    yield from _documents(sheet)
    yield from _headings(sheet)
    yield from _family(sheet)
    yield from check_signoffs(sheet)
    yield from _standard_actions(sheet)
    yield from _pauses(sheet)
    yield from check_in_force(sheet.kind.in_force, ("in_force",), sheet)
    for number, alias in enumerate(sheet.kind.aliases):
        if isinstance(alias, Alias):
            yield from check_in_force(alias.in_force, ("aliases", number, "in_force"), sheet)


def _standard_actions(sheet: Sheet) -> Iterator[Finding]:
    for name, one in sheet.kind.standard_actions.items():
        if one.settled_by is not None:
            path = ("standard_actions", name, "settled_by")
            yield from check_address(one.settled_by, path, sheet, "event")


def check_prefixes(kinds: Sequence[ReviewType], documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Yield a finding for each prefix and each name that two types share."""
    prefixes: dict[str, str] = {}
    names = {kind.type: kind.type for kind in kinds}
    for kind in kinds:
        document = documents[kind.type]
        if kind.prefix in prefixes:
            yield PREFIX_TWICE.finding(
                document.spot(("prefix",)),
                f"{prefixes[kind.prefix]} uses the prefix {kind.prefix} too, so ids would clash.",
                help="Give each type a prefix of its own.",
            )
        prefixes.setdefault(kind.prefix, kind.type)
        for number, alias in enumerate(kind.names[1:]):
            if alias in names:
                yield NAME_TWICE.finding(
                    document.spot(("aliases", number)),
                    f'"{alias}" is a name of {names[alias]} already.',
                    help="Leave it out of one of them.",
                )
            names.setdefault(alias, kind.type)


def _each(
    words: Iterable[str],
    path: KeyPath,
    code: Code,
    what: str,
    known: Mapping[str, object] | Sequence[str],
    sheet: Sheet,
) -> Iterator[Finding]:
    for number, word in enumerate(words):
        yield from unknown_word(code, word, what, known, sheet.spot((*path, number)))


def _mandates(sheet: Sheet) -> Iterator[Finding]:
    for name, mandate in sheet.kind.mandates.items():
        for key, words in (("all", mandate.all), ("any", mandate.any)):
            path = ("mandates", name, key)
            yield from _each(words, path, NO_CRITERION, "criterion", sheet.kind.criteria, sheet)


def _stages(sheet: Sheet) -> Iterator[Finding]:
    if not sheet.kind.stages:
        yield NO_STAGES.finding(
            sheet.spot(("type",), key=True),
            f"The type {sheet.kind.type} has no stages, so nobody could see where a review is.",
            help="Add stages, each with an id, a title and the events that open it.",
        )
    seen: set[str] = set()
    for number, stage in enumerate(sheet.kind.stages):
        path = ("stages", number)
        if stage.id in seen:
            spot = sheet.spot((*path, "id"))
            yield TWICE.finding(spot, f'There is a stage "{stage.id}" already.', help="Give it another id.")
        seen.add(stage.id)
        if not stage.opened_by:
            yield NEVER_OPENED.finding(
                sheet.spot((*path, "opened_by"), key=True),
                f"Nothing opens the stage {stage.id}.",
                help="Name the event that does: opened_by: [{event: report.endorsed}].",
            )
        for way, opening in enumerate(stage.opened_by):
            here = (*path, "opened_by", way)
            yield from check_address(opening.event, (*here, "event"), sheet, "event")
            yield from check_conditions(opening.if_, (*here, "if"), sheet)


def _meetings(sheet: Sheet) -> Iterator[Finding]:
    kind, pack = sheet.kind, sheet.policy.pack
    for name, seats in kind.quorum.items():
        spot = sheet.spot(("quorum", name), key=True)
        yield from unknown_word(NO_MEETING_KIND, name, "kind of meeting", kind.meetings, spot)
        path = ("quorum", name)
        yield from _each(seats.sectors, (*path, "sectors"), NO_SECTOR, "sector", pack.sectors, sheet)
        yield from _each(seats.roles, (*path, "roles"), NO_ROLE, "role", pack.roles, sheet)
    for name, rule in kind.meetings.items():
        agreed = ("meetings", name, "first_agrees")
        yield from _each(rule.first_agrees, agreed, NO_AGREEMENT, "agreement", rule.agrees, sheet)
        for word, event in rule.events.items():
            brings = ("meetings", name, "events", word)
            spot = sheet.spot(brings, key=True)
            yield from unknown_word(NO_AGREEMENT, word, "agreement", rule.agrees, spot)
            yield from check_address(event, brings, sheet, "event")
        for number, member in enumerate(rule.members):
            here = ("meetings", name, "members", number)
            yield from unknown_word(NO_ROLE, member.role, "role", pack.roles, sheet.spot((*here, "role")))
            if member.sector is not None:
                at = sheet.spot((*here, "sector"))
                yield from unknown_word(NO_SECTOR, member.sector, "sector", pack.sectors, at)


def _stage_ids(sheet: Sheet) -> tuple[str, ...]:
    return tuple(stage.id for stage in sheet.kind.stages)


def _documents(sheet: Sheet) -> Iterator[Finding]:
    for number, rule in enumerate(sheet.kind.documents):
        path = ("documents", number)
        at = sheet.spot((*path, "document"))
        yield from unknown_word(NO_DOCUMENT, rule.document, "document", _CASE_DOCUMENTS, at)
        at = sheet.spot((*path, "from"))
        yield from unknown_word(NO_STAGE, rule.from_, "stage", _stage_ids(sheet), at)
        here = (*path, "methods")
        yield from _each(rule.methods, here, NO_METHOD, "method", sheet.kind.methods, sheet)
        yield from check_conditions(rule.if_, (*path, "if"), sheet)


def _headings(sheet: Sheet) -> Iterator[Finding]:
    for name, rules in sheet.kind.headings.items():
        spot = sheet.spot(("headings", name), key=True)
        yield from unknown_word(NO_DOCUMENT, name, "document", _CASE_DOCUMENTS, spot)
        seen: set[str] = set()
        for number, rule in enumerate(rules):
            if rule.id in seen:
                at = sheet.spot(("headings", name, number, "id"))
                yield TWICE.finding(at, f'There is a heading "{rule.id}" already.', help="Keep one of them.")
            seen.add(rule.id)
            here = ("headings", name, number, "methods")
            yield from _each(rule.methods, here, NO_METHOD, "method", sheet.kind.methods, sheet)


def _family(sheet: Sheet) -> Iterator[Finding]:
    for name, minimum in sheet.kind.family.items():
        shapes = shapes_of(Address("family", "", (name,)))
        if not any(shape.kind == "event" for shape in shapes):
            yield NO_MINIMUM.finding(
                sheet.spot(("family", name), key=True),
                f'family.yaml has no date called "{name}".',
                help="See what a person of family.yaml has with: reviewctl schema family",
            )
        at = sheet.spot(("family", name, "from_stage"))
        yield from unknown_word(NO_STAGE, minimum.from_stage, "stage", _stage_ids(sheet), at)
        yield from check_conditions(minimum.if_, ("family", name, "if"), sheet)


def _pauses(sheet: Sheet) -> Iterator[Finding]:
    steps = [step.id for step in (*sheet.kind.steps, *sheet.kind.publication)]
    for name, pause in sheet.kind.pauses.items():
        if name in steps:
            yield TWICE.finding(
                sheet.spot(("pauses", name), key=True),
                f'"{name}" is a step too, so nobody could tell what stands still.',
                help="Give the steps that stand still together another name.",
            )
        yield from _each(pause.steps, ("pauses", name, "steps"), NO_STEP, "step", steps, sheet)
