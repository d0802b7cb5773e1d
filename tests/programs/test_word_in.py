"""Papers as offices send them, saved as Word documents by LibreOffice and not by the reader's own library."""

import re
import subprocess
from pathlib import Path

import pytest

from reviewctl.exchange.word.reading import read_paper
from reviewctl.render.prose_markdown import markdown_of
from reviewctl.work.papers_in.blocks import blocks_of
from reviewctl.work.papers_in.outline import outlined

HTML = """<html><head><title>IMR</title></head><body>
<p><b>INDIVIDUAL MANAGEMENT REVIEW</b></p><p>Version 3</p>
<h1>1. Introduction</h1><p>There were <b>twelve</b> contacts, <i>as far as is known</i>.
See <a href="https://example.org/guide">the guidance</a>.</p>
<h2>1.1 Sources</h2><ul><li>Record<ul><li>notes</li><li>letters</li></ul></li><li>Interviews</li></ul>
<h1>2. Key events</h1>
<table border="1"><thead><tr><th>Date</th><th>Event</th><th>Response</th></tr></thead>
<tr><td>3 May 2016</td><td>Seen | at home by two<br>workers</td><td rowspan="2">None</td></tr>
<tr><td>4 May 2016</td><td>Call</td></tr></table>
<h1>3. Analysis</h1><p># A line with a hash</p><p>1. A number that was typed</p>
<blockquote>It was not heard.</blockquote>
<ol><li>one</li><li>two<ol type="a"><li>first</li><li>second</li></ol></li></ol><p>between</p>
<ol start="3"><li>three</li></ol>
</body></html>"""

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
 <style:style style:name="Hid" style:family="text"><style:text-properties text:display="none"/></style:style>
</office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>A</dc:creator>
<dc:date>2026-01-01T00:00:00</dc:date></office:change-info><text:p>never </text:p></text:deletion></text:changed-region>
<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>A</dc:creator>
<dc:date>2026-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Analysis</text:h>
<text:p>She was <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>not <text:change-end
 text:change-id="c2"/>seen<text:note text:id="f1" text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>By the visitor.</text:p></text:note-body></text:note>.<office:annotation office:name="n1">
<dc:creator>A</dc:creator><dc:date>2026-01-01T00:00:00</dc:date><text:p>Is it so?</text:p></office:annotation></text:p>
<text:p>In sight<text:span text:style-name="Hid"> out of sight</text:span>.</text:p>
<text:p>Beside<draw:frame text:anchor-type="paragraph" svg:width="4cm" svg:height="2cm"><draw:text-box>
<text:p>In the box</text:p></draw:text-box></draw:frame></text:p>
<text:p>The end<text:note text:id="e1" text:note-class="endnote"><text:note-citation>i</text:note-citation>
<text:note-body><text:p>At last.</text:p></text:note-body></text:note></text:p>
</office:text></office:body></office:document>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers, saved as Word documents by LibreOffice just now."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "imr.html").write_text(HTML, encoding="utf-8")
    (folder / "changed.fodt").write_text(FLAT, encoding="utf-8")
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    for name in ("imr.html", "changed.fodt"):
        words = [*office, "docx:MS Word 2007 XML", "--outdir", str(folder), str(folder / name)]
        subprocess.run(words, check=True, capture_output=True, timeout=110)
    return folder


def text_of(file: Path) -> str:
    """Return a Word document as Markdown, with its own levels of headings."""
    paper = read_paper(file.read_bytes())
    notes = tuple(tuple(blocks_of(one)) for one in paper.notes)
    return markdown_of(tuple(blocks_of(outlined(paper.elements, frozenset()).elements)), notes)


def test_a_web_page_saved_as_word_reads_as_it_was(made: Path) -> None:
    """Headings, lists in lists, a table with merged cells, a quotation and numbers that go on are all there."""
    text = text_of(made / "imr.docx")
    assert text.startswith("# INDIVIDUAL MANAGEMENT REVIEW\n\nVersion 3\n\n# 1. Introduction\n")
    for part in (
        "There were **twelve** contacts, *as far as is known*. See the guidance (https://example.org/guide).",
        "## 1.1 Sources\n\n- Record\n  - notes\n  - letters\n- Interviews\n",
        "| Date | Event | Response |\n| --- | --- | --- |\n| 3 May 2016 | Seen \\| at home by two / workers | None |\n",
        "| 4 May 2016 | Call |  |\n",
        "\\# A line with a hash\n\n1\\. A number that was typed\n\n> It was not heard.\n\n1. one\n2. two\n",
        "between\n\n3. three\n",
    ):
        assert part in text, text
    assert re.search(r"\n   - a[.)] first\n   - b[.)] second\n", text)


def test_what_is_unsettled_in_a_paper_of_libreoffice_is_told(made: Path) -> None:
    """Tracked changes, a comment, hidden text, a text box and both kinds of notes are found as it writes them."""
    paper = read_paper((made / "changed.docx").read_bytes())
    kinds = {one.kind for one in paper.notices}
    assert kinds == {"tracked-insertion", "tracked-deletion", "comment", "hidden-text"}
    text = text_of(made / "changed.docx")
    assert "# Analysis\n\nShe was not seen[^1].\n" in text
    assert "never" not in text and "out of sight" not in text and "Is it so?" not in text
    assert text.count("In the box") == 1
    assert "The end[^2]\n" in text
    assert "[^1]: By the visitor.\n" in text and "[^2]: At last.\n" in text
