"""Where everything stands in the picture: nothing is lost, nothing covers anything, and a day lies where it belongs."""

from collections import Counter
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from reviewctl.facts.span import span_of
from reviewctl.model.integrated import Gap
from reviewctl.render.timeline.layout import layout, zone_of
from reviewctl.render.timeline.legend import legend_of
from reviewctl.render.timeline.shapes import Box, Layout, Mark, Milestone, Picture, told_of
from tests.evidence.timeline.dice import pictures
from tests.evidence.timeline.making import picture_of, sample, telling

EPSILON = 1e-6


def inside(inner: Box, outer: Box) -> bool:
    return (
        outer.x - EPSILON <= inner.x
        and inner.right <= outer.right + EPSILON
        and outer.y - EPSILON <= inner.y
        and inner.bottom <= outer.bottom + EPSILON
    )


def apart(one: Box, other: Box) -> bool:
    across = one.right <= other.x + EPSILON or other.right <= one.x + EPSILON
    return across or one.bottom <= other.y + EPSILON or other.bottom <= one.y + EPSILON


def one_mark(when: str, **fields: object) -> tuple[Mark, Layout]:
    """Return how a single entry under a date is drawn, in a scope of three years."""
    drawn = layout(picture_of([(telling("council", 1, when, event="Seen", **fields),)]))
    assert drawn.bins == ()
    return drawn.marks[0], drawn


@settings(max_examples=40, deadline=None)
@given(pictures())
def test_every_entry_is_drawn_or_counted_exactly_once(picture: Picture) -> None:
    """Whatever is told stands in the picture once: by itself, or in one bin."""
    drawn = layout(picture)
    shown = Counter(mark.told.number for mark in drawn.marks)
    shown.update(told.number for one in drawn.bins for told in one.told)
    assert shown == Counter(told.number for told in told_of(picture.whole))


@settings(max_examples=40, deadline=None)
@given(pictures())
def test_everything_stays_in_its_lane_and_covers_nothing(picture: Picture) -> None:
    """Each mark and bin lies within its agency's lane and its part of the picture, apart from all others."""
    drawn = layout(picture)
    columns = {strip.zone: strip.box for strip in drawn.strips} | {"plot": drawn.plot}
    things = [*drawn.marks, *drawn.bins]
    for one in things:
        lane = drawn.lanes[one.lane].box
        column = columns[one.zone]
        place = Box(column.x, lane.y, column.w, lane.h)
        assert inside(one.box, place), (one, place)
        assert one.box.w > 0
    for lane_number in range(len(drawn.lanes)):
        boxes = [one.box for one in things if one.lane == lane_number]
        assert all(apart(a, b) for a, b in combinations(boxes, 2))


@settings(max_examples=40, deadline=None)
@given(pictures())
def test_marks_belong_to_the_agency_of_their_lane_and_stand_in_order(picture: Picture) -> None:
    """A day that is later lies farther to the right, whichever lane it is in; a bar covers its days."""
    drawn = layout(picture)
    for mark in drawn.marks:
        assert drawn.lanes[mark.lane].agency == mark.told.telling.agency
    days = sorted(
        (mark.told.telling.span.first, mark.x)
        for mark in drawn.marks
        if mark.zone == "plot" and not mark.bar and mark.told.telling.span.first
    )
    slack = 40 / 2  # at the edges of the axis a row of symbols is moved inwards by half its width
    for (first, x), (second, further) in pairwise(days):
        assert first == second or x <= further + slack
    for mark in drawn.marks:
        span, scale = mark.told.telling.span, drawn.scale
        if mark.bar and scale is not None:
            assert mark.x <= scale.start(max(span.first or scale.first, scale.first)) + EPSILON
            assert mark.end >= scale.end(min(span.last or scale.last, scale.last)) - EPSILON


@settings(max_examples=40, deadline=None)
@given(pictures())
def test_the_same_chronologies_give_the_same_picture(picture: Picture) -> None:
    """Nothing depends on the run."""
    assert layout(picture) == layout(picture)


@pytest.mark.parametrize(("agencies", "entries"), [(1, 400), (8, 60), (30, 60)])
def test_dense_pictures_keep_to_the_form_of_the_sheet(agencies: int, entries: int) -> None:
    """However much is told, the picture has about the form of an A3 sheet; what finds no room is counted."""
    drawn = layout(sample(agencies, entries))
    assert 0.4 < drawn.height / drawn.width < 0.75
    counted = sum(len(one.told) for one in drawn.bins)
    assert len(drawn.marks) + counted == agencies * entries
    assert counted > 0


