"""What a pull request does to the record: each refusal, and beside it what must be let through."""

import base64

import pytest

from reviewctl.model.finding import Finding
from tests.proposed.conftest import CASE, Pull

DIARY, LOG, BOARD, PLAN = f"{CASE}/diary.yaml", f"{CASE}/log.yaml", "board.yaml", f"{CASE}/action-plan.yaml"
ACTS = ("GIT", "SGN04")


OWN_PACK = "format: 1\ntitle: Ours\nextends: stockport-2021\n"


def acts(pull: Pull) -> list[Finding]:
    """Save, and return what is found on what the pull request does."""
    pull.save()
    return [one for one in pull.found() if one.code.startswith(ACTS)]


def codes(pull: Pull) -> list[str]:
    """Save, and return the codes of what is found on what the pull request does."""
    return [one.code for one in acts(pull)]


def in_base(pull: Pull) -> None:
    """Let what was done so far be in the base already."""
    pull.save()
    pull.git("branch", "-q", "-f", "main")


RECEIVED = "received: 2026-01-12"


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("received: 2026-01-13", ["GIT002"]),
        ("received: 2026-01", ["GIT002"]),
        ("received: not-known", ["GIT002"]),
        ("received: {planned: 2026-01-12}", ["GIT002"]),
        ("received: {on: 2026-01-13, because: misread}", ["GIT002"]),
        ("received: {on: 2026-01-13, was: 2026-01-11, because: misread}", ["GIT002"]),
        ("received: {on: 2026-01-13, was: 2026-01-12}", ["GIT002"]),
        ('received: {on: 2026-01-13, was: 2026-01-12, because: " "}', ["GIT002"]),
        ("received: {on: 2026-01-13, was: 2026-01-12, because: misread}", ["GIT003"]),
        ("received: [2026-01-05, 2026-01-12]", ["GIT002"]),
        ("received: {on: 2026-01-12, note: by letter}", []),
        ("received: [2026-01-12, 2026-01-20]", []),
    ],
)
def test_a_date_that_steps_were_counted_from(pull: Pull, now: str, found: list[str]) -> None:
    """It changes only as a correction that says what stood there, and why; more may be said of it at any time."""
    pull.change(DIARY, RECEIVED, now)
    assert codes(pull) == found


def test_a_date_that_is_gone_is_never_a_correction(pull: Pull) -> None:
    """A line taken out of the diary is told with what rested on it, and how to put it right."""
    pull.change(DIARY, f"  {RECEIVED}\n", "")
    (one,) = acts(pull)
    assert one.code == "GIT002" and one.severity == "error"
    assert one.message.startswith(
        "referral.received was 12 January 2026 and is gone, and the decision and the steps"
    )
    assert 'reviewctl record SAR-2026-001 "referral.received"' in one.help
    assert one.at == "referral.received"


def test_a_date_on_which_nothing_rests_may_change(pull: Pull) -> None:
    """Nothing was counted from the draft of the report yet."""
    pull.change(DIARY, "drafted: 2026-06-01", "drafted: 2026-06-03")
    assert codes(pull) == []


def test_a_correction_of_a_correction(pull: Pull) -> None:
    """It says what stood there last, and not what stood there first."""
    pull.change(DIARY, RECEIVED, "received: {on: 2026-01-13, was: 2026-01-12, because: misread}")
    in_base(pull)
    pull.change(DIARY, "{on: 2026-01-13, was: 2026-01-12", "{on: 2026-01-14, was: 2026-01-12")
    assert codes(pull) == ["GIT002"]
    pull.change(DIARY, "{on: 2026-01-14, was: 2026-01-12", "{on: 2026-01-14, was: 2026-01-13")
    assert codes(pull) == ["GIT003"]


def test_a_day_that_becomes_known_is_no_change(pull: Pull) -> None:
    """A month that was known only so far may be told to the day, and not moved."""
    pull.change(DIARY, RECEIVED, "received: 2026-01")
    in_base(pull)
    pull.change(DIARY, "received: 2026-01", "received: 2026-01-09")
    assert codes(pull) == []
    pull.change(DIARY, "received: 2026-01-09", "received: 2025-12-31")
    assert codes(pull) == ["GIT002"]


