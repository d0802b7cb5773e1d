"""A look at an Office file before any library opens it: a zip that is what it says, and no larger than it may be."""

import io
import zipfile
import zlib
from typing import Literal

from msgspec import Struct

from reviewctl.model.trouble import ReviewctlError

Form = Literal["xlsx", "ods", "docx"]

_MEGABYTE = 1 << 20
LARGEST_FILE = 10 * _MEGABYTE
LARGEST_INSIDE = 100 * _MEGABYTE
MOST_PARTS = 200
STEEPEST = 100
"""How many times larger than it lies in the file a part may be; tables of figures stay below thirty."""
_SMALL = _MEGABYTE
_CHUNK = 1 << 16
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"

DAMAGED = (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error)
"""What zipfile raises for a parcel that was cut short or in which bytes are wrong, each of them seen: a place before
the file's beginning is an OSError or a ValueError, a name in no alphabet a UnicodeDecodeError, a version that no zip
has a NotImplementedError."""


class _Kind(Struct, frozen=True):
    """How a kind of file is spoken of, and the part that it is known by."""

    thing: str
    whole: str
    program: str
    part: str
    save: str

    @property
    def again(self) -> str:
        """Return how a sound file is made of one that is not."""
        return f"Open it in {self.program} and save it as {self.save}."

    @property
    def anew(self) -> str:
        """Return how what is wanted of a file is taken out of it."""
        return f"If it is yours: copy the table into a new {self.thing}, and import that."


_KINDS: dict[Form, _Kind] = {
    "xlsx": _Kind("workbook", "an Excel workbook", "Excel", "xl/workbook.xml", "a workbook (.xlsx)"),
    "ods": _Kind(
        "spreadsheet", "an OpenDocument spreadsheet", "LibreOffice", "content.xml", "a spreadsheet (.ods or .xlsx)"
    ),
    "docx": _Kind("document", "a Word document", "Word", "word/document.xml", "a Word document (.docx)"),
}  # fmt: skip
_STRICT = b"http://purl.oclc.org/ooxml/"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def form_of(data: bytes) -> Form | None:
    """Return which kind of Office file this is, by what is in it; None for none of the three, or a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            names = set(parcel.namelist())
            if "mimetype" in names and parcel.open("mimetype").read(len(_ODS)) == _ODS:
                return "ods"
    except (*DAMAGED, RuntimeError):
        return None
    return next((form for form in ("xlsx", "docx") if _main(names, form)), None)


def _main(names: set[str], form: Form) -> str:
    """Return the part that a kind of file is known by; some programs number it (word/document2.xml). "" for none."""
    stem, _, ending = _KINDS[form].part.rpartition(".")
    likely = sorted(
        one for one in names if one.startswith(stem) and one.endswith(ending) and "/" not in one[len(stem) :]
    )
    return likely[0] if likely else ""


def check_workbook(data: bytes) -> bool:
    """Return whether a workbook, plain and safe as it is, has links to other files.

    Raises ReviewctlError, in one sentence and what to do, for what is no such .xlsx workbook.
    """
    names = _checked(data, "xlsx", embedded=True)
    return any(name.startswith("xl/externalLinks/") for name in names)


def check_parcel(data: bytes, form: Form) -> tuple[str, ...]:
    """Return the names of the parts of a file of this kind, plain and safe as it is.

    Raises ReviewctlError, in one sentence and what to do, for what is no such file: one with a password, with
    macros, with other files embedded in it, damaged, or larger inside than any table is.
    """
    return _checked(data, form, embedded=False)


def check_paper(data: bytes) -> None:
    """Look at a Word document that is read as a text, in which what is embedded is left out by name.

    Raises ReviewctlError as `check_parcel` does.
    """
    _checked(data, "docx", embedded=True)


def _checked(data: bytes, form: Form, *, embedded: bool) -> tuple[str, ...]:
    kind = _KINDS[form]
    if len(data) > LARGEST_FILE:
        raise ReviewctlError(
            f"The {kind.thing} is larger than 10 MB, which is the most that is read.",
            "Delete pictures, and what else is not needed, from a copy of it, and import the copy.",
        )
    if data.startswith(_OLE):
        raise ole_refused(data)
    if not data.startswith(b"PK"):
        raise _not_one(kind)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            _check_parts(parcel, form, embedded=embedded)
            _check_contents(parcel, kind, embedded=embedded)
            return tuple(parcel.namelist())
    except DAMAGED:
        raise ReviewctlError(f"The {kind.thing} is damaged, or not all of it is there.", kind.again) from None


def _not_one(kind: _Kind) -> ReviewctlError:
    return ReviewctlError(f"That is not {kind.whole}, whatever its name says.", kind.again)


_OLD = (
    ("WordDocument", "a document of the old kind (.doc)", _KINDS["docx"].again),
    ("__substg1.0", "an e-mail (.msg)", "Save what is attached to it, and import that."),
)


def is_ole(data: bytes) -> bool:
    """Whether this is a file of Office before 2007, or one that was locked with a password."""
    return data.startswith(_OLE)


def ole_refused(data: bytes) -> ReviewctlError:
    """Return what to say of a file in the form that Office had before 2007, in which locked files come still."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ReviewctlError(
            "The file is locked with a password.",
            "Open it, take the password off a copy (File, Info, Protect), and import the copy.",
        )
    for mark, what, hint in _OLD:
        if mark.encode("utf-16-le") in data:
            return ReviewctlError(f"That is {what}.", hint)
    return ReviewctlError("That is a workbook of the old kind (.xls).", _KINDS["xlsx"].again)


