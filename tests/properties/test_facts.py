"""What holds of the facts of any review, whatever its record says."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Plan, plan_of
from reviewctl.model.address import parse_address
from reviewctl.model.board import Agency, Board, Person, Tenure
from reviewctl.model.case import CaseFile
from reviewctl.model.decision import Decision
from reviewctl.model.event import EventDetail
from reviewctl.model.family import FamilyMember
from reviewctl.model.log import Extension, Log, StepReason
from reviewctl.model.meeting import Attendee, MeetingDecision, MeetingDeclaration, Minutes
from reviewctl.model.panel import Appointment, Declaration, Panel
from reviewctl.model.publication import Publication
from reviewctl.model.returns import AgencyReturns, ImrReturn, Return
from reviewctl.model.review import Case, Document
from reviewctl.model.terms import TermsOfReference
from reviewctl.store.packs import Policies

CASE_ID = "SAR-2026-001"
HEAD = CaseFile(format=1, id=CASE_ID, type="sar", policy="stockport-2021")
ENGLAND = calendar_for("england-and-wales", {})
BOARD = Board(
    format=1,
    board="Anyshire",
    policy="stockport-2021",
    agencies=(
        Agency(id="gmp", name="Police", sector="police"),
        Agency(id="icb", name="Board", sector="health"),
        Agency(id="council", name="Council", sector="local-authority"),
        Agency(id="charity", name="Charity"),
    ),
    people=(
        Person(id="gmp-1", agency="gmp"),
        Person(id="icb-1", agency="icb"),
        Person(id="council-1", agency="council"),
        Person(id="author"),
    ),
    roles=(Tenure(role="chair-author", person="author"),),
)
UNMET = ("overdue", "running", "not-started", "suspended", "waived")
COMMON = settings(max_examples=100, deadline=None)


@cache
def plan() -> Plan:
    """The plan of the SAR under the Stockport pack."""
    policy = Policies().get("stockport-2021")
    assert policy is not None
    return plan_of(policy, policy.types["sar"])


@cache
def diary_events() -> tuple[tuple[str, str], ...]:
    """The events that have a line in the diary, as group and name."""
    addresses = [parse_address(text) for text in plan().kind.events if "[" not in text]
    return tuple((one.head, one.fields[0]) for one in addresses)


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
TEXTS = st.one_of(
    DAYS.map(date.isoformat),
    st.dates().map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.just("not-known"),
)
DETAILS = st.builds(
    EventDetail, on=st.none() | TEXTS, planned=st.none() | DAYS, outcome=st.none() | st.just("x")
)
EVENTS = st.one_of(TEXTS, DETAILS, st.lists(st.one_of(TEXTS, DETAILS), max_size=3).map(tuple))
MAYBE = st.none() | EVENTS


@st.composite
def diaries(draw: st.DrawFn) -> dict[str, dict[str, object]]:
    chosen = draw(st.lists(st.sampled_from(diary_events()), unique=True, max_size=25))
    out: dict[str, dict[str, object]] = {}
    for group, name in chosen:
        out.setdefault(group, {})[name] = draw(EVENTS)
    return out


IMRS = st.builds(ImrReturn, requested=MAYBE, due=st.none() | DAYS, submitted=MAYBE, signed_off=MAYBE)
RETURNS = st.builds(
    AgencyReturns,
    contribution=st.sampled_from(["imr", "chronology", "none", None]),
    information=st.none() | st.builds(Return, requested=MAYBE, due=st.none() | DAYS, returned=MAYBE),
    imr=st.none() | IMRS,
    outcome=st.sampled_from(["given", "declined", None]),
)
FAMILY = st.builds(
    FamilyMember, invited=st.sampled_from([True, False, None]), told=MAYBE, added_on=MAYBE, prepared=MAYBE
)
STEPS = st.sampled_from(["screening-meeting", "recommendation", "decision", "completion", "imr[gmp]"])
EXTENSIONS = st.builds(Extension, step=STEPS, to=DAYS, on=st.none() | DAYS, reason=st.none() | st.just("r"))
REASONS = st.builds(StepReason, step=STEPS, reason=st.just("r"), on=st.none() | DAYS)
ATTENDEES = st.builds(
    Attendee,
    person=st.sampled_from([None, "gmp-1", "icb-1", "council-1", "author", "nobody"]),
    agency=st.sampled_from([None, None, "gmp", "icb", "council", "charity", "unknown"]),
    role=st.sampled_from([None, None, "member", "chair-author", "guest"]),
    status=st.sampled_from(["present", "present", "deputy", "apologies", "absent", None]),
    deputy_for=st.sampled_from([None, "gmp-1", "nobody"]),
)
DECISIONS = st.builds(
    MeetingDecision,
    case=st.sampled_from([None, CASE_ID]),
    outcome=st.sampled_from(["concluded", "adjourned"]),
)
MEETINGS = st.builds(
    Minutes,
    kind=st.sampled_from(["screening", "panel", "moderation", "unheard-of"]),
    date=DAYS,
    status=st.sampled_from(["held", "held", "planned", "cancelled"]),
    attendance=st.lists(ATTENDEES, max_size=6).map(tuple),
    declarations=st.lists(
        st.builds(MeetingDeclaration, person=st.just("gmp-1"), involvement=st.booleans()), max_size=1
    ).map(tuple),
    decisions=st.lists(DECISIONS, max_size=2).map(tuple),
)
PANELS = st.builds(
    Panel,
    appointments=st.lists(
        st.builds(Appointment, role=st.just("chair-author"), person=st.just("icb-1"), from_=st.none() | DAYS),
        max_size=1,
    ).map(tuple),
    declarations=st.lists(
        st.builds(
            Declaration, person=st.just("gmp-1"), involvement=st.booleans(), settled_on=st.none() | DAYS
        ),
        max_size=2,
    ).map(tuple),
)
OUTCOMES = st.sampled_from(["review", "review", "no-review", "joined", None])
METHODS = st.sampled_from(["imr-and-chronology", "desktop", None])


@st.composite
def cases(draw: st.DrawFn, *, meetings: bool = True, extensions: bool = True) -> Case:
    """A case with any of its documents and without the others."""
    log = Log(
        extensions=tuple(draw(st.lists(EXTENSIONS, max_size=4))) if extensions else (),
        waived=tuple(draw(st.lists(REASONS, max_size=1))),
        late=tuple(draw(st.lists(REASONS, max_size=1))),
    )
    data: Mapping[str, st.SearchStrategy[object]] = {
        "diary": diaries(),
        "decision": st.builds(Decision, outcome=OUTCOMES),
        "tor": st.builds(TermsOfReference, method=METHODS),
        "returns": st.fixed_dictionaries({"gmp": RETURNS, "icb": st.none() | RETURNS}),
        "family": st.dictionaries(st.sampled_from(["mother", "sister"]), st.none() | FAMILY),
        "panel": PANELS,
        "publication": st.builds(Publication, style=st.sampled_from(["website", "not-published", None])),
        "log": st.just(log),
    }
    there = draw(st.lists(st.sampled_from(sorted(data)), unique=True))
    documents = {name: Document(kind=name, path=name, data=draw(data[name])) for name in there}
    held = draw(st.lists(MEETINGS, max_size=4)) if meetings else []
    minutes = [Document(kind="meetings", item=str(n), path=str(n), data=one) for n, one in enumerate(held)]
    ordered = tuple(sorted(minutes, key=lambda one: (one.data.date, one.path)))
    return Case(id=CASE_ID, folder="", file=HEAD, documents=documents, meetings=ordered)


def facts(case: Case, as_of: date) -> Facts:
    return Facts(case, plan(), BOARD, ENGLAND, as_of)


@COMMON
@given(cases(), st.dates())
def test_facts_never_raise(case: Case, as_of: date) -> None:
    """Whatever documents there are and whatever dates they hold, every fact can be worked out."""
    worked = facts(case, as_of)
    assert worked.place.order < len(plan().kind.stages)
    assert all(one.days is None or one.due is not None for one in worked.deadlines)
    assert len(worked.meetings) == len(case.meetings)
    assert all(one.due is not None for one in worked.deadlines if worked.soon(one))


@COMMON
@given(cases(), DAYS)
def test_a_step_is_named_once(case: Case, as_of: date) -> None:
    """No two deadlines have the same key, and each is that of a step of the plan."""
    keys = [one.key for one in facts(case, as_of).deadlines]
    assert len(set(keys)) == len(keys)
    assert all(plan().step(key) is not None for key in keys)


@COMMON
@given(cases(), DAYS)
def test_the_state_agrees_with_the_dates(case: Case, as_of: date) -> None:
    """What is overdue has a day that has passed and is not done; what is met late was done after its day."""
    for one in facts(case, as_of).deadlines:
        if one.state == "overdue":
            assert one.due is not None and one.due < as_of and one.done_on is None
        if one.state == "met-late":
            # Of a month or a year the very day is not known, and all of it lay after.
            assert one.due is not None and (one.done_on is None or one.done_on > one.due)
        if one.state in ("running", "not-started"):
            assert one.done_on is None
        if one.due is not None and one.original_due is not None:
            assert one.due >= one.original_due


@COMMON
@given(cases(), EXTENSIONS, DAYS)
def test_an_extension_never_makes_a_deadline_earlier(case: Case, extension: Extension, as_of: date) -> None:
    """More time never takes any away, and never makes late what was in time."""
    log = replace(case.log, extensions=(*case.log.extensions, extension))
    documents = {**case.documents, "log": Document(kind="log", path="log", data=log)}
    before = facts(
        replace(case, documents={**documents, "log": replace(documents["log"], data=case.log)}), as_of
    )
    after = facts(replace(case, documents=documents), as_of)
    for old, new in zip(before.deadlines, after.deadlines, strict=True):
        assert old.due is None or (new.due is not None and new.due >= old.due)
        if old.due is not None and old.state in ("met", "running"):
            assert new.state == old.state


@COMMON
@given(cases(meetings=False), DAYS, DAYS)
def test_time_never_undoes_what_was_done(case: Case, one_day: date, other_day: date) -> None:
    """What is met on a day is met on every later one."""
    early, late = sorted((one_day, other_day))
    later = {one.key: one.state for one in facts(case, late).deadlines}
    for one in facts(case, early).deadlines:
        if one.state in ("met", "met-late"):
            assert later[one.key] not in UNMET


@COMMON
@given(cases(meetings=False, extensions=False), DAYS, DAYS)
def test_a_due_date_does_not_depend_on_the_day_judged_on(case: Case, one_day: date, other_day: date) -> None:
    """Once it is known it stays, unless more time is allowed."""
    first, second = facts(case, one_day).deadlines, facts(case, other_day).deadlines
    for one, other in zip(first, second, strict=True):
        if one.due is not None and other.due is not None:
            assert one.due == other.due == one.original_due


@COMMON
@given(st.lists(ATTENDEES, max_size=6), ATTENDEES, PANELS)
def test_one_more_at_the_table_never_loses_the_quorum(
    attendance: list[Attendee], another: Attendee, panel: Panel
) -> None:
    """No seat that was filled becomes empty, wherever on the sheet the other one is written."""
    before = present(attendance, panel)
    for more in ([*attendance, another], [another, *attendance]):
        after = present(more, panel)
        assert len(after) >= len(before)
        assert not quorate(before) or quorate(after)


@COMMON
@given(
    st.lists(ATTENDEES, max_size=6).flatmap(lambda all: st.tuples(st.just(all), st.permutations(all))), PANELS
)
def test_the_order_of_the_sheet_does_not_matter(
    both: tuple[list[Attendee], list[Attendee]], panel: Panel
) -> None:
    """As many seats are filled, whoever is written first."""
    assert len(present(both[0], panel)) == len(present(both[1], panel))


def present(attendance: list[Attendee], panel: Panel) -> tuple[str, ...]:
    """Return the seats filled at a panel meeting with this attendance."""
    minutes = Minutes(kind="panel", date=date(2026, 5, 6), status="held", attendance=tuple(attendance))
    documents = {"panel": Document(kind="panel", path="panel", data=panel)}
    meeting = Document(kind="meetings", item="a", path="a", data=minutes)
    case = Case(id=CASE_ID, folder="", file=HEAD, documents=documents, meetings=(meeting,))
    (one,) = facts(case, date(2026, 6, 8)).meetings
    assert one.quorate is (one.missing == ())
    return one.present


def quorate(seats: tuple[str, ...]) -> bool:
    return len(seats) == 4
