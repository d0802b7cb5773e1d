"""A board's own pack, which gives only its differences from stockport-2021: what comes of it, and what is refused."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reviewctl.facts.judged import Facts
from reviewctl.model.deadline import Deadline
from reviewctl.model.finding import Finding
from reviewctl.rules.packs import check_pack
from reviewctl.store import packs
from reviewctl.store.folder import FolderTree
from reviewctl.store.packs import Policies, kept_text, shipped
from reviewctl.store.register import Register
from reviewctl.store.resources import policies_folder
from reviewctl.work.loading import Loader, pack_findings
from tests.making import MemoryTree, pack_of
from tests.policies.small import PACK, SAR

OURS = Path(__file__).parent.parent / "cases" / "our-board" / "register"
HEAD = "extends: stockport-2021\nsources: {B: {title: Our Board}}\n"
BOARD = "format: 1\nboard: Anyshire Safeguarding Adults Board\npolicy: our-board\n"


def packs_of(**files: str) -> Policies:
    """Return the packs of a register whose policy folder has these files: `our_board__sar` is our-board/sar.yaml."""
    tree = {f"policy/{name.replace('__', '/').replace('_', '-')}.yaml": text for name, text in files.items()}
    return Policies(MemoryTree(tree))


def findings(name: str = "our-board", **files: str) -> list[Finding]:
    """Return what is wrong with a pack of such a register."""
    read = packs_of(**files).read(name)
    assert read is not None
    return list(pack_findings(read))


def facts(as_of: str, policy: str, **files: str) -> Facts:
    """Return the facts of a case of a register with a pack of its own."""
    tree = {"board.yaml": BOARD}
    kind = "rapid-review" if policy == "rapid" else "sar"
    folder = "cases/SAR-2026-001"
    tree[f"{folder}/case.yaml"] = f"format: 1\nid: SAR-2026-001\ntype: {kind}\npolicy: our-board\n"
    for name, text in files.items():
        path = f"{folder}/{name}.yaml" if name in ("diary", "returns") else f"policy/our-board/{name}.yaml"
        tree[path.replace("rapid", "rapid-review")] = text
    loaded = Loader(Register(MemoryTree(tree), "/r"), date.fromisoformat(as_of)).load(folder)
    assert loaded.facts is not None, loaded.findings
    return loaded.facts


def step(found: Facts, name: str) -> Deadline:
    return next(one for one in found.deadlines if one.step == name)


def ours(case: str, as_of: str) -> Facts:
    loaded = Loader(Register(FolderTree(str(OURS)), str(OURS)), date.fromisoformat(as_of)).load(
        f"cases/{case}"
    )
    assert loaded.facts is not None, loaded.findings
    return loaded.facts


def due(found: Facts, name: str) -> str | None:
    day = step(found, name).due
    return day.isoformat() if day else None


def test_the_test_board_has_nothing_to_put_right() -> None:
    """Its pack and the whole that it comes to are in order."""
    read = Policies(FolderTree(str(OURS))).read("our-board")
    assert read is not None
    assert [(str(one.spot), one.message) for one in pack_findings(read)] == []
    assert read.files == 2


def test_the_same_case_has_other_dates_under_the_boards_own_pack() -> None:
    """The day of the event is day 1, the referral is answered that day, and the decision waits for chronologies."""
    own, base = ours("SAR-2026-001", "2026-04-21"), ours("SAR-2026-002", "2026-04-21")
    dates = {name: (due(own, name), due(base, name)) for name in ("acknowledgement", "screening-meeting")}
    # Counted by hand: Friday 13 March is day 1 (or 0); Good Friday and Easter Monday are 3 and 6 April.
    assert dates == {
        "acknowledgement": ("2026-03-13", None),
        "screening-meeting": ("2026-04-02", "2026-04-07"),
    }
    # The last chronology came on Friday 10 April: day 1 of ten.
    assert (due(own, "decision"), due(base, "decision")) == ("2026-04-23", "2026-04-15")
    assert "screening-papers" in {one.step for one in base.deadlines} - {one.step for one in own.deadlines}


def test_the_decision_waits_for_the_last_chronology_and_says_whose() -> None:
    """Until the last agency asked has answered, the ten days have not begun; who was not asked is not waited for."""
    waiting = step(ours("SAR-2026-001", "2026-04-09"), "decision")
    assert (waiting.state, waiting.due, waiting.waiting_for) == ("not-started", None, ("stockport-nhs-ft",))


def test_what_comes_on_a_closed_day_is_answered_on_the_next_working_day() -> None:
    """The same day, and closed days roll forward: a Saturday's referral is due on Monday, a Monday's on Monday."""
    text = (OURS / "policy" / "our-board" / "sar.yaml").read_text("utf-8")
    for received, wanted in (("2026-03-14", "2026-03-16"), ("2026-03-16", "2026-03-16")):
        diary = f"referral:\n  received: {received}\n"
        found = facts("2026-03-17", "sar", diary=diary, sar=text, pack=HEAD)
        assert due(found, "acknowledgement") == wanted


def test_a_step_of_the_boards_own_stands_where_it_was_put() -> None:
    """Seven working days to object to the report, of events that only this Board has."""
    policy = Policies(FolderTree(str(OURS))).get("our-board")
    assert policy is not None
    order = [one.id for one in policy.types["sar"].steps]
    assert order[order.index("report-quality-assured") + 1] == "report-objections"
    events = list(policy.types["sar"].events)
    at = events.index("report.quality_assured")
    assert events[at + 1 : at + 3] == ["report.sent_to_agencies", "report.objections_in"]


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        ("incident.known", "2026-03-23"),
        ("notification.made", "2026-03-27"),
        ("referral.received", "2026-03-25"),
    ],
)
def test_a_board_says_from_when_a_rapid_review_counts(after: str, wanted: str) -> None:
    """Awareness, notification or receipt is a board's own choice: the step is overridden by its id."""
    rapid = (
        f"type: rapid-review\nsteps:\n  - id: rapid-review\n    after: {after}\n    note: By the Executive.\n"
    )
    diary = (
        "incident: {known: 2026-03-02}\nreferral: {received: 2026-03-04}\nnotification: {made: 2026-03-06}\n"
        "pathway: {determined: {on: 2026-03-06, outcome: rapid-review}}\n"
    )
    found = facts("2026-03-09", "rapid", diary=diary, rapid=rapid, pack=HEAD)
    assert due(found, "rapid-review") == wanted