def test_what_record_writes_is_a_correction(pull: Pull) -> None:
    """`record --because` is the way that the message names, and it is let through."""
    done = pull.tries(
        "record", "SAR-2026-001", "referral.received", "13/1/2026", "--because", "misread the stamp"
    )
    assert done.code == 0, done
    assert [one.code for one in pull.found() if one.code.startswith(ACTS)] == ["GIT003"]


LINES = """\
extensions:
  - {step: completion, to: 2026-12-01, reason: two asked for time, agreed_by: independent-chair, on: 2026-06-01}
late:
  - {step: screening-meeting, agreed_by: business-manager}
notes:
  - on: 2026-02-03
    text: the form came in two parts
  - on: 2026-02-03
    text: the form came in two parts
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("to: 2026-12-01", "to: 2026-12-31", 1),
        ("independent-chair", "business-manager", 1),
        ("    text: the form came in two parts\n", "    text: the form was whole\n", 2),
        ("  - on: 2026-02-03\n    text: the form came in two parts\n", "", 2),
        ("{step: screening-meeting, agreed_by: business-manager}", "{step: screening-meeting}", 1),
        ("{step: screening-meeting,", "{step: screening-meeting, reason: nobody was free,", 0),
        ("late:", "urgent:\n  - {id: 1, raised: 2026-06-02}\nlate:", 0),
    ],
)
def test_the_log_is_only_added_to(pull: Pull, old: str, new: str, found: int) -> None:
    """A line that is taken out or altered is told once each; what was blank may be filled in, and lines added."""
    pull.put(LOG, LINES)
    in_base(pull)
    pull.change(LOG, old, new)
    assert codes(pull) == ["GIT007"] * found


def test_of_two_equal_lines_one_is_missed(pull: Pull) -> None:
    """Lines are counted, and their order does not matter."""
    pull.put(LOG, LINES)
    in_base(pull)
    pull.put(LOG, LINES.removesuffix("  - on: 2026-02-03\n    text: the form came in two parts\n"))
    found = acts(pull)
    assert [one.code for one in found] == ["GIT007"]
    assert "a note, of 3 February 2026" in found[0].message and "two parts" not in found[0].message


@pytest.mark.parametrize("path", [LOG, "log.yaml"])
def test_a_log_that_is_deleted(pull: Pull, path: str) -> None:
    """All its lines are gone with it, those of the register's own log, too."""
    (pull.root / path).unlink()
    assert codes(pull) == ["GIT007"]


def test_minutes_are_not_deleted(pull: Pull) -> None:
    """Those of a review and those of several; under another name they are still there."""
    pull.git("mv", f"{CASE}/meetings/2026-05-20-panel.md", f"{CASE}/meetings/2026-05-21-panel.md")
    assert codes(pull) == []
    pull.git("rm", "-q", f"{CASE}/meetings/2026-05-21-panel.md")
    pull.git("rm", "-q", "meetings/2026-01-28-screening.md")
    found = [one for one in acts(pull) if one.code == "GIT005"]
    assert [one.spot.path for one in found] == [
        f"{CASE}/meetings/2026-05-20-panel.md",
        "meetings/2026-01-28-screening.md",
    ]


def test_a_document_is_not_hidden_under_another_name(pull: Pull) -> None:
    """What the policy wants is wanted where it belongs."""
    pull.git("mv", f"{CASE}/terms-of-reference.md", f"{CASE}/README.md")
    assert codes(pull) == ["GIT005"]


def test_a_meeting_that_was_only_planned_may_go(pull: Pull) -> None:
    """Nothing was decided in it."""
    pull.put(
        f"{CASE}/meetings/2026-07-01-panel.md", "---\nkind: panel\ndate: 2026-07-01\nstatus: planned\n---\n"
    )
    in_base(pull)
    (pull.root / f"{CASE}/meetings/2026-07-01-panel.md").unlink()
    assert codes(pull) == []


