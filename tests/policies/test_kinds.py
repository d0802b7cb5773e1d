"""Every kind of review of stockport-2021: its clocks, its ways to the end, and that `new` makes a valid case."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.model.deadline import Deadline
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Policy
from reviewctl.model.step import Anchor, Step, cited
from reviewctl.store.packs import Policies
from reviewctl.store.resources import letters_folder
from tests.commands import House, reviewctl
from tests.conftest import make_home
from tests.policies.walk import RECEIVED, Records, judged, walk

FOUND = Policies().get("stockport-2021")
assert FOUND is not None
POLICY: Policy = FOUND
KINDS = POLICY.types

# Each limit of each kind, with its strength and whether its paragraph was read. No kind has any other.
CLOCKS = {
    "rapid-review": [
        ("notification", "5 working days", "statutory", True, ("P§1", "WTW-Notifying")),
        ("rapid-review", "15 working days", "protocol", True, ("F§5.1",)),
    ],
    "cspr": [
        ("completion", "6 months", "expected", True, ("P§5.1", "P§11")),
        ("published", "6 months", "expected", False, ("WT§4",)),
        ("copies-to-national-panel", "2 weeks", "protocol", True, ("P-App2",)),
        ("copy-to-secretary-of-state", "7 working days", "expected", False, ("WT§4",)),
    ],
    "dhr": [
        ("decision", "1 month", "expected", False, ("DHRG§5", "F§5.5.2", "P§6")),
        ("completion", "6 months", "expected", False, ("DHRG§5", "F-AppA")),
    ],
    "multi-agency-learning": [("assurance", "12 months", "protocol", True, ("F§5.8.4",))],
}
SAR_CLOCKS = ["screening-meeting", "recommendation", "decision", "decision-forwarded", "completion"]
EXTERNAL = {"child-death", "mappa-scr", "mhhr", "sfo", "national-cspr"}

# What no step of the kind brings about: where a review begins, what is recorded of a person or an agency as
# it comes up, and what may or may not come from outside.
GIVEN = {
    "sar": {
        "referral.received",
        "referral.partners_asked",
        "returns[].information.requested",
        "returns[].initial_chronology.requested",
        "returns[].rounds.last.sent_back",
        "family[].added_on",
        "publication.inquest_expected",
    },
    "rapid-review": {
        "incident.known",
        "referral.received",
        "returns[].information.requested",
        "family[].added_on",
    },
    "dhr": {"referral.received", "returns[].information.requested", "returns[].imr.requested"},
    "child-death": {"referral.received", "request.received"},
    "multi-agency-learning": {"referral.received", "returns[].information.requested"},
}
GIVEN["cspr"] = GIVEN["sar"]


def steps_of(kind: ReviewType) -> tuple[Step, ...]:
    """Return the steps of a kind, those of its publication among them."""
    return (*kind.steps, *kind.publication)


def needed(step: Step) -> Iterator[str]:
    """Yield the events without which a step does not begin."""
    for start in (step.after, step.before, step.from_):
        if isinstance(start, str):
            yield start
        elif isinstance(start, Anchor):
            yield from (*cited(start.first), *cited(start.last))


EACH = pytest.mark.parametrize("name", sorted(KINDS))


@EACH
def test_the_limits_are_those_of_the_sources(name: str) -> None:
    """A kind of review has the limits that a source states, and no other."""
    found = [
        (s.id, s.within, s.strength, s.verified, cited(s.cites)) for s in steps_of(KINDS[name]) if s.within
    ]
    if name == "sar":
        assert [one[0] for one in found] == SAR_CLOCKS
    else:
        assert found == CLOCKS.get(name, [])


@EACH
def test_what_was_only_recalled_is_never_a_breach(name: str) -> None:
    """A step that rests on what was not read is at the most expected: late, it is a warning."""
    assert {step.strength for step in steps_of(KINDS[name]) if not step.verified} <= {"expected"}


@EACH
def test_every_event_that_is_waited_for_is_brought_about(name: str) -> None:
    """What a step waits for, another step asks for; the rest is what is known to come from outside."""
    kind = KINDS[name]
    brought = {step.until for step in steps_of(kind)}
    waited = {event for step in steps_of(kind) for event in needed(step)}
    assert waited - brought == GIVEN.get(name, {"referral.received"})


@EACH
def test_what_stands_still_together_and_what_is_sent_exist(name: str) -> None:
    """A pause names steps of the kind, and a letter that goes with a step is one that the tool has."""
    ids = {step.id for step in steps_of(KINDS[name])}
    letters = {path.stem for path in letters_folder().glob("*.md")}
    assert {one for pause in KINDS[name].pauses.values() for one in pause.steps} <= ids
    assert {step.how.letter for step in steps_of(KINDS[name]) if step.how and step.how.letter} <= letters


def test_interviews_wait_for_a_criminal_case() -> None:
    """What P§13 has wait for the Senior Investigating Officer stands still by one word, for adult and child."""
    for name in ("sar", "cspr"):
        assert set(KINDS[name].pauses["interviews"].steps) == {
            *("family-supported", "imr", "imr-again", "imr-presented")
        }
        assert KINDS[name].pauses["interviews"].cites == "P§13"


def test_the_reviews_of_others_are_theirs() -> None:
    """The kinds that another body conducts are external, and their steps are never a breach but for our own."""
    assert {name for name, kind in KINDS.items() if kind.owner == "external"} == EXTERNAL
    for name in EXTERNAL:
        ours = {step.who for step in KINDS[name].steps if step.owner == "board"}
        assert ours <= {"business-manager", "review-group", "statutory-partners"}


REVIEW: Records = {"decision": {"outcome": "review"}}
PUBLISHED = {"publication.style_agreed": {"publication": {"style": "press-statement"}}}
NOT_PUBLISHED = {"publication.style_agreed": {"publication": {"style": "not-published"}}}


SECURED: Records = {"screening": {"recommendation": {"secure_files": True}}}


def reviewed(method: str) -> dict[str, Any]:
    """Return the choices by which a review is held by this method, and published."""
    terms = {"tor": {"method": method}}
    return {"screening.held": SECURED, "decision.made": REVIEW, "tor.drafted": terms, **PUBLISHED}


def decided(outcome: str) -> dict[str, Any]:
    """Return the choice that comes to another decision than a review."""
    return {"decision.made": {"decision": {"outcome": outcome}}}


OWED: Records = {
    "returns": {"pennine-care": {"contribution": "imr-and-chronology"}},
    "family": {"mother": {"added_on": RECEIVED.isoformat(), "invited": True}},
    "processes": {"inquest": {"kind": "coroner"}, "trial": {"kind": "criminal"}},
    "action-plan": {"actions": [{"id": "1"}, {"id": "2"}]},
}
RAPID = {"pathway.determined": "rapid-review", "rapid_review.panel_replied": "endorses"}
Way = tuple[str, str, dict[str, Any]]
WAYS: list[Way] = [
    *((kind, method, reviewed(method)) for kind in ("sar", "cspr") for method in KINDS[kind].methods),
    *((kind, "not published", {**reviewed("desktop"), **NOT_PUBLISHED}) for kind in ("sar", "cspr")),
    *(
        (kind, outcome, decided(outcome))
        for kind in ("sar", "cspr", "dhr")
        for outcome in ("no-review", "other-pathway", "joined")
    ),
    *(
        (kind, f"partners say {said}", {**decided(outcome), "referral.partners_answered": said})
        for kind in ("sar", "cspr")
        for said, outcome in (("screen", "no-review"), ("other-pathway", "other-pathway"))
    ),
    ("dhr", "review", {"decision.made": REVIEW}),
    *(
        ("rapid-review", way, {"pathway.determined": way})
        for way in ("practice-review", "case-escalation", "joined")
    ),
    *(
        (
            "rapid-review",
            f"{proposed}, then {outcome}",
            {**RAPID, **decided(outcome)} | {"rapid_review.completed": proposed},
        )
        for proposed, outcome in (
            ("local-review", "review"),
            ("national-review", "no-review"),
            ("other-review", "other-pathway"),
            ("no-review", "no-review"),
            ("local-review", "joined"),
        )
    ),
    *(
        ("multi-agency-learning", outcome, {"referral.considered": outcome})
        for outcome in ("review", "other-pathway", "no-review")
    ),
    *(
        ("practice-review", outcome, {"referral.considered_by_pip": outcome})
        for outcome in ("multi-agency", "single-agency", "none")
    ),
    *(
        ("single-agency", f"{scope}, {touches}", {"commissioning.scoped": scope, "findings.judged": touches})
        for scope in ("alone", "with-others")
        for touches in ("inter-agency", "this-agency-only")
    ),
    *((kind, "all", {}) for kind in ("peer", "reflective-session", *sorted(EXTERNAL))),
]


def test_every_kind_is_walked() -> None:
    """There is a way to the end for each kind, and one for each outcome that an event may have."""
    assert {kind for kind, _, _ in WAYS} == set(KINDS)
    chosen = {
        (kind, event, word) for kind, _, way in WAYS for event, word in way.items() if isinstance(word, str)
    }
    for name, kind in KINDS.items():
        for event, rule in kind.events.items():
            # A CSPR brings what came of its Rapid Review along.
            if (name, event) != ("cspr", "rapid_review.completed") and event != "rapid_review.panel_replied":
                assert {word for word in rule.outcomes if (name, event, word) not in chosen} == set()


# In a review that is held to its end, what is left undone is what nobody asked for.
NEVER_BEGUN = {
    *("information", "initial-chronology", "imr", "imr-again", "plan-reviewed", "coroner-copy"),
    *("publication-inquest-liaison", "publication-inquest-statement", "publication-taken-off"),
}


# An IMR is asked for at the first meeting of the panel, so a method without one asks for none.
IMRS = {"imr-requested", "imr-quality-assured", "imr-signed-off"}


def panel(kind: ReviewType, label: str) -> bool:
    """Whether the method by which a way is gone works through a review panel."""
    return label in kind.methods and kind.methods[label].panel


def begun(choices: dict[str, Any]) -> Records:
    """Return what is there from the start: where the statutory partners answer, that they were asked (P§5)."""
    asked = {"received": RECEIVED.isoformat(), "partners_asked": RECEIVED.isoformat()}
    return {**OWED, "diary": {"referral": asked}} if "referral.partners_answered" in choices else OWED


def test_what_the_partners_put_on_another_pathway_is_not_screened() -> None:
    """No screening, no recommendation; their choice is written down, and who referred and the Board are told."""
    for name in ("sar", "cspr"):
        choices = {**decided("other-pathway"), "referral.partners_answered": "other-pathway"}
        steps = walk(POLICY, KINDS[name], choices, begun(choices), after_the_answer).steps
        later = steps[steps.index("partners-answer") :]
        assert {"pathway-written", "referrer-told", "board-told", "family-told"} <= set(later)
        assert not {one for one in later if one.startswith(("screening", "recommendation"))}


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("rapid-review", {"pathway.determined": "joined"}),
        ("dhr", decided("joined")),
        ("sar", decided("joined")),
    ],
)
def test_who_referred_is_told_that_it_joins_another_review(name: str, choices: dict[str, Any]) -> None:
    """P§5 has the referring agency told of the decision, whatever it is."""
    assert "referrer-told" in walk(POLICY, KINDS[name], choices, OWED).steps


def after_the_answer(owed: Sequence[Deadline]) -> Deadline:
    """Return the partners' answer where it is owed, else what stands first."""
    return next((one for one in owed if one.step == "partners-answer"), owed[0])


