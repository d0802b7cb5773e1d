"""The pack stockport-2021: its numbers, its paragraphs, and that everything it names exists."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect as mi

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.conditions import answer
from reviewctl.facts.deadlines import deadlines
from reviewctl.facts.events import Timeline
from reviewctl.facts.plan import plan_of
from reviewctl.facts.stage import place_of
from reviewctl.model.actions import Action, Progress
from reviewctl.model.address import parse_address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.deadline import Deadline
from reviewctl.model.family import MINIMUMS, FamilyMember
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Pack, Policy
from reviewctl.model.review import Case
from reviewctl.model.step import Step, cited
from reviewctl.rules.packs import check_pack
from reviewctl.store.folder import FolderTree
from reviewctl.store.packs import Policies, read_pack
from tests.policies.walk import case_of

FOLDER = Path(__file__).parents[2] / "reviewctl" / "policies" / "stockport-2021"


WHOLE = Policies().get("stockport-2021")
assert WHOLE is not None
POLICY: Policy = WHOLE
PACK: Pack = POLICY.pack
KINDS: dict[str, ReviewType] = POLICY.types
SAR: ReviewType = KINDS["sar"]
STEPS = (*SAR.steps, *SAR.publication)

EACH = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.type)


def steps_of(kind: ReviewType) -> tuple[Step, ...]:
    """Return the steps of a kind of review with those of its publication."""
    return (*kind.steps, *kind.publication)


EACH_STEP = pytest.mark.parametrize(
    ("kind", "step"),
    [(kind, step) for kind in KINDS.values() for step in steps_of(kind)],
    ids=lambda v: v.type if isinstance(v, ReviewType) else v.id,
)

# The sections that the two texts have, and no others.
F_PARAGRAPHS = {
    "1": 14, "2": 2, "3": 5, "4": 4, "4.3": 1, "4.4": 3, "5": 11, "5.2": 6, "5.3": 2, "5.4": 6, "5.5": 4,
    "5.6": 2, "5.7": 3, "5.8": 4, "5.9": 4, "5.10": 2, "5.11": 1, "6": 7, "6.1": 2, "6.3": 3, "6.4": 1,
    "6.5": 1, "7": 5, "8": 1, "9": 1, "10": 1, "11": 1, "12": 4, "13": 5,
}  # fmt: skip
SECTIONS = {
    "P": {*(f"§{n}" for n in range(1, 22)), "§5.1", "-App1", "-App2", "-App3"},
    "F": {
        *(f"§{n}" for n in range(1, 14)),
        *(f"§{above}.{n}" for above, last in F_PARAGRAPHS.items() for n in range(1, last + 1)),
        *("-AppA", "-AppB", "-AppC"),
    },
    "CA": {"§44"},
    "WT": {"§4"},
    "WTW": {"-Notifying"},
    "DVCVA": {"§9"},
    "CSPRR": {"§11"},
    "CSWA": {"§24"},
    "DHRG": {"§5"},
    "VPA": {"§19"},
    "FOIA": {"§10"},
    "GDPR": {"§12"},
}

GOLDEN_CLOCKS = [
    ("screening-meeting", "referral.received", "15 working days", "protocol", ("P§11",)),
    ("recommendation", "screening.concluded", "5 working days", "protocol", ("P§11",)),
    ("decision", "screening.recommendation_sent", "5 working days", "protocol", ("P§8", "P§11")),
    ("decision-forwarded", "screening.recommendation_sent", "5 working days", "protocol", ("P§8",)),
    ("completion", "decision.made", "6 months", "expected", ("P§5.1", "P§11")),
]
GOLDEN_AGREED = [
    ("information", "returns[].information.due", "returns[].information.returned", ("P§5", "P§8")),
    (
        "initial-chronology",
        "returns[].initial_chronology.due",
        "returns[].initial_chronology.returned",
        ("P§5",),
    ),
    ("action", "actions[].due", "actions[].met", ("P§17", "P-App3")),
    ("chronology", "returns[].chronology.due", "returns[].chronology.returned", ("P§10", "P§14")),
    ("imr", "returns[].imr.due", "returns[].imr.submitted", ("P§13", "P§14")),
    ("imr-again", "returns[].rounds.last.due", "returns[].rounds.last.resubmitted", ("P§14",)),
    ("publication-taken-off", "publication.publish_until", "publication.taken_off", ("P§19",)),
]
GOLDEN_STAGES = (
    "referred screening deciding commissioned evidence drafting approving publishing acting assuring closed"
)


def test_the_clocks_are_those_of_the_protocol() -> None:
    """The steps with an allowance, each with its anchor, strength and paragraph; nobody added another."""
    clocks = [(s.id, s.after, s.within, s.strength, cited(s.cites)) for s in STEPS if s.within]
    assert clocks == GOLDEN_CLOCKS


def test_the_dates_that_people_agree() -> None:
    """The steps that are due on an agreed date have no allowance, and are never more than agreed."""
    agreed = [(s.id, s.by, s.until, cited(s.cites)) for s in STEPS if s.by]
    assert sorted(agreed) == sorted(GOLDEN_AGREED)
    assert {s.strength for s in STEPS if s.by} == {"agreed"}


def citations(value: Any) -> Iterator[tuple[str, ...]]:
    """Yield the citations of a record and of all within it."""
    if isinstance(value, msgspec.Struct):
        if "cites" in value.__struct_fields__:
            yield cited(getattr(value, "cites", None))
        value = [getattr(value, name) for name in value.__struct_fields__]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from citations(one)


def test_every_citation_names_a_paragraph_that_exists() -> None:
    """A citation is a declared source and a section that its text has."""
    assert set(PACK.sources) == set(SECTIONS)
    for cites in (found for whole in (PACK, *KINDS.values()) for found in citations(whole)):
        for one in cites:
            matched = re.fullmatch(r"([A-Z]+)(§[0-9.]+|-App[0-9A-C]|-[A-Z][a-z]+)", one)
            assert matched is not None, one
            assert matched[2] in SECTIONS[matched[1]], one


def test_the_paragraphs_named_in_words_exist() -> None:
    """A paragraph that a title or a comment of the pack names exists as well."""
    for file in FOLDER.glob("*.yaml"):
        for source, section in re.findall(r"\b(P|F)(§[0-9]+(?:\.[0-9]+)*|-App[0-9A-Z])", file.read_text()):
            assert section in SECTIONS[source], f"{source}{section}"


@EACH
def test_everything_with_a_number_is_cited(kind: ReviewType) -> None:
    """Every step, mandate, quorum, sign-off, minimum and meeting with a number has its paragraph."""
    maps = (kind.mandates, kind.quorum, kind.signoffs, kind.family, kind.meetings, kind.events, kind.pauses)
    assert [one for group in maps for one in group.values() if not cited(one.cites)] == []
    assert [step.id for step in steps_of(kind) if not cited(step.cites)] == []


def is_field(address: str) -> bool:
    """Whether an address is a field of a document, by the document's Struct."""
    parsed = parse_address(address)
    if parsed.head == "actions":
        # What is in the plan and what became of it are two files, and one collection to the reader.
        return bool(parsed.fields) and any(
            _leads(mi.type_info(part), parsed.fields, False) for part in (Action, Progress)
        )
    if parsed.head == "family" and parsed.fields[:1] == ("spared",):  # Worked out from the answers.
        return parsed.fields[1:] in {(name,) for name in MINIMUMS}
    kind = BY_NAME.get(parsed.head)
    return kind is not None and _leads(mi.type_info(kind.type), parsed.fields, parsed.item is not None)


