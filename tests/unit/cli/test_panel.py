"""`panel`: who sits on the review panel, and what they declared; the meetings that are booked follow."""

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
FILE = f"{HOME}/panel.yaml"
AHEAD = f"{HOME}/meetings/2099-03-03-panel.md"
PEOPLE = {
    "p1": "greater-manchester-police",
    "p2": "greater-manchester-police",
    "h1": "gm-icb",
    "l1": "stockport-council-adults",
}


@pytest.fixture
def panel(case: House) -> House:
    """A register with a panel of four, and one meeting of it booked. Nobody has declared."""
    people = "".join(f"  - {{id: {who}, agency: {agency}}}\n" for who, agency in PEOPLE.items())
    text = case.text("board.yaml").replace(
        "\npeople:\n", f"\npeople:\n{people}  - {{id: a1}}\n  - {{id: a2}}\n"
    )
    case.put("board.yaml", text)
    seats = "".join(f"  - {{role: member, person: {who}, from: 2025-02-01}}\n" for who in ("p1", "h1", "l1"))
    chair = "  - {role: chair-author, person: a1, from: 2025-02-01, independence: none of the agencies}\n"
    case.put(FILE, f"appointments:\n{chair}{seats}")
    case.does("save")
    case.does("meeting", "add", "panel", "--date", "3/3/2099", "--cases", CASE)
    return case


def test_a_panel_is_begun(case: House) -> None:
    """panel.yaml is made from the template; somebody who is not in board.yaml sits by a title."""
    said = case.does(
        *("panel", "add", CASE, "--role", "member", "--agency", "GMP", "--name", "Detective"),
        *("--from", "3/2/2025"),
    ).out
    assert "greater-manchester-police is member of the panel from Monday 3 February 2025" in said
    text = case.text(FILE)
    assert (
        "name: Detective" in text
        and "agency: greater-manchester-police" in text
        and "from: 2025-02-03" in text
    )
    assert "Detective" not in case.last_message() and case.unsaved() == ""
    assert case.codes() == set()


def test_the_chair_resigns_and_another_follows(panel: House) -> None:
    """Both spells are kept with their reasons; the booked meeting loses the one and gains the other."""
    said = panel.does("panel", "leave", CASE, "a1", "--to", "31/3/2025", "--reason", "resigned").out
    assert "the seat of a1 as chair-author ends on Monday 31 March 2025" in said
    assert "no longer invited to the panel meeting of Tuesday 3 March 2099" in said
    assert "Review Panel Chair/Report Author: nobody is down for it." in said
    assert "person: a1" not in panel.text(AHEAD) and "person: h1" in panel.text(AHEAD)
    assert sorted(panel.last_paths()) == sorted([FILE, AHEAD])
    follow = ("panel", "add", CASE, "--role", "chair-author", "--person", "a2", "--from", "1/4/2025")
    said = panel.does(*follow, "--reason", "follows a1").out
    assert "invited to the panel meeting of Tuesday 3 March 2099" in said
    assert "has not declared" in said and "P§13" in said and "NOT BE QUORATE" not in said
    assert "to: 2025-03-31" in panel.text(FILE) and "reason: resigned" in panel.text(FILE)
    assert "quorate if all" not in said and panel.tries("quorum", CASE, "--plan", "--exit-code").code == 0
    assert "already" in panel.refuses(*follow)
    assert panel.codes() == set()
    panel.does("undo")
    assert "a2" not in panel.text(FILE) and "a2" not in panel.text(AHEAD)


def test_a_reason_that_stands_there_is_kept(panel: House) -> None:
    """Why somebody was appointed, and why they left, are both said."""
    panel.does("record", CASE, "panel.appointments[p1].reason", "named by the agency")
    panel.does("panel", "leave", CASE, "p1", "--to", "1/4/2025", "--reason", "left")
    assert "named by the agency; left" in panel.text(FILE)


def test_an_involvement_costs_the_seat_until_it_is_settled(panel: House) -> None:
    """P§9: disclosed and settled at the start; the booked meeting says at once what it means."""
    said = panel.does("panel", "declare", CASE, "p1", "--involvement", "some", "--on", "3/2/2025").out
    assert "p1 declared an involvement, Monday 3 February 2025" in said
    assert "Police: p1 does not count until an involvement is settled. Could come: p2." in said
    assert "PAN005" in panel.codes()
    said = panel.does(
        "panel", "declare", CASE, "p1", "--settled-on", "4/2/2025", "--how", "another officer"
    ).out
    assert "the involvement of p1 was settled, Tuesday 4 February 2025" in said
    assert panel.text(FILE).count("person: p1") == 2
    assert panel.tries("quorum", CASE, "--plan", "--exit-code").code == 0
    assert "PAN005" not in panel.codes()


