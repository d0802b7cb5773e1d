"""A Board's own look: read strictly, and refused where it could not be read or would not be legible."""

import pytest

from reviewctl.model.pressing import Style
from reviewctl.model.trouble import ReviewctlError
from reviewctl.store.register import Register
from reviewctl.work.desk import Desk
from reviewctl.work.publishing.style import contrast_with_white, style_of
from tests.published.pages import picture
from tests.rulebook_pages import Laid
from tests.test_rulebook import found


def desk(**files: bytes) -> Desk:
    """Return a desk before a register with these files; `yaml` is house-style.yaml and `png` house-crest.png."""
    laid = Laid()
    names = {"yaml": "house-style.yaml", "png": "house-crest.png"}
    laid.files |= {names[name]: data for name, data in files.items()}
    made = Desk("/nowhere", lambda _: None, lambda _: None)
    made.__dict__["register"] = Register(laid, "/nowhere")
    return made


def test_what_is_not_said_is_as_it_comes() -> None:
    """A register without a style of its own, and one whose file is blank, have ours."""
    assert style_of(desk()) == Style() == style_of(desk(yaml=b"colour:\nfont:\n"))


def test_what_is_said_holds() -> None:
    """Colour, type, sheet, crest and its words."""
    text = b'colour: "#7A003C"\nfont: New Computer Modern\npaper: us-letter\ncrest: The arms\n'
    style = style_of(desk(yaml=text, png=picture()))
    assert (style.colour, style.font, style.paper) == ("#7a003c", "New Computer Modern", "us-letter")
    assert (style.crest, style.crest_alt) == (picture(), "The arms")


@pytest.mark.parametrize(
    "text",
    [
        b"colour: red\n",
        b'colour: "#12345"\n',
        b"font: Comic Sans\n",
        b"paper: a5\n",
        b"logo: x\n",
        b"x: [\n",
        b"- a\n",
    ],
)
def test_what_is_wrong_is_found_and_nothing_is_pressed_in_it(text: bytes) -> None:
    """`validate` says what it is; what is published is never pressed in another style than was meant."""
    with pytest.raises(ReviewctlError, match=r"wrong with house-style\.yaml"):
        style_of(desk(yaml=text))


@pytest.mark.parametrize("colour", ["#ffffff", "#ffdd00", "#777778"])
def test_a_pale_colour_is_refused(colour: str) -> None:
    """Less than 4.5 to 1 on white is not to be read by everybody."""
    with pytest.raises(ReviewctlError, match="too pale"):
        style_of(desk(yaml=f'colour: "{colour}"\n'.encode()))


def test_contrast_is_that_of_the_standard() -> None:
    """White on white is 1, black on white 21, and #767676 the palest grey that is dark enough."""
    assert [round(contrast_with_white(one), 2) for one in ("#ffffff", "#000000")] == [1, 21]
    assert contrast_with_white("#767676") >= 4.5 > contrast_with_white("#777777")


def test_a_register_may_hold_them() -> None:
    """The style, the crest, and pictures of a report have their places; other pictures have none."""
    files = {
        **Laid().files,
        "house-style.yaml": b'colour: "#1d3c5c"\n',
        "house-crest.png": picture(),
        "cases/SAR-2026-001/report/images/line.png": picture(),
        "cases/SAR-2026-001/report/images/place.jpg": picture("JPEG"),
    }
    assert found((), files) == ()
    bad = {
        "cases/SAR-2026-001/report/images/a.svg": b"<svg/>",
        "cases/SAR-2026-001/line.png": picture(),
        "crest.png": picture(),
    }
    codes = [one.code for one in found((), files | bad)]
    assert len(codes) == 3 and set(codes) == {"FIL050"}
