"""What a clerk writes down when `validate` asks for it: reasons, names of roles, text under headings.

Each code of a finding has the one thing that puts it right. Nothing here does what is a step: that is for `next`
to ask for.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from reviewctl.model.finding import Finding

if TYPE_CHECKING:
    from tests.walk import Walk

_HEADING = re.compile(r"^(## .+)$", re.MULTILINE)
FIRST_BLOCK = {
    "progress": ("--item", "1"),
    "returns": ("--agency", "pennine-care"),
    "family": ("--item", "carer"),
    "processes": ("--item", "inquest"),
}
"""What names the first block of a document that is made of blocks."""
TEXT = "As the panel found."
Deed = Callable[["Walk", Finding], None]


def mend(walk: "Walk") -> None:
    """Put right what `validate` finds in a review, round after round. Raises Lost for what no clerk can mend."""
    for _ in range(6):
        found = {(one.code, one.at, one.spot.path): one for one in walk.findings()}
        if not found:
            return
        for one in found.values():
            if one.code not in DEEDS:
                raise walk.lost(f"no clerk can mend {one.code} at {one.at}: {one.message}")
            DEEDS[one.code](walk, one)


def _record(suffix: str, value: str) -> Deed:
    def deed(walk: "Walk", one: Finding) -> None:
        walk.run(one.code, "record", walk.case, f"{one.at}{suffix}", value)

    return deed


def _record_at(address: str, value: str) -> Deed:
    def deed(walk: "Walk", one: Finding) -> None:
        walk.run(one.code, "record", walk.case, address, value)

    return deed


def _each(*deeds: Deed) -> Deed:
    def deed(walk: "Walk", one: Finding) -> None:
        for each in deeds:
            each(walk, one)

    return deed


def _write_under_headings(walk: "Walk", one: Finding) -> None:
    text = walk.house.text(one.spot.path)
    walk.house.put(one.spot.path, _HEADING.sub(rf"\1\n\n{TEXT}", text))
    walk.forget()


def _write_part(walk: "Walk", one: Finding) -> None:
    title = one.message.partition('"')[2].rpartition('"')[0]
    walk.house.put(one.spot.path, f"{walk.house.text(one.spot.path)}\n## {title}\n\n{TEXT}\n")
    walk.forget()


def _find(walk: "Walk", one: Finding) -> None:
    """Say of a criterion what fits the decision: that it was met where there is a review."""
    found = "met" if walk.facts().case.decision.outcome == "review" else "not-met"
    walk.run(one.code, "record", walk.case, f"{one.at}.finding", found)
    walk.run(one.code, "record", walk.case, f"{one.at}.reason", "as found")


def _recommend(walk: "Walk", one: Finding) -> None:
    walk.run(one.code, "record", walk.case, one.at, walk.facts().case.decision.outcome or "review")


def _declare(walk: "Walk", one: Finding) -> None:
    who, day = one.at.rpartition(".")[2], walk.done[0].day.isoformat()
    walk.run(one.code, "panel", "declare", walk.case, who, "--involvement", "none", "--on", day)


def _say_why_not_invited(walk: "Walk", one: Finding) -> None:
    walk.run(one.code, "record", walk.case, one.at.replace(".invited", ".reason"), "not known to the Board")


def _write_text(walk: "Walk", one: Finding) -> None:
    walk.house.put(one.spot.path, f"{walk.house.text(one.spot.path)}\n{TEXT}\n")
    walk.forget()


def _say_why_late(walk: "Walk", one: Finding) -> None:
    who = ("--agreed-by", "independent-chair", "--on", walk.day.isoformat())
    walk.run(one.code, "late", walk.case, one.at, "--reason", "as agreed", *who)


def _say_why_not(walk: "Walk", one: Finding) -> None:
    member, _, minimum = one.at.rpartition(".")
    walk.run(one.code, "record", walk.case, f"{member}.not_done.{minimum}", "not known to the Board")


def _add(walk: "Walk", one: Finding) -> None:
    if one.at == "progress" and not walk.facts().case.plan.actions:
        walk.run(one.code, "record", walk.case, "actions[1].action", TEXT)
    walk.run(one.code, "add", walk.case, one.at, *FIRST_BLOCK.get(one.at, ()))


def _answer(walk: "Walk", one: Finding) -> None:
    number = one.at.partition("[")[2].rstrip("]")
    walk.run(one.code, "urgent", "answer", walk.case, number, "--on", walk.day.isoformat())


DEEDS: dict[str, Deed] = {
    "ACT001": _record("", "pennine-care"),
    "DEC005": _find,
    "DEC006": _write_text,
    "DEC012": _record_at("decision.pathway", "single-agency review"),
    "DEC013": _record_at("decision.pathway", "DHR-2019-999"),
    "DEC008": _record("", "as agreed"),
    "DEC017": _recommend,
    "FAM001": _say_why_not,
    "FAM002": _say_why_not_invited,
    "PAN004": _declare,
    "REP001": _write_part,
    "REP003": _write_under_headings,
    "STR063": _add,
    "TIM002": _say_why_late,
    "TIM014": _answer,
    "TOR001": _each(_record_at("tor.scope.from", "2018-01-01"), _record_at("tor.scope.to", "2018-12-31")),
    "TOR003": _record_at("tor.questions[1].text", "What was known?"),
    "TOR004": _record("", "author-1"),
    "TOR005": _record("", "manager-1"),
}
