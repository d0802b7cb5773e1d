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


AgencyId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
PersonId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
ItemId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=40)]
CaseId = Annotated[str, Meta(pattern=r"^[A-Z]{2,8}-[0-9]{4}-[0-9]{3}$")]
Address = Annotated[
    str, Meta(pattern=r"^[a-z][a-z0-9_-]*(\[[^\[\]]*\])?(\.[a-z][a-z0-9_]*(\[[^\[\]]*\])?)*$")
]
Edtf = Annotated[
    str,
    Meta(
        pattern=(
            r"^(\.\.|(\d{4}|\d{3}X|\d{2}XX|XXXX)(-(\d{2}|XX)(-(\d{2}|\dX|XX)(T\d{2}:\d{2}(:\d{2})?)?)?)?[?~%]?)?"
            r"(/(\.\.|(\d{4}|\d{3}X|\d{2}XX|XXXX)(-(\d{2}|XX)(-(\d{2}|\dX|XX)(T\d{2}:\d{2}(:\d{2})?)?)?)?[?~%]?)?)?$"
        ),
        min_length=2,
    ),
]
"""A date that may be uncertain, in the Extended Date/Time Format, level 1: `2019-03`, `2019-03-02~`,
`2019-03-02?`, `2019-03/2019-05`, `2019-2X` where the digit is lost, `XXXX-02-11` where the year is."""
