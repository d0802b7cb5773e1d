"""How sign-offs are shown: here, on their branches, and to scripts."""

import pytest

from tests.signoff.conftest import BRANCH, CASE, FOLDER, REPORT, Desk, on


def test_what_scripts_get_is_the_contract(desk: Desk) -> None:
    """The keys of each sign-off and of each statement are those that were promised, and more may come."""
    desk.ask()
    desk.approve()
    desk.merge()
    one = desk.report()
    assert {"case", "what", "item", "state", "digest", "required", "statements"} <= set(one)
    assert one["required"] == [
        {"role": "screening-chair", "title": "Chair of the screening panel", "person": "hsl"}
    ]
    (said,) = one["statements"]
    assert {
        key: said[key] for key in ("role", "person", "decision", "on", "assurance", "state", "reason")
    } == {
        "role": "screening-chair",
        "person": "hsl",
        "decision": "approve",
        "on": "2026-05-20",
        "assurance": "recorded",
        "state": "counts",
        "reason": None,
    }


def test_a_branch_that_is_not_merged_is_shown_as_it_stands_there(desk: Desk) -> None:
    """It is open, for it was asked for; what is on the branch is told beside it, and counts when it is merged."""
    assert desk.report()["state"] == "not-requested"
    desk.ask()
    desk.approve()
    one = desk.report()
    assert (one["state"], one["statements"]) == ("open", [])
    assert (one["branch"]["name"], one["branch"]["state"]) == (BRANCH, "complete")
    shown = desk.does_on("2026-06-08", "signoff", "status")
    assert "MERGE" in shown and "It counts when that pull request is merged" in shown


@pytest.mark.parametrize("width", ["80", "100"])
def test_a_screen_is_no_wider_than_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    """At 80 and at 100 columns no line is longer, and the person, the day and the branch are there."""
    desk.ask()
    desk.approve("2026-05-20", "--decision", "reject")
    monkeypatch.setenv("COLUMNS", width)
    shown = desk.does_on("2026-06-08", "signoff", "status", CASE).splitlines()
    assert max(map(len, shown)) <= int(width)
    for wanted in ("hsl as Chair of the screening panel: REJECTED 20 May 2026", BRANCH):
        assert any(wanted in line for line in shown)


def test_exit_code_says_whether_all_that_was_asked_for_is_complete(desk: Desk) -> None:
    """Nothing asked for: 0. Open, also on a branch: 1. Complete and merged: 0. Changed since: 1."""

    def code() -> int:
        with on("2026-06-08"):
            return desk.tries("signoff", "status", "--exit-code").code

    found = [code()]
    desk.ask()
    found.append(code())
    desk.approve()
    found.append(code())
    desk.merge()
    found.append(code())
    desk.put(REPORT, desk.text(REPORT) + "\n")
    found.append(code())
    assert found == [0, 1, 1, 0, 1]


def test_a_statement_that_does_not_count_is_shown_with_the_reason(desk: Desk) -> None:
    """Edited by hand it cannot be relied on, and nothing is complete."""
    desk.ask()
    desk.approve()
    desk.merge()
    file = f"{FOLDER}/01-hsl.json"
    desk.put(file, desk.text(file).replace("item 4", "item 5").replace('":"', '": "', 1))
    shown = desk.does_on("2026-06-08", "signoff", "status", CASE)
    assert "DOES NOT COUNT" in shown and "cannot be relied on" in shown
    assert desk.report()["state"] == "open"


def test_one_sign_off_can_be_asked_about(desk: Desk) -> None:
    """WHAT narrows it to one; a slip is answered with the nearest."""
    desk.ask()
    shown = desk.does_on("2026-06-08", "signoff", "status", CASE, "overview-report", "--format", "csv")
    assert shown.count(CASE) == 2  # its row, and the branch's name in it
    assert "Did you mean overview-report?" in desk.refuses_on(
        "2026-06-08", "signoff", "status", CASE, "overview-repot"
    )


def test_all_reviews_together_are_shown_with_their_ids(desk: Desk) -> None:
    """With no CASE, what was asked for in each review; nothing asked for is said."""
    assert "Nothing was asked to be signed off" in desk.does_on("2026-06-08", "signoff", "status")
    desk.does_on("2026-05-01", "new", "sar", "--received", "2026-05-01")
    desk.does_on("2026-05-01", "add", "SAR-2026-002", "report")
    desk.saved("2026-05-01")
    desk.ask()
    desk.does_on("2026-05-18", "signoff", "request", "SAR-2026-002", "overview-report", "-o", "/dev/null")
    shown = desk.does_on("2026-06-08", "signoff", "status")
    assert "SAR-2026-001" in shown and "SAR-2026-002" in shown and "Not asked for" not in shown


def test_no_name_of_the_board_is_shown(desk: Desk) -> None:
    """Names of people stand in board.yaml alone: pages and messages have their ids."""
    desk.put("board.yaml", desk.text("board.yaml").replace("{id: hsl}", "{id: hsl, name: Wanda Wilberforce}"))
    desk.saved("2026-05-02")
    said = desk.does_on("2026-05-18", "signoff", "request", CASE, "overview-report")
    said += desk.approve() + desk.does_on("2026-06-08", "signoff", "status")
    said += desk.does_on("2026-06-08", "signoff", "sheet", CASE, "overview-report")
    assert "Wilberforce" not in said


