"""The files that agencies send, read: workbooks, spreadsheets, Word documents and CSV, by what is in them."""

from collections.abc import Callable

from reviewctl.exchange.apart import apart
from reviewctl.exchange.parcel import LARGEST_FILE, Form, check_parcel, form_of, is_ole, ole_refused
from reviewctl.model.sheet import AgencyFile
from reviewctl.model.trouble import ReviewctlError

_GOOD = "an Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods), a Word document (.docx) or a CSV"
_SEND = f"Ask for {_GOOD}, or save it as one."
_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam")
_OTHER = (
    (b"%PDF", "That is a PDF, and its tables cannot be relied on."),
    (b"{\\rtf", "That is a document in RTF."),
    (b"<", "That is a web page or XML, whatever its name says."),
    (b"\xef\xbb\xbf<", "That is a web page or XML, whatever its name says."),
    (b"\x89PNG", "That is a picture."),
    (b"\xff\xd8\xff", "That is a picture."),
)


def read_agency_file(data: bytes, name: str) -> AgencyFile:
    """Return the tables of a file that an agency sent, and what must be settled or asked about first.

    What is in the file decides how it is read, not its ending: `name` is only looked at for macros. Tables are
    read in a process of their own, which is stopped where a file takes more room or time than any table does.

    Raises ReviewctlError, with what to do, for what cannot be read whole and safely: a file with a password,
    macros, something embedded, of another kind, damaged, or meant to do harm.
    """
    if not data:
        raise ReviewctlError("The file is empty.", "Ask the agency for it again.")
    if name.lower().endswith(_MACROS):
        raise ReviewctlError(
            "The file is of a kind that holds macros (small programs), and nothing with macros is opened.",
            "Save it as a workbook (.xlsx) or a Word document (.docx), and import that.",
        )
    if is_ole(data):
        raise ole_refused(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office(data, name)
    return _text(data)


def _office(data: bytes, name: str) -> AgencyFile:
    form = form_of(data) or _by_name(name)
    if form is None:
        raise ReviewctlError("That is a file of another kind.", _SEND)
    check_parcel(data, form)
    return apart(_reader(form), data)


def _by_name(name: str) -> Form | None:
    """Return which kind a damaged file was meant to be, so that it is told what is the matter with it."""
    forms: tuple[Form, ...] = ("xlsx", "ods", "docx")
    return next((one for one in forms if name.lower().endswith(f".{one}")), None)


def _reader(form: Form) -> Callable[[bytes], AgencyFile]:
    match form:
        case "xlsx":
            from reviewctl.exchange.excel.agency import read_workbook_tables

            return read_workbook_tables
        case "ods":
            from reviewctl.exchange.opendocument import read_opendocument_tables

            return read_opendocument_tables
        case "docx":
            from reviewctl.exchange.word.tables import read_document_tables

            return read_document_tables


def _text(data: bytes) -> AgencyFile:
    from reviewctl.exchange.csvfile import read_csv

    for mark, what in _OTHER:
        if data.startswith(mark):
            raise ReviewctlError(what, _SEND)
    if len(data) > LARGEST_FILE:
        raise ReviewctlError(
            "The file is larger than 10 MB, and a chronology is not.",
            "Copy the rows that belong to this review into a new file, and import that.",
        )
    return apart(read_csv, data)