def test_a_week_with_a_hundred_entries_is_counted_and_not_a_blot() -> None:
    """A hundred entries of one day are a bin with their number; the one far from it is drawn by itself."""
    crowd = [(telling("council", at, "2017-12-04", event="Seen"),) for at in range(1, 101)]
    drawn = layout(picture_of([*crowd, (telling("council", 101, "2015-06-01", event="Fell"),)]))
    assert [len(one.told) for one in drawn.bins] == [100]
    assert [mark.told.telling.entry.id for mark in drawn.marks] == ["101"]


def test_a_marked_entry_is_drawn_by_itself_in_a_crowd() -> None:
    """Key episodes stay visible where other entries are counted."""
    crowd = [(telling("council", at, "2017-12-04", event="Seen"),) for at in range(1, 101)]
    key = telling("council", 200, "2017-12-04", event="Fell", marks=("key-episode",))
    drawn = layout(picture_of([*crowd, (key,)]))
    assert "200" in [mark.told.telling.entry.id for mark in drawn.marks]


def test_what_lies_for_a_year_is_never_counted_in_one_place() -> None:
    """Fifty entries of "2016" are counted over the whole of that year."""
    drawn = layout(picture_of([(telling("council", at, "2016", event="Seen"),) for at in range(1, 51)]))
    assert drawn.scale is not None
    (one,) = drawn.bins
    assert one.long
    assert one.box.x == pytest.approx(drawn.scale.start(date(2016, 1, 1)))
    assert one.box.right == pytest.approx(drawn.scale.end(date(2016, 12, 31)))


def test_a_day_is_a_symbol_and_anything_else_a_bar() -> None:
    """A month is drawn from its first day to its last."""
    mark, drawn = one_mark("2016-05-10")
    assert not mark.bar
    mark, drawn = one_mark("2016-05")
    assert drawn.scale is not None
    assert mark.bar
    assert (mark.x, mark.end) == (drawn.scale.start(date(2016, 5, 1)), drawn.scale.end(date(2016, 5, 31)))


def test_an_open_end_fades_away_to_the_edge_of_the_axis() -> None:
    """What began in 2016 and has no end goes on to the last day shown."""
    mark, drawn = one_mark("2016-03/..")
    assert (mark.opens, mark.closes) == (False, True)
    assert mark.end == drawn.plot.right
    mark, drawn = one_mark("../2016-03")
    assert (mark.opens, mark.closes) == (True, False)
    assert mark.x == drawn.plot.x


def test_what_goes_on_beyond_the_axis_says_so() -> None:
    """Years of which the axis shows a part are cut there."""
    mark, _ = one_mark("2000/2016")
    assert (mark.cut_start, mark.cut_end, mark.opens) == (True, False, False)


@pytest.mark.parametrize(
    ("when", "zone"),
    [
        ("1995-05-01", "earlier"),
        ("2030-01-01", "later"),
        ("XXXX-02-11", "undated"),
        (None, "undated"),
        ("2016-02-30~", "undated"),
        ("../1999", "earlier"),
        ("2025/..", "later"),
        ("1990/2050", "plot"),
    ],
)
def test_what_has_no_place_on_the_axis_stands_beside_it(when: str | None, zone: str) -> None:
    """Far before, far behind, without a year or a date: each has a column of its own."""
    near = (telling("council", 2, "2016-05-01", event="Seen"),)
    drawn = layout(picture_of([(telling("council", 1, when, event="Seen"),), near]))
    assert {mark.told.telling.entry.id: mark.zone for mark in drawn.marks} == {"1": zone, "2": "plot"}
    assert (zone in {strip.zone for strip in drawn.strips}) == (zone != "plot")


def test_where_nothing_has_a_day_there_is_no_axis() -> None:
    """Chronologies without any date are still drawn, in their column."""
    drawn = layout(picture_of([(telling("council", 1, None, event="Seen"),)], scope=(None, None)))
    assert drawn.scale is None
    assert drawn.ticks == ()
    assert [mark.zone for mark in drawn.marks] == ["undated"]


def test_without_any_chronology_there_is_an_empty_picture() -> None:
    """No lanes, no marks, and no fault."""
    drawn = layout(picture_of([], scope=(None, None)))
    assert (drawn.lanes, drawn.marks, drawn.bins) == ((), (), ())


def test_an_agency_without_entries_has_a_lane_with_its_reason() -> None:
    """An empty chronology is an answer, and is seen."""
    more = {"agencies": ("council", "police"), "empty": (("police", "no contact with the adult"),)}
    drawn = layout(picture_of([(telling("council", 1, "2016-05-01"),)], **more))
    assert [(lane.agency, lane.inside) for lane in drawn.lanes] == [
        ("council", ""),
        ("police", "No entries: no contact with the adult"),
    ]


