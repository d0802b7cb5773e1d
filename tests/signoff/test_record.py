"""Recording what a person said: onto the branch of the request, and each thing that would not count refused at once."""

import hashlib
import json

import pytest

from tests.signoff.conftest import BRANCH, CASE, FOLDER, REPORT, Desk, on

RECORD = ("signoff", "record", CASE, "overview-report")
MINUTE = ("--minute", "Panel, item 4")


def said(desk: Desk, name: str, branch: str = BRANCH) -> dict[str, object]:
    """Return a statement as it is on the branch."""
    found: dict[str, object] = json.loads(desk.git("show", f"{branch}:{FOLDER}/{name}"))
    return found


def test_an_approval_goes_onto_the_branch_and_says_how_it_stands(desk: Desk) -> None:
    """One line of JSON on the branch; the day in full, the role that the person held, and that it is complete."""
    desk.ask()
    before = desk.files()
    told = desk.approve("2026-05-22", "--on", "20/5/2026")
    assert "recorded: Wednesday 20 May 2026, as Chair of the screening panel" in told
    assert "complete: all that were asked have approved" in told
    assert desk.files() == before and desk.unsaved() == ""
    found = said(desk, "01-hsl.json")
    assert (found["role"], found["on"], found["assurance"]) == ("screening-chair", "2026-05-20", "recorded")
    assert found["minute"] == "Panel, item 4" and "previous" not in found


def test_it_counts_when_the_branch_is_merged(desk: Desk) -> None:
    """Until then the register stands as it stood; afterwards it is complete, and a word more makes it stale."""
    desk.ask()
    desk.approve()
    assert (desk.report()["state"], desk.report()["statements"]) == ("open", [])
    desk.merge()
    assert desk.report()["state"] == "complete"
    desk.put(f"cases/{CASE}/diary.yaml", desk.text(f"cases/{CASE}/diary.yaml") + "# the next step\n")
    assert desk.report()["state"] == "complete"
    desk.put(REPORT, desk.text(REPORT) + "\n")
    assert desk.report()["state"] == "stale"


def test_after_the_merge_it_goes_onto_the_branch_one_stands_on(desk: Desk) -> None:
    """There is no branch to go onto any more: it is a commit where one stands, of two files at the most."""
    desk.ask()
    desk.merge()
    told = desk.approve("2026-05-22")
    assert "branch" not in told
    assert desk.last_paths() == [f"{FOLDER}/01-hsl.json"]
    assert desk.report()["state"] == "complete"


REFUSALS = {
    "nobody was asked": (
        (),
        "Nobody was asked to sign off overview-report yet. First: reviewctl signoff request",
    ),
    "unknown person": (("--person", "hsl-3"), "Did you mean hsl"),
    "no office": (("--person", "author-1"), "held none of the roles that are asked"),
    "office over": (("--person", "hsl-2"), "held none of the roles that are asked on Wednesday 20 May 2026"),
    "office over, role typed": (
        ("--person", "hsl-2", "--role", "screening-chair"),
        "On 20 May 2026 hsl-2 did not hold the role screening-chair",
    ),
    "role not asked": (
        ("--person", "chair-1", "--role", "independent-chair"),
        "does not ask independent-chair",
    ),
    "still to come": (("--on", "2026-05-21"), "It is dated 21 May 2026, still to come"),
    "back-dated": (("--on", "2026-04-30"), "came into the record on Friday 1 May 2026"),
    "nothing to rest on": (("--minute", " "), "On what does it rest?"),
    "a name": (("--minute", "Dr Brown said so"), "a title with a person's name"),
    "nothing to take back": (
        ("--decision", "withdraw"),
        "nothing of overview-report that could be taken back",
    ),
}


