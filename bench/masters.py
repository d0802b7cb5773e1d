"""The master case of each stage: documents of the real template, filled in by the tool's own writer."""

from collections.abc import Iterator, Mapping

from bench.timeline import DIARY, PANELS, SCREENED, Stage, by, on
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.kind import ReviewType
from reviewctl.model.marks import KeyPath
from reviewctl.store.packs import Policies
from reviewctl.store.splice import set_value
from reviewctl.store.template import diary_text, document_text, with_item

POLICY = "stockport-2021"
CASE_ID = "SAR-2001-001"
AGENCIES = ("greater-manchester-police", "stockport-council-adults", "gm-icb")
Values = Mapping[str, object]


def kind_of_review() -> ReviewType:
    """Return the Safeguarding Adults Review as the pack has it."""
    policy = Policies().get(POLICY)
    if policy is None:
        raise LookupError(POLICY)
    return policy.types["sar"]


def master(stage: Stage, kind: ReviewType) -> dict[str, str]:
    """Return the files of a review at a stage, by path. `PROSE-N` stands where N words are to be said."""
    return dict(_documents(stage, kind))


def _documents(stage: Stage, kind: ReviewType) -> Iterator[tuple[str, str]]:
    """Yield 18 documents: those of every review, and those that a review at the stage has besides."""
    yield "case.yaml", _document("case", _case())
    yield "diary.yaml", _filled(diary_text(kind), _diary(stage), front=False)
    yield "referral.md", _document("referral", _referral()) + _prose(120)
    yield "screening.md", _document("screening", _screening()) + _prose(60)
    yield "decision.md", _document("decision", _decision()) + _prose(150)
    yield "terms-of-reference.md", _document("tor", _terms()) + _prose(60)
    yield "panel.yaml", _document("panel", _panel())
    yield "returns.yaml", _items("returns", {agency: _returned(stage, agency) for agency in AGENCIES})
    yield "log.yaml", _document("log", _log(stage))
    yield "family.yaml", _items("family", {"mother": _relative(stage), "brother-1": _relative(stage)})
    yield from _meetings(stage)
    if stage.name in ("evidence", "drafting"):
        yield "processes.yaml", _items("processes", {"inquest": _inquest()})
        yield from _evidence(stage)
    else:
        yield "papers.yaml", _document("papers", {}, _papers())
        yield from _outcome(stage)


def _evidence(stage: Stage) -> Iterator[tuple[str, str]]:
    chronologies = AGENCIES if stage.name == "evidence" else AGENCIES[:2]
    for agency in chronologies:
        yield f"chronology/{agency}.yaml", _chronology("chronology", agency, 6)
    for agency in AGENCIES[:2]:
        if stage.name == "evidence":
            yield f"chronology/{agency}-initial.yaml", _chronology("initial-chronology", agency, 5)
        else:
            yield f"imrs/{agency}.md", _parts(document_text("imr", "sar", {"agency": agency}), 45)


def _outcome(stage: Stage) -> Iterator[tuple[str, str]]:
    yield "report/overview.md", _parts(document_text("report", "sar", {}), 90)
    yield "action-plan.yaml", _document("action-plan", _plan())
    if stage.name == "approving":
        yield f"chronology/{AGENCIES[0]}.yaml", _chronology("chronology", AGENCIES[0], 6)
        return
    yield "publication.yaml", _document("publication", _publication())
    yield "progress.yaml", _items("progress", {str(n): _progress(stage) for n in (1, 2)})


def _meetings(stage: Stage) -> Iterator[tuple[str, str]]:
    # A finished review keeps its screening minutes with the Board's: here the diary says when it was.
    if stage.name not in ("acting", "closed"):
        yield f"meetings/{on(SCREENED)}-screening.md", _minutes("screening", SCREENED, ())
    for number, day in enumerate(PANELS):
        if day <= stage.since:
            yield f"meetings/{on(day)}-panel.md", _minutes("panel", day, ("tor", "timetable")[: 2 - number])


def _document(name: str, values: Values, whole: object = None) -> str:
    text = document_text(name, "sar", {"id": CASE_ID, "type": "sar", "policy": POLICY})
    if whole is not None:
        return text.replace("\n[]\n", f"\n{_listed(whole)}")
    return _filled(text, values, front=BY_NAME[name].markdown)


def _listed(items: object) -> str:
    assert isinstance(items, list)
    return "".join(
        "".join(f"{'- ' if n == 0 else '  '}{key}: {value}\n" for n, (key, value) in enumerate(item.items()))
        for item in items
    )


def _items(name: str, items: Mapping[str, Values]) -> str:
    text: str | None = None
    for item, values in items.items():
        text = with_item(text, name, item, {"date": on(4)})
        text = _filled(text, values, front=False, above=(item,))
    return text or ""


