"""What goes out, before it is pressed: which papers, their texts, what took longer, and what the checklist says."""

from datetime import date
from typing import Any

import pytest

from reviewctl.facts.publishing.checklist import checklist
from reviewctl.facts.publishing.papers import papers_of
from reviewctl.facts.publishing.spans import span
from reviewctl.model.actions import Action, ActionPlan, PlanRecommendation
from reviewctl.model.board import Board
from reviewctl.model.metadata import Span
from reviewctl.model.publication import Publication
from reviewctl.model.publishing import ProductId
from reviewctl.rules.gate import obstacles
from reviewctl.work.publishing.delays import statement_of, worked_out
from reviewctl.work.publishing.products import is_written, plan_text, products_of
from tests.publishing.gate_pages import FILES, proposed
from tests.publishing.making import DAY
from tests.rulebook_pages import FOLDER, Block, Laid

ON = date.fromisoformat(DAY)
THERE: tuple[ProductId, ...] = ("report", "summary", "action-plan")
BOARD = Board(format=1, board="Example Board", policy="local")


@pytest.mark.parametrize(
    ("decided", "papers"),
    [
        ({"style": "website"}, THERE),
        ({"style": "press-statement"}, THERE),
        ({"style": "summary-only"}, ("summary", "action-plan")),
        ({"style": "summary-only", "papers": ("summary",)}, ("summary",)),
        ({"style": "website", "papers": ("briefing", "report")}, ("report", "briefing")),
        ({"style": "not-published", "papers": ("report",)}, ()),
        ({"papers": ("report",)}, ()),
        ({}, ()),
    ],
)
def test_which_papers_go_out(decided: dict[str, Any], papers: tuple[str, ...]) -> None:
    """Those that are named, in one order, else those of the style that are there; none without a decision."""
    assert papers_of(Publication(**decided), THERE) == papers


def laid(**texts: str) -> Laid:
    """Return the register with some files of the case in the place of its own."""
    return Laid(
        tuple(Block("text", path.replace("__", "/") + ".md", text, False) for path, text in texts.items()),
        FILES,
    )


@pytest.mark.parametrize(
    ("body", "title", "text", "line"),
    [
        ("# The year of Adult E\n\n## A\n\nB.\n", "The year of Adult E", "\n## A\n\nB.\n", 5),
        ("## A\n\nB.\n", "Executive summary", "## A\n\nB.\n", 4),
        ("# *The* year\n\nB.\n", "Executive summary", "# *The* year\n\nB.\n", 4),
        ("B.\n\n# The end\n", "Executive summary", "B.\n\n# The end\n", 4),
    ],
)
def test_the_title_of_a_paper(body: str, title: str, text: str, line: int) -> None:
    """A first heading that is plain text is the title, and the text goes on behind it, its lines counted on."""
    tree = laid(report__summary=f"---\nversion: 1\n---\n{body}")
    one = next(each for each in products_of(proposed(tree, ON).facts, tree) if each.id == "summary")
    assert (one.title, one.text, one.first_line) == (title, text, line)


@pytest.mark.parametrize(
    "body", ["", "## What happened\n\n## What was learned\n", "<!-- later -->\n", "\n\n"]
)
def test_a_template_is_no_paper(body: str) -> None:
    """Headings alone, and remarks, say nothing to anybody."""
    facts = proposed(laid(briefing=f"---\nversion: 1\n---\n{body}"), ON).facts
    assert not is_written(facts.case, "briefing")


def test_a_picture_with_its_bytes_and_none_of_another_name() -> None:
    """What lies in the folder of pictures under a fit name comes along; a name that may be somebody's does not."""
    tree = laid()
    tree.files |= {
        f"{FOLDER}/report/images/{name}": b"dots" for name in ("time-line.png", "Ann.png", "x.svg")
    }
    report = products_of(proposed(tree, ON).facts, tree)[0]
    assert [(one.path, one.data) for one in report.pictures] == [("report/images/time-line.png", b"dots")]


def test_the_plan_as_a_table() -> None:
    """Each recommendation with its actions, what is not stated said to be so, and no mark taken for markup."""
    plan = ActionPlan(
        recommendations=(
            PlanRecommendation(id="1", text="Share\nwhat is known", owners=("gmp",)),
            PlanRecommendation(id="2", text="Nobody"),
        ),
        actions=(
            Action(
                id="1a",
                recommendation="1",
                action="a | b <b>",
                owners=("gmp", "nhs"),
                lead="nhs",
                role="a nurse",
            ),
            Action(id="9", action="other", due=date(2026, 10, 30), outcome="less", measure="an audit"),
        ),
    )
    assert plan_text(plan, BOARD) == (
        "## Recommendation 1\n\nShare what is known\n\nTo: gmp\n\n"
        "| No. | What will be done | Who does it | By when | What will be different | How that is measured |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| 1a | a \\| b &lt;b&gt; | gmp; nhs (a nurse), led by nhs | not stated | not stated | not stated |\n\n"
        "## Recommendation 2\n\nNobody\n\nNo action of the plan answers this recommendation.\n\n"
        "## Other actions\n\n"
        "| No. | What will be done | Who does it | By when | What will be different | How that is measured |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| 9 | other | not stated | 30 Oct 2026 | less | an audit |\n"
    )


