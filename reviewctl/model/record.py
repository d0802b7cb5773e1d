"""What every record in a file is made of: the base class, and the few kinds of word that recur."""

from typing import Annotated

from msgspec import Meta, Struct

FORMAT = 1
"""The number of the folder format. `migrate` will be told apart by it."""


class Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mapping in a file. A key that no field names is a fault; a blank value is as good as none."""


def says(text: str) -> Meta:
    """Return the description of a field: what editors show, `schema` prints and the reference holds."""
    return Meta(description=text)


def form(
    pattern: str,
    description: str | None = None,
    *,
    min_length: int | None = None,
    max_length: int | None = None,
) -> Meta:
    """Return the form that a word must have, as the schema demands it.

    The pattern goes into the schema only, which is what enforces it. Given to msgspec itself, in a type that
    several fields share, it makes the interpreter crash on its way out (msgspec 0.22, its issue 717).
    """
    schema = {"pattern": pattern, "minLength": min_length, "maxLength": max_length}
    given = {key: value for key, value in schema.items() if value is not None}
    return Meta(extra_json_schema=given, description=description)


AgencyId = Annotated[str, form(r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
PersonId = Annotated[str, form(r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
ItemKey = Annotated[str, form(r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""The key of an item in a file of items, such as mother or coroner-1: a plain word, never a person's name."""
HexDigits = Annotated[str, form("^[0-9a-f]{64}$")]
"""Sixty-four hexadecimal digits: a sha256, or a key as long."""
NoBrackets = Annotated[str, form(r"^[^\[\]]+$", max_length=200)]
"""A key that an address can hold; whether it is one that the board knows is judged apart."""
ItemId = Annotated[str, form(r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=40)]
CASE_ID_FORM = r"[A-Z]{2,8}-[0-9]{4}-[0-9]{3}"
"""How the id of a case is written: SAR-2026-001."""
CaseId = Annotated[str, form(rf"^{CASE_ID_FORM}$")]
Address = Annotated[str, form(r"^[a-z][a-z0-9_-]*(\[[^\[\]]*\])?(\.[a-z][a-z0-9_]*(\[[^\[\]]*\])?)*$")]
_POINT = (
    r"(\.\.|([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)"
    r"(-([0-9]{2}|[0-2]X|XX)(-([0-9]{2}|[0-9]X|XX)(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?)?)?[?~%]?)?"
)
EDTF_FORM = rf"^{_POINT}(/{_POINT})?$"
Edtf = Annotated[str, form(EDTF_FORM, min_length=2)]
"""A date that may be uncertain, in the Extended Date/Time Format, level 1: `2019-03`, `2019-03-02~`,
`2019-03-02?`, `2019-03/2019-05`, `2019-05-2X` and `2019-1X` where a digit is lost, `2019-2X` for a season that is,
`XXXX-02-11` where the year is."""