def test_none_at_first_and_some_later_are_two_declarations(panel: House) -> None:
    """What was true in February stays; a slip, put right the same way round, does not."""
    panel.does("panel", "declare", CASE, "h1", "--involvement", "none", "--on", "3/2/2025")
    panel.does("panel", "declare", CASE, "h1", "--involvement", "none", "--on", "4/2/2025")
    assert panel.text(FILE).count("person: h1") == 2 and "on: 2025-02-04" in panel.text(FILE)
    panel.does("panel", "declare", CASE, "h1", "--involvement", "some", "--on", "3/3/2025")
    assert panel.text(FILE).count("person: h1") == 3
    panel.does("panel", "declare", CASE, "h1", "--involvement", "none", "--on", "3/3/2025")
    assert panel.text(FILE).count("person: h1") == 3 and "involvement: true" not in panel.text(FILE)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("add", CASE, "--role", "member"), "Who is it?"),
        (("add", CASE, "--role", "membr", "--person", "p2"), "Did you mean member?"),
        (("add", CASE, "--role", "member", "--person", "p9"), '"p9" in board.yaml'),
        (("add", CASE, "--role", "member", "--agency", "nobody"), "no such agency"),
        (("add", CASE, "--role", "member", "--person", "p1"), "already"),
        (("add", CASE, "--role", "member", "--person", "p1", "--from", "1/1/2025"), "already"),
        (("leave", CASE, "p2", "--to", "1/4/2025", "--reason", "x"), "Nobody of that id holds a seat"),
        (("leave", CASE, "member", "--to", "1/4/2025", "--reason", "x"), "3 seats"),
        (("leave", CASE, "p1", "--to", "1/1/2025", "--reason", "x"), "began on"),
        (("leave", CASE, "p1", "--to", "1/4/2025", "--reason", " "), "reason is empty"),
        (("declare", CASE, "p1"), "What was declared?"),
        (("declare", CASE, "p1", "--settled-on", "1/4/2025", "--how", "x"), "nothing to settle"),
        (("declare", CASE, "p1", "--involvement", "some", "--settled-on", "1/4/2025"), "in some way"),
        (("declare", CASE, "p1", "--involvement", "none", "--on", "1/4/2099"), "still to come"),
        (("declare", CASE, "p9", "--involvement", "none"), '"p9" in board.yaml'),
    ],
)
def test_a_slip_is_refused(panel: House, words: tuple[str, ...], meant: str) -> None:
    """Nothing is written, and it is said what was meant."""
    assert meant in panel.refuses("panel", *words)


def test_nobody_unknown_declares_where_the_board_lists_no_people(case: House) -> None:
    """Without people in board.yaml an id that nobody bears is refused too, and no panel.yaml is made."""
    said = case.refuses("panel", "declare", CASE, "x", "--involvement", "none")
    assert 'no person "x" in board.yaml' in said and "reviewctl panel add" in said
    assert "Smith" not in case.refuses("panel", "declare", CASE, "Zo\u00eb Smith", "--involvement", "none")


def test_a_dry_run_writes_nothing(panel: House) -> None:
    """It shows both files that would change."""
    before = panel.files()
    said = panel.does("panel", "leave", CASE, "p1", "--to", "1/4/2025", "--reason", "left", "--dry-run").out
    assert "Nothing was written" in said and FILE in said and AHEAD in said
    assert panel.files() == before


def test_every_command_that_is_suggested_stands_on_one_line_and_is_one(panel: House) -> None:
    """A command broken in two cannot be pasted; a seat held under a title is mended in the file, where it stands."""
    said = panel.does(
        "panel", "add", CASE, "--role", "chair-author", "--name", "Author", "--from", "3/2/2025"
    )
    assert f'add "independence: WORDS" to the seat in {FILE}, then: reviewctl save' in said.out
    assert f"\n    reviewctl panel leave {CASE} a1 --to DATE --reason …\n" in said.out
    said = panel.does("panel", "declare", CASE, "p1", "--involvement", "some", "--on", "3/2/2025")
    assert f"\n    reviewctl panel declare {CASE} p1 --settled-on DATE --how …\n" in said.out
    again = panel.does("panel", "add", CASE, "--role", "chair-author", "--person", "a2", "--from", "3/2/2025")
    assert f'reviewctl record {CASE} "panel.appointments[a2].independence" "WORDS"' in again.out
    panel.does("record", CASE, "panel.appointments[a2].independence", "of none of the agencies")


def test_one_person_fills_one_seat(panel: House) -> None:
    """Somebody of an agency as the chair is not independent of it, and leaves one of two seats empty (P§13)."""
    panel.does("panel", "leave", CASE, "a1", "--to", "31/3/2025", "--reason", "resigned")
    panel.does("panel", "leave", CASE, "h1", "--to", "31/3/2025", "--reason", "takes the chair")
    said = panel.does("panel", "add", CASE, "--role", "chair-author", "--person", "h1").out
    assert "h1 is of gm-icb" in said and "P§13" in said
    assert "h1 fills another seat already, and one person fills one seat" in said
    assert "nobody is down for it" not in said
    said = panel.does("panel", "add", CASE, "--role", "chair-author", "--person", "a2").out
    assert "independent of every agency" not in said and "NOT BE QUORATE" not in said


def test_who_declared_is_named_as_in_panel_add_too(panel: House) -> None:
    """--person means the same here as where the seat was given; both at once, or neither, is refused."""
    said = panel.does("panel", "declare", CASE, "--person", "p1", "--involvement", "none").out
    assert "p1 declared" in said
    assert "Say once who" in panel.refuses("panel", "declare", CASE, "--involvement", "none")
    assert "Say once who" in panel.refuses("panel", "declare", CASE, "p1", "--person", "h1")