def test_a_released_pack_is_not_touched_by_what_extends_it() -> None:
    """The same policies give the pack of the tool as it always was."""
    policies = Policies(FolderTree(str(OURS)))
    own, base = policies.get("our-board"), policies.get("stockport-2021")
    assert own is not None and base is not None and base == Policies().get("stockport-2021")
    assert own.types["cspr"] == base.types["cspr"]
    assert own.types["sar"] != base.types["sar"]
    assert (base.pack.calendar.count, own.pack.calendar.count) == ("day-after", "same-day")
    assert own.pack.calendar.warning == base.pack.calendar.warning


def test_layers_lie_upon_layers() -> None:
    """A board's pack may extend another of its own, and each thing stands as the uppermost that names it says."""
    policies = packs_of(
        our_board__pack="extends: county\ntitle: Ours\n",
        our_board__sar="type: sar\nsteps:\n  - {id: decision, within: 3 working days, note: Ours.}\n",
        county__pack=HEAD + "title: The county\n",
        county__sar="type: sar\nsteps:\n  - {id: decision, within: 4 working days, note: County.}\n"
        "  - {id: recommendation, within: 4 working days, note: County.}\n",
    )
    policy = policies.get("our-board")
    assert policy is not None
    within = {one.id: one.within for one in policy.types["sar"].steps}
    assert (within["decision"], within["recommendation"], within["screening-meeting"]) == (
        "3 working days",
        "4 working days",
        "15 working days",
    )
    assert list(policies.below("our-board")) == ["county", "stockport-2021"]
    assert [list(pack_findings(read)) for name in policies.own() if (read := policies.read(name))] == [[], []]


def test_a_type_extends_another_of_its_pack() -> None:
    """It has the other's steps with its own differences, and what says which review it is, of its own."""
    cspr = (
        "type: cspr\nextends: sar\nprefix: CSPR\ntitle: Child review\ncites: P§2\n"
        "steps:\n  - {id: screening-meeting, within: 10 working days, cites: P§12}\n"
    )
    read = pack_of(PACK, cspr=cspr, sar=SAR)
    assert read.policy is not None and read.findings == []
    assert list(check_pack(read.policy, read.documents)) == []
    kind, base = read.policy.types["cspr"], read.policy.types["sar"]
    assert (kind.steps[0].within, base.steps[0].within) == ("10 working days", "15 working days")
    assert kind.steps[1:] == base.steps[1:] and kind.events == base.events
    assert (kind.aliases, kind.prefix, base.aliases) == ((), "CSPR", ("adults-review",))


def test_a_type_of_a_layer_extends_the_layers_own() -> None:
    """What extends a type of an extending pack has that type as the layer has changed it."""
    policy = packs_of(
        our_board__pack=HEAD,
        our_board__sar="type: sar\nsteps:\n  - {id: decision, within: 3 working days, cites: B§1}\n",
        our_board__trial="type: trial\nextends: sar\nprefix: TR\ntitle: A trial\ncites: B§2\n",
    ).get("our-board")
    assert policy is not None
    assert policy.types["trial"].steps == policy.types["sar"].steps
    assert next(one.within for one in policy.types["trial"].steps if one.id == "decision") == "3 working days"