def _filled(text: str, values: Values, *, front: bool, above: KeyPath = ()) -> str:
    """Return the text with each value set, those of a mapping one by one, so that every comment stays."""
    for key, value in values.items():
        path = (*above, key)
        if isinstance(value, dict):
            text = _filled(text, value, front=front, above=path)
        elif value is not None:
            text = set_value(text, path, value, front=front)
    return text


def _parts(text: str, words: int) -> str:
    return text.replace("\n\n## ", f"\n\nPROSE-{words}\n\n## ") + _prose(words)


def _prose(words: int) -> str:
    return f"\nPROSE-{words}\n"


def _case() -> Values:
    subject = {"id": "adult-e", "pseudonym": "Adult E", "living": False, "died": on(-20)}
    lead = {"person": "officer-1", "from": on(0)}
    return {"subjects": [subject], "lead": lead}


def _diary(stage: Stage) -> Values:
    out: dict[str, dict[str, str]] = {}
    days = dict(DIARY)
    if stage.name in ("acting", "closed"):
        days["screening.held"] = SCREENED
    for address, day in days.items():
        group, _, name = address.partition(".")
        if day <= stage.since:
            out.setdefault(group, {})[name] = on(day)
    return out


def _referral() -> Values:
    return {
        "referrers": [{"role": "team manager", "agency": AGENCIES[1]}],
        "incident_date": on(-20),
        "criteria_claimed": ["in_area", "care_support_needs", "worked_together", "condition_1"],
        "information_requests": [
            {"asked_of": AGENCIES[2], "what": "dates of contact", "asked": on(2), "due": on(9), "came": on(7)}
        ],
        "agencies_involved": list(AGENCIES),
        "immediate_safety": "nobody else lives at the address",
        "media_interest": "none known",
    }


def _screening() -> Values:
    finding = {"finding": "met", "reason": "PROSE-14"}
    criteria: dict[str, Values] = dict.fromkeys(
        ("in_area", "care_support_needs", "worked_together", "condition_1"), finding
    )
    criteria["condition_2"] = {"finding": "not-met", "reason": "the adult has died"}
    return {
        "criteria": criteria,
        "recommendation": {
            "outcome": "review",
            "mandate": "s44-1-3",
            "method": "imr-and-chronology",
            "agencies": list(AGENCIES),
            "secure_files": True,
            "output": "overview report",
            "independent_chair": "appoint one, from outside the area",
            "independent_author": "the same person",
            "timescale": "six months",
        },
    }


def _decision() -> Values:
    return {
        "outcome": "review",
        "mandate": "s44-1-3",
        "decided_by": "independent-chair",
        "equality": "PROSE-20",
        "conflict_of_interest": "none declared",
    }


def _terms() -> Values:
    asked = [{"id": str(n), "text": "PROSE-16"} for n in (1, 2, 3)]
    return {
        "scope": {"from": on(-700), "to": on(-20)},
        "method": "imr-and-chronology",
        "agencies": list(AGENCIES),
        "questions": asked,
        "output": "overview report",
        "family_advocate": "business-manager-1",
        "media_contact": "business-manager-1",
    }


SEATS = (
    ("chair-author", "author-1", None),
    ("head-of-safeguarding", "head-1", "stockport-council-adults"),
    ("business-manager", "business-manager-1", "stockport-council-adults"),
    ("member", "adults-1", "stockport-council-adults"),
    ("member", "children-1", "stockport-council-children"),
    ("member", "police-1", "greater-manchester-police"),
    ("member", "health-1", "gm-icb"),
)
"""Who sits on the panel: role, person, agency. Each case has its own of the last four seats' people."""


def _panel() -> Values:
    appointments = [
        {
            "role": role,
            "person": person,
            **(
                {"agency": agency} if agency else {"independence": "has never worked for any of the agencies"}
            ),
            "from": on(30),
            "reason": "named by the organisation",
        }
        for role, person, agency in SEATS
    ]
    declared = [{"person": person, "on": on(49), "involvement": False} for _, person, _ in SEATS]
    return {"appointments": appointments, "declarations": declared}


def _returned(stage: Stage, agency: str) -> Values:
    """Return what an agency gave. While the report is drafted, the third has nothing beside its information."""
    if stage.name == "drafting" and agency == AGENCIES[2]:
        information = {"requested": on(3), "due": on(10), "returned": on(9)}
        return {"contribution": "information", "information": information}
    asked = {
        "information": (3, 10, 9),
        "initial_chronology": (3, 10, 9),
        "chronology": (23, 60, 55),
    }
    imr = {
        "author_role": "head of quality",
        "author_independent": True,
        "requested": on(49),
        "due": on(105),
        "records_secured": on(24),
        "quality_assured": by(stage, 95),
        "signed_off": by(stage, 98),
        "submitted": by(stage, 100),
        "presented": by(stage, 105),
    }
    parts = {
        name: {"requested": on(first), "due": on(due), "returned": on(came)}
        for name, (first, due, came) in asked.items()
    }
    return {"contribution": "imr-and-chronology", **parts, "imr": imr}


