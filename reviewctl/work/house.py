"""The Board's own house style, where the register holds one: what Word documents are written on."""

from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.house import HOUSE_STYLE
from reviewctl.work.desk import Desk


def house_style(desk: Desk) -> bytes | None:
    """Return the bytes of the register's house-style.docx; None where there is none, or no register.

    Raises EnvironmentFault where it cannot be read.
    """
    try:
        register = desk.register
    except EnvironmentFault:
        return None
    try:
        return register.tree.read(HOUSE_STYLE) if register.single is None else None
    except FileNotFoundError:
        return None
