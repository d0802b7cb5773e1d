"""All the rules, by area. Importing this enters each of them into the registry."""

from reviewctl.rules import timescales
from reviewctl.rules.engine import judge

AREAS = (timescales,)

__all__ = ["AREAS", "judge"]