def _leads(here: mi.Type, fields: tuple[str, ...], into_item: bool) -> bool:
    if isinstance(here, mi.Metadata):
        return _leads(here.type, fields, into_item)
    if isinstance(here, mi.UnionType):
        return any(_leads(part, fields, into_item) for part in here.types)
    if into_item:
        return isinstance(here, mi.DictType) and _leads(here.value_type, fields, False)
    if not fields:
        return True
    if isinstance(here, mi.DictType):
        return _leads(here.value_type, fields[1:], False)
    if isinstance(here, mi.VarTupleType) and fields[0] == "last":
        return _leads(here.item_type, fields[1:], False)
    if isinstance(here, mi.StructType):
        return any(_leads(f.type, fields[1:], False) for f in here.fields if f.encode_name == fields[0])
    return False


def named_events(step: Step) -> list[str]:
    """Return the addresses that must be events: what a step counts from, and what meets it."""
    named = [step.until]
    for start in (step.after, step.before, step.from_, step.to):
        several = (
            [start] if isinstance(start, str) else [*cited(start.first), *cited(start.last)] if start else []
        )
        named += several
    return named


@EACH_STEP
def test_a_step_names_only_what_exists(kind: ReviewType, step: Step) -> None:
    """Events are declared, fields are fields, roles are roles, and steps that come first are steps."""
    assert [address for address in named_events(step) if address not in kind.events] == []
    conditions = [*(step.if_ or {}), *(step.closed_by or {})]
    fields = [*conditions, *([step.by] if step.by else [])]
    assert [f for f in fields if f not in kind.events and not is_field(f)] == []
    assert step.who in PACK.roles
    assert set(step.needs) <= {other.id for other in steps_of(kind)}
    assert step.for_each in (None, "returns", "family", "processes", "actions")
    empty_brackets = [a for a in (*named_events(step), *fields) if "[]" in a]
    assert all(parse_address(a).head == step.for_each for a in empty_brackets)