def test_a_review_that_is_renamed_is_gone(pull: Pull) -> None:
    """Its id is its folder's name, for ever; a file or a link in its place is no review either."""
    pull.git("mv", CASE, "cases/SAR-2026-009")
    assert [(one.code, one.case) for one in acts(pull) if one.code == "GIT006"] == [
        ("GIT006", "SAR-2026-001")
    ]
    pull.put(CASE, "x")
    assert "GIT006" in codes(pull)


def test_a_register_that_is_taken_away_is_told(pull: Pull) -> None:
    """Without board.yaml nothing could be judged any more; the base knows where it lay."""
    (pull.root / BOARD).unlink()
    assert "GIT009" in codes(pull)


@pytest.mark.parametrize("agreed", ["plan:\n  agreed: 2026-06-05\n", "report:\n  endorsed: 2026-06-05\n"])
def test_an_agreed_plan_is_not_cut(pull: Pull, agreed: str) -> None:
    """Actions and recommendations stay in it; more may be added."""
    pull.put(DIARY, pull.text(DIARY).replace("report:\n  drafted: 2026-06-01\n", agreed))
    in_base(pull)
    pull.change(PLAN, "  - {id: 2, text: guidance for all boards, level: national}\n", "")
    (one,) = [one for one in acts(pull) if one.code == "GIT008"]
    assert one.message == "The plan was agreed, and recommendation 2 is no longer in it."
    pull.change(
        PLAN,
        "actions:\n",
        "  - {id: 2, text: guidance, level: national}\n  - {id: 3, level: national}\nactions:\n",
    )
    assert "GIT008" not in codes(pull)


TRUST = "{role: business-manager, person: bm-1, from: 2022-01-10}"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (BOARD, TRUST, "{role: business-manager, person: bm-1, from: 2022-01-10, to: 2026-01-01}"),
        (BOARD, TRUST, TRUST + "\n  - {role: screening-chair, person: author-1}"),
        (BOARD, "{id: author-1}", "{id: author-1, agency: pennine-care}"),
        ("trust/allowed_signers", "", "# nobody yet\n"),
        ("policy/own/pack.yaml", "title: Ours", "title: Ours alone"),
        (".github/workflows/reviewctl.yml", "", "on: push\n"),
        (".gitlab-ci.yml", "", "x: 1\n"),
        ("CODEOWNERS", "", "* @x\n"),
        (f"{CASE}/case.yaml", "policy: stockport-2021", "policy: own"),
    ],
)
def test_trust_stands_alone(pull: Pull, path: str, old: str, new: str) -> None:
    """What decides who may approve, or how is judged, may change by itself, and not with the record."""
    pull.put("policy/own/pack.yaml", OWN_PACK)
    in_base(pull)
    text = pull.text(path) if (pull.root / path).exists() else ""
    pull.put(path, text.replace(old, new) if old else new)
    assert "GIT004" not in codes(pull)
    pull.put(LOG, pull.text(LOG) + "  - on: 2026-06-05\n    text: more\n")
    assert "GIT004" in codes(pull)


REVOKED = "trust/revoked_keys"


def revoked(*numbers: int) -> str:
    """Return a list of revoked keys."""
    keys = (strings(b"ssh-ed25519", bytes([number]) * 32) for number in numbers)
    return "".join(f"ssh-ed25519 {base64.b64encode(key).decode()} lost {i}\n" for i, key in enumerate(keys))


