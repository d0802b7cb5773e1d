"""The gate: each thing that keeps a review in, told at once with everything else, and nothing made."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from reviewctl.cli.secret import secret
from reviewctl.model.publication import Clearance
from reviewctl.render.pages.publish_check import page
from reviewctl.work.desk import Desk as Work
from reviewctl.work.publishing.gate import gate_of
from reviewctl.work.publishing.showing import checked
from tests.published.pages import picture
from tests.publishing.making import CASE, DAY, HOME, IDENTITIES, Desk
from tests.reference_json import ELSEWHERE
from tests.signoff.conftest import on
from tests.test_docs import keys, parents


def may(desk: Desk, day: str = DAY) -> dict[str, Any]:
    """Return what `publish check` tells scripts."""
    found: dict[str, Any] = json.loads(desk.checks("--format", "json", day=day).out)
    return found


def with_own_register(desk: Desk) -> None:
    """Say with which identity register the review is searched, which has a key for it."""
    (Path.home() / "identities.yaml").write_text(IDENTITIES.replace("\n", f"\nkey: {'5f' * 32}\n", 1))
    desk.does_on(DAY, "publish", "bind", CASE)


def test_a_review_that_is_ready_may_go_out(desk: Desk) -> None:
    """Exit 0, nothing in the way, every paper with who approved it; and nothing is written."""
    with_own_register(desk)
    before, state = desk.files(), desk.git("status", "--porcelain", "--ignored")
    done = desk.checks()
    assert (done.code, done.err) == (0, "")
    assert "\nMAY GO OUT. Make the folder: reviewctl publish build SAR-2026-001 -o DIR\n" in done.out
    told = may(desk)
    assert (told["schema"], told["may_go_out"], told["findings"]) == ("reviewctl/publish-check/1", True, [])
    papers = {one["id"]: one for one in told["papers"]}
    assert list(papers) == ["report", "summary", "briefing", "action-plan"]
    assert [one["what"] for one in papers["report"]["approvals"]] == ["overview-report", "report-and-plan"]
    assert papers["briefing"]["approvals"][0]["people"] == ["pip-1"]
    assert desk.files() == before and desk.git("status", "--porcelain", "--ignored") == state


def edit(path: str, old: str, new: str) -> Callable[[Desk], None]:
    """Return what changes words of a file of the case, and commits it."""

    def do(desk: Desk) -> None:
        desk.edits(path, old, new)
        desk.commits()

    return do


def unsaved(desk: Desk) -> None:
    """Change a file and do not commit it."""
    desk.put(f"{HOME}/log.yaml", desk.text(f"{HOME}/log.yaml") + "# later\n")


def hidden(desk: Desk) -> None:
    """Change a paper, and have git look away."""
    desk.git("update-index", "--assume-unchanged", f"{HOME}/briefing.md")
    desk.edits("briefing.md", "at once", "today")


def drawn_later(desk: Desk) -> None:
    """Put a picture where those of the papers lie, after all was approved."""
    (desk.root / HOME / "report" / "images").mkdir()
    desk.put(f"{HOME}/report/images/line.png", picture())
    desk.commits()


def without_git(desk: Desk) -> None:
    """Take git away."""
    (desk.root / ".git").rename(desk.root.parent / "git-of-it")


def unknown_key(desk: Desk) -> None:
    """Write something that validate finds."""
    edit("learning.yaml", "products", "produkts")(desk)


def without_statement(desk: Desk) -> None:
    """Lose the second approval of publication."""
    desk.git("rm", "--quiet", f"{HOME}/signoff/publication/02-chair-1.json")
    desk.commits()


def copied_by_hand(desk: Desk) -> None:
    """Change what was approved together with its copy."""
    for path in ("publication.yaml", "signoff/publication/snapshot/publication.yaml"):
        desk.edits(path, "embargo: 2026-06-25", "embargo: 2026-06-20")
    desk.commits()


def without_a_register(desk: Desk) -> None:
    """Have no identity register."""
    Path.home().joinpath("identities.yaml").unlink()
    Path.home().joinpath(".config/reviewctl/config.yaml").unlink()


WAYS: dict[str, tuple[Callable[[Desk], None], set[str]]] = {
    "a style that was not approved": (edit("publication.yaml", "website", "press-statement"), {"PUB021"}),
    "another embargo than was approved": (edit("publication.yaml", "06-25", "06-20"), {"PUB021"}),
    "the copy changed, too": (copied_by_hand, {"PUB021", "PUB022"}),
    "a report changed by a word": (
        edit("report/overview.md", "two ways", "three ways"),
        {"PUB021", "PUB022"},
    ),
    "a plan changed by a word": (
        edit("action-plan.yaml", "twenty cases", "thirty cases"),
        {"PUB021", "PUB022"},
    ),
    "an approval that lacks": (without_statement, {"PUB021"}),
    "a picture that nobody approved": (drawn_later, {"PUB021", "PUB022"}),
    "a change that is not saved": (unsaved, {"PUB022"}),
    "a change that git was told to overlook": (hidden, {"PUB021", "PUB022"}),
    "no git": (without_git, {"PUB022"}),
    "an error in the record": (unknown_key, {"PUB022"}),
    "no style": (edit("publication.yaml", "style: website", "style:"), {"PUB020"}),
    "not published": (edit("publication.yaml", "style: website", "style: not-published"), {"PUB020"}),
    "a paper that says nothing": (
        edit("briefing.md", "\n\nShare what is known of a risk at once.\n", "\n"),
        {"PUB020"},
    ),
    "the family was not told": (edit("diary.yaml", "  family_informed: 2026-06-17\n", ""), {"PUB025"}),
    "the Board's day is past": (edit("publication.yaml", "2027-06-30", "2026-06-29"), {"PUB021", "PUB023"}),
    "nobody to look for": (without_a_register, {"PUB014"}),
    "a name in the report": (
        edit("report/overview.md", "two ways", "two ways, Quillfeather"),
        {"PUB010", "PUB021", "PUB022"},
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_gate_is_shut_and_nothing_is_made(desk: Desk, way: str, tmp_path: Path) -> None:
    """Exactly this stands in the way; the exit code is 1, no folder is there, and nothing was written."""
    do, codes = WAYS[way]
    if way == "a paper that says nothing":
        edit("publication.yaml", "style: website", "style: website\npapers: [report, briefing]")(desk)
        codes = codes | {"PUB021"}
    do(desk)
    before = desk.files()
    assert set(desk.codes_of()) == codes
    target = tmp_path / "out"
    built = desk.says("publish", "build", CASE, "-o", str(target))
    assert built.code == 1 and built.err == "Nothing was made.\n"
    assert "MAY NOT GO OUT" in built.out and "Quillfeather" not in built.out
    assert not target.exists() and desk.files() == before
    assert not any("tmp" in path.name for path in tmp_path.iterdir())


def test_all_that_stands_in_the_way_is_told_at_once(desk: Desk) -> None:
    """Nobody has to run it five times: what bars the way comes first, each with its number."""
    desk.edits("report/overview.md", "two ways", "two ways, Quillfeather")
    desk.edits("family.yaml", "  read_only_copy: 2026-06-16\n", "")
    desk.edits("diary.yaml", "  lead_member_informed: 2026-06-17\n", "")
    found = may(desk, "2026-06-24")["findings"]
    assert [one["number"] for one in found] == list(range(1, len(found) + 1))
    errors = [one["code"] for one in found if one["severity"] == "error"]
    assert set(errors) == {"PUB010", "PUB021", "PUB022", "PUB023", "PUB026"}
    assert {one["code"] for one in found if one["severity"] == "warning"} == {"PUB016", "PUB025"}
    assert [one["severity"] for one in found] == sorted(one["severity"] for one in found)


def test_sign_offs_that_stand_alike_are_told_together(desk: Desk) -> None:
    """Of the report there are two, given to the same text before; each is not a clause of its own."""
    edit("report/overview.md", "two ways", "three ways")(desk)
    said = [one["message"] for one in may(desk)["findings"] if one["code"] == "PUB021"]
    assert any(
        one.endswith("the sign-offs overview-report and report-and-plan were given to an earlier text.")
        for one in said
    )
    assert any(one.endswith("the sign-off publication was given to an earlier text.") for one in said)


def test_who_does_what_is_open_is_a_sentence(desk: Desk) -> None:
    """Also where the protocol's name of a role begins with an article."""
    desk.edits("diary.yaml", "  partner_statements_ready: 2026-06-17\n", "")
    (said,) = (one["message"] for one in may(desk)["findings"] if one["code"] == "PUB025")
    assert said == "Partners' own statements ready: not done yet. It is for the agency concerned."


