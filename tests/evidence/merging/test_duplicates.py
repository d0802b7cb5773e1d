"""The same event told several times: grouped, never dropped, never guessed too far."""

from random import Random

from reviewctl.facts.chronicle import pairs
from reviewctl.facts.chronicle.duplicates import units_of
from reviewctl.facts.chronicle.integrate import Options
from reviewctl.facts.chronicle.likeness import alike, words_of
from reviewctl.facts.chronicle.ordering import key_of, tellings_of
from reviewctl.facts.span import span_of
from reviewctl.model.chronology import Entry
from reviewctl.model.finding import Spot
from reviewctl.model.integrated import Telling
from tests.evidence.merging.telling import account, entry, merged, names, said

FALL = "ambulance called to the home after a fall in the kitchen"
FALL_TOO = "Called by ambulance: fall in kitchen at home address"


def test_one_event_told_by_two_agencies_is_one_line_with_both_in_their_own_words() -> None:
    """What is alike and may be of the same day stands under one number, and says how alike it is."""
    whole = merged(
        account("a", entry("1", "2019-03-02", FALL)),
        account("b", entry("7", "2019-03-02", FALL_TOO), entry("8", "2019-03-02", "blood pressure taken")),
        options=Options(names={"a": "Ambulance N"}),
    )
    assert names(whole.lines) == [["a1", "b7"], ["b8"]]
    assert [one.entry.event for one in whole.lines[0].tellings] == [FALL, FALL_TOO]
    assert whole.lines[0].alike is not None and whole.lines[0].alike >= 80
    assert f"Held for one event: the same day, {whole.lines[0].alike} % alike." in said(whole.lines)


def test_what_may_be_of_one_day_stands_at_the_narrower_date() -> None:
    """A month and a day in it are one event, on the day; the words for the date say that it may be so."""
    whole = merged(account("a", entry("1", "2019-03", FALL)), account("b", entry("2", "2019-03-20", FALL)))
    assert names(whole.lines) == [["a1", "b2"]]
    assert whole.lines[0].span.exact
    assert "the dates may be the same, 100 % alike" in said(whole.lines)


def test_dates_that_cannot_be_the_same_keep_events_apart() -> None:
    """Two days apart is too far, and a month and a day outside it never meet."""
    whole = merged(
        account("a", entry("1", "2019-03-02", FALL), entry("2", "2019-05", FALL)),
        account("b", entry("1", "2019-03-04", FALL), entry("2", "2019-04-30", FALL)),
    )
    assert names(whole.lines) == [["a1"], ["b1"], ["b2"], ["a2"]]


def test_a_day_apart_needs_more_likeness_and_is_a_conflict() -> None:
    """The same words on the next day are one event with two dates; words that are merely alike are not."""
    whole = merged(account("a", entry("1", "2019-03-02", FALL)), account("b", entry("1", "2019-03-03", FALL)))
    assert names(whole.lines) == [["a1", "b1"]]
    assert [(one.about, one.said) for one in whole.lines[0].conflicts] == [
        ("date", (("a", "2019-03-02"), ("b", "2019-03-03")))
    ]
    apart = merged(
        account(
            "a", entry("1", "2019-03-02", "seen by the nurse at home for the leg wound and the dressing")
        ),
        account("b", entry("1", "2019-03-03", "seen by a doctor at home for the leg wound and the bandage")),
    )
    assert len(apart.lines) == 2


def test_different_people_are_different_events() -> None:
    """The same words about two subjects are two events; where one account names nobody, they may be one."""
    about = account("a", entry("1", "2019-03-02", FALL, subject="x"))
    assert len(merged(about, account("b", entry("1", "2019-03-02", FALL, subject="y"))).lines) == 2
    assert len(merged(about, account("b", entry("1", "2019-03-02", FALL))).lines) == 1


def test_one_agency_is_never_twice_in_a_line_but_for_the_same_words_of_the_same_day() -> None:
    """Told twice by one agency: both are shown. Two visits in one month with the same words stay two."""
    whole = merged(
        account(
            "a",
            entry("1", "2019-03-02", FALL),
            entry("2", "2019-03-02", FALL.upper()),
            entry("3", "2019-03-02", FALL, time="19:00"),
            entry("4", "2019-06", FALL),
            entry("5", "2019-06", FALL),
        ),
        account("b", entry("1", "2019-03-02", FALL)),
        options=Options(names={"a": "Ambulance N"}),
    )
    assert names(whole.lines) == [["a1", "a2", "b1"], ["a3"], ["a4"], ["a5"]]
    found = said(whole.lines)
    assert "Ambulance N tells it twice, with the same date in the same words: held for one event." in found
    assert "b may as well" not in found.replace(
        "1 of b may as well be the same event as 3 of Ambulance N", ""
    )


def test_of_several_that_fit_the_nearest_time_is_taken_and_the_others_are_named() -> None:
    """A visit at 15:05 goes with that of 15:00, and it is said that it may as well be that of 10:00."""
    whole = merged(
        account(
            "a", entry("1", "2019-03-02", FALL, time="10:00"), entry("2", "2019-03-02", FALL, time="15:00")
        ),
        account("b", entry("1", "2019-03-02", FALL, time="15:05")),
    )
    assert names(whole.lines) == [["a1"], ["a2", "b1"]]
    assert "1 of b may as well be the same event as 1 of a." in said(whole.lines)


def test_no_chain_of_likenesses() -> None:
    """What is like the middle one is not therefore like the other end: no group holds two that are unlike."""
    one = "visited at home by the nurse dressing of the leg wound changed pain noted"
    two = "visited at home by the nurse dressing changed pain noted sleep poor appetite poor"
    three = "telephone call: sleep poor appetite poor mood low dressing changed pain noted today"
    accounts = [
        account(name, entry("1", "2019-03-02", text))
        for name, text in zip("abc", (one, two, three), strict=True)
    ]
    for line in merged(*accounts, options=Options(alike=70)).lines:
        assert line.alike is None or line.alike >= 70
    assert len(merged(*accounts, options=Options(alike=70)).lines) > 1