def strings(*parts: bytes) -> bytes:
    """Return strings as SSH writes them: each behind its length."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (revoked(1), ["GIT011"]),
        (revoked(3, 1), ["GIT011"]),
        ("# none\n", ["GIT011"] * 2),
        (None, ["GIT011"] * 2),
        (revoked(1, 2).replace("ssh-ed25519 ", "# ssh-ed25519 ", 1), ["GIT011"]),
        (revoked(2, 1), []),
        ("# all that were lost\n" + revoked(1, 2, 3).replace("lost", "stolen"), []),
    ],
    ids=["a line", "another in its place", "all", "the file", "a remark", "turned round", "one more"],
)
def test_a_revoked_key_stays_revoked(pull: Pull, after: str | None, found: list[str]) -> None:
    """A line that is taken out lets every signature of that key count again: told, also where nothing else is done."""
    pull.put(REVOKED, revoked(1, 2))
    in_base(pull)
    if after is None:
        (pull.root / REVOKED).unlink()
    else:
        pull.put(REVOKED, after)
    told = acts(pull)
    assert [one.code for one in told] == found
    assert {(one.severity, one.spot.path) for one in told} <= {("error", REVOKED)}


def test_a_line_of_revoked_keys_that_is_damaged_is_told(pull: Pull) -> None:
    """Its key is no longer among them; that the line cannot be read is told besides."""
    pull.put(REVOKED, revoked(1))
    in_base(pull)
    pull.put(REVOKED, revoked(1).replace("ssh-ed25519 AAAA", "ssh-ed25519 AAA"))
    pull.save()
    assert {"GIT011", "SGN030"} <= {one.code for one in pull.found()}


ALLOWED = "trust/allowed_signers"


def trusted(*days: str, person: str = "bm-1", key: int = 1) -> str:
    """Return the lines that trust a key as a person's, one for each pair of days such as `20260101-20260401`."""
    text = base64.b64encode(strings(b"ssh-ed25519", bytes([key]) * 32)).decode()
    return "".join(
        f'{person} namespaces="reviewctl-signoff"{_limits(one)} ssh-ed25519 {text}\n' for one in days
    )


def _limits(days: str) -> str:
    first, _, last = days.partition("-")
    return (f',valid-after="{first}"' if first else "") + (f',valid-before="{last}"' if last else "")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (trusted("20260101-20260401"), trusted("20260101-"), ["GIT013"]),
        (trusted("20260101-20260401"), trusted("20260101-20270401"), ["GIT013"]),
        (trusted("20260101-20260401"), trusted("20250101-20260401"), ["GIT013"]),
        (trusted("20260101-20260401"), trusted("-20260401"), ["GIT013"]),
        (trusted("20260101-20260401"), trusted("20260101-20260401", "20260501-"), ["GIT013"]),
        (trusted("20260101-20260401", "20260501-"), trusted("20260101-"), ["GIT013"]),
        (trusted("20260101-20260401"), "# again\n" + trusted("20260101-20260401"), []),
        (trusted("20260101-"), trusted("20260101-20260401"), []),
        (trusted("20260101-20260401", "20260401-"), trusted("20260101-"), []),
        (trusted("20260101-"), trusted("20260101-20260401", "20260401-"), []),
        (trusted("20260101-"), trusted("20260101-") + trusted("20260601-", key=2), []),
        (trusted("20260101-"), trusted("20260101-", person="author-1"), ["GIT014"]),
        (trusted("20260101-"), trusted("20260101-20260201", person="author-1"), ["GIT014"]),
        (trusted("20260101-", person="bm-i"), trusted("20260101-"), []),
        (trusted("20260101-"), "# none\n", []),
    ],
    ids=[
        *(
            "end taken away",
            "end later",
            "start earlier",
            "start taken away",
            "a second time",
            "a gap closed",
        ),
        *("the same", "shorter", "two that meet are one", "one is two that meet", "another key beside"),
        *("passed on", "passed on, shorter", "an id corrected", "gone"),
    ],
)
def test_a_key_is_trusted_no_longer_and_as_nobody_elses(
    pull: Pull, before: str, after: str, found: list[str]
) -> None:
    """On more days than before: a warning to whoever merges it. As another person's: never."""
    pull.put(ALLOWED, before)
    in_base(pull)
    pull.put(ALLOWED, after)
    told = acts(pull)
    assert [one.code for one in told] == found
    assert {(one.severity, one.spot.path) for one in told} <= {
        ("warning" if "GIT013" in found else "error", ALLOWED)
    }


