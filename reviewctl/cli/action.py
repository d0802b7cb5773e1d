"""`action`: the action plans of all reviews, and what became of each action. Each subcommand has a module."""

import click

from reviewctl.cli.options import Listed

SUBCOMMANDS = {
    "list": (
        "action_list",
        "List the actions of every review: whose, by when, what the owner last said, what is still awaited.",
    ),
    "update": ("action_update", "Record what the owner reported of action ID of CASE."),
    "revise": ("action_revise", "Record a later date for action ID of CASE."),
    "hand-over": ("action_hand_over", "Record that action ID of CASE has other owners now."),
    "met": ("action_met", "Record that action ID of CASE was met."),
    "verify": (
        "action_verify",
        "Record that the evidence for action ID of CASE, which was met, was checked (P-App3).",
    ),
    "moderate": (
        "action_moderate",
        "Record what the moderation found of the evidence for action ID of CASE, and of its measure (P-App3).",
    ),
    "not-implemented": (
        "action_declined",
        "Record that the Board decided not to implement action ID of CASE, and why (P§18).",
    ),
    "take-up": (
        "action_take_up",
        "Record that the Board took back its decision not to implement action ID of CASE.",
    ),
    "impact": ("action_impact", "Record what shows that action ID of CASE made a difference (P-App3)."),
    "thread": (
        "action_thread",
        "Show the thread from each question to what was found, recommended, done, proven and achieved.",
    ),
    "link": (
        "action_link",
        "Record that links of CASE's thread were looked at and hold, with the text at their other end as it is.",
    ),
    "similar": (
        "action_similar",
        "Show what CASE recommends that other reviews recommended before, and what came of it (P§17).",
    ),
    "considered": (
        "action_considered",
        "Record that an earlier REVIEW was considered for recommendation ID of CASE (P§17).",
    ),
    "export": (
        "action_export",
        "Write the form in which an agency says what became of its actions: what is open, or still to be shown.",
    ),
    "import": (
        "action_import",
        "Bring in the form that an agency filled in: only what is new in it, and only of its own actions.",
    ),
}
"""The subcommands in the order of the help: the module of each, and what it is for."""


@click.group("action", cls=Listed, subcommands=SUBCOMMANDS)
def command() -> None:
    """Action plans: what is owed by whom, what an owner reported, and what shows that it was done (P§17, P-App3)."""