COMMANDS = (
    r'record \{case\} ("(returns|family|processes|actions)\[\{item\}\]\.[a-z_.]+"|[a-z_]+\.[a-z_]+) today'
    r"( --outcome WORD)?",
    r"meeting add [a-z-]+ --cases \{case\} --date DATE",
    r"add \{case\} [a-z-]+( --agency \{item\})?",
    r"imr (request|receive|present) \{case\} \{item\}",
    r"chronology request \{case\} (\{item\}|AGENCY)",
    r"action met \{case\} \{item\} --on today --evidence WORDS",
)


@EACH_STEP
def test_the_command_of_a_step_satisfies_it(kind: ReviewType, step: Step) -> None:
    """The command is one of the tool's, and records the very event that meets the step.

    That those of IMRs, chronologies and actions do, test_commands_do.py tries.
    """
    assert step.how is not None
    assert step.how.command is not None
    assert any(re.fullmatch(form, step.how.command) for form in COMMANDS), step.how.command
    if step.how.command.startswith("record"):
        recorded = step.how.command.split()[2].strip('"').replace("{item}", "")
        assert recorded == step.until
        assert bool(kind.events[recorded].outcomes) == step.how.command.endswith("--outcome WORD")
    elif step.how.command.startswith("meeting"):
        source = kind.events[step.until].from_ or ""
        assert source.startswith(f"meetings[{step.how.command.split()[2]},")


def test_the_pack_has_nothing_to_put_right() -> None:
    """The tool's own checks of a pack find nothing in this one."""
    read = read_pack(FolderTree(str(FOLDER.parent)), FOLDER.name, FOLDER.name)
    assert read.policy is not None
    found = [*read.findings, *check_pack(read.policy, read.documents)]
    assert [(str(one.spot), one.message) for one in found] == []


@EACH
def test_no_two_steps_share_an_id(kind: ReviewType) -> None:
    """Ids are permanent names: each is used once, in lower case with hyphens."""
    ids = [step.id for step in steps_of(kind)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one) for one in ids)


def test_the_stages_are_those_of_the_interface() -> None:
    """The ids of the stages in their order, each opened by declared events under known conditions."""
    assert " ".join(stage.id for stage in SAR.stages) == GOLDEN_STAGES


