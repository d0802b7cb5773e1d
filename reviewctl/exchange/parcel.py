"""A look at an Office file before any library opens it: a zip that is what it says, and no larger than it may be."""

import io
import zipfile
import zlib

from reviewctl.model.trouble import ReviewctlError

_MEGABYTE = 1 << 20
LARGEST_FILE = 10 * _MEGABYTE
LARGEST_INSIDE = 100 * _MEGABYTE
MOST_PARTS = 200
STEEPEST = 100
"""How many times larger than it lies in the file a part may be; tables of figures stay below thirty."""
_SMALL = _MEGABYTE
_CHUNK = 1 << 16
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SAVE_AGAIN = "Open it in Excel and save it as a workbook (.xlsx)."


_DAMAGED = (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error)
"""What zipfile raises for a parcel that was cut short or in which bytes are wrong, each of them seen: a place before
the file's beginning is an OSError or a ValueError, a name in no alphabet a UnicodeDecodeError, a version that no zip
has a NotImplementedError."""


def check_workbook(data: bytes) -> bool:
    """Return whether a workbook, plain and safe as it is, has links to other files.

    Raises ReviewctlError, in one sentence and what to do, for what is no such .xlsx workbook.
    """
    if len(data) > LARGEST_FILE:
        raise ReviewctlError(
            "The workbook is larger than 10 MB, and a list of reviews is not.",
            "Delete pictures and other sheets from a copy of it, and import the copy.",
        )
    if data.startswith(_OLE):
        raise _ole(data)
    if not data.startswith(b"PK"):
        raise ReviewctlError("That is not an Excel workbook, whatever its name says.", _SAVE_AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            _check_parts(parcel)
            _check_contents(parcel)
            return any(name.startswith("xl/externalLinks/") for name in parcel.namelist())
    except _DAMAGED:
        raise ReviewctlError("The workbook is damaged, or not all of it is there.", _SAVE_AGAIN) from None


def _ole(data: bytes) -> ReviewctlError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ReviewctlError(
            "The workbook is locked with a password.",
            "Open it in Excel, take the password off a copy (File, Info, Protect Workbook), and import the copy.",
        )
    return ReviewctlError("That is a workbook of the old kind (.xls).", _SAVE_AGAIN)


def _check_parts(parcel: zipfile.ZipFile) -> None:
    parts = parcel.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        raise ReviewctlError(
            f"The workbook is made of {len(parts)} parts; a list of reviews has a dozen.",
            "Copy the list into a new workbook, and import that.",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise ReviewctlError("The workbook is locked with a password.", "Import a copy without one.")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise ReviewctlError(
            "The workbook is packed as Excel never packs one, and was not opened.", _SAVE_AGAIN
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ReviewctlError(
            "The workbook holds macros (small programs), and nothing with macros is opened.",
            "In Excel save it as a workbook without macros (.xlsx), and import that.",
        )
    if "xl/workbook.bin" in names:
        raise ReviewctlError("That is a binary workbook (.xlsb).", _SAVE_AGAIN)
    if "xl/workbook.xml" not in names:
        raise ReviewctlError("That is not an Excel workbook, whatever its name says.", _SAVE_AGAIN)


def _check_contents(parcel: zipfile.ZipFile) -> None:
    """Inflate every part, counting as it goes: what the directory says about sizes is not believed."""
    whole = 0
    for part in parcel.infolist():
        size, tail = 0, b""
        with parcel.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                whole += len(chunk)
                steep = size > _SMALL and size > STEEPEST * max(part.compress_size, 1)
                if whole > LARGEST_INSIDE or steep:
                    raise ReviewctlError(
                        "The workbook swells up when it is unpacked, as one does that is meant to do harm.",
                        "If it is yours: copy the list into a new workbook, and import that.",
                    )
                _refuse_hostile(tail + chunk, first=size == len(chunk), name=part.filename)
                tail = chunk[-16:]


def _refuse_hostile(piece: bytes, first: bool, name: str) -> None:
    if not name.lower().endswith((".xml", ".rels")):
        return
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece or (first and b"\0" in piece[:64]):
        raise ReviewctlError(
            "The workbook holds something that Excel never writes, and it was not opened.",
            "If it is yours: copy the list into a new workbook, and import that.",
        )
