"""Makes the tables in examples/sent/ as agencies make theirs: in LibreOffice, from the texts in sent/source/.

    python examples/send.py             writes examples/sent/ again
    python examples/send.py FOLDER      writes them into FOLDER

A source is named CASE.AGENCY.FORM.csv, and becomes CASE/AGENCY.FORM. Spreadsheets come from LibreOffice Calc with
British settings, so what looks like a date becomes one, as it does on an agency's desk; Word tables come from Writer.
"""

import csv
import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SENT = HERE / "sent"
COMMA, QUOTE, UTF_8, BRITISH = 44, 34, 76, 2057
CSV_READER = f"Text - txt - csv (StarCalc):{COMMA},{QUOTE},{UTF_8},1,,{BRITISH},true,true"
"""Calc's reader of CSV: separators, the alphabet, from line 1, British, numbers and dates recognised.

What stands in quotes stays text, as in a column that was formatted so: of "April 2022" Calc would make the first of
the month, and show it as such."""


def sources() -> list[tuple[str, str, str, Path]]:
    """Return each source: the case, the agency, the form it is sent in, and the file."""
    found = sorted((SENT / "source").glob("*.csv"))
    named = [(path.name.split("."), path) for path in found]
    return [(case, agency, form, path) for (case, agency, form, _), path in named]


def send(folder: Path) -> None:
    """Write every table into a folder, one folder a case."""
    with tempfile.TemporaryDirectory() as scratch:
        for case, agency, form, source in sources():
            target = folder / case / f"{agency}.{form}"
            target.parent.mkdir(parents=True, exist_ok=True)
            made = make(source, form, agency, Path(scratch))
            shutil.copyfile(made, target)


def make(source: Path, form: str, agency: str, scratch: Path) -> Path:
    """Return one table in its form, made in a scratch folder."""
    if form == "csv":
        # As Excel on a British Windows saves one: in the alphabet of Windows, lines ended by CRLF.
        made = scratch / f"{agency}.csv"
        made.write_bytes(source.read_text(encoding="utf-8").replace("\n", "\r\n").encode("cp1252"))
        return made
    if form == "docx":
        page = scratch / f"{agency}.html"
        page.write_text(page_of(source, agency), encoding="utf-8")
        return converted(page, scratch, "docx:MS Word 2007 XML", "HTML (StarWriter)")
    plain = scratch / f"{agency}.csv"
    shutil.copyfile(source, plain)
    return converted(plain, scratch, form, CSV_READER)


def page_of(source: Path, agency: str) -> str:
    """Return a source as a page with a table, under a heading such as an author writes."""
    with source.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    wide = max(map(len, rows))
    lines = [
        "".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in [*row, *[""] * (wide - len(row))])
        for row in rows
    ]
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return (
        f'<html lang="en-GB"><meta charset="utf-8"><body><h1>Chronology: {html.escape(agency)}</h1>'
        f"<p>Confidential</p><table border=1>{table}</table></body></html>"
    )


def converted(file: Path, scratch: Path, to: str, reader: str) -> Path:
    """Return what LibreOffice makes of a file. Raises CalledProcessError; FileNotFoundError for nothing."""
    home = scratch / "office"
    words = ["soffice", f"-env:UserInstallation=file://{home}", "--headless", f"--infilter={reader}"]
    subprocess.run(
        [*words, "--convert-to", to, "--outdir", str(scratch / "out"), str(file)],
        check=True,
        capture_output=True,
    )
    made = scratch / "out" / f"{file.stem}.{to.partition(':')[0]}"
    if not made.is_file():
        raise FileNotFoundError(f"LibreOffice made nothing of {file.name}")
    return made


if __name__ == "__main__":
    send(Path(sys.argv[1]) if len(sys.argv) > 1 else SENT)