def test_a_type_that_the_base_lacks_is_written_whole() -> None:
    """Its file is read as that of any pack, and what is missing in it is missed."""
    trial = SAR.replace("type: sar", "type: trial").replace("prefix: SAR", "prefix: TR")
    found = findings(
        our_board__pack=HEAD, our_board__trial=trial.replace("title: Safeguarding Adults Review\n", "")
    )
    assert [(one.code, one.spot.path) for one in found] == [("STR006", "policy/our-board/trial.yaml")]


# A layer of sar.yaml that contradicts itself or its base: the code wanted, and what stands where it points.
SAR_LAYERS: dict[str, tuple[str, str, str]] = {
    "a step that is not there": (
        "steps:\n  - id: screening-meting\n    within: 9 days\n",
        "POL063",
        "id: screening",
    ),
    "a removal without a reason": (
        "steps:\n  - id: decision\n    remove:\n      reason:\n",
        "POL064",
        "remove:",
    ),
    "a number that rests on nothing new": (
        "steps:\n  - id: decision\n    within: 9 days\n",
        "POL066",
        "within: 9",
    ),
    "an author who may approve from now on": (
        "signoffs:\n  overview-report:\n    not_by: []\n",
        "POL066",
        "not_by: []",
    ),
    "a signature that nobody decided on": (
        "signoffs:\n  overview-report: {assurance: signed}\n",
        "POL066",
        "assurance: signed",
    ),
    "an approval that comes back": (
        "signoffs:\n  publication: {once: false}\n",
        "POL066",
        "once: false",
    ),
    "a key that steps do not have": (
        "steps:\n  - {id: decision, note: N, whitin: 9 days}\n",
        "STR001",
        "whitin:",
    ),
    "an allowance in words": ("steps:\n  - {id: decision, within: nine, note: N}\n", "POL010", "nine,"),
    "an event that no one declares": ("steps:\n  - {id: decision, after: a.b, note: N}\n", "POL005", "a.b,"),
    "an event taken away that a step waits for": (
        "events:\n  screening.invited: {remove: {reason: Not here.}}\nsteps:\n"
        "  - {id: screening-invitations, remove: {reason: Not here.}}\n",
        "POL067",
        "screening.invited:",
    ),
    "a step taken away that another needs": (
        "steps:\n  - {id: imr-signed-off, remove: {reason: Not here.}}\n",
        "POL067",
        "{id: imr-signed-off",
    ),
    "a new step for nobody": (
        "steps:\n  - {id: more, title: More, who: nobody, until: decision.made, cites: B§1}\n",
        "POL018",
        "nobody,",
    ),
    "a new step of an unknown source": (
        "steps:\n  - {id: more, title: More, who: board, until: decision.made, cites: Z§1}\n",
        "POL030",
        "Z§1",
    ),
    "a field that a step cannot do without": (
        "steps:\n  - {id: decision, title: {remove: {reason: Not here.}}}\n",
        "STR006",
        "title:",
    ),
    "two stages of one name": (
        "stages:\n  - &x {id: more, title: More, opened_by: [{event: decision.made}]}\n".replace("&x ", "")
        + "  - {id: more, title: More, opened_by: [{event: decision.made}]}\n",
        "POL014",
        "more, title",
    ),
}


@pytest.mark.parametrize("name", SAR_LAYERS)
def test_a_contradiction_is_refused_at_the_line_of_the_layer(name: str) -> None:
    """One finding, with its code, in the board's own file at what it wrote; never in the pack that it extends."""
    layer, code, at = SAR_LAYERS[name]
    text = f"# Ours\ntype: sar\n{layer}"
    found = findings(our_board__pack=HEAD, our_board__sar=text)
    assert {(one.code, one.spot.path) for one in found} == {(code, "policy/our-board/sar.yaml")}, found
    spot = found[-1].spot
    assert text.splitlines()[spot.line - 1][spot.column - 1 :].startswith(at), (spot, found[-1].message)


def test_what_the_base_still_uses_is_named_with_its_lines() -> None:
    """Who takes away a role reads once, at the line that did it, where it is still used."""
    found = findings(our_board__pack=HEAD + "roles:\n  qap: {remove: {reason: There is none here.}}\n")
    assert [(one.code, str(one.spot)) for one in found] == [("POL067", "policy/our-board/pack.yaml:4:3")]
    assert "The role qap is taken away" in found[0].message and "; and " in found[0].message
    assert "line " in found[0].message and " of stockport-2021/" in found[0].message