@EACH
def test_the_stages_are_opened_by_what_exists(kind: ReviewType) -> None:
    """Each stage is opened by declared events under known conditions, and the last one is closed."""
    assert kind.stages[-1].id == "closed"
    for stage in kind.stages:
        assert stage.opened_by
        for way in stage.opened_by:
            assert way.event in kind.events
            assert all(key in kind.events or is_field(key) for key in way.if_ or {})


@EACH
def test_a_name_is_an_event_or_a_field_and_never_both(kind: ReviewType) -> None:
    """Under a head that is also a document, no event has the name of a field of that document."""
    both = [key for key in kind.events if "[" not in key and is_field(key)]
    assert both == []
    assert [key for key in kind.events if "[" in key and not is_field(key)] == []


@EACH
def test_the_diary_is_in_groups(kind: ReviewType) -> None:
    """The events of the diary come group by group, so that each group is written once."""
    groups = [key.split(".")[0] for key in kind.events if "[" not in key]
    firsts = [g for i, g in enumerate(groups) if i == 0 or groups[i - 1] != g]
    assert len(firsts) == len(set(firsts))


@EACH
def test_titles_of_events_fit_a_comment_line(kind: ReviewType) -> None:
    """The title of an event is one line of the diary, and none breaks a comment."""
    assert [e.title for e in kind.events.values() if len(e.title) > 108 or "\n" in e.title] == []


@EACH
def test_the_rest_of_the_pack_names_only_what_exists(kind: ReviewType) -> None:
    """Sectors, roles, criteria, methods, stages and documents that the pack names are declared in it."""
    stages = {stage.id for stage in kind.stages}
    seats = [m for rule in kind.meetings.values() for m in rule.members]
    for mandate in kind.mandates.values():
        assert {*mandate.all, *mandate.any} <= set(kind.criteria)
    assert {s for q in kind.quorum.values() for s in q.sectors} <= set(PACK.sectors)
    assert {r for q in kind.quorum.values() for r in q.roles} <= set(PACK.roles)
    assert set(kind.quorum) <= set(kind.meetings)
    assert {seat.role for seat in seats} <= set(PACK.roles)
    assert {seat.sector for seat in seats if seat.sector} <= set(PACK.sectors)
    assert {agency.sector for agency in PACK.agencies} <= set(PACK.sectors)
    assert {rule.document for rule in kind.documents} <= set(BY_NAME)
    assert {rule.from_ for rule in kind.documents} <= stages
    assert {method for rule in kind.documents for method in rule.methods} <= set(kind.methods)
    assert {rule.from_stage for rule in kind.family.values()} <= stages
    assert set(kind.family) <= set(FamilyMember.__struct_fields__)
    assert set(kind.headings) <= set(BY_NAME)
    for signoff in kind.signoffs.values():
        assert set(signoff.files) <= set(BY_NAME)
        assert {*signoff.roles, *signoff.not_by} <= set(PACK.roles)
        assert signoff.people >= len(signoff.roles)


@EACH
def test_methods_named_in_conditions_exist(kind: ReviewType) -> None:
    """A method that a step or a stage asks for is one of the pack's."""
    asked = [s.if_ for s in steps_of(kind)] + [s.closed_by for s in steps_of(kind)]
    asked += [way.if_ for stage in kind.stages for way in stage.opened_by]
    for conditions in asked:
        wanted = (conditions or {}).get("tor.method", [])
        names = wanted["not"] if isinstance(wanted, dict) else wanted
        assert names in ("present", "absent") or set(names) <= set(kind.methods)


def test_steps_of_the_panel_follow_the_methods() -> None:
    """The methods that leave the panel's steps aside are exactly those that the pack says have no panel."""
    without = {name for name, method in SAR.methods.items() if not method.panel}
    for step in STEPS:
        if step.id in ("panel-established", "first-panel", "second-panel", "timetable"):
            assert set((step.if_ or {})["tor.method"]["not"]) == without
    alone = {name for name, method in SAR.methods.items() if not method.chair_and_author}
    appointed = next(step for step in STEPS if step.id == "chair-author-appointed")
    assert set((appointed.closed_by or {})["tor.method"]) == alone
    panel = next(rule for rule in SAR.documents if rule.document == "panel")
    assert set(panel.methods) == set(SAR.methods) - without