def _log(stage: Stage) -> Values:
    notes = [
        {"on": on(day), "text": "PROSE-18", "by": "business-manager"}
        for day in (1, 6, 15, 22, 31, 50)
        if day <= stage.since
    ]
    return {"updates": [{"on": on(51), "to": "independent-chair", "about": "progress"}], "notes": notes}


def _relative(stage: Stage) -> Values:
    return {
        "relationship": "relative",
        "subject": "adult-e",
        "invited": True,
        "preferences": "by letter, then by telephone",
        "contacts": [{"on": on(24), "how": "letter", "what": "PROSE-14"}],
        "told": on(24),
        "contact_agreed": on(30),
        "supported": by(stage, 60),
        "feedback": by(stage, 150),
        "prepared": by(stage, 185),
        "read_only_copy": by(stage, 150),
    }


def _inquest() -> Values:
    return {
        "kind": "coroner",
        "contact": "Coroner's officer",
        "status": "opened and adjourned",
        "opened": on(-10),
        "checked_on": [on(20), on(50)],
        "disclosure": "PROSE-20",
    }


def _minutes(kind: str, day: int, agrees: tuple[str, ...]) -> str:
    text = document_text("meetings", "sar", {"kind": kind, "date": on(day), "status": "held"})
    seats = SEATS if kind == "panel" else SEATS[1:]
    attendance = [
        {
            "person": person,
            **({"agency": agency} if agency else {}),
            "role": "screening-chair" if kind == "screening" and role == "head-of-safeguarding" else role,
            "status": "present",
        }
        for role, person, agency in seats
    ]
    decision: dict[str, object] = {"outcome": "concluded", "decision": "agreed as it was put"}
    if agrees:
        decision["agrees"] = list(agrees)
    values = {"attendance": attendance, "decisions": [decision]}
    return _filled(text, values, front=True) + _prose(110)


def _chronology(name: str, agency: str, number: int) -> str:
    text = document_text(name, "sar", {"agency": agency})
    return _filled(text, {"entries": rows(number), "glossary": {"ASC": "Adult Social Care"}}, front=False)


def rows(number: int, words: int = 16) -> list[dict[str, object]]:
    """Return so many lines of a chronology, dated within the scope of the review, each with so many words."""
    return [
        {
            "id": str(n + 1),
            "date": on(-700 + 670 * n // number),
            "source": "case notes",
            "who": "social worker",
            "event": f"PROSE-{words}",
            "response": "PROSE-4",
        }
        for n in range(number)
    ]


def _papers() -> list[dict[str, str]]:
    return [
        {
            "id": f"{what}-{agency}",
            "title": f"{what} as submitted",
            "version": '"1"',
            "held_at": f"the document store of the Board, folder {CASE_ID}",
            "sha256": f"{number:064x}",
        }
        for number, (what, agency) in enumerate((w, a) for w in ("imr", "chronology") for a in AGENCIES)
    ]


STANDARD = {
    "1": ("publication-timeline", "findings-shared"),
    "2": ("lessons-to-workforce", "previous-reviews"),
}
"""Which of the items that every plan holds each action answers."""


def _plan() -> Values:
    ids = ("1", "2")
    return {
        "recommendations": [
            {"id": n, "text": "ADVICE", "answers": [n], "owners": [AGENCIES[0]], "level": "multi-agency"}
            for n in ids
        ],
        "actions": [
            {
                "id": n,
                "recommendation": n,
                "action": "PROSE-14",
                "owners": [AGENCIES[int(n)]],
                "role": "head of quality",
                "due": on(285),
                "outcome": "PROSE-12",
                "measure": "audit of twenty cases",
                "standard": list(STANDARD[n]),
            }
            for n in ids
        ],
    }


def _progress(stage: Stage) -> Values:
    update = {"on": on(190), "status": "green", "note": "PROSE-12"}
    if by(stage, 280) is None:
        return {"updates": [update]}
    evidence = {"on": on(279), "what": "the procedure, as agreed"}
    met = {"updates": [update], "met": on(280), "evidence": [evidence]}
    if by(stage, 300) is None:
        return met
    return {
        **met,
        "impact": [{"on": on(299), "how": "dataset", "what": "PROSE-12"}],
        "moderated": [{"on": on(300), "evidence": "accepted", "impact": "accepted"}],
    }


def _publication() -> Values:
    return {
        "style": "website",
        "reason": "PROSE-16",
        "considered_with": ["independent-chair", "family"],
        "checklist": {"publication-family-informed": {"owner": "business-manager", "due": on(176)}},
    }
