"""Reading the identity register: strictly, from bytes in memory, and never saying a value of it.

Every reader of the store words its findings for files that may be shown. This file may not: of what they find, the
place and the kind are kept, and the words are put anew.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
from msgspec.structs import replace

from reviewctl.facts.scan.forms import given_names, words_in
from reviewctl.facts.scan.nhs import valid_nhs_number
from reviewctl.facts.scan.nino import valid_ni_number
from reviewctl.facts.scan.owned import digits_of
from reviewctl.facts.scan.postcodes import valid_postcode
from reviewctl.model.catalogue import LARGE, Kind
from reviewctl.model.codes import Code
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.identities import Identity, IdentityRegister
from reviewctl.model.marks import KeyPath, Marks
from reviewctl.model.schemas import schema_of
from reviewctl.store.conform import Validator, conform, numbers_as_text, schema_validator, without_faults
from reviewctl.store.decode import decode
from reviewctl.store.reading import read_yaml
from reviewctl.store.wording import MISSING_KEY, WRONG_FORM

KIND = Kind(
    "identities", "identities.yaml", IdentityRegister, "Who stands behind each pseudonym", limit=LARGE
)

_SAID = {
    "STR001": "There is no such key as this one here.",
    "STR002": "What stands here is worked out, and not written.",
    "STR003": "This is of another kind than what belongs here, such as a text where a list is wanted.",
    "STR004": "A date is written year-month-day, with a day that the calendar has.",
    "STR005": "This must be true or false.",
    "STR006": "Something that is needed is missing here, or blank.",
    "STR007": "This is none of the words that may stand here.",
    "STR008": "This is not written as it must be.",
    "STR009": "An item of this list is blank.",
    "STR010": "This is too short or too long.",
}
_HELP = {
    "STR001": "An identity has: pseudonym, kind, cases, names, aliases, nicknames, none_known, born, nhs_number, "
    "ni_number, addresses, phones, emails, words. A name has: given, family, former. "
    "An address has: house, street, postcode.",
    "STR006": "An identity needs a pseudonym and a kind; the file needs format: 1.",
    "STR007": "A kind is subject, family, staff or place.",
}


def read_identities(
    data: bytes, label: str = "identities.yaml"
) -> tuple[IdentityRegister | None, tuple[Finding, ...]]:
    """Return the identity register that some bytes hold, and everything that is wrong with it.

    `label` is what findings call the file. No finding holds a value or a key of the file. None where nothing could be
    relied on. A value that is at fault is left out, so whoever publishes must refuse while there is an error.
    """
    decoded = decode(data, label, KIND.limit)
    if decoded.findings:
        return None, _redacted(decoded.findings)
    parsed = read_yaml(decoded.text, label)
    if parsed.findings or parsed.marks is None:
        return None, _redacted(parsed.findings)
    value = numbers_as_text(_blank_left_out(parsed.value), _validator())
    findings = _redacted(conform(value, parsed.marks, _validator(), label))
    kept = without_faults(value, _validator())
    if not isinstance(kept, dict):
        return None, findings
    register = msgspec.convert(kept, IdentityRegister)
    # What was left out for a fault would be told a second time, as lacking, and what stands behind it at a wrong place.
    return register, findings or tuple(sorted(_amiss(register, parsed.marks, label), key=_place))


def identities_schema() -> dict[str, object]:
    """Return the JSON Schema of the identity register."""
    return schema_of(KIND)


@cache
def _validator() -> Validator:
    return schema_validator(identities_schema())


def _blank_left_out(value: object) -> object:
    if isinstance(value, dict):
        return {key: _blank_left_out(item) for key, item in value.items() if item is not None}
    return [_blank_left_out(item) for item in value] if isinstance(value, list) else value


def _place(finding: Finding) -> tuple[Spot, str]:
    return finding.spot, finding.code


def _redacted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with their place and kind, and with words of ours that hold nothing of the file."""
    return tuple(
        replace(
            one,
            message=_SAID.get(one.code, f"This line cannot be read: {one.name.replace('-', ' ')}."),
            help=_HELP.get(one.code, ""),
            related=tuple(Spot(spot.path, spot.line, spot.column) for spot in one.related),
        )
        for one in findings
    )