def test_quorum_is_as_the_protocol_has_it() -> None:
    """Police, health and local authority, together with the Review Panel Chair/Report Author (P§10)."""
    assert SAR.quorum["panel"].sectors == ("police", "health", "local-authority")
    assert SAR.quorum["panel"].roles == ("chair-author",)
    assert set(SAR.quorum) == {"panel"}
    assert (SAR.meetings["panel"].at_least, SAR.meetings["panel"].at_most) == (3, 6)


def test_the_legal_test() -> None:
    """Section 44: who must be reviewed, and who may (F§5.4.1 to F§5.4.3)."""
    must, may = SAR.mandates["s44-1-3"], SAR.mandates["s44-4"]
    assert must.all == ("in_area", "care_support_needs", "worked_together")
    assert must.any == ("condition_1", "condition_2")
    assert (must.duty, may.duty) == ("must", "may")
    assert (may.all, may.any) == (("in_area", "care_support_needs"), ())


def test_the_commissioner_keeps_its_past_name() -> None:
    """The CCG of the protocol became the integrated care board on 1 July 2022."""
    board = next(agency for agency in PACK.agencies if agency.id == "gm-icb")
    assert board.was["Stockport CCG"] == "2022-06-30"
    assert board.sector == "health"


def test_the_publication_checklist_has_every_line_of_appendix_2() -> None:
    """Each event of the checklist meets one step, but for what starts one and what is done when asked."""
    events = {key for key in SAR.events if key.startswith("publication.")}
    on_request = {
        "publication.inquest_expected",
        "publication.council_statement",
        "publication.inquest_statement_released",
        "publication.media_query_referred",
        "publication.taken_off",  # No line of the appendix, and so a step of its own.
    }
    assert {step.until for step in SAR.publication} == events - on_request
    assert [step.id for step in SAR.publication if step.within or step.by] == []


# A whole review, worked out by the tool from this pack.

DIARY: dict[str, Any] = {
    "referral": {"received": "2025-11-14", "sufficient": "2025-11-18"},
    "screening": {"held": "2025-12-09", "recommendation_sent": "2025-12-15"},
    "decision": {"made": "2025-12-18", "forwarded": "2025-12-18"},
    "tor": {"drafted": "2026-01-08"},
}


def case(diary: dict[str, Any], **documents: Any) -> Case:
    """Return a case with these documents."""
    return case_of(SAR, {"diary": diary, **documents})


def judged(as_of: date, diary: dict[str, Any], **documents: Any) -> tuple[dict[str, Deadline], str]:
    """Return the deadlines of a case by step and item, and its stage."""
    plan = plan_of(POLICY, SAR)
    timeline = Timeline(case(diary, **documents), SAR, as_of)
    worked = deadlines(plan, timeline, calendar_for(PACK.calendar.name, {}))
    keyed = {one.step + (f"[{one.item}]" if one.item else ""): one for one in worked}
    return keyed, place_of(plan, timeline).id


def test_the_golden_deadlines_of_a_review() -> None:
    """Counted by hand: 14 November + 15 working days, 9 and 15 December + 5, 18 December + 6 months."""
    found, stage = judged(date(2026, 6, 8), DIARY, decision={"outcome": "review"})
    table = {step: (str(found[step].due), found[step].state) for step, *_ in GOLDEN_CLOCKS}
    assert table == {
        "screening-meeting": ("2025-12-05", "met-late"),
        "recommendation": ("2025-12-16", "met"),
        "decision": ("2025-12-22", "met"),
        "decision-forwarded": ("2025-12-22", "met"),
        "completion": ("2026-06-18", "running"),
    }
    assert stage == "commissioned"