def _check_parts(parcel: zipfile.ZipFile, form: Form, *, embedded: bool) -> None:
    kind, parts = _KINDS[form], parcel.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        raise ReviewctlError(
            f"The {kind.thing} is made of {len(parts)} parts, and {MOST_PARTS} are the most that are read.",
            f"Copy what is wanted, without pictures, into a new {kind.thing}, and import that.",
        )
    if any(part.flag_bits & 1 for part in parts) or _locked(parcel, names):
        raise ReviewctlError(f"The {kind.thing} is locked with a password.", "Import a copy without one.")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise ReviewctlError(
            f"The {kind.thing} is packed as {kind.program} never packs one, and was not opened.", kind.again
        )
    if any(map(_is_macro, names)):
        raise ReviewctlError(
            f"The {kind.thing} holds macros (small programs), and nothing with macros is opened.",
            f"In {kind.program} save it as {kind.save}, which holds none, and import that.",
        )
    if "xl/workbook.bin" in names:
        raise ReviewctlError("That is a binary workbook (.xlsb).", kind.again)
    if not _main(names, form):
        raise _not_one(kind)
    if _STRICT in parcel.open(_main(names, form)).read(_CHUNK):
        raise ReviewctlError(
            f"The {kind.thing} is saved as Strict Open XML, which is not read.", f"{kind.again} Not: Strict."
        )
    if not embedded and any("/embeddings/" in name for name in names):
        raise _embedded(kind)


def _locked(parcel: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether an OpenDocument says of its parts that they are encrypted."""
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in parcel.open(manifest).read(_MEGABYTE)


def _is_macro(name: str) -> bool:
    """Whether a part holds programs: Excel's and Word's own, LibreOffice's Basic (but for its lists), or scripts."""
    own = name.startswith("Basic/") and not name.endswith(("/", "script-lc.xml", "script-lb.xml"))
    scripts = name.startswith("Scripts/") and not name.endswith("/")
    return name.lower().endswith("vbaproject.bin") or own or scripts


def _embedded(kind: _Kind) -> ReviewctlError:
    return ReviewctlError(
        f"The {kind.thing} has another file embedded in it, which would come along unseen.",
        "Delete what is embedded (a chart, too) from a copy, and import the copy.",
    )


def _check_contents(parcel: zipfile.ZipFile, kind: _Kind, *, embedded: bool) -> None:
    """Inflate every part, counting as it goes: what the directory says about sizes is not believed."""
    whole = 0
    for part in parcel.infolist():
        size, tail, xml = 0, b"", part.filename.lower().endswith((".xml", ".rels"))
        with parcel.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                first = not size
                size += len(chunk)
                whole += len(chunk)
                steep = size > _SMALL and size > STEEPEST * max(part.compress_size, 1)
                if whole > LARGEST_INSIDE or steep:
                    raise ReviewctlError(
                        f"The {kind.thing} swells up when it is unpacked, as one does that is meant to do harm.",
                        kind.anew,
                    )
                if first and chunk.startswith((_ZIP, _OLE)) and not embedded:
                    raise _embedded(kind)
                if xml:
                    _refuse_hostile(tail + chunk, kind, first=first)
                tail = chunk[-16:]


def _refuse_hostile(piece: bytes, kind: _Kind, *, first: bool) -> None:
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece or (first and b"\0" in piece[:64]):
        raise ReviewctlError(
            f"The {kind.thing} holds something that {kind.program} never writes, and it was not opened.",
            kind.anew,
        )