@pytest.mark.parametrize(("name", "label", "choices"), WAYS, ids=lambda v: v if isinstance(v, str) else "")
def test_every_way_leads_to_the_end(name: str, label: str, choices: dict[str, Any]) -> None:
    """Who does what is owed, step by step, comes to `closed`, and nothing is left that cannot be done."""
    kind = KINDS[name]
    walked = walk(POLICY, kind, choices, begun(choices))
    assert walked.stages[-1] == "closed", (walked.stages, walked.steps)
    order = [stage.id for stage in kind.stages]
    assert list(walked.stages) == sorted(walked.stages, key=order.index)
    if choices.get("referral.considered") == "review" or choices.get("decision.made") == REVIEW:
        never = NEVER_BEGUN | (set() if panel(kind, label) else IMRS)
        assert {one.step for one in walked.left if one.state == "not-started"} <= never


@settings(max_examples=20)
@given(st.sampled_from(WAYS), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_done_does_not_matter(way: Way, chance: Random) -> None:
    """Whatever of what is open is done first, the review comes to its end."""
    name, _, choices = way
    assert walk(POLICY, KINDS[name], choices, begun(choices), chance.choice).stages[-1] == "closed"


def dates(name: str, records: Records, as_of: date) -> dict[str, tuple[str, str]]:
    """Return the due date and the state of each step of a kind that has a limit."""
    found, _ = judged(POLICY, KINDS[name], records, as_of)
    limited = {step.id for step in steps_of(KINDS[name]) if step.within}
    return {one.step: (str(one.due), one.state) for one in found if one.step in limited}


def test_the_golden_dates_of_a_rapid_review() -> None:
    """Aware on Thursday 8 January 2026: notified by the 15th; from then (the 14th) three weeks, no holiday."""
    diary = {
        "incident": {"known": "2026-01-08"},
        "referral": {"received": "2026-01-09"},
        "screening": {"held": "2026-01-13"},
        "notification": {"made": "2026-01-14"},
        "pathway": {"determined": {"on": "2026-01-15", "outcome": "rapid-review"}},
    }
    assert dates("rapid-review", {"diary": diary}, date(2026, 2, 5)) == {
        "notification": ("2026-01-15", "met"),
        "rapid-review": ("2026-02-04", "overdue"),
    }
    del diary["incident"], diary["notification"]
    assert dates("rapid-review", {"diary": diary}, date(2026, 1, 16)) == {
        "notification": ("2026-01-16", "running"),
        "rapid-review": ("2026-02-05", "running"),
    }
    diary["notification"] = {"not_required": "2026-01-13"}
    assert dates("rapid-review", {"diary": diary}, date(2026, 1, 19))["notification"][1] == "waived"


def test_the_golden_dates_of_a_cspr() -> None:
    """Decided on 31 August: the end of February; published on 24 June: two weeks and 7 working days before."""
    records: Records = {
        "diary": {
            "referral": {"received": "2025-08-01"},
            "decision": {"made": "2025-08-31"},
            "publication": {"date": {"planned": "2026-06-24"}},
        },
        "decision": {"outcome": "review"},
        "publication": {"style": "website"},
    }
    assert dates("cspr", records, date(2026, 6, 11)) == {
        "completion": ("2026-02-28", "overdue"),
        "published": ("2026-02-28", "overdue"),
        "copies-to-national-panel": ("2026-06-10", "overdue"),
        "copy-to-secretary-of-state": ("2026-06-15", "running"),
    }


def test_the_golden_dates_of_a_dhr() -> None:
    """Notified on 31 January: decided by the end of February; its report within six months is another's."""
    diary: dict[str, Any] = {"referral": {"received": "2026-01-31"}}
    assert dates("dhr", {"diary": diary}, date(2026, 3, 2)) == {
        "decision": ("2026-02-28", "overdue"),
        "completion": ("None", "not-started"),
    }
    diary["decision"] = {"made": "2026-02-27"}
    records: Records = {"diary": diary, "decision": {"outcome": "review"}}
    assert dates("dhr", records, date(2026, 9, 1)) == {
        "decision": ("2026-02-28", "met"),
        "completion": ("2026-08-27", "overdue"),
    }
    found, place = judged(POLICY, KINDS["dhr"], records, date(2026, 9, 1))
    owners = {one.step: one.owner for one in found}
    assert (place.id, place.owner) == ("commissioned", "external")
    assert (owners["decision"], owners["completion"], owners["referrer-told"]) == (
        "external",
        "external",
        "board",
    )


def test_the_golden_dates_of_a_multi_agency_learning_review() -> None:
    """The plan was signed off on 29 February 2024: assurance by 28 February 2025, and nothing else is timed."""
    records: Records = {
        "diary": {
            "referral": {"received": "2023-09-01", "considered": {"on": "2023-09-11", "outcome": "review"}},
            "plan": {"signed_off": "2024-02-29"},
        }
    }
    assert dates("multi-agency-learning", records, date(2025, 3, 1)) == {
        "assurance": ("2025-02-28", "overdue")
    }


@pytest.mark.parametrize("name", sorted(KINDS.keys() - CLOCKS.keys() - {"sar"}))
def test_a_kind_without_limits_is_never_late(name: str) -> None:
    """Where no source states a time, nothing is overdue after ten years."""
    found, _ = judged(POLICY, KINDS[name], {"diary": {"referral": {"received": "2016-01-12"}}}, RECEIVED)
    assert {one.state for one in found} <= {"running", "not-started", "not-applicable"}
    assert {one.due for one in found} == {None}


# The words that people type.
NAMES = {
    "lcspr": "CSPR",
    "dardr": "DHR",
    "domestic-homicide-review": "DHR",
    "cdop": "CDR",
    "mappa": "MAPPA",
    "rr": "RR",
    "malr": "MALR",
    "single-agency-review": "SALR",
    "peer-review": "PEER",
    "pr": "PR",
    "reflective-practice-session": "RPS",
    "mental-health-homicide-review": "MHHR",
    "serious-further-offence": "SFO",
    "ncspr": "NCSPR",
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A register with a case of each kind, opened on one day."""
    place = tmp_path_factory.mktemp("kinds")
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        board = ("--board", "Example Safeguarding Partnership")
        assert reviewctl(place, "init", "register", *board).code == 0
        found = House(place / "register")
        for name in sorted(KINDS):
            found.does("new", name, "--received", "12/1/2026", "--no-commit")
        yield found


def test_a_new_case_of_any_kind_is_valid_at_once(full: House) -> None:
    """`validate` finds nothing to put right in it on the day it was received."""
    done = full.tries("validate", "--as-of", "2026-01-12", "--strict")
    assert done.code == 0, done.out


@EACH
def test_every_kind_is_shown(full: House, name: str) -> None:
    """The commands that look at a case do so for each kind, and its first stage is not "not begun"."""
    case = f"{KINDS[name].prefix}-2026-001"
    for words in (("show", case), ("deadlines", case, "--all"), ("status", case)):
        done = full.tries(*words, "--as-of", "2026-01-13")
        assert done.code == 0, done
        assert "not begun" not in done.out
    assert KINDS[name].stages[0].title in full.does("status", case, "--as-of", "2026-01-13").out


@pytest.mark.parametrize("word", sorted(NAMES))
def test_a_review_is_found_under_the_words_people_use(full: House, word: str) -> None:
    """The names and short names of a kind all open it, under the prefix of its ids."""
    said = full.does("new", word, "--received", "13/1/2026", "--dry-run").out
    assert f"{NAMES[word]}-2026-002" in said


def test_a_person_is_called_what_the_kind_of_review_calls_them(full: House) -> None:
    """A child is not an adult, and the letters go on through all kinds, so that no two people share one."""
    cases = (name for name in sorted(KINDS))
    said = [full.text(f"cases/{KINDS[name].prefix}-2026-001/case.yaml") for name in cases]
    words = [re.findall(r"pseudonym: (\w+) (\w)", text)[0] for text in said]
    assert [word for word, _ in words] == [KINDS[name].subject for name in sorted(KINDS)]
    assert [letter for _, letter in words] == [chr(65 + n) for n in range(len(KINDS))]
    assert (KINDS["sar"].subject, KINDS["cspr"].subject, KINDS["sfo"].subject) == ("Adult", "Child", "Person")


def test_a_learning_review_needs_no_advocate_and_no_contact_for_the_press(house: House) -> None:
    """What P§13 asks of the terms of reference it asks of a CSPR and a SAR."""
    house.does("new", "malr", "--received", "2025-05-12")
    house.does("record", "MALR-2025-001", "tor.agreed", "2025-06-02")
    house.does("add", "MALR-2025-001", "tor")
    assert {"TOR001", "TOR003"} <= house.codes()
    assert not {"TOR004", "TOR005"} & house.codes()


@EACH
def test_the_documents_of_a_kind_can_be_added(full: House, name: str) -> None:
    """Each document that a kind asks for is made from a template, with nothing in it to put right."""
    case = f"{KINDS[name].prefix}-2026-001"
    there = {"referral", "family", "progress"}
    for document in {rule.document for rule in KINDS[name].documents} - there:
        item = ("--agency", "pennine-care") if document == "returns" else ()
        full.does("add", case, document, *item, "--dry-run")


@pytest.mark.parametrize("name", ["rapid-review", "cspr"])
def test_a_child_case_that_no_local_review_follows_is_no_breach(name: str) -> None:
    """The partners take criteria into account (P§1 "consideration given"): to meet them leaves a choice: no DEC001."""
    assert {mandate.duty for mandate in KINDS[name].mandates.values()} == {"may"}


def test_every_death_of_a_child_is_reviewed() -> None:
    """All child deaths (F§5.3.1), also where abuse is suspected and a CSPR follows."""
    (mandate,) = KINDS["child-death"].mandates.values()
    assert (mandate.all, mandate.any, mandate.duty) == (("child_died",), (), "must")


@pytest.mark.parametrize("name", ["sar", "cspr"])
def test_a_report_that_waits_to_be_published_keeps_its_review_open(name: str) -> None:
    """An inquest or a trial may hold publication back long after the plan is done (P§6): nobody is to forget it."""
    closed = KINDS[name].stages[-1].opened_by
    for opening in closed:
        if opening.event == "plan.reported_to_board":
            assert set(opening.if_ or {}) & {"publication.date", "publication.style"}
    assert "plan.reported_to_board" in {opening.event for opening in closed}