@pytest.mark.parametrize(("more", "why"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_would_not_count_is_refused_with_its_own_reason(
    desk: Desk, more: tuple[str, ...], why: str
) -> None:
    """Each has its own sentence, and nothing is written, neither here nor on the branch."""
    if more:
        desk.ask()
    words = {"--person": "hsl", "--minute": "Panel, item 4"} | dict(zip(more[::2], more[1::2], strict=True))
    typed = [part for pair in words.items() for part in pair]
    told = desk.refuses_on("2026-05-20", *RECORD, *typed)
    assert why in told


def test_each_reason_is_a_sentence_of_its_own() -> None:
    """No two refusals say the same."""
    told = [why for _, why in REFUSALS.values()]
    assert len(set(told)) == len(told)


def test_the_author_does_not_approve(desk: Desk) -> None:
    """Who wrote the report is barred, also where the person holds the office that is asked."""
    panel = "appointments:\n  - {role: chair-author, person: hsl, from: 2026-02-01}\n"
    desk.put(f"cases/{CASE}/panel.yaml", panel)
    desk.saved("2026-05-02")
    desk.ask()
    told = desk.refuses_on("2026-05-20", *RECORD, "--person", "hsl", *MINUTE)
    assert "hsl is chair-author here, and the policy does not let that role approve it" in told


def test_a_text_that_changed_since_it_was_asked_for_is_asked_for_anew(desk: Desk) -> None:
    """An approval would be of words that are gone: refused, and the way out is the next request."""
    desk.ask()
    desk.put(REPORT, desk.text(REPORT) + "\nMore.\n")
    desk.saved("2026-05-19")
    told = desk.refuses_on("2026-05-20", *RECORD, "--person", "hsl", *MINUTE)
    assert "has changed since it was asked for" in told and "reviewctl signoff request" in told
    desk.ask("2026-05-20")
    assert "complete" in desk.approve("2026-05-21")


def test_the_same_is_not_said_twice_and_can_be_taken_back(desk: Desk) -> None:
    """Said again it is refused; taken back it counts no more; then it can be said anew, each following the last."""
    desk.ask()
    desk.approve()
    assert "has said so already, on Wednesday 20 May 2026" in desk.refuses_on(
        "2026-05-21", *RECORD, "--person", "hsl", *MINUTE
    )
    told = desk.approve("2026-05-22", "--decision", "withdraw")
    assert "takes back" in told and "0 of 1 have approved" in told
    desk.approve("2026-05-23")
    for number in (2, 3):
        before = desk.git("show", f"{BRANCH}:{FOLDER}/{number - 1:02}-hsl.json").encode()
        assert said(desk, f"{number:02}-hsl.json")["previous"] == hashlib.sha256(before).hexdigest()
    desk.merge()
    assert desk.report()["state"] == "complete"


def test_a_rejection_keeps_it_open(desk: Desk) -> None:
    """A rejection of an office holder is always taken, and it is not complete while it stands."""
    desk.ask()
    told = desk.approve("2026-05-20", "--decision", "reject")
    assert "hsl rejects overview-report" in told and "still to approve" in told
    desk.merge()
    assert desk.report()["state"] == "open"


def test_an_approval_older_than_the_text_needs_a_reason(desk: Desk) -> None:
    """With --same-text it is taken, and the reason is kept in the statement."""
    desk.ask()
    desk.approve("2026-05-20", "--on", "2026-04-30", "--same-text", "the paper sent out on 28 April")
    assert said(desk, "01-hsl.json")["same_text"] == "the paper sent out on 28 April"


def test_a_text_changed_and_changed_back_is_as_old_as_it_was(desk: Desk) -> None:
    """An approval between counts: the words were there."""
    old = desk.text(REPORT)
    desk.put(REPORT, old + "\nMore.\n")
    desk.saved("2026-05-10")
    desk.put(REPORT, old)
    desk.saved("2026-05-15")
    desk.ask()
    assert "complete" in desk.approve("2026-05-20", "--on", "2026-05-05")


def test_one_person_in_two_roles_counts_once(desk: Desk) -> None:
    """The terms of reference want two people; a second statement of the same one is refused, and another's counts."""
    desk.does_on("2026-05-02", "add", CASE, "tor")
    people = "appointments:\n" + "".join(
        f"  - {{role: {role}, person: {person}, from: 2026-02-01}}\n"
        for role, person in (("chair-author", "author-1"), ("member", "author-1"), ("member", "police-1"))
    )
    desk.put(f"cases/{CASE}/panel.yaml", people)
    desk.saved("2026-05-02")
    desk.ask(what="tor")
    words = ("signoff", "record", CASE, "tor", *MINUTE, "--person")
    told = desk.refuses_on("2026-05-20", *words, "author-1")
    assert "in which role is it said?" in told
    told = desk.does_on("2026-05-20", *words, "author-1", "--role", "chair-author")
    assert "1 of 2 have approved" in told and "still to approve: Review panel member (police-1)" in told
    told = desk.refuses_on("2026-05-20", *words, "author-1", "--role", "member")
    assert "One person fills one seat" in told and "police-1" in told
    assert "complete" in desk.does_on("2026-05-20", *words, "police-1")


def test_only_an_agencys_own_people_sign_for_it(desk: Desk) -> None:
    """A signatory of another agency is refused, and who may is named."""
    desk.does_on("2026-05-18", "signoff", "request", CASE, "imr", "pennine-care", "-o", "/dev/null")
    words = ("signoff", "record", CASE, "imr[pennine-care]", *MINUTE, "--person")
    told = desk.refuses_on("2026-05-20", *words, "police-1")
    assert "held none of the roles" in told and "pennine-1" in told
    told = desk.refuses_on("2026-05-20", *words, "police-1", "--role", "agency-signatory")
    assert "is not of pennine-care" in told
    assert "complete" in desk.does_on("2026-05-20", *words, "pennine-1")


def test_a_statement_copied_from_another_review_stops_everything(desk: Desk) -> None:
    """What lies there and is not of this place is named, and has to be put right first."""
    desk.ask()
    desk.approve()
    desk.merge()
    desk.does_on("2026-05-01", "new", "sar", "--received", "2026-05-01")
    desk.does_on("2026-05-01", "add", "SAR-2026-002", "report")
    desk.saved("2026-05-01")
    desk.does_on(
        "2026-05-02", "signoff", "request", "SAR-2026-002", "overview-report", "--here", "-o", "/dev/null"
    )
    copied = desk.text(f"{FOLDER}/01-hsl.json")
    desk.put("cases/SAR-2026-002/signoff/overview-report/01-hsl.json", copied)
    with on("2026-06-08"):
        done = desk.tries("signoff", "status", "SAR-2026-002")
    assert "DOES NOT COUNT" in done.out and "another review" in done.out


def test_nothing_is_said_upon_a_request_of_another_review(desk: Desk) -> None:
    """It was copied here, so nobody was asked for this: it is asked anew."""
    desk.does_on("2026-05-18", "signoff", "request", CASE, "overview-report", "--here", "-o", "/dev/null")
    file = f"{FOLDER}/request.json"
    desk.put(file, desk.text(file).replace(CASE, "SAR-2025-009"))
    desk.saved("2026-05-19")
    told = desk.refuses_on("2026-05-20", *RECORD, "--person", "hsl", *MINUTE)
    assert "it was made for another review and copied here" in told
    assert f"Ask anew: reviewctl signoff request {CASE} overview-report" in told
    desk.does_on("2026-05-20", "signoff", "request", CASE, "overview-report", "--here", "-o", "/dev/null")
    assert '"on":"2026-05-20"' in desk.text(file)
    desk.does_on("2026-05-20", *RECORD, "--person", "hsl", *MINUTE)
    assert desk.report()["state"] == "complete"


def test_a_branch_that_was_only_fetched_is_gone_on_with(desk: Desk) -> None:
    """Another computer asked for it: the approval goes onto what was fetched from there."""
    desk.ask()
    tip = desk.git("rev-parse", BRANCH).strip()
    desk.git("update-ref", f"refs/remotes/origin/{BRANCH}", tip)
    desk.git("branch", "-D", BRANCH)
    assert "complete" in desk.approve()
    assert desk.git("rev-parse", f"{BRANCH}^").strip() == tip


def test_two_approved_at_once_on_two_computers(desk: Desk) -> None:
    """The branch here and the one that was fetched have parted: the next statement brings both together."""
    desk.does_on("2026-05-02", "add", CASE, "tor")
    people = "".join(
        f"  - {{role: member, person: {who}, from: 2026-02-01}}\n"
        for who in ("police-1", "pennine-1", "pennine-2")
    )
    desk.put(
        f"cases/{CASE}/panel.yaml",
        f"appointments:\n{people}  - {{role: chair-author, person: author-1, from: 2026-02-01}}\n",
    )
    desk.saved("2026-05-02")
    desk.ask(what="tor")
    branch, words = f"signoff/{CASE}/tor", ("signoff", "record", CASE, "tor", *MINUTE, "--person")
    start = desk.git("rev-parse", branch).strip()
    desk.does_on("2026-05-20", *words, "police-1")
    desk.git("update-ref", f"refs/remotes/origin/{branch}", branch)
    desk.git("update-ref", f"refs/heads/{branch}", start)
    desk.does_on("2026-05-20", *words, "author-1", "--role", "chair-author")
    names = desk.git("ls-tree", "--name-only", "-r", branch, f"cases/{CASE}/signoff").split()
    assert [name.rpartition("/")[2] for name in names] == [
        "01-police-1.json",
        "02-author-1.json",
        "request.json",
    ]


def test_it_cannot_be_left_uncommitted_on_another_branch(desk: Desk) -> None:
    """--no-commit is for what is written where one stands; --dry-run shows the line and writes nothing."""
    desk.ask()
    assert "cannot be left uncommitted" in desk.refuses_on(
        "2026-05-20", *RECORD, "--person", "hsl", *MINUTE, "--no-commit"
    )
    tip = desk.git("rev-parse", BRANCH)
    assert '"decision":"approve"' in desk.approve("2026-05-20", "--dry-run")
    assert desk.git("rev-parse", BRANCH) == tip


def test_on_its_own_branch_it_is_written_in_the_files(desk: Desk) -> None:
    """Whoever has the branch of the request checked out writes there as anywhere else."""
    desk.ask()
    desk.git("checkout", "-q", BRANCH)
    desk.approve()
    assert desk.last_paths() == [f"{FOLDER}/01-hsl.json"] and desk.unsaved() == ""


def test_a_no_is_always_taken(desk: Desk) -> None:
    """Of a text that has moved on, too, and where the policy wants signatures: only an approval has to be earned."""
    desk.put("policy/ours/pack.yaml", "extends: stockport-2021\ntitle: Ours\n")
    desk.put(
        "policy/ours/sar.yaml",
        "type: sar\nsignoffs:\n  overview-report: {assurance: signed, note: as the Board decided}\n",
    )
    desk.put(
        f"cases/{CASE}/case.yaml", desk.text(f"cases/{CASE}/case.yaml").replace("stockport-2021", "ours")
    )
    desk.saved("2026-05-02")
    desk.ask()
    told = desk.refuses_on("2026-05-20", *RECORD, "--person", "hsl", *MINUTE)
    assert "The policy wants overview-report signed" in told and "reviewctl signoff sign" in told
    desk.put(REPORT, desk.text(REPORT) + "\nMore.\n")
    desk.saved("2026-05-19")
    assert "rejects" in desk.approve("2026-05-20", "--decision", "reject")


def test_nothing_is_said_upon_what_nobody_else_has(desk: Desk) -> None:
    """A statement that was left uncommitted is saved before the next one follows it."""
    desk.ask()
    desk.merge()
    desk.approve("2026-05-22", "--no-commit")
    told = desk.refuses_on("2026-05-23", *RECORD, "--person", "hsl", *MINUTE, "--decision", "withdraw")
    assert f"{FOLDER}/01-hsl.json is not saved" in told and "reviewctl save" in told
    desk.saved("2026-05-23")
    assert "takes back" in desk.approve("2026-05-23", "--decision", "withdraw")


def test_a_branch_cannot_bring_its_own_panel_or_text(desk: Desk) -> None:
    """Of a branch only what it says of this sign-off is looked at: offices and words are those that are checked out."""
    desk.ask()
    desk.git("checkout", "-q", BRANCH)
    desk.put(f"cases/{CASE}/panel.yaml", "appointments:\n  - {role: screening-chair, person: author-1}\n")
    desk.put(
        "board.yaml",
        desk.text("board.yaml").replace("screening-chair, person: hsl,", "screening-chair, person: chair-1,"),
    )
    desk.saved("2026-05-19")
    desk.git("checkout", "-q", "main")
    for person in ("author-1", "chair-1"):
        told = desk.refuses_on(
            "2026-05-20", *RECORD, "--person", person, "--role", "screening-chair", *MINUTE
        )
        assert "did not hold the role" in told
    assert "complete" in desk.approve()


@pytest.mark.parametrize("change", ["edited", "deleted"])
def test_save_takes_no_statement_that_was_changed(desk: Desk, change: str) -> None:
    """A slip of the editor is stopped before it is saved, with the way back; nothing else of git is needed."""
    desk.ask()
    desk.approve()
    desk.merge()
    path = f"{FOLDER}/01-hsl.json"
    before = desk.text(path)
    if change == "edited":
        desk.put(path, before.replace("item 4", "item 5"))
    else:
        (desk.root / path).unlink()
    with on("2026-05-22"):
        said = desk.refuses("save")
    assert path in said and "is never changed" in said
    way = said.partition("git ")[2].partition(" ·")[0].split()
    desk.git(*way)
    assert desk.text(path) == before
    with on("2026-05-22"):
        assert "Nothing has changed" in desk.does("save").out


def test_what_the_last_approval_meets_is_said(desk: Desk) -> None:
    """As every command that writes says it; on a branch it counts once that is merged."""
    desk.does_on("2026-05-18", "record", CASE, "report.drafted", "2026-05-14")
    desk.saved("2026-05-18")
    desk.ask()
    told = desk.approve("2026-05-20")
    assert "  once the branch is merged:\n    meets: Report quality-assured" in told


def test_what_it_meets_is_said_where_it_counts_at_once(desk: Desk) -> None:
    """After the merge there is nothing to wait for."""
    desk.does_on("2026-05-18", "record", CASE, "report.drafted", "2026-05-14")
    desk.ask()
    desk.merge()
    told = desk.approve("2026-05-22")
    assert "\n  meets: Report quality-assured" in told and "once the branch" not in told
    back = desk.approve("2026-05-22", "--decision", "withdraw")
    assert "meets:" not in back and "\n  open again: Report quality-assured" in back


def test_the_first_of_several_says_for_which_step_they_are_asked(desk: Desk) -> None:
    """And by when it is due, for nothing is met yet."""
    for person, role in (("chair-1", "chair-author"), ("police-1", "member")):
        words = ("panel", "add", CASE, "--role", role, "--person", person, "--from", "2026-05-02")
        desk.does_on("2026-05-02", *words)
    desk.does_on("2026-05-02", "add", CASE, "tor")
    desk.ask("2026-05-18", "tor")
    words = ("signoff", "record", CASE, "tor", "--minute", "Panel, item 4", "--person")
    first = desk.does_on("2026-05-20", *words, "chair-1")
    assert "1 of 2 have approved" in first
    assert "  then met: Terms of reference agreed" in first and "meets:" not in first
    second = desk.does_on("2026-05-20", *words, "police-1")
    assert "then met" not in second and "    meets: Terms of reference agreed" in second
