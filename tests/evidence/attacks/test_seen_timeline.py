"""The timeline's words at its very edge."""

from datetime import date
from xml.etree import ElementTree

import pytest

from reviewctl.render.timeline.html import svg_file
from reviewctl.render.timeline.words import width
from tests.evidence.timeline.making import picture_of, telling

TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.mark.parametrize("end", [date(2022, 4, 5), date(2022, 4, 1), date(2023, 1, 2), date(2021, 5, 3)])
def test_no_month_is_cut_off_at_the_edge(end: date) -> None:
    """Where a month begins right before the end of the axis, its name does not run out of the picture."""
    picture = picture_of([(telling("gp", 1, "2021-05-01"),)], scope=(date(2021, 4, 5), end))
    root = ElementTree.fromstring(svg_file(picture).encode("utf-8"))
    edge = float(root.attrib["width"])
    starting = [one for one in root.iter(TEXT) if one.get("text-anchor") in (None, "start")]
    labels = [(float(one.attrib["x"]), "".join(one.itertext())) for one in starting]
    assert any(text == "May" or text.startswith("2 ") or text.isdecimal() for _, text in labels)
    assert not [text for x, text in labels if x + width(text) > edge]