def test_a_step_that_is_late_bars_nothing(desk: Desk) -> None:
    """The step may be publication itself."""
    edit("diary.yaml", "  recommendation_sent: 2026-02-03\n", "")(desk)
    done = desk.says("validate", CASE, "--format", "json", day="2026-09-01")
    late = [one["code"] for one in json.loads(done.out)["findings"] if one["severity"] == "error"]
    assert late == ["TIM001"]
    assert desk.codes_of("2026-09-01") == []


def test_who_declined_need_not_have_been_shown_the_report(desk: Desk) -> None:
    """What `family answer` spares a person is not asked for here either; without it the gate is shut."""
    desk.edits("family.yaml", "  read_only_copy: 2026-06-16\n", "")
    desk.commits()
    assert desk.codes_of() == ["PUB026"]
    with on("2026-06-16"):
        desk.does("family", "answer", CASE, "mother", "declined", "--for", "read_only_copy")
    assert desk.codes_of() == []


def test_an_embargo_that_nobody_decided_is_on_no_page(desk: Desk) -> None:
    """Who asks for it would give out papers that do not say that they are under embargo."""
    edit("publication.yaml", "embargo: 2026-06-25\n", "")(desk)
    assert "PUB023" not in desk.codes_of()
    done = desk.checks("--under-embargo")
    assert done.code == 1 and "No embargo is on record" in done.out


