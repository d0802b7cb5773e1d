"""Values of hardening.md §8, *Terminal and HTML*: each a folder of tests/broken, laid wherever one may be shown.

The folder holds the value, or a recipe for it; expect.txt has the codes of `validate` where the reader refuses
such a value, and behind `shown` how it looks where it is shown.
"""

import contextlib
import io
import json
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reviewctl.cli.app import run
from reviewctl.model.report import Column, Heading, Message, Paragraph, Report, Row, Table
from reviewctl.render.formats import Look, stream
from tests.broken_tree import AS_OF, CASE, HOME, expectation, folders
from tests.commands import House
from tests.recipe import bytes_of

SECONDS = 2.0
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
BY_NAME = pytest.mark.parametrize("folder", folders("terminal"), ids=lambda folder: folder.name)
PAGES = (("show", CASE, "--as-of", AS_OF), ("status", "--as-of", AS_OF), ("validate", "--as-of", AS_OF))


class Screen(io.TextIOWrapper):
    """What says that it is a terminal, and keeps what is written there."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    def isatty(self) -> bool:
        return True

    def said(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode("utf-8")


def on_screen(house: House, *words: str) -> str:
    """Return all that a command says on a terminal, its own colours taken away; they must be in pairs."""
    out, err = Screen(), Screen()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["-C", str(house.root), *words])
    assert code in (0, 1, 3), err.said()
    said = out.said() + err.said()
    found = COLOURS.findall(said)
    assert all(one == "\x1b[0m" for one in found[1::2]) and len(found) % 2 == 0
    return COLOURS.sub("", said)


def places(house: House, value: str) -> Iterator[tuple[str, str, str]]:
    """Yield the files that can hold a value, each with the value as the file has it: by an escape, or raw."""
    quoted = json.dumps(value, ensure_ascii=True)
    case, board, referral = (
        house.text(path) for path in (f"{HOME}/case.yaml", "board.yaml", f"{HOME}/referral.md")
    )
    yield f"{HOME}/log.yaml", f"notes:\n  - {{on: 2025-01-14, text: {quoted}}}\n", "show"
    yield f"{HOME}/case.yaml", case.replace("pseudonym: Adult A", f"pseudonym: {quoted}"), "show status"
    yield (
        "board.yaml",
        re.sub("^board: .*$", lambda _: f"board: {quoted}", board, flags=re.MULTILINE),
        "status",
    )
    yield f"{HOME}/referral.md", f"{referral}\n{value}\n", ""


def value_of(folder: Path) -> str:
    """Return the value that a folder holds."""
    return bytes_of(folder / "value.recipe").decode("utf-8")


def codes(folder: Path) -> set[str]:
    """Return the codes that expect.txt names."""
    return {code for code in expectation(folder) if code != "shown"}


@BY_NAME
def test_a_screen_obeys_no_value(case: House, folder: Path) -> None:
    """In each place: refused with a code, or shown to the letter; and nothing raw reaches the terminal."""
    value, found = value_of(folder), set()
    (shown,) = expectation(folder)["shown"]
    for path, text, pages in places(case, value):
        before = case.files().get(path)
        case.put(path, text)
        start = time.perf_counter()
        said = {words[0]: on_screen(case, *words) for words in PAGES}
        assert time.perf_counter() - start < SECONDS
        assert all(one.isprintable() or one == "\n" for one in "".join(said.values())), path
        if codes(folder):
            found |= set(re.findall(r"\bFIL\d{3}\b", said["validate"]))
        else:
            assert all(shown in said[page] for page in pages.split()), path
            assert not re.search(r"\b(FIL|STR00)", said["validate"]), said["validate"]
        (case.root / path).unlink() if before is None else case.put(path, before)
    assert found == codes(folder)


class Page(HTMLParser):
    """What a browser would make of a page: its elements, and the text that one reads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@BY_NAME
def test_a_page_in_a_browser_obeys_no_value(case: House, folder: Path) -> None:
    """In HTML a value is nothing but text: no element, attribute or address comes of it, and it can be read."""
    value = value_of(folder)
    (shown,) = expectation(folder)["shown"]
    plain = {words[0]: Page(case.tries(*words, "--format", "html").out) for words in PAGES}
    own = {tag for page in plain.values() for tag, _ in page.elements} | {
        "table",
        "tbody",
        "td",
        "tr",
        "th",
        "thead",
    }
    for path, text, pages in places(case, value):
        before = case.files().get(path)
        case.put(path, text)
        for words in PAGES:
            page = Page(case.tries(*words, "--format", "html").out)
            assert {tag for tag, _ in page.elements} <= own | {
                "section",
                "ul",
                "li",
                "strong",
                "span",
                "p",
                "h2",
            }
            for _, attributes in page.elements:
                assert not [name for name in attributes if name.startswith("on")]
                assert re.fullmatch(r"#.*|", attributes.get("href") or ""), attributes
            assert codes(folder) or words[0] not in pages.split() or shown in page.text, path
        (case.root / path).unlink() if before is None else case.put(path, before)


@BY_NAME
def test_a_value_that_comes_through_is_shown_for_what_it_is(folder: Path) -> None:
    """Whatever no reader has looked at still has a face in every part of a page, with colours and without."""
    value = value_of(folder)
    (shown,) = expectation(folder)["shown"]
    blocks = (
        Heading(value, "as at"),
        Paragraph(value),
        Message(value, "late", (value,)),
        Table((Column(""), Column("what")), (Row(("LATE", value), "late"),)),
    )
    for block in blocks:
        for colour in (False, True):
            start = time.perf_counter()
            said = "".join(stream(Report("status", blocks=(block,)), "text", Look(width=100, colour=colour)))
            assert time.perf_counter() - start < SECONDS
            said = COLOURS.sub("", said)
            assert shown in said
            assert all(one.isprintable() or one == "\n" for one in said)