def test_entries_of_one_event_are_joined_from_lane_to_lane() -> None:
    """A line runs between the marks of two agencies that, probably, tell of one event."""
    pair = tuple(telling(agency, 1, "2016-05-01", event="Fell") for agency in ("council", "police"))
    drawn = layout(picture_of([pair]))
    (link,) = drawn.links
    assert {link.start, link.end} == {(mark.x, mark.y) for mark in drawn.marks}
    assert drawn.unlinked == 0


def test_an_event_that_is_partly_counted_is_said_to_be_unjoined() -> None:
    """A line that cannot be drawn is not forgotten: the legend says how many."""
    crowd = [(telling("council", at, "2017-12-04", event="Seen"),) for at in range(1, 101)]
    pair = tuple(telling(agency, 500, "2017-12-04", event="Fell") for agency in ("council", "police"))
    picture = picture_of([*crowd, pair])
    drawn = layout(picture)
    assert (drawn.links, drawn.unlinked) == ((), 1)
    assert any("1 event told by several agencies" in item.text for item in legend_of(picture, drawn).items)


def test_gaps_lie_in_their_lane_between_their_days() -> None:
    """A gap of an agency spans its lane; one of all agencies has a lane of its own above them."""
    gaps = tuple(
        Gap(agency=agency, first=date(2016, 3, 1), last=date(2016, 8, 31), days=184, definite=True)
        for agency in ("council", None)
    )
    drawn = layout(picture_of([(telling("council", 1, "2016-01-01"),)], gaps=gaps))
    assert drawn.scale is not None and drawn.all_lane is not None
    for band, lane in zip(drawn.bands, (drawn.lanes[0].box, drawn.all_lane), strict=True):
        assert inside(band.box, lane)
        assert band.box.x == drawn.scale.start(date(2016, 3, 1))
        assert band.box.right == pytest.approx(drawn.scale.end(date(2016, 8, 31)))
        assert band.words is not None and band.words.lines == ("184 days",)


def test_the_words_of_a_gap_cover_no_entry() -> None:
    """How long a gap is stands where nothing else does."""
    drawn = layout(sample(8, 60))
    for band in drawn.bands:
        if band.words is not None:
            plate = Box(band.words.x, band.words.y - 10, 40, 12)
            others = [one.box for one in (*drawn.marks, *drawn.bins) if one.lane == band.lane]
            assert all(apart(plate, box) for box in others)


def test_a_death_is_a_line_and_an_uncertain_one_a_band() -> None:
    """The line of an exact day has no width; a month's has that of the month."""
    picture = picture_of([(telling("council", 1, "2016-01-01"),)])
    for died, wide in (("2017-02-03", False), ("2017-02", True)):
        stone = Milestone(label="Adult A died", span=span_of(died))
        ones = [one for one in layout(replace(picture, stone)).uprights if one.kind == "milestone"]
        assert [one.end > one.x for one in ones] == [wide]


def replace(picture: Picture, stone: Milestone) -> Picture:
    from msgspec.structs import replace as struct_replace

    return struct_replace(picture, milestones=(stone,))


def test_labels_of_lines_do_not_cover_each_other() -> None:
    """Three deaths within a week stand in three rows."""
    from msgspec.structs import replace as struct_replace

    stones = tuple(Milestone(label=f"Adult {at} died", span=span_of(f"2016-05-0{at}")) for at in (1, 2, 3))
    picture = struct_replace(picture_of([(telling("council", 1, "2016-01-01"),)]), milestones=stones)
    rows = [one.label_y for one in layout(picture).uprights if one.kind == "milestone"]
    assert len(set(rows)) == 3


def test_within_a_day_the_time_of_the_clock_counts() -> None:
    """In a chronology of four days, 06:00 stands before 19:00 of the same day; "evening" is no time of the clock."""
    lines = [
        (telling("council", 1, "2016-05-01", time="19:00"),),
        (telling("council", 2, "2016-05-01", time="06:00"),),
        (telling("council", 3, "2016-05-01", time="evening"),),
        (telling("council", 4, "2016-05-04"),),
    ]
    drawn = layout(picture_of(lines, scope=(date(2016, 5, 1), date(2016, 5, 4))))
    x = {mark.told.telling.entry.id: mark.x for mark in drawn.marks}
    assert drawn.scale is not None
    assert x["2"] < x["3"] < x["1"]
    assert x["3"] == pytest.approx(drawn.scale.start(date(2016, 5, 1)) + drawn.scale.day / 2)


def test_zone_of_an_axis_that_shows_nothing() -> None:
    """Without an axis everything stands in the column for what has no date."""
    assert zone_of(span_of("2016-05-01"), None) == "undated"
