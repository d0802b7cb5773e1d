"""What reading a YAML text gives."""

from msgspec import Struct

from reviewctl.model.finding import Finding
from reviewctl.model.marks import Marks


class Parsed(Struct, frozen=True):
    """What a YAML text says.

    `value` is made of dict, list, str, int, float, bool and None. It is None, and so are the `marks`, where
    the text could not be read to its end. `marks` are None, too, for a bare reading.
    `plain` is whether it was read line by line.
    """

    value: object
    marks: Marks | None
    findings: tuple[Finding, ...]
    plain: bool = False