def test_what_the_chair_decided_is_not_the_partners_choice() -> None:
    """Of a referral that was screened nothing says that the partners' choice of another pathway is written down."""
    found, _ = judged(date(2026, 6, 8), DIARY, decision={"outcome": "review"})
    assert (found["decision"].state, found["pathway-written"].state) == ("met", "not-applicable")


def test_a_desktop_review_owes_no_panel() -> None:
    """Where the terms of reference name a method without a panel, its steps do not apply."""
    found, stage = judged(
        date(2026, 6, 8),
        {**DIARY, "tor": {"drafted": "2026-01-08", "agreed": "2026-01-20"}},
        decision={"outcome": "review"},
        tor={"method": "desktop"},
    )
    for step in ("panel-established", "first-panel", "second-panel", "timetable"):
        assert found[step].state == "not-applicable", step
    for step in ("chair-author-appointed", "chronology-template"):
        assert found[step].state == "waived", step
    assert found["completion"].state == "running"
    assert stage == "drafting"


MET_TWICE = {
    **DIARY,
    "tor": {"drafted": "2026-01-08", "agreed": "2026-02-19"},
    "panel": {"first": "2026-01-22", "second": "2026-02-19"},
}
"""A review of which the first panel meeting was not quorate, so that its second one agreed the terms of reference."""


@pytest.mark.parametrize(
    ("method", "imr", "expected"),
    [
        ("imr-and-chronology", {}, "evidence"),
        ("imr-and-chronology", {"submitted": "2026-04-10"}, "evidence"),
        ("imr-and-chronology", {"presented": "2026-04-20"}, "drafting"),
        (None, {}, "drafting"),
    ],
    ids=["nothing came", "one IMR came", "one was presented", "no method on record"],
)
def test_the_report_is_written_from_what_was_presented(
    method: str | None, imr: dict[str, str], expected: str
) -> None:
    """IMRs form part of the report (P§14): a second meeting that only agreed what the first could not writes none."""
    documents = {"tor": {"method": method} if method else {}, "returns": {"gmp": {"imr": imr}}}
    _, stage = judged(date(2026, 6, 8), MET_TWICE, decision={"outcome": "review"}, **documents)
    assert stage == expected


def test_panel_steps_wait_for_the_method() -> None:
    """Until a method is recorded the steps of the panel are not begun; then they run."""
    before, _ = judged(date(2026, 1, 9), DIARY, decision={"outcome": "review"})
    after, _ = judged(
        date(2026, 1, 9), DIARY, decision={"outcome": "review"}, tor={"method": "imr-and-chronology"}
    )
    assert (before["first-panel"].state, after["first-panel"].state) == ("not-started", "running")


def test_a_review_that_is_not_held_closes() -> None:
    """After a decision against a review nothing of a review is owed, and the family is told all the same."""
    found, stage = judged(
        date(2026, 6, 8),
        DIARY,
        decision={"outcome": "no-review"},
        family={"mother": {"added_on": "2025-11-14"}},
    )
    assert stage == "deciding"
    told = {
        **DIARY,
        "decision": {**DIARY["decision"], "referrer_told": "2026-01-05", "board_told": "2026-01-05"},
    }
    _, stage = judged(date(2026, 6, 8), told, decision={"outcome": "no-review"})
    assert stage == "closed"
    assert found["completion"].state == "not-applicable"
    assert found["tor-drafted"].state == "not-applicable"
    assert (found["family-told[mother]"].state, found["family-told[mother]"].due) == ("running", None)
    assert found["family-told[mother]"].anchor_date == date(2025, 12, 18)


def test_family_added_later_waits_from_its_own_day() -> None:
    """For a person who was added after the decision the days count from the day of adding."""
    found, _ = judged(
        date(2026, 6, 8),
        DIARY,
        decision={"outcome": "review"},
        family={"sister": {"added_on": "2026-03-10"}, "cousin": {"added_on": "2026-03-10", "invited": False}},
    )
    assert found["family-told[sister]"].waiting == 90
    assert found["family-told[cousin]"].state == "waived"


