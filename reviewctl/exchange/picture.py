"""Pictures of papers, made anew: the one home of Pillow.

A picture from a camera or a program says where and when it was taken, by whom and with what. Of what comes in, the
dots alone are kept.
"""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewctl.model.pressing import Image
from reviewctl.model.trouble import ReviewctlError

if TYPE_CHECKING:
    from PIL.Image import Image as Opened

LARGEST = 4 << 20
"""Bytes that a picture may have."""
MOST_DOTS = 25_000_000
"""Dots that it may have: a page of A4 at 500 to the inch."""
_QUALITY = 90
_ENDINGS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}


@lru_cache(maxsize=16)
def made_anew(path: str, data: bytes) -> Image:
    """Return a picture with nothing in it but its dots, turned as it is meant to be seen.

    Raises ReviewctlError, with the path, for what is no png or jpeg as its name says, is damaged, or is too large.
    """
    wanted = _ENDINGS.get(path.rpartition(".")[2].lower())
    if wanted is None:
        raise _refused(path, "is neither a png nor a jpg", "Save it as png, and name it so.")
    if len(data) > LARGEST:
        raise _refused(path, f"is larger than {LARGEST >> 20} MB", "Make it smaller, and save it again.")
    return _copied(_opened(path, data, wanted), "jpeg" if wanted == "JPEG" else "png")


def _refused(path: str, why: str, how: str) -> ReviewctlError:
    return ReviewctlError(f"The picture {path} {why}.", how)


def _opened(path: str, data: bytes, wanted: str) -> "Opened":
    from PIL import Image as Pillow
    from PIL import ImageOps

    how = "Open it in a program for pictures and save it again as png or jpg."
    try:
        # What it says of its size is looked at before any of its dots are read.
        opened = Pillow.open(io.BytesIO(data), formats=(wanted,))
        if opened.width * opened.height > MOST_DOTS:
            raise _refused(path, "has too many dots to be printed", "Make it smaller, and save it again.")
        opened.load()
        return ImageOps.exif_transpose(opened)
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError, EOFError):
        raise _refused(path, "is damaged, or is not what its name says", how) from None


def _copied(opened: "Opened", form: str) -> Image:
    from PIL import Image as Pillow

    mode = _mode(opened, form)
    plain = opened.convert(mode)
    # A new picture of the same dots: what Pillow knows besides them would be written out again.
    bare = Pillow.frombytes(mode, plain.size, plain.tobytes())
    out = io.BytesIO()
    if form == "jpeg":
        bare.save(out, "JPEG", quality=_QUALITY)
        return Image(form="jpeg", data=out.getvalue(), width=bare.width, height=bare.height)
    bare.save(out, "PNG")
    return Image(form="png", data=out.getvalue(), width=bare.width, height=bare.height)


def _mode(opened: "Opened", form: str) -> str:
    if opened.mode == "L":
        return "L"
    return "RGBA" if form == "png" and opened.has_transparency_data else "RGB"