def test_the_threshold_is_an_option_and_is_said() -> None:
    """With a lower one more is held for one event; the number stands among what is taken for granted."""
    accounts = (
        account("a", entry("1", "2019-03-02", "visit to the flat, nobody opened the door")),
        account("b", entry("1", "2019-03-02", "visit to the flat, wound dressed and door repaired")),
    )
    strict, lax = merged(*accounts), merged(*accounts, options=Options(alike=50))
    assert (len(strict.lines), len(lax.lines)) == (2, 1)
    assert "from 80 % alike" in strict.assumptions[-2] and "from 50 % alike" in lax.assumptions[-2]


def test_few_words_are_one_event_on_one_day_only() -> None:
    """Two agencies that both say "seen at home" mean one event on one day, and not in one year."""
    day = merged(
        account("a", entry("1", "2019-03-02", "seen at home")),
        account("b", entry("1", "2019-03-02", "Seen at home")),
    )
    year = merged(
        account("a", entry("1", "2019", "seen at home")),
        account("b", entry("1", "2019-03-02", "Seen at home")),
    )
    assert (len(day.lines), len(year.lines)) == (1, 2)


def test_only_the_same_words_are_wholly_alike() -> None:
    """In any order they are 100 per cent; an account that holds another is 95, and nothing like nothing is none."""
    both = words_of("Fall at home: ambulance called"), words_of("ambulance called, fall at the home")
    assert alike(*both, 80) == 100
    assert (
        alike(words_of(FALL), words_of(f"{FALL} and taken to hospital by the crew, seen by a doctor"), 80)
        == 95
    )
    assert alike(words_of("seen"), words_of("seen at home by the nurse"), 80) == 0
    assert alike((), (), 0) == 0
    assert words_of("DNA, he didn't come") == ("attended", "come")


def test_what_has_no_date_or_no_words_is_nobodys_duplicate() -> None:
    """Without a date nothing says that it was the same time; without words, that it was the same event."""
    whole = merged(
        account(
            "a", entry("1", None, FALL), entry("2", "2019-03-02", None), entry("3", "2019-03-03", "- / -")
        ),
        account(
            "b", entry("1", None, FALL), entry("2", "2019-03-02", None), entry("3", "2019-03-03", "- / -")
        ),
    )
    assert all(len(line.tellings) == 1 for line in whole.lines)


def test_the_lookup_finds_what_comparing_each_with_each_finds() -> None:
    """No pair that shares enough words is lost by looking only at the rarer ones."""
    words = [
        "ambulance",
        "nurse",
        "fall",
        "visit",
        "door",
        "home",
        "wound",
        "pain",
        "sleep",
        "mood",
        "call",
        "letter",
        "ward",
        "clinic",
        "police",
        "carer",
    ]
    texts = [" ".join(words[(n * k) % 16] for k in range(1, 3 + n % 9)) for n in range(1, 200)]
    days = ["2019-03-02", "2019-03", "2019", "2019-03-03", "2019-02-27/2019-03-02", "../2019-03-01"]
    accounts = [
        account(f"a{n % 7}", *[entry(str(i), days[(n + i) % 6], text) for i, text in enumerate(texts[n::7])])
        for n in range(7)
    ]
    units = units_of(sorted((one for each in accounts for one in tellings_of(each)), key=key_of))
    found, _ = pairs.pairs_of(units, 80)
    wanted = {
        (i, j)
        for i, one in enumerate(units)
        for j, other in enumerate(units)
        if i < j and _shares(one.stems, other.stems) and one.agency != other.agency and _close(one, other)
        if pairs._score(one, other, 80)
    }
    missed = wanted - set(found)
    assert set(found) <= wanted
    assert len(wanted) > 100
    assert missed == set()


def _shares(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= 0.6 * min(len(one), len(other))


def _close(one: pairs.Unit, other: pairs.Unit) -> bool:
    slack = 1 if one.first == one.last and other.first == other.last else 0
    return one.first <= other.last + slack and other.first <= one.last + slack


def test_a_crowded_month_does_not_take_for_ever() -> None:
    """3,000 entries of one month in the same words: each is compared with a hundred, and that is said."""
    accounts = [account(f"a{n}", *[_visit(i, n) for i in range(100)]) for n in range(30)]
    whole = merged(*accounts)
    assert sum(len(line.tellings) for line in whole.lines) == 3_000
    assert any("was compared with the nearest 100 only" in one for one in whole.assumptions)


def _visit(item: int, agency: int) -> Entry:
    time = f"{item % 24:02}:{agency:02}"
    return entry(str(item), f"2019-03-{1 + item % 3:02}", "home visit, all well", time=time)


def test_of_many_entries_in_one_month_few_are_compared() -> None:
    """15,000 entries in one month, each in words of its own: not one pair in a thousand is looked at."""
    random = Random(3)
    words = ["".join(random.choices("abcdefghijklmnop", k=7)) for _ in range(900)]
    units = [_unit(n, " ".join(random.choices(words, k=14)), random.randrange(30)) for n in range(15_000)]
    index = pairs._Index(units, 60)
    compared = sum(1 for _ in index.candidates())
    assert compared < 15_000
    assert index.crowded == 0


def _unit(number: int, text: str, day: int) -> pairs.Unit:
    one = entry(str(number), f"2019-06-{day + 1:02}", text)
    span = span_of(one.date)
    return pairs.unit_of((Telling(agency=f"a{number % 30}", entry=one, span=span, spot=Spot("")),))