def test_what_a_change_makes_wrong_below_is_told_in_the_layer() -> None:
    """A kind of meeting that becomes another's: the line below is named, at the head of the layer."""
    layer = "type: sar\nmeetings:\n  panel: {agrees: {tor: the terms}, cites: B§1}\n"
    found = findings(our_board__pack=HEAD, our_board__sar=layer)
    assert {one.spot.path for one in found} <= {"policy/our-board/sar.yaml"}


def test_a_changed_calendar_says_by_what_right() -> None:
    """Counting day one differently moves every date of the Board, so it rests on something of its own."""
    (found,) = findings(our_board__pack=HEAD + "calendar:\n  count: same-day\n")
    assert (found.code, str(found.spot)) == ("POL066", "policy/our-board/pack.yaml:4:3")
    assert "of the calendar is changed" in found.message
    assert findings(our_board__pack=HEAD + "calendar:\n  count: same-day\n  cites: B§1\n") == []


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ({"our_board__pack": "extends: stockport-2012\n"}, [("POL060", 'Did you mean "stockport-2021"?')]),
        ({"our_board__pack": "extends: our-board\n"}, [("POL061", "bears the name")]),
        (
            {"our_board__pack": "extends: county\n", "county__pack": "extends: our-board\n"},
            [("POL062", "county, which this one extends, is at fault")],
        ),
        (
            {"our_board__pack": HEAD, "our_board__x": "type: x\nextends: sra\n"},
            [("POL060", 'Did you mean "sar"?')],
        ),
        (
            {"our_board__pack": HEAD, "our_board__sar": "type: sar\nextends: sar\n"},
            [("POL061", "extends itself")],
        ),
        (
            {
                "our_board__pack": HEAD,
                "our_board__x": "type: x\nextends: y\n",
                "our_board__y": "type: y\nextends: x\n",
            },
            [("POL061", "extend each other")],
        ),
        ({"our_board__pack": "extends: county\n", "county__pack": "format: 1\n"}, [("POL062", "at fault")]),
        (
            {"our_board__pack": HEAD, "our_board__a": "type: sar\n", "our_board__b": "type: sar\n"},
            [("POL002", "sar")],
        ),
    ],
)
def test_what_cannot_be_extended_is_refused(files: dict[str, str], wanted: list[tuple[str, str]]) -> None:
    """A base that is not there, at fault or waits for its own layer: one finding, where `extends` stands."""
    found = findings(**files)
    assert [(one.code, words in one.message) for one, (_, words) in zip(found, wanted, strict=True)] == [
        (code, True) for code, _ in wanted
    ], found
    assert found[0].spot.line


def test_a_circle_of_packs_is_told_in_each() -> None:
    """Whichever is read first, both are refused and neither is used."""
    files = {"our_board__pack": "extends: county\n", "county__pack": "extends: our-board\n"}
    policies = packs_of(**files)
    assert policies.get("our-board") is None and policies.get("county") is None
    for name in ("our-board", "county"):
        assert {one.code for one in findings(name, **files)} <= {"POL061", "POL062"}
    assert list(policies.below("our-board")) == []


def test_a_fault_of_a_type_is_not_said_again_of_what_extends_it() -> None:
    """It is put right where it is; the type built upon it comes right with it."""
    broken = SAR.replace("until: report.available", "until: report.availabel")
    cspr = "type: cspr\nextends: sar\nprefix: CSPR\ntitle: Child review\ncites: P§2\n"
    read = pack_of(PACK, cspr=cspr, sar=broken)
    assert [(one.code, one.spot.path) for one in pack_findings(read)] == [("POL005", "policy/local/sar.yaml")]


def test_what_a_shipped_pack_extends_is_kept_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its kept form is the whole, and counts no more when the files of the pack below have changed."""
    shutil.copytree(policies_folder(), tmp_path / "policies")
    shutil.copytree(OURS / "policy" / "our-board", tmp_path / "policies" / "our-board")
    monkeypatch.setattr(packs, "policies_folder", lambda: tmp_path / "policies")
    assert "our-board" in shipped()
    (tmp_path / "policies" / "our-board.json").write_bytes(kept_text("our-board"))
    whole: Any = Policies().read("our-board")
    assert packs._kept("our-board") == whole.policy
    base = tmp_path / "policies" / "stockport-2021" / "sar.yaml"
    base.write_text(
        base.read_text("utf-8").replace("within: 15 working days", "within: 14 working days"), "utf-8"
    )
    assert packs._kept("our-board") is None
    policy = Policies().get("our-board")
    assert policy is not None
    assert "14 working days" in {one.within for one in policy.types["sar"].steps}