def test_the_sheet_has_the_text_its_digest_and_a_line_to_sign(desk: Desk) -> None:
    """Before it is approved a line waits for each role; afterwards it says by whom, when, and on what it rests."""
    desk.ask()
    words = ("signoff", "sheet", CASE, "overview-report", "--format", "markdown")
    before = desk.does_on("2026-05-19", *words)
    digest = str(desk.report()["digest"])
    assert f"digest\n  {digest}" in before and "\\_" * 12 in before
    assert "| Chair of the screening panel | hsl |" in before
    desk.approve()
    after = desk.does_on("2026-05-21", *words)
    assert "| Chair of the screening panel | hsl | Wednesday 20 May 2026 | recorded: Panel, item 4 |" in after
    html = desk.does_on("2026-05-21", *words[:-1], "html")
    assert html.startswith("<!DOCTYPE html>") and digest in html


def test_there_is_no_sheet_of_what_nobody_was_asked(desk: Desk) -> None:
    """It is said how to ask."""
    said = desk.refuses_on("2026-05-19", "signoff", "sheet", CASE, "overview-report")
    assert "Nobody was asked to sign off overview-report yet" in said


def test_a_branch_at_fault_hides_no_other(desk: Desk) -> None:
    """Anyone may push a branch of such a name: what cannot be read is said of it, and the rest is shown."""
    desk.ask()
    desk.git("checkout", "-q", "-b", "theirs")
    desk.git("rm", "-q", "board.yaml")
    desk.put(f"cases/{CASE}/signoff/tor/request.json", "{}\n")
    with on("2026-05-18"):
        desk.git("add", "-A")
        desk.git("commit", "-q", "-m", "nothing")
    for name in ("tor", "overview", "imr", "a/b/c"):
        desk.git("update-ref", f"refs/remotes/origin/signoff/{CASE}/{name}", "theirs")
    desk.git("checkout", "-q", "main")
    one = desk.report()
    assert one["branch"]["state"] == "open"
    tor = next(one for one in desk.signoffs() if one["what"] == "tor")
    assert tor["branch"]["state"] == "open" and tor["branch"]["requested"] is None
    shown = desk.does_on("2026-06-08", "signoff", "status", CASE)
    assert "the request, which cannot be relied on" in shown


def test_two_contents_of_one_statement_are_told(desk: Desk) -> None:
    """Written here and fetched from elsewhere under one name, and not the same: neither is taken for the other."""
    desk.ask()
    start = desk.git("rev-parse", BRANCH).strip()
    desk.approve("2026-05-20")
    desk.git("update-ref", f"refs/remotes/origin/{BRANCH}", BRANCH)
    desk.git("update-ref", f"refs/heads/{BRANCH}", start)
    desk.git("branch", "-f", "mine", start)
    with on("2026-05-21"):
        desk.git("checkout", "-q", "mine")
        desk.put(f"{FOLDER}/01-hsl.json", "{}\n")
        desk.git("add", "-A")
        desk.git("commit", "-q", "-m", "by hand")
        desk.git("checkout", "-q", "main")
    desk.git("update-ref", f"refs/heads/{BRANCH}", "mine")
    assert "written here and by somebody else" in desk.report()["branch"]["fault"]
    shown = " ".join(desk.does_on("2026-06-08", "signoff", "status", CASE).split())
    assert "which cannot be read" in shown
    words = ("signoff", "record", CASE, "overview-report", "--person", "hsl", "--minute", "Panel")
    assert "the two differ" in desk.refuses_on("2026-06-08", *words)


def test_a_review_that_cannot_be_read_is_named(desk: Desk) -> None:
    """It is not passed over in silence, and not all is complete."""
    desk.does_on("2026-05-01", "new", "sar", "--received", "2026-05-01")
    desk.put("cases/SAR-2026-002/case.yaml", "id: [\n")
    with on("2026-06-08"):
        done = desk.tries("signoff", "status", "--exit-code")
    assert done.code == 1 and "SAR-2026-002" in done.out


def test_a_text_that_changes_before_anybody_approved_it_is_to_be_asked_about_anew(desk: Desk) -> None:
    """Nobody can approve words that are gone; the way out is typed out."""
    desk.ask()
    desk.put(REPORT, desk.text(REPORT) + "\nA sentence more.\n")
    desk.saved("2026-05-19")
    with on("2026-05-20"):
        said = " ".join(desk.does("signoff", "status").out.split())
    assert f"Ask anew: reviewctl signoff request {CASE} overview-report" in said
    assert "CHANGED Overview report" in said


def test_nobody_is_named_who_would_be_refused(desk: Desk) -> None:
    """Neither who has an office of the Board by a seat on a panel alone, nor who wrote the report."""
    seats = "appointments:\n  - {role: screening-chair, person: police-1, from: 2026-02-01}\n"
    desk.put(
        f"cases/{CASE}/panel.yaml", f"{seats}  - {{role: chair-author, person: hsl, from: 2026-02-01}}\n"
    )
    board = desk.text("board.yaml").replace(
        "\nroles:\n", "\nroles:\n  - {role: screening-chair, person: chair-1}\n"
    )
    desk.put("board.yaml", board)
    desk.saved("2026-05-02")
    desk.ask()
    shown = " ".join(desk.does_on("2026-06-08", "signoff", "status", CASE, "overview-report").split())
    assert "still to approve: Chair of the screening panel (chair-1)" in shown
    words = ("signoff", "record", CASE, "overview-report", "--minute", "Panel", "--person")
    said = desk.refuses_on("2026-06-08", *words, "police-1")
    assert "police-1 held none of the roles" in said
    assert "It could be said by: Chair of the screening panel: chair-1" in said
    assert "hsl is chair-author here" in desk.refuses_on("2026-06-08", *words, "hsl")


def test_where_nothing_was_asked_for_the_review_is_named_in_what_to_type(desk: Desk) -> None:
    """Of one review nobody has to know what CASE stands for."""
    with on("2026-05-20"):
        assert f"reviewctl signoff request {CASE} WHAT" in desk.does("signoff", "status").out