def test_how_long_a_key_was_trusted_and_now_is_is_said(pull: Pull) -> None:
    """Both times in full: whoever merges it compares them."""
    pull.put(ALLOWED, trusted("20260101-20260401"))
    in_base(pull)
    pull.put(ALLOWED, trusted("20260101-"))
    (one,) = acts(pull)
    assert one.message.startswith(
        "A key of bm-1 was trusted from 1 January 2026 until 31 March 2026, and now is from 1 January 2026 without end"
    )


@pytest.mark.parametrize("other", ["*", "reviewctl-signoff,git"])
def test_a_key_is_trusted_for_nothing_else(pull: Pull, other: str) -> None:
    """A line that names more than sign-offs is told, and is not relied on at all."""
    pull.put(ALLOWED, trusted("20260101-"))
    in_base(pull)
    pull.put(ALLOWED, trusted("20260101-").replace("reviewctl-signoff", other))
    pull.save()
    assert "SGN030" in {one.code for one in pull.found()}


def test_a_key_of_two_people_is_told_once(pull: Pull) -> None:
    """That is a fault of the list itself, whoever made it."""
    pull.put(ALLOWED, trusted("20260101-"))
    in_base(pull)
    pull.put(ALLOWED, trusted("20260101-") + trusted("20260101-", person="author-1"))
    pull.save()
    assert [one.code for one in pull.found() if one.code in ("SGN032", "GIT014")] == ["SGN032"]


WAIVERS = f"{CASE}/waivers.yaml"


def excused(at: str = "recommendation", until: str = "") -> str:
    """Return an agreed exception for a step that came late."""
    ends = f", until: {until}" if until else ""
    return f"- {{code: TIM002, at: {at}, reason: agreed, authority: independent-chair{ends}}}\n"


def is_late(pull: Pull) -> None:
    """Have a step come late, without a reason."""
    pull.change(DIARY, "recommendation_sent: 2026-02-03", "recommendation_sent: 2026-02-06")


def of_exceptions(pull: Pull) -> list[tuple[str, str, bool]]:
    """Save; return the code, the severity and the excuse of what is found on the step and on exceptions."""
    pull.save()
    wanted = ("TIM002", "GIT012", "STR030", "STR031")
    return [(one.code, one.severity, one.waived) for one in pull.found() if one.code in wanted]


NEW = ("GIT012", "warning", False)
BARRED = ("TIM002", "error", False)
ENDED = ("STR031", "error", False)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("[]\n", "[]\n", [BARRED]),
        ("[]\n", excused(), [BARRED, NEW]),
        ("[]\n", excused("screening-meeting"), [BARRED, NEW]),
        (excused("screening-meeting"), excused("screening-meeting") + excused(), [BARRED, NEW]),
        (excused(until="2026-05-01"), excused(), [BARRED, ENDED, NEW]),
        (excused(until="2026-05-01"), excused(until="2026-12-01"), [BARRED, ENDED, NEW]),
        (excused(), excused(), [("TIM002", "error", True)]),
        (excused(), excused().replace("agreed", "agreed again"), [("TIM002", "error", True)]),
        (excused(), excused(until="2026-12-01"), [("TIM002", "error", True)]),
    ],
    ids=["none", "new", "another", "one beside", "for ever", "longer", "of the base", "reworded", "shorter"],
)
def test_only_what_was_agreed_before_excuses(
    pull: Pull, before: str, after: str, found: list[tuple[str, str, bool]]
) -> None:
    """Nobody breaks a rule and agrees to it in one go: the exceptions of the base count, and a new one is told."""
    pull.put(WAIVERS, before)
    in_base(pull)
    pull.put(WAIVERS, after)
    is_late(pull)
    told = [one for one in of_exceptions(pull) if one[0] != "STR030"]
    assert sorted(told) == sorted(found)


