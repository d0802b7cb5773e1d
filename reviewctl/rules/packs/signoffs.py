"""POL: whether each sign-off of a pack can come about, and whether what waits for one names one."""

from collections.abc import Iterator

from reviewctl.facts.events import is_complete
from reviewctl.facts.record import COLLECTIONS
from reviewctl.model.address import Address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.kind import SignoffRule
from reviewctl.model.marks import KeyPath
from reviewctl.rules.packs.names import NO_COLLECTION, NO_DOCUMENT, NO_ROLE
from reviewctl.rules.packs.sheet import Sheet, listed, meant, unknown_word

NOT_DECLARED = declare("POL048", "sign-off-not-declared", "error")
CANNOT_BE = declare("POL049", "sign-off-day-cannot-be", "error")
BINDS_NOTHING = declare("POL050", "sign-off-binds-nothing", "error")
ASKS_NOBODY = declare("POL051", "sign-off-asks-nobody", "error")
ASKED_AND_BARRED = declare("POL052", "role-asked-and-barred", "error")
CANNOT_BIND = declare("POL053", "document-cannot-be-bound", "error")

_WRITTEN_ON = (
    "case",
    "diary",
    "returns",
    "panel",
    "family",
    "processes",
    "progress",
    "publication",
    "learning",
)
_NEVER_BOUND = ("papers", "log", "waivers")
_DOCUMENTS = tuple(name for name, kind in BY_NAME.items() if kind.home != "register")


def check_day(
    text: str, address: Address, event: Address | None, sheet: Sheet, spot: Spot
) -> Iterator[Finding]:
    """Yield what is wrong with `signoff[…].complete`. `event` is the event that comes from it, where one does."""
    rule = sheet.kind.signoffs.get(address.item or "")
    if not is_complete(address):
        yield CANNOT_BE.finding(
            spot,
            f"{text} is no day of a sign-off.",
            help="Write it like signoff[report-and-plan].complete.",
        )
    elif rule is None:
        yield NOT_DECLARED.finding(
            spot,
            f'There is no sign-off "{address.item}".{meant(address.item or "", sheet.kind.signoffs)}',
            help=f"{listed(tuple(sheet.kind.signoffs))} They stand under signoffs in {sheet.file}.",
        )
    else:
        yield from _of_item(text, rule, event, spot)


def _of_item(text: str, rule: SignoffRule, event: Address | None, spot: Spot) -> Iterator[Finding]:
    owner = event.head if event is not None and event.item == "" else None
    if rule.for_each == owner:
        return
    if rule.for_each is None:
        message = f"{text} is one day of the whole review, and the event is one of each item of {owner}."
        advice = f"Add for_each: {owner} to the sign-off, or let an event of the diary come from it."
    else:
        message = (
            f"{text} is another day for each item of {rule.for_each}, and this is not one of each of them."
        )
        advice = f"Let an event of {rule.for_each}[] come from it, and name that event here."
    yield CANNOT_BE.finding(spot, message, help=advice)


def check_signoffs(sheet: Sheet) -> Iterator[Finding]:
    """Yield what is wrong with the sign-offs of a type."""
    for name, rule in sheet.kind.signoffs.items():
        path = ("signoffs", name)
        yield from _words(rule, path, sheet)
        yield from _people(rule, path, sheet)
        yield from _bound(rule, path, sheet)


def _words(rule: SignoffRule, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    roles = sheet.policy.pack.roles
    for key, words in (("roles", rule.roles), ("not_by", rule.not_by)):
        for number, word in enumerate(words):
            yield from unknown_word(NO_ROLE, word, "role", roles, sheet.spot((*path, key, number)))
    if rule.for_each is not None:
        at = sheet.spot((*path, "for_each"))
        yield from unknown_word(NO_COLLECTION, rule.for_each, "collection", COLLECTIONS, at)


def _people(rule: SignoffRule, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    if not rule.roles or rule.people < 1:
        key = "roles" if not rule.roles else "people"
        yield ASKS_NOBODY.finding(
            sheet.spot((*path, key)),
            "This sign-off asks nobody, so it could never be complete.",
            help="Name the roles that approve it, and at least one person: people: 1.",
        )
    for number, role in enumerate(rule.not_by):
        if role in rule.roles:
            yield ASKED_AND_BARRED.finding(
                sheet.spot((*path, "not_by", number)),
                f"The role {role} is asked to approve it, and may not.",
                help="Take it away under roles or under not_by.",
            )


def _bound(rule: SignoffRule, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    if not rule.files and not rule.snapshot:
        yield BINDS_NOTHING.finding(
            sheet.spot(path, key=True),
            "This sign-off names no document, so nobody could say what was approved.",
            help="Name what is approved: files: [report]; or snapshot: [progress] for what is written on.",
        )
    for key, names in (("files", rule.files), ("snapshot", rule.snapshot)):
        for number, name in enumerate(names):
            spot = sheet.spot((*path, key, number))
            unknown = tuple(unknown_word(NO_DOCUMENT, name, "document", _DOCUMENTS, spot))
            yield from unknown or _document(name, key, rule, spot)


def _document(name: str, key: str, rule: SignoffRule, spot: Spot) -> Iterator[Finding]:
    several = BY_NAME[name].several
    if name in _NEVER_BOUND or (several and key == "snapshot"):
        message = f"{name} cannot be what is signed off: it is no text that anybody approves."
        if several and name not in _NEVER_BOUND:
            message = f"There are several documents called {name}, and a copy is made of one alone."
        yield CANNOT_BIND.finding(spot, message, help="Name another document, such as report or action-plan.")
    elif several and rule.for_each is None:
        yield CANNOT_BIND.finding(
            spot,
            f"There are several documents called {name}, and it is not said which of them is signed off.",
            help="Add for_each, such as for_each: returns, so that each agency's is signed off by itself.",
        )
    elif key == "files" and name in _WRITTEN_ON:
        yield CANNOT_BIND.finding(
            spot,
            f"{name} is written on as the review goes on, so the next entry would void what was approved.",
            help=f"Write it under snapshot: a copy is made when it is asked for, and that is approved: [{name}].",
        )