def test_an_imr_is_due_on_its_agreed_date() -> None:
    """An IMR is late after the agreed day, has no date until one is agreed, and ends with an outcome."""
    imr = {"requested": "2026-01-26", "due": "2026-05-22"}
    found, _ = judged(
        date(2026, 6, 8),
        DIARY,
        decision={"outcome": "review"},
        returns={
            "pennine-care": {"contribution": "imr-and-chronology", "imr": imr},
            "stockport-nhs-ft": {"contribution": "imr", "imr": {"requested": "2026-01-26"}},
            "probation-service": {"contribution": "imr", "imr": imr, "outcome": "nothing-held"},
            "prison-service": {"contribution": "chronology", "imr": imr},
        },
    )
    assert (found["imr[pennine-care]"].state, found["imr[pennine-care]"].days) == ("overdue", -17)
    assert (found["imr[stockport-nhs-ft]"].state, found["imr[stockport-nhs-ft]"].due) == ("running", None)
    assert found["imr[probation-service]"].state == "waived"
    assert found["imr[prison-service]"].state == "not-applicable"


def test_a_referral_on_another_pathway_needs_no_meeting() -> None:
    """A case that joined another without a screening meeting has nothing overdue (P§5)."""
    found, stage = judged(
        date(2026, 6, 8),
        {"referral": {"received": "2025-11-14"}, "decision": {"made": "2025-11-20"}},
        decision={"outcome": "joined"},
    )
    assert [key for key, one in found.items() if one.state == "overdue"] == []
    assert stage == "closed"


def test_a_condition_on_secured_files_reads_the_recommendation() -> None:
    """Agencies are told to secure their files only where the screening panel recommended it (P§5.1)."""
    plan = plan_of(POLICY, SAR)
    step = plan.step("files-secured")
    assert step is not None
    for value, expected in ((True, "yes"), (False, "no"), (None, "unknown")):
        screening = {"recommendation": {"secure_files": value}}
        timeline = Timeline(
            case(DIARY, screening=screening, decision={"outcome": "review"}), SAR, date(2026, 1, 1)
        )
        assert answer(step.conditions, None, timeline) == expected


def test_a_review_whose_diary_is_full_owes_nothing() -> None:
    """With each line of the diary and each event of the items filled, no step is open and it is closed."""
    diary: dict[str, Any] = {}
    items: dict[str, Any] = {"returns": {}, "family": {}, "processes": {}, "actions": {}}
    for key, event in SAR.events.items():
        if event.from_ is not None and event.else_ != "diary":
            continue
        address = parse_address(key)
        above = diary if address.item is None else items[address.head]
        for name in (address.head if address.item is None else "one", *address.fields[:-1]):
            above = above.setdefault(name, {})
        above[address.fields[-1]] = "2026-01-12"
    owed = items["returns"]["one"]
    owed["contribution"] = "imr-and-chronology"
    owed["rounds"] = [owed["rounds"]["last"]]  # The rounds are a list, of which the last counts.
    items["family"]["one"]["invited"] = True
    items["processes"]["one"]["kind"] = "coroner"
    actions = items.pop("actions")
    found, stage = judged(
        date(2026, 6, 8),
        diary,
        **items,
        progress=actions,
        **{"action-plan": {"actions": [{"id": "one"}]}},
        decision={"outcome": "review"},
        tor={"method": "imr-and-chronology"},
        screening={"recommendation": {"secure_files": True}},
        publication={"style": "press-statement"},
    )
    states = {key: one.state for key, one in found.items() if one.state != "met"}
    # No meeting of the Practice Improvement Partnership is on record, so there is none at which it is owed.
    assert states == {
        "sio-contact[one]": "not-applicable",
        "pathway-written": "not-applicable",
        "report-drafted-without-panel": "not-applicable",
        "plan-reviewed": "not-started",
    }
    assert stage == "closed"