def _amiss(register: IdentityRegister, marks: Marks, label: str) -> Iterator[Finding]:
    """Yield what the schema cannot see: what is lacking, given twice, or no number of its kind."""

    def at(code: Code, path: KeyPath, message: str, help: str = "", *, sure: bool = True) -> Finding:
        mark = marks.nearest(path)
        spot = Spot(label, mark.line, mark.column)
        return code.finding(spot, message, help=help, severity=None if sure else "warning")

    if register.format != 1:
        yield at(
            WRONG_FORM, ("format",), "The number of the format is not 1.", "Is a newer reviewctl needed?"
        )
    if not register.identities:
        yield at(
            MISSING_KEY, ("identities",), "Nobody is in the identity register, so nobody would be found."
        )
    borne = set(_names_borne(register))
    seen: set[tuple[str, str]] = set()
    for number, one in enumerate(register.identities):
        here = ("identities", number)
        keys = {(one.pseudonym, case) for case in one.cases or ("",)}
        if keys & seen:
            yield at(
                WRONG_FORM,
                here,
                "This pseudonym stands for somebody else in the same review already.",
                _TWICE,
            )
        seen |= keys
        if words_in(one.pseudonym) in borne:
            message = "Somebody in the register bears this pseudonym as a name."
            yield at(WRONG_FORM, (*here, "pseudonym"), message, _NO_NAME, sure=False)
        yield from (
            at(code, (*here, *path), message, help, sure=sure) for code, path, message, help, sure in _of(one)
        )


def _names_borne(register: IdentityRegister) -> Iterator[tuple[str, ...]]:
    """Yield the words of each given, family or other name that somebody bears."""
    for one in register.persons():
        for name in one.names:
            yield from given_names(name)
            yield words_in(name.family)
        yield from map(words_in, (*one.aliases, *one.nicknames))


_NO_NAME = "Each mention of the one would be taken for the other: choose another pseudonym."
_TWICE = "Give each person one entry, or say in cases in which reviews each pseudonym stands for whom."
_ASKED = "Write the names that are known. Was it asked, and there is none? Then write: none_known: true"
_Fault = tuple[Code, KeyPath, str, str, bool]


def _of(one: Identity) -> Iterator[_Fault]:
    """Yield the faults of one identity: the code, the path within it, the message, the help, and whether it is sure."""
    others = bool(one.aliases or one.nicknames)
    if one.is_person and not any(name.given or name.family for name in one.names):
        yield MISSING_KEY, ("names",), "This person has no name here, so it would not be found.", "", True
    if not one.is_person and not (one.words or one.addresses):
        yield MISSING_KEY, ("words",), "This place has no words by which it would be found.", "", True
    if one.is_person and not others and not one.none_known:
        yield MISSING_KEY, ("aliases",), "Whether this person has other names is not said.", _ASKED, True
    if others and one.none_known:
        yield WRONG_FORM, ("none_known",), "It says that no other name is known, and there is one.", "", True
    if one.nhs_number and not valid_nhs_number(digits_of(one.nhs_number)):
        yield (
            WRONG_FORM,
            ("nhs_number",),
            "This is no NHS number: its ten digits do not agree.",
            _NUMBER,
            False,
        )
    if one.ni_number and not valid_ni_number(one.ni_number):
        yield (
            WRONG_FORM,
            ("ni_number",),
            "This is not written as a National Insurance number is.",
            _NUMBER,
            False,
        )
    for number, home in enumerate(one.addresses):
        if home.postcode and not valid_postcode(home.postcode):
            path = ("addresses", number, "postcode")
            yield WRONG_FORM, path, "This is not written as a postcode is.", _NUMBER, False


_NUMBER = "Compare it with where it came from. It is looked for as it stands."
