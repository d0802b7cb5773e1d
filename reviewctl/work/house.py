"""The Board's own house style, where the register holds one: what Word documents are written on."""

from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.house import HOUSE_STYLE
from reviewctl.work.desk import Desk


def house_style(desk: Desk) -> bytes | None:
    """Return the bytes of the register's house-style.docx; None where there is none, or no register."""
    try:
        return desk.register.tree.read(HOUSE_STYLE)
    except FileNotFoundError:
        return None
    except EnvironmentFault:
        return None
