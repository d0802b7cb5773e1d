"""Where accounts of one event differ."""

import pytest

from reviewctl.facts.chronicle.negation import contradict
from reviewctl.model.integrated import Conflict
from tests.evidence.merging.telling import account, entry, merged

CALL = "ambulance called to the home after a fall"


def conflicts(one: dict[str, object], other: dict[str, object]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return in what two accounts of one event differ, by what it is about."""
    whole = merged(
        account("a", entry("1", "2019-03-02", **{"event": CALL, **one})),
        account("b", entry("1", "2019-03-02", **{"event": CALL, **other})),
    )
    assert len(whole.lines) == 1
    return {conflict.about: conflict.said for conflict in whole.lines[0].conflicts}


def test_accounts_that_agree_have_no_conflict() -> None:
    """The same time within the hour, the same people in other words, and what only one of them tells."""
    found = conflicts(
        {"time": "19:00", "who": "ambulance crew", "response": "taken to hospital"},
        {"time": "19:45", "who": "crew of the ambulance", "comment": "seen twice that week"},
    )
    assert found == {}


def test_times_more_than_an_hour_apart_differ() -> None:
    """19:00 and 20:01; an evening holds 20:00, and a morning does not."""
    assert conflicts({"time": "19:00"}, {"time": "20:01"}) == {"time": (("a", "19:00"), ("b", "20:01"))}
    assert conflicts({"time": "evening"}, {"time": "20:00"}) == {}
    assert set(conflicts({"time": "morning"}, {"time": "20:00"})) == {"time"}


def test_each_agency_names_its_own_staff() -> None:
    """A ward nurse and a social worker may both have been there: that is no conflict, and both are shown."""
    assert conflicts({"who": "ward nurse"}, {"who": "social worker"}) == {}


def test_what_one_denies_and_the_other_says_differs() -> None:
    """Done and not done, attended and not attended; each is shown in its own words."""
    assert set(conflicts({"response": "referral was made"}, {"response": "no referral was made"})) == {
        "response"
    }
    found = conflicts(
        {"event": "attended the clinic with the carer"}, {"event": "did not attend the clinic with the carer"}
    )
    assert found == {
        "event": (
            ("a", "attended the clinic with the carer"),
            ("b", "did not attend the clinic with the carer"),
        )
    }


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("DNA clinic", "attended clinic", True),
        ("failed to attend", "attended", True),
        ("wasn't brought to clinic", "brought to clinic", True),
        ("injuries seen", "home visit, no injuries seen", True),
        ("seen at home, no concerns", "seen at home", False),
        ("seen at home", "seen at home", False),
        ("did not attend. Attended later", "attended", False),
        ("no answer; flat visited", "flat visited", False),
        ("", "did not attend", False),
    ],
)
def test_a_denial_reaches_over_the_next_words_only(one: str, other: str, expected: bool) -> None:
    """It stops at a stop, and a word that the same account says plainly elsewhere is not denied."""
    assert contradict(one, other) is expected
    assert contradict(other, one) is expected


def test_a_disputed_account_is_a_conflict_by_itself() -> None:
    """Also where nobody else tells of the event."""
    whole = merged(account("a", entry("1", "2019-03-02", CALL, marks=("disputed",))))
    assert whole.lines[0].conflicts == (Conflict(about="disputed", said=(("a", "1 is marked as disputed"),)),)


def test_one_agency_does_not_contradict_itself() -> None:
    """What it tells twice in the same words, with other people in it, is its own affair."""
    whole = merged(
        account(
            "a",
            entry("1", "2019-03-02", CALL, who="nurse"),
            entry("2", "2019-03-02", CALL, who="police officer"),
        )
    )
    assert len(whole.lines) == 1
    assert whole.lines[0].conflicts == ()