def test_the_embargo_is_that_of_the_day(desk: Desk) -> None:
    """The day before it the gate is shut, but for those who are told beforehand; on the day it is open."""
    assert desk.codes_of("2026-06-24") == ["PUB023"]
    assert desk.codes_of("2026-06-25") == []
    done = desk.checks("--under-embargo", day="2026-06-24")
    assert done.code == 0 and "MAY GO OUT UNDER EMBARGO" in done.out


def test_a_text_approved_and_put_back_may_go_out(desk: Desk) -> None:
    """What counts is the text, and not when it was last written."""
    edit("briefing.md", "at once", "today")(desk)
    assert desk.codes_of() == ["PUB021"]
    edit("briefing.md", "today", "at once")(desk)
    assert desk.codes_of() == []


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "csv"])
def test_every_format_has_it(desk: Desk, form: str) -> None:
    """Nothing of a finding is lost in any format."""
    desk.edits("diary.yaml", "  lead_member_informed: 2026-06-17\n", "")
    done = desk.checks("--format", form)
    assert done.code == 1 and done.err == ""
    assert "PUB022" in done.out and "PUB025" in done.out


def test_the_keys_of_the_json_are_those_of_the_page(desk: Desk) -> None:
    """The reference lists each key that there can be, and no other."""
    desk.edits("diary.yaml", "  lead_member_informed: 2026-06-17\n", "")
    with on(DAY):
        desks = Work(str(desk.root), print, print)
        found = gate_of(desks, CASE, date.fromisoformat(DAY), secret())
    whole = page(replace(checked(found), cleared=(Clearance(passage="a", kind="name"),)))
    listed = {part for key in ELSEWHERE["publish-check"].keys for part in parents(key)}
    assert set(keys(whole.payload, "")) == listed


def test_a_paper_that_not_everybody_can_read(desk: Desk) -> None:
    """What the press finds in a paper stands on the same page, at its place in the register."""
    edit("briefing.md", "## What to do", "## What to do\n\n#### In detail")(desk)
    found = may(desk)["findings"]
    (fault,) = [one for one in found if one["code"].startswith("PUB03")]
    assert (fault["path"], fault["line"], fault["case"]) == (f"{HOME}/briefing.md", 8, CASE)


def test_a_planned_day_that_is_past_is_on_no_paper(desk: Desk) -> None:
    """Who publishes later than planned would else put out papers that say they were out before they were."""
    assert "planned for Monday 6 July 2026 ·" in desk.checks().out
    assert "planned for Monday 6 July 2026, which is PAST: no paper bears it" in " ".join(
        desk.checks(day="2026-07-20").out.split()
    )
    for day, borne in (("2026-07-06", date(2026, 7, 6)), ("2026-07-07", None)):
        with on(day):
            found = gate_of(Work(str(desk.root), print, print), CASE, date.fromisoformat(day), secret())
        assert (found.is_open, found.cover.published) == (True, borne)


def test_what_no_pdf_shows_is_said_before_anything_is_built(desk: Desk, tmp_path: Path) -> None:
    """With its line, in a paper, in the plan and in what every paper bears; `build` then shows the same page."""
    desk.edits("report/overview.md", "The agencies now meet", "\u6f22 \U0001f600\n\nThe agencies now meet")
    desk.edits("action-plan.yaml", "text: ", "text: \u6f22 ")
    desk.edits("case.yaml", "pseudonym: Adult E", "pseudonym: Adult \u6f22")
    found = [one for one in may(desk)["findings"] if one["code"] == "PUB035"]
    line = next(
        number
        for number, text in enumerate(desk.text(f"{HOME}/report/overview.md").splitlines(), start=1)
        if "\u6f22" in text
    )
    assert {(one["path"], one["line"] > 0) for one in found} == {
        (f"{HOME}/report/overview.md", True),
        (f"{HOME}/action-plan.yaml", True),
        (f"{HOME}/case.yaml", False),
    }
    assert [one["line"] for one in found if one["path"].endswith("overview.md")] == [line]
    done = desk.says("publish", "build", CASE, "-o", str(tmp_path / "out"))
    assert done.code == 1 and "PUB035" in done.out and not (tmp_path / "out").exists()
