"""All the rules on what a pull request does. Importing this enters each of them into the registry."""

from reviewctl.rules.proposed import dates, exceptions, history, records, statements, trust
from reviewctl.rules.proposed.engine import CaseSides, Proposal, judge_proposal

AREAS = (dates, exceptions, history, records, statements, trust)

__all__ = ["AREAS", "CaseSides", "Proposal", "judge_proposal"]