def test_an_exception_that_ended_is_told_at_its_own_line(pull: Pull) -> None:
    """Also where a new one, which does not count yet, stands before it."""
    pull.put(WAIVERS, excused(until="2026-05-01"))
    in_base(pull)
    pull.put(WAIVERS, excused("screening-meeting") + excused("decision") + excused(until="2026-05-01"))
    is_late(pull)
    pull.save()
    assert [one.spot.line for one in pull.found() if one.code == "STR031"] == [3]


def taken_over(pull: Pull, on: str, held: str = "") -> None:
    """Say of the review that it was taken over from an older list."""
    path = f"{CASE}/case.yaml"
    text = pull.text(path).partition("taken_over:")[0].rstrip("\n")
    pull.put(path, f"{text}\ntaken_over:\n  on: {on}\n" + (f"  held: [{held}]\n" if held else ""))


TAKEN = "GIT015"
"""A warning, which the errors beside it do not go away for."""


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (None, ("2026-06-01",), [TAKEN, "TIM002"]),
        (("2026-02-01",), ("2026-06-01",), [TAKEN, "TIM002"]),
        (("2026-02-01", "referral.received"), ("2026-02-01",), [TAKEN, "TIM002"]),
        (("2026-02-01",), ("2026-02-01", "referral.received"), ["TIM002"]),
        (("2026-06-01",), ("2026-06-01",), []),
        (("2026-06-01",), ("2026-02-01",), ["TIM002"]),
    ],
    ids=["new", "later", "held less", "held more", "of the base", "earlier"],
)
def test_a_review_is_not_taken_over_to_excuse_it(
    pull: Pull, before: tuple[str, ...] | None, after: tuple[str, ...], found: list[str]
) -> None:
    """What was lacking when a review was taken over is not asked for: so nobody puts that day in, or off, in one go."""
    if before is not None:
        taken_over(pull, *before)
    in_base(pull)
    taken_over(pull, *after)
    is_late(pull)
    pull.save()
    assert sorted(one.code for one in pull.found() if one.code in (TAKEN, "TIM002")) == found


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "2026-02-04, 2026-02-05, 2026-02-06", ["GIT016", "TIM002"]),
        ("2026-02-04", "2026-02-04, 2026-02-05, 2026-02-06", ["GIT016", "TIM002"]),
        ("2026-02-04, 2026-02-05, 2026-02-06", "2026-02-04, 2026-02-05, 2026-02-06", []),
        ("", "2026-12-28", ["TIM002"]),
        ("2026-01-30, 2026-02-02", "", []),
    ],
    ids=["closed", "more of them", "closed before", "still to come", "taken out"],
)
def test_days_are_not_closed_to_excuse_what_is_late(
    pull: Pull, before: str, after: str, found: list[str]
) -> None:
    """The calendar of the base counts: who is late does not close the days over which it was due in the same go."""
    text = pull.text(BOARD).rstrip("\n")

    def closed(days: str) -> None:
        lines = "".join(f"    - {{date: {one}, why: a flood}}\n" for one in days.split(", ") if one)
        pull.put(BOARD, f"{text}\ncalendar:\n  extra_closed:\n{lines}" if lines else f"{text}\n")

    closed(before)
    in_base(pull)
    closed(after)
    is_late(pull)
    pull.save()
    assert sorted(one.code for one in pull.found() if one.code in ("GIT016", "TIM002")) == found


def test_many_closed_days_are_counted(pull: Pull) -> None:
    """Five are named, and how many more there are."""
    in_base(pull)
    lines = "".join(f"    - {{date: 2026-02-{one:02}, why: a flood}}\n" for one in range(2, 9))
    pull.put(BOARD, pull.text(BOARD).rstrip("\n") + f"\ncalendar:\n  extra_closed:\n{lines}")
    (one,) = acts(pull)
    assert "4 February 2026, 5 February 2026, 6 February 2026 and 2 more. That" in one.message


