"""Every mistake that a pack can hold is found, under its code, at its line and column."""

import pytest

from reviewctl.model.finding import Finding
from reviewctl.rules.packs import check_pack
from reviewctl.store.packs import Policies, shipped
from tests.making import pack_of
from tests.policies.small import PACK, SAR


def findings(pack: str = PACK, **types: str) -> list[Finding]:
    """Return what is wrong with a pack; reading it must have found nothing."""
    read = pack_of(pack, **types)
    assert read.policy is not None and read.findings == []
    return list(check_pack(read.policy, read.documents))


def places(found: list[Finding], **texts: str) -> list[tuple[str, str]]:
    """Return each finding's code with what stands at its place, to the end of the line."""
    out = []
    for finding in found:
        name = finding.spot.path.rpartition("/")[2].removesuffix(".yaml")
        line = texts[name].splitlines()[finding.spot.line - 1]
        out.append((finding.code, line[finding.spot.column - 1 :]))
    return out


def changed(text: str, old: str, new: str) -> str:
    """Return a text with its one `old` replaced."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


# What is replaced in the type's file, by what, the code wanted, and what stands where the finding points.
IN_TYPE = {
    "an event that is not an address": (
        "  decision.made: {title: The Chair decided}\n",
        "  decision.made: {title: The Chair decided}\n  Decision made: {title: No}\n",
        "POL004",
        "Decision made:",
    ),
    "an anchor that is not an address": (
        "after: referral.received\n",
        "after: the referral\n",
        "POL004",
        "the referral",
    ),
    "a condition that is not an address": (
        "if: {decision.outcome: review, tor",
        "if: {Decision: review, tor",
        "POL004",
        "Decision:",
    ),
    "an earlier key that is not an address": (
        "decision.made: {title: The Chair decided}",
        'decision.made: {title: The Chair decided, was: "a b"}',
        "POL004",
        '"a b"',
    ),
    "an event nobody declared": (
        "    until: report.available",
        "    until: report.availabel",
        "POL005",
        "report.availabel",
    ),
    "a field as an anchor": ("after: decision.made", "after: decision.outcome", "POL005", "decision.outcome"),
    "a condition on nothing": (
        "if: {decision.outcome: review, tor",
        "if: {decision.outcom: review, tor",
        "POL005",
        "decision.outcom:",
    ),
    "an agreed date that is none": (
        "by: returns[].imr.due",
        "by: returns[].imr.author",
        "POL005",
        "returns[].imr.author",
    ),
    "an agreed date that is an event": (
        "by: returns[].imr.due",
        "by: returns[].imr.requested",
        "POL005",
        "returns[].imr.requested",
    ),
    "a meeting that no number names": (
        '"meetings[screening,first].date"',
        '"meetings[screening,0].date"',
        "POL005",
        '"meetings[screening,0].date"',
    ),
    "a meeting's field that is not its date": (
        '"meetings[screening,first].date"',
        '"meetings[screening,first].kind"',
        "POL005",
        '"meetings[screening,first].kind"',
    ),
    "a stage opened by nothing known": (
        "opened_by: [{event: publication.date}]",
        "opened_by: [{event: publication.dat}]",
        "POL005",
        "publication.dat}",
    ),
    "a collection of documents in a condition": (
        "if: {decision.outcome: review, tor",
        "if: {imr.agency: review, tor",
        "POL005",
        "imr.agency",
    ),
    "an item's field without its item": (
        "if: {decision.outcome: review, tor",
        "if: {returns.police.outcome: declined, tor",
        "POL005",
        "returns.police.outcome",
    ),
    "an event that is a field too": (
        "  decision.made: {title: The Chair decided}\n",
        "  decision.made: {title: The Chair decided}\n  decision.pathway: {title: No}\n",
        "POL006",
        "decision.pathway",
    ),
    "an event of an item with no such field": (
        "  family[].told: {title: Told}\n",
        "  family[].told: {title: Told}\n  family[].informed: {title: No}\n",
        "POL007",
        "family[].informed",
    ),
    "an event of an item whose field is no event": (
        "  family[].told: {title: Told}\n",
        "  family[].told: {title: Told}\n  family[].invited: {title: No}\n",
        "POL007",
        "family[].invited",
    ),
    "an event of an unknown collection": (
        "  family[].told: {title: Told}\n",
        "  family[].told: {title: Told}\n  friends[].told: {title: No}\n",
        "POL007",
        "friends[].told",
    ),
    "an event of one item": (
        "  family[].told: {title: Told}\n",
        "  family[].told: {title: Told}\n  family[mother].told: {title: No}\n",
        "POL007",
        "family[mother].told",
    ),
    "an event too deep for the diary": (
        "  decision.made: {title: The Chair decided}\n",
        "  decision.made: {title: The Chair decided}\n  decision.appeal.made: {title: No}\n",
        "POL007",
        "decision.appeal.made",
    ),
    "an event from a field": (
        '"meetings[screening,first].date"',
        "referral.received",
        "POL008",
        "referral.received",
    ),
    "an event read otherwise nowhere": (
        "else: screening.held",
        "else: screening.hold",
        "POL008",
        "screening.hold",
    ),
    "an event read otherwise, from nothing": (
        "{title: The Chair decided}",
        "{title: The Chair decided, else: diary}",
        "POL008",
        "else: diary",
    ),
    "brackets without a collection": (
        "after: report.available",
        "after: family[].told",
        "POL009",
        "family[].told",
    ),
    "brackets of another collection": (
        "after: returns[].imr.requested",
        "after: family[].told",
        "POL009",
        "family[].told",
    ),
    "a collection's step met once for all": (
        "until: returns[].imr.submitted",
        "until: publication.date",
        "POL009",
        "publication.date",
    ),
    "an allowance in words": ("within: 6 months", "within: six months", "POL010", "six months"),
    "a limit from nothing": (
        "    after: referral.received\n    within: 15",
        "    within: 15",
        "POL011",
        "15 working days",
    ),
    "two limits": (
        "    by: returns[].imr.due\n",
        "    by: returns[].imr.due\n    within: 2 weeks\n",
        "POL012",
        "2 weeks",
    ),
    "first and last at once": (
        "after: {last: [screening.concluded, referral.received]}",
        "after: {last: [screening.concluded], first: [referral.received]}",
        "POL013",
        "after:",
    ),
    "neither first nor last": (
        "after: {last: [screening.concluded, referral.received]}",
        "after: {}",
        "POL013",
        "after:",
    ),
    "two steps with one id": ("  - id: publish\n", "  - id: imr\n", "POL014", "imr"),
    "two stages with one id": ("- {id: closed, title", "- {id: referred, title", "POL014", "referred"),
    "two headings with one id": (
        "[{id: findings, title: Findings, cites: P§16}]",
        "[{id: findings, title: A, cites: P§16}, {id: findings, title: B, cites: P§16}]",
        "POL014",
        "findings, title: B",
    ),
    "a needed step that is not there": (
        "needs: [screening-meeting]",
        "needs: [screening-meetings]",
        "POL015",
        "screening-meetings]",
    ),
    "steps that need each other": (
        "    until: screening.held\n",
        "    until: screening.held\n    needs: [decision]\n",
        "POL016",
        "[decision]",
    ),
    "a step that needs itself": ("needs: [screening-meeting]", "needs: [decision]", "POL016", "[decision]"),
    "events that wait for each other": (
        "    after: decision.made\n    if",
        "    after: publication.date\n    if",
        "POL016",
        "publication.date",
    ),
    "an event read from itself": (
        "else: screening.held",
        "else: screening.concluded",
        "POL016",
        "screening.",
    ),
    "a step that meets itself": (
        "    after: report.available\n    until: publication.date",
        "    after: publication.date\n    until: publication.date",
        "POL017",
        "publication.date",
    ),
    "a step for nobody": ("who: manager\n    for_each", "who: maneger\n    for_each", "POL018", "maneger"),
    "a seat of an unknown role": ("roles: [chair], cites", "roles: [chairs], cites", "POL018", "chairs]"),
    "a member of an unknown role": ("[{role: chair},", "[{role: chairs},", "POL018", "chairs}"),
    "a sign-off by an unknown role": (
        "roles: [chair], not_by",
        "roles: [chairs], not_by",
        "POL018",
        "chairs]",
    ),
    "a sign-off not by an unknown role": ("not_by: [manager]", "not_by: [maneger]", "POL018", "maneger]"),
    "a quorum of an unknown sector": (
        "sectors: [police, health]",
        "sectors: [police, helth]",
        "POL019",
        "helth]",
    ),
    "a member of an unknown sector": ("sector: police}", "sector: polis}", "POL019", "polis}"),
    "a step for an unknown collection": ("for_each: returns", "for_each: return", "POL020", "return"),
    "a sign-off for an unknown collection": (
        "files: [tor]",
        "for_each: friends, files: [tor]",
        "POL020",
        "friends",
    ),
    "a mandate of an unknown criterion": ("all: [in_area]", "all: [in_the_area]", "POL021", "in_the_area]"),
    "a choice of unknown criteria": ("any: [harmed]", "any: [harm]", "POL021", "harm]"),
    "a condition on an unknown criterion": (
        "screening.criteria.in_area.finding",
        "screening.criteria.inarea.finding",
        "POL021",
        "screening.criteria.inarea",
    ),
    "an unknown document": ("{document: tor,", "{document: terms,", "POL022", "terms,"),
    "headings of an unknown document": ("  report: [{id", "  reports: [{id", "POL022", "reports"),
    "a sign-off of an unknown document": ("files: [tor]", "files: [tors]", "POL022", "tors]"),
    "a sign-off of the register's own document": ("files: [tor]", "files: [board]", "POL022", "board]"),
    "a document from an unknown stage": ("from: deciding", "from: decided", "POL023", "decided"),
    "a minimum from an unknown stage": ("from_stage: deciding", "from_stage: decided", "POL023", "decided"),
    "a document of an unknown method": ("methods: [desktop]", "methods: [desk]", "POL024", "desk]"),
    "an event from an unknown kind of meeting": (
        '"meetings[screening,first].date"',
        '"meetings[screenings,first].date"',
        "POL025",
        '"meetings[screenings',
    ),
    "a quorum of an unknown kind of meeting": (
        "  screening: {sectors",
        "  screenings: {sectors",
        "POL025",
        "screenings",
    ),
    "a minimum that family.yaml does not have": (
        "  told: {title: Told of",
        "  tell: {title: Told of",
        "POL026",
        "tell",
    ),
    "an allowance without a citation": (
        "    until: report.available\n    cites: P§5.1",
        "    until: report.available\n    cites: []",
        "POL028",
        "within: 6 months",
    ),
    "a number of meetings without a citation": (
        "    agrees: {tor: the terms of reference}\n    cites: P§10\n",
        "    agrees: {tor: the terms of reference}\n",
        "POL028",
        "at_least: 1",
    ),
    "a quorum without a citation": (
        "roles: [chair], cites: P§10",
        "roles: [chair], cites: []",
        "POL028",
        "sectors: [police",
    ),
    "a number of people without a citation": (
        "people: 2, cites: P§12",
        "people: 2, cites: []",
        "POL028",
        "people: 2",
    ),
    "a mandate without a citation": ("duty: must, cites: P§2", "duty: must, cites: []", "POL028", "duty-1:"),
    "a citation that is none": ("cites: [P§8, P§11]", "cites: [P§8, section 11]", "POL029", "section 11"),
    "a citation of an unknown source": ("cites: P-App2", "cites: Q-App2", "POL030", "Q-App2"),
    "a choice that the field does not have": (
        "if: {decision.outcome: review, tor",
        "if: {decision.outcome: reviewed, tor",
        "POL031",
        "reviewed",
    ),
    "a choice excluded that the field does not have": (
        "{not: desktop}",
        "{not: [desktop, desk]}",
        "POL031",
        "{not: [desktop, desk]}",
    ),
    "an outcome that the event does not have": (
        "decision.checked: agrees",
        "decision.checked: agreed",
        "POL031",
        "agreed",
    ),
    "an outcome of an event without": (
        "decision.checked: agrees",
        "decision.made: agrees",
        "POL031",
        "agrees",
    ),
    "a word where a flag stands": (
        'closed_by: {"returns[].outcome": [declined, not-possible]}',
        'closed_by: {"returns[].imr.author_independent": "no"}',
        "POL031",
        '"no"',
    ),
    "a value where a list stands": (
        "if: {decision.outcome: review, tor",
        "if: {tor.agencies: police, tor",
        "POL031",
        "police",
    ),
    "no value at all": (
        "if: {decision.outcome: review, tor",
        "if: {decision.outcome: [], tor",
        "POL031",
        "[]",
    ),
    "a word of no language": (
        "if: {decision.outcome: review, tor",
        "if: {decision.outcome: {over: 1}, tor",
        "POL031",
        "{over: 1}",
    ),
    "a step on an unknown calendar": (
        "    within: 6 months\n",
        "    within: 6 months\n    calendar: scotland\n",
        "POL034",
        "scotland",
    ),
    "a first meeting that agrees what none may": (
        "first_agrees: [tor]",
        "first_agrees: [tors]",
        "POL036",
        "tors]",
    ),
    "a stage that nothing opens": (
        "opened_by: [{event: publication.date}]",
        "opened_by: []",
        "POL037",
        "opened_by",
    ),
    "a step that counts forward and back": (
        "    after: report.available\n",
        "    after: report.available\n    before: decision.made\n",
        "POL080",
        "before:",
    ),
    "a recurrence that is none": (
        "    after: report.available\n",
        "    every: now and then\n",
        "POL081",
        "now",
    ),
    "a recurrence with each meeting of no kind": (
        "    after: report.available\n",
        "    every: {meeting: nobody}\n",
        "POL025",
        "{meeting",
    ),
    "a step that recurs and has an anchor": (
        "    after: report.available\n",
        "    after: report.available\n    every: {meeting: screening}\n",
        "POL082",
        "after:",
    ),
    "a beginning of what does not recur": (
        "    after: report.available\n",
        "    after: report.available\n    from: referral.received\n",
        "POL082",
        "from:",
    ),
    "a recurrence from an event that nobody declares": (
        "    after: report.available\n",
        "    every: {meeting: screening}\n    from: referral.lost\n",
        "POL005",
        "referral.lost",
    ),
    "the last of all items of no collection": (
        "after: report.available",
        'after: {last: "agencies[].imr.submitted"}',
        "POL009",
        '"agencies[]',
    ),
    "some items of no collection": (
        "after: report.available",
        'after: {last: report.available, where: {"returns[].imr.submitted": present}}',
        "POL013",
        "where:",
    ),
    "a condition on items that none could meet": (
        "after: report.available",
        'after: {last: "returns[].imr.submitted", where: {"returns[].contribution": letters}}',
        "POL031",
        "letters",
    ),
    "a part of a collection by what no item has": (
        "for_each: returns",
        'for_each: {of: returns, where: {"returns[].weight": heavy}}',
        "POL005",
        '"returns[].weight"',
    ),
    "a time in force that is no day": (
        "    after: report.available\n",
        "    after: report.available\n    in_force: {from: soon, on: referral.received}\n",
        "POL083",
        "soon",
    ),
    "a time in force that ends before it begins": (
        "    after: report.available\n",
        "    after: report.available\n    in_force: {from: 2026-01-02, until: 2026-01-01, on: referral.received}\n",
        "POL083",
        "2026-01-01",
    ),
    "a time in force by an event that nobody declares": (
        "    after: report.available\n",
        "    after: report.available\n    in_force: {from: 2026-01-01, on: referral.lost}\n",
        "POL005",
        "referral.lost",
    ),
    "a sign-off as an anchor": (
        "after: report.available",
        "after: signoff[overview-report].complete",
        "POL048",
        "signoff[",
    ),
    "an event from a sign-off": (
        '"meetings[screening,first].date"',
        '"signoff[tot].complete"',
        "POL048",
        '"signoff[',
    ),
    "a day that no sign-off has": (
        "after: report.available",
        "after: signoff[tor].rejected",
        "POL049",
        "signoff[",
    ),
    "a sign-off that binds nothing": (
        "files: [tor], roles: [chair]",
        "roles: [chair]",
        "POL050",
        "tor: {title: T",
    ),
    "a sign-off that asks nobody": ("people: 2", "people: 0", "POL051", "0, cites"),
    "a role asked and barred": ("not_by: [manager]", "not_by: [chair]", "POL052", "chair], people"),
    "a sign-off of what is written on": ("files: [tor]", "files: [diary]", "POL053", "diary], roles"),
    "a sign-off of one of several": ("files: [tor]", "files: [imr]", "POL053", "imr], roles"),
    "a copy of one of several": ("files: [tor]", "files: [tor], snapshot: [imr]", "POL053", "imr], roles"),
    "a copy of nothing known": ("files: [tor]", "snapshot: [tot]", "POL022", "tot], roles"),
}


@pytest.mark.parametrize("name", IN_TYPE)
def test_a_mistake_in_a_type_is_found_where_it_stands(name: str) -> None:
    """One change to a sound type gives one finding, with the right code, at the change."""
    old, new, code, at = IN_TYPE[name]
    text = changed(SAR, old, new)
    found = places(findings(sar=text), sar=text)
    assert [one[0] for one in found] == [code], found
    assert found[0][1].startswith(at), found


# The same for pack.yaml.
IN_PACK = {
    "a pack of another format": ("format: 1", "format: 2", "POL035", "2"),
    "a warning time in words": ("warning: 5 working days", "warning: a week", "POL010", "a week"),
    "an agency of an unknown sector": ("sector: police}", "sector: polis}", "POL019", "polis}"),
    "two agencies with one id": (
        "  - {id: police, name: The Police, sector: police}\n",
        "  - {id: police, name: The Police, sector: police}\n  - {id: police, name: They, sector: police}\n",
        "POL014",
        "police, name: They",
    ),
    "a citation of an unknown source": (
        "{title: Health, cites: P§10}",
        "{title: Health, cites: F§10}",
        "POL030",
        "F§10",
    ),
    "a citation that is none": (
        "{title: Police, cites: P§10}",
        "{title: Police, cites: P10}",
        "POL029",
        "P10",
    ),
    "a step of the register met by no event": (
        "agencies:\n",
        "steps: [{id: list, title: A, who: chair, until: list.made, cites: P§5}]\nagencies:\n",
        "POL005",
        "list.made",
    ),
    "a step of the register for what only a case has": (
        "agencies:\n",
        'steps: [{id: list, title: A, who: chair, for_each: returns, until: "returns[].imr.submitted", cites: P§5}]\n'
        "agencies:\n",
        "POL020",
        "returns",
    ),
    "an event of the register that may happen once and recurs": (
        "agencies:\n",
        "events: {list.made: {title: Made}}\n"
        "steps: [{id: list, title: A, who: chair, every: 2 years, until: list.made, cites: P§5}]\nagencies:\n",
        "POL082",
        "list.made",
    ),
    "a step by the calendar with one line for all periods": (
        "agencies:\n",
        "events: {list.made: {title: Made, repeats: true}}\n"
        "steps: [{id: list, title: A, who: chair, every: quarter, until: list.made, cites: P§5}]\nagencies:\n",
        "POL082",
        "list.made",
    ),
    "an allowance beside how often": (
        "agencies:\n",
        "events: {list.made: {title: Made, repeats: true}}\n"
        "steps: [{id: list, title: A, who: chair, every: year, within: 2 days, until: list.made, cites: P§5}]\n"
        "agencies:\n",
        "POL082",
        "within:",
    ),
}


@pytest.mark.parametrize("name", IN_PACK)
def test_a_mistake_in_pack_yaml_is_found_where_it_stands(name: str) -> None:
    """One change to a sound pack.yaml gives one finding, with the right code, at the change."""
    old, new, code, at = IN_PACK[name]
    text = changed(PACK, old, new)
    found = places(findings(text, sar=SAR), pack=text)
    assert [one[0] for one in found] == [code], found
    assert found[0][1].startswith(at), found


def test_types_that_share_a_prefix_or_a_name_are_found() -> None:
    """Ids of two types would clash, and so would their names on the command line."""
    other = changed(SAR, "type: sar", "type: dhr").replace(
        "aliases: [adults-review]", "aliases: [sar, adults]"
    )
    assert places(findings(dhr=other, sar=SAR), dhr=other, sar=SAR) == [
        ("POL033", "sar, adults]"),
        ("POL032", "SAR"),
    ]


def test_a_type_without_stages_is_found() -> None:
    """Without stages nobody could see where a review is."""
    start, end = SAR.index("stages:"), SAR.index("quorum:")
    bare = SAR[:start] + SAR[end:]
    assert "POL027" in [finding.code for finding in findings(sar=bare)]


def test_everything_is_found_at_once() -> None:
    """Each of a dozen mistakes in one file is reported in the same run, each once."""
    text = SAR
    wanted = []
    for name in (
        "a condition on nothing",
        "an event read otherwise, from nothing",
        "an allowance in words",
        "two limits",
        "a step for nobody",
        "a quorum of an unknown sector",
        "a choice of unknown criteria",
        "headings of an unknown document",
        "a document from an unknown stage",
        "a citation of an unknown source",
        "a member of an unknown sector",
        "a stage that nothing opens",
    ):
        old, new, code, _ = IN_TYPE[name]
        text = changed(text, old, new)
        wanted.append(code)
    assert sorted(finding.code for finding in findings(sar=text)) == sorted(wanted)


def test_a_misspelt_word_says_what_was_meant() -> None:
    """The nearest word known is offered."""
    for name, near in (
        ("a step for nobody", "manager"),
        ("an event nobody declared", "report.available"),
        ("a quorum of an unknown sector", "health"),
        ("a needed step that is not there", "screening-meeting"),
        ("headings of an unknown document", "report"),
    ):
        old, new, _, _ = IN_TYPE[name]
        (finding,) = findings(sar=changed(SAR, old, new))
        assert f'Did you mean "{near}"?' in finding.message


def test_a_file_that_could_not_be_read_whole_is_not_judged() -> None:
    """What reading left out of a file would be missed, so only the other files are judged."""
    read = pack_of(PACK, sar=changed(SAR, "who: chair\n    after: {last", "whom: chair\n    after: {last"))
    assert read.policy is not None and read.findings
    sound = {name: document for name, document in read.documents.items() if name == "pack"}
    assert list(check_pack(read.policy, sound)) == []


def test_a_sound_pack_has_no_findings() -> None:
    """The small pack, which has something of everything, is in order."""
    assert findings(sar=SAR) == []


def test_the_packs_that_the_tool_brings_have_no_findings() -> None:
    """What is shipped reads without a fault and is in order."""
    assert shipped()
    for name in shipped():
        read = Policies().read(name)
        assert read is not None and read.policy is not None and read.findings == []
        assert [f"{one.spot} {one.code}" for one in check_pack(read.policy, read.documents)] == []
