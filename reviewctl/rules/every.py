"""All the rules, by area. Importing this enters each of them into the registry."""

from reviewctl.rules import (
    actions,
    agreements,
    board,
    chronology,
    complaints,
    conversion,
    decision,
    diary,
    documents,
    family,
    ids,
    imr,
    learning,
    log,
    meetings,
    panel,
    processes,
    publication,
    referral,
    report,
    screening,
    terms,
    timescales,
    vocabulary,
)
from reviewctl.rules.board import Shelf, judge_register
from reviewctl.rules.engine import judge

AREAS = (
    board,
    diary,
    vocabulary,
    ids,
    conversion,
    documents,
    referral,
    screening,
    decision,
    terms,
    timescales,
    log,
    meetings,
    agreements,
    panel,
    chronology,
    imr,
    family,
    processes,
    report,
    actions,
    publication,
    learning,
    complaints,
)

__all__ = ["AREAS", "Shelf", "judge", "judge_register"]