def test_what_took_longer_and_why() -> None:
    """Late, with the reason; given more time; stood still: each in a line, and no agency by name."""
    log = (
        "late:\n  - {step: recommendation, reason: minutes came late, agreed_by: hsl-1, on: 2026-02-06}\n"
        "extensions:\n  - {step: completion, to: 2026-09-30, reason: inquest, agreed_by: chair-1, on: 2026-06-01}\n"
        "suspensions:\n  - {from: 2026-03-03, until: 2026-03-10, reason: a trial, agreed_by: independent-chair}\n"
        "  - {steps: [interviews], from: 2026-05-03}\n"
    )
    tree = Laid(
        (
            Block("yaml", "log.yaml", log, False),
            Block("yaml", "diary.yaml", "screening: {recommendation_sent: 2026-02-06}\n", True),
        ),
        FILES,
    )
    assert worked_out(proposed(tree, ON).facts) == (
        "Parts of this review took longer than they were to take. Each is given here with the reason on record.\n\n"
        "- Recommendation to the Independent Chair: due on 4 February 2026, done on 6 February 2026, "
        "2 working days late. The reason: minutes came late.\n"
        "- Report and learning available: due on 9 August 2026, done on 12 June 2026. More time was agreed, to "
        "30 September 2026. The reason: inquest.\n"
        "- The review stood still from 3 March 2026 to 10 March 2026. The reason: a trial.\n"
        "- A part of the review stood still from 3 May 2026, and still does. No reason is on record.\n"
    )


def test_of_delays_belongs_what_another_process_held_and_not_what_the_plan_owes() -> None:
    """A hold of the whole review is told as a suspension is; an action that is late is not the review's delay."""
    hold = "holds: [{what: the review, from: 2026-03-03, to: 2026-03-09, reason: a trial}]\n"
    processes = Block("yaml", "processes.yaml", f"police-1:\n  kind: criminal\n  {hold}", False)
    facts = proposed(Laid((processes,), FILES), date(2026, 12, 1)).facts
    assert [one.key for one in facts.deadlines if one.step == "action" and one.state == "overdue"]
    said = worked_out(facts)
    assert "stood still from 3 March 2026 to 10 March 2026. The reason: a trial." in said
    assert "Action" not in said


def test_only_those_who_were_late_are_counted() -> None:
    """Of three agencies one kept a later day that was agreed: it is not one of those who were later than agreed."""
    returns = "\n".join(
        f"{agency}: {{contribution: chronology, chronology: {{requested: 2026-02-20, due: {due}, returned: {came}}}}}"
        for agency, due, came in (
            ("greater-manchester-police", "2026-04-17", "2026-04-20"),
            ("stockport-council-adults", "2026-04-17", "2026-04-21"),
            ("pennine-care", "2026-04-17", "2026-04-21"),
        )
    )
    log = "extensions:\n  - {step: 'chronology[pennine-care]', to: 2026-04-24, reason: leave, agreed_by: hsl-1}\n"
    blocks = (Block("yaml", "returns.yaml", returns, False), Block("yaml", "log.yaml", log, True))
    said = worked_out(proposed(Laid(blocks, FILES), ON).facts)
    assert "done on 21 April 2026 by the last of 2 who were later than agreed, 4 days late" in said


def test_what_is_written_by_hand_goes_before() -> None:
    """A statement that somebody wrote is the statement; and where nothing took longer there is none."""
    assert statement_of(proposed(laid(), ON).facts) is None
    part = Block("yaml", "publication.yaml", "delays: The inquest took a year.\n", True)
    said = statement_of(proposed(Laid((part,), FILES), ON).facts)
    assert said is not None and said.text == "The inquest took a year.\n"


def test_the_checklist_has_who_and_by_when() -> None:
    """What publication.yaml says goes before the policy; what comes after publication is told apart."""
    notes = "checklist:\n  publication-link-circulated: {owner: hsl-1, due: 2026-07-08, note: by mail}\n"
    facts = proposed(Laid((Block("yaml", "publication.yaml", notes, True),), FILES), ON).facts
    items = {one.step: one for one in checklist(facts)}
    link = items["publication-link-circulated"]
    assert (link.owner, link.due, link.note, link.before, link.open) == (
        "hsl-1",
        date(2026, 7, 8),
        "by mail",
        False,
        True,
    )
    told = items["publication-family-informed"]
    assert (told.owner, told.done_on, told.before, told.open) == (
        "business-manager",
        date(2026, 6, 17),
        True,
        False,
    )


@pytest.mark.parametrize("what", ["", "publication", "Publication", "the review", "review"])
def test_a_hold_that_says_nothing_holds(what: str) -> None:
    """In doubt it stays shut; a hold on interviews alone holds nothing of this."""
    for word, codes in ((what, ["PUB024"]), ("interviews", [])):
        hold = f"inquest:\n  holds: [{{what: {word or 'null'}, from: 2026-06-29}}]\n"
        tree = Laid((Block("yaml", "processes.yaml", hold, True),), FILES)
        found = obstacles(proposed(tree, ON))
        assert [one.code for one in found if one.severity == "error"] == codes, word


@pytest.mark.parametrize(
    ("first", "last", "days", "months"),
    [
        ("2026-01-31", "2026-02-28", 28, 0),
        ("2025-12-15", "2026-02-15", 62, 2),
        ("2026-01-12", "2026-01-12", 0, 0),
    ],
)
def test_how_long_something_took(first: str, last: str, days: int, months: int) -> None:
    """Days, and the months that had passed as a whole."""
    assert span(date.fromisoformat(first), date.fromisoformat(last)) == Span(days=days, months=months)
    assert span(None, date.fromisoformat(last)) is None