def test_a_review_that_is_new_may_be_taken_over(pull: Pull) -> None:
    """It begins in the register with that: there was no earlier time to say so."""
    pull.git("switch", "-q", "main")
    pull.git("mv", CASE, "moved")
    pull.save()
    pull.git("switch", "-q", "-C", "change")
    pull.git("mv", "moved", CASE)
    taken_over(pull, "2026-06-01")
    is_late(pull)
    pull.save()
    assert not {one.code for one in pull.found()} & {TAKEN, "TIM002"}


def test_an_exception_by_itself_is_let_through_and_told(pull: Pull) -> None:
    """For what is there already, and for what is to come: a warning for whoever merges it, and nothing else."""
    pull.put(WAIVERS, excused())
    assert of_exceptions(pull) == [NEW]
    in_base(pull)
    is_late(pull)
    assert of_exceptions(pull) == [("TIM002", "error", True)]
    pull.put(WAIVERS, "[]\n")
    in_base(pull)
    pull.put(WAIVERS, excused())
    assert of_exceptions(pull) == [NEW]
    told = next(one for one in pull.found() if one.code == "GIT012")
    assert (str(told.spot), told.case) == (f"{WAIVERS}:1:3", "SAR-2026-001")
    assert told.message.startswith(
        "The agreed exception for TIM002 at recommendation is new. It excuses nothing"
    )


def test_a_new_review_excuses_itself_of_nothing(pull: Pull) -> None:
    """It may come with exceptions, and they count from the next pull request on."""
    pull.git("switch", "-q", "main")
    pull.git("mv", CASE, "moved")
    pull.save()
    pull.git("switch", "-q", "-C", "change")
    pull.git("mv", "moved", CASE)
    pull.put(WAIVERS, excused())
    is_late(pull)
    assert {BARRED, NEW} <= set(of_exceptions(pull))
    told = next(one for one in pull.found() if one.code == "GIT012")
    assert "bring its case.yaml and waivers.yaml by themselves first" in (told.help or "")


def test_a_new_review_that_needs_an_exception_comes_in_two(pull: Pull) -> None:
    """As the message says: first what it is and what is excused, then all the rest."""
    files = {name: pull.text(name) for name in pull.git("ls-files", CASE).split()}
    pull.git("rm", "-q", "-r", CASE)
    in_base(pull)
    pull.put(f"{CASE}/case.yaml", files[f"{CASE}/case.yaml"])
    pull.put(WAIVERS, excused())
    assert of_exceptions(pull) == [NEW]
    in_base(pull)
    for name, text in files.items():
        pull.put(name, text)
    pull.put(WAIVERS, excused())
    is_late(pull)
    assert of_exceptions(pull) == [("TIM002", "error", True)]


def test_a_person_who_is_new_may_come_with_the_record(pull: Pull) -> None:
    """Somebody who comes onto a panel is written into board.yaml and into the review in one go."""
    pull.change(
        BOARD,
        "  - {id: author-1}\n",
        "  - {id: author-1}\n  - {id: police-3, agency: greater-manchester-police}\n",
    )
    pull.put(LOG, pull.text(LOG) + "  - on: 2026-06-05\n    text: more\n")
    assert codes(pull) == []


def test_what_is_neither_may_come_with_anything(pull: Pull) -> None:
    """Settings of an editor, and a word to the reader, decide nothing."""
    pull.put(BOARD, pull.text(BOARD).replace(TRUST, TRUST.replace("2022-01-10", "2022-01-11")))
    pull.put("README.md", "x\n")
    pull.put(".gitignore", "x\n")
    assert codes(pull) == []


def test_nothing_that_a_person_wrote_is_repeated(pull: Pull) -> None:
    """Messages name ids, roles, dates and keys, whatever is deleted or changed."""
    for path in (LOG, PLAN, f"{CASE}/terms-of-reference.md", f"{CASE}/meetings/2026-05-20-panel.md", DIARY):
        (pull.root / path).unlink()
    found = acts(pull)
    assert {one.code for one in found} == {"GIT002", "GIT005", "GIT007"}
    said = " ".join(f"{one.message} {one.help}" for one in found)
    for words in ("two parts", "shared procedure", "how the agencies", "died"):
        assert words not in said
