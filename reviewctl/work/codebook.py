"""All codes at once: importing this enters every code that any part of the tool may raise."""

from reviewctl.model.codes import REGISTRY
from reviewctl.rules import gate, packs, printing
from reviewctl.rules.proposed import every
from reviewctl.work import judging

RAISED_BY = (packs, judging, every, gate, printing)

__all__ = ["RAISED_BY", "REGISTRY"]
