"""Pictures are made anew: their dots, the right way up, and nothing else."""

import io
import zlib

import pytest
from PIL import Image, PngImagePlugin

from reviewctl.exchange.picture import LARGEST, MOST_DOTS, made_anew
from reviewctl.model.trouble import ReviewctlError
from tests.published.pages import picture


def opened(data: bytes) -> Image.Image:
    """Return a picture as Pillow reads it."""
    return Image.open(io.BytesIO(data))


def test_a_png_keeps_its_dots_and_loses_its_words() -> None:
    """Texts, the time and the program that wrote it are gone."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Zebedee Quill")
    words.add_itxt("Comment", "Zebedee Quill", zip=True)
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGBA").save(out, "PNG", pnginfo=words, dpi=(300, 300))
    made = made_anew("report/images/a.png", out.getvalue())
    assert b"Zebedee" in out.getvalue() and b"Zebedee" not in made.data
    assert opened(made.data).info == {}
    assert opened(made.data).tobytes() == opened(out.getvalue()).tobytes()
    assert [
        kind for kind in (b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf", b"pHYs") if kind in made.data
    ] == []


def test_a_photograph_is_turned_as_it_is_meant_to_be_seen() -> None:
    """Which way up it was held is told in what is taken away."""
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (80, 40), "#204060").save(out, "JPEG", exif=exif)
    made = made_anew("report/images/a.jpg", out.getvalue())
    assert (made.width, made.height) == opened(made.data).size == (40, 80)
    assert not opened(made.data).getexif()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_kind_of_png_can_be_taken(mode: str) -> None:
    """Black and white, grey, of few colours, with parts that are seen through."""
    out = io.BytesIO()
    Image.new("RGBA", (30, 20), "#20406080").convert("L" if mode == "I;16" else mode).save(out, "PNG")
    made = made_anew("report/images/a.png", out.getvalue())
    assert opened(made.data).size == (30, 20)
    assert made == made_anew("report/images/a.png", out.getvalue())


def test_a_photograph_for_printing_can_be_taken() -> None:
    """Its four colours become three, and its colour profile stays behind."""
    out = io.BytesIO()
    Image.new("CMYK", (30, 20)).save(out, "JPEG", icc_profile=b"Zebedee Quill")
    made = made_anew("report/images/a.jpg", out.getvalue())
    assert opened(made.data).mode == "RGB" and b"Zebedee" not in made.data


def huge() -> bytes:
    """Return the head of a png that says that it is larger than any memory."""
    head = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")


BAD = {
    "report/images/a.svg": (b"<svg/>", "neither a png nor a jpg"),
    "report/images/a.gif": (picture("GIF"), "neither a png nor a jpg"),
    "report/images/none.png": (b"", "not what its name says"),
    "report/images/text.png": (b"not a picture", "not what its name says"),
    "report/images/other.png": (picture("JPEG"), "not what its name says"),
    "report/images/page.jpg": (b"<html>", "not what its name says"),
    "report/images/cut.png": (picture(size=(900, 900))[:200], "not what its name says"),
    "report/images/heavy.png": (b"\x89PNG\r\n\x1a\n" + b"x" * LARGEST, "larger than 4 MB"),
    "report/images/huge.png": (huge(), "too many dots|not what its name says"),
    "report/images/wide.png": (picture(size=(MOST_DOTS // 1000 + 1, 1000)), "too many dots"),
}


@pytest.mark.parametrize("path", BAD)
def test_what_is_no_picture_is_refused_by_its_path(path: str) -> None:
    """With how it is mended, and never with what Pillow says of it."""
    data, why = BAD[path]
    with pytest.raises(ReviewctlError, match=why) as caught:
        made_anew(path, data)
    assert caught.value.message.startswith(f"The picture {path} ") and caught.value.hint
