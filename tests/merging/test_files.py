"""Three versions of a file become one: what is written reads as what was merged, and else stays as it was typed."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.model.catalogue import BY_NAME
from reviewctl.store.amend import amended
from reviewctl.store.strict import read_yaml
from reviewctl.work.merging.files import Made, Versions, fresh_faults, merge_file
from reviewctl.work.merging.naming import Place
from reviewctl.work.merging.sections import merge_bodies, sections
from reviewctl.work.merging.values import merge_values
from tests.merging.test_values import edited, leaves, some_diary
from tests.properties.yamltext import Writer

HOME = "cases/SAR-2025-001"


def never(*_: bytes) -> None:
    """Git finds that both changed lines that touch."""


def put(path: str, base: str | None, mine: str | None, theirs: str | None, **chosen: Any) -> Made:
    """Merge three texts of a file that git cannot."""
    versions = [None if one is None else one.encode() for one in (base, mine, theirs)]
    return merge_file(path, Versions(*versions), chosen, never)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32).map(Random))
def test_what_is_written_reads_as_what_was_merged(random: Random) -> None:
    """However the file is written; and a file that only the other side changed is theirs, byte for byte."""
    base = some_diary(random)
    text = Writer(random).text(base)
    mine, theirs = edited(random, base), edited(random, base)
    own, other = amended(text, mine), amended(text, theirs)
    made = put(f"{HOME}/diary.yaml", text, own, other)
    assert made.data is not None
    want = merge_values(Place(BY_NAME["diary"], "diary"), base, mine, theirs, {})
    assert leaves(read_yaml(made.data.decode(), "").value or {}) == leaves(want.value or {})
    assert [one.address for one in made.clashes] == [one.address for one in want.clashes]
    assert put(f"{HOME}/diary.yaml", text, text, other) == Made(other.encode())
    assert put(f"{HOME}/diary.yaml", text, own, text) == Made(own.encode())


def test_comments_line_ends_and_marks_stay() -> None:
    """A file typed on Windows stays one; only what came from the other side is new."""
    base = "\ufeff# The diary.\r\nreferral:\r\n  received: 2025-01-13  # by post\r\n"
    mine = base + "  acknowledged: '2025-01-14'\r\n"
    theirs = base + "  chair_briefed: 2025-01-15\r\nscreening:\r\n  held: 2025-01-28\r\n"
    made = put(f"{HOME}/diary.yaml", base, mine, theirs)
    assert (
        made.data == (mine + "  chair_briefed: 2025-01-15\r\nscreening:\r\n  held: 2025-01-28\r\n").encode()
    )


def test_facts_and_text_of_a_document() -> None:
    """The facts between the fences are merged by address, the text under them by section."""
    base = "---\noutcome: review\ndissent:\n---\n# Reasons\n\nOne.\n\n# Other\n\nTwo.\n"
    mine = base.replace("dissent:", "dissent: none").replace("One.", "One, mine.")
    theirs = base.replace("review", "no-review").replace("Two.", "Two, theirs.")
    made = put(f"{HOME}/decision.md", base, mine, theirs)
    assert made.clashes == ()
    assert made.data == (
        b"---\noutcome: no-review\ndissent: none\n---\n# Reasons\n\nOne, mine.\n\n# Other\n\nTwo, theirs.\n"
    )
    both = put(f"{HOME}/decision.md", base, mine, base.replace("One.", "One, theirs."))
    assert [one.address for one in both.clashes] == ["decision.text[reasons]"]
    chosen = {"decision.text[reasons]": "theirs"}
    made = put(f"{HOME}/decision.md", base, mine, base.replace("One.", "One, theirs."), **chosen)
    assert b"One, theirs." in (made.data or b"") and b"dissent: none" in (made.data or b"")


def test_sections_by_their_headings() -> None:
    """A heading within a fence is none; two of one name are told apart; what stands above the first has none."""
    text = "top\n\n## A b\n\n```\n# no heading\n```\n## A B ##\nx\n"
    assert sections(text) == {
        "": "top\n\n",
        "a-b": "## A b\n\n```\n# no heading\n```\n",
        "a-b-2": "## A B ##\nx\n",
    }
    assert "".join(sections(text).values()) == text


def test_sections_that_came_and_went() -> None:
    """A section that one side added stands where it stood there; one that either took away is gone."""
    base = "# A\na\n# B\nb\n# C\nc\n"
    made = merge_bodies(
        "report", base, "# A\na!\n# C\nc\n", "# A\na\n# B\nb\n# X\nx\n# C\nc\n# Y\ny", {}, never
    )
    assert (made.value, made.clashes) == ("# A\na!\n# X\nx\n# C\nc\n# Y\ny", ())
    gone = merge_bodies("report", base, "# A\na\n# C\nc\n", "# A\na\n# B\nb!\n# C\nc\n", {}, never)
    assert [one.address for one in gone.clashes] == ["report.text[b]"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"{HOME}/signoff/tor/01-chair.json", "a statement never changes"),
        ("trust/allowed_signers", "whose signatures count"),
    ],
)
def test_what_is_never_merged(path: str, words: str) -> None:
    """Nobody is asked which of two statements, or of two lists of keys, holds."""
    made = put(path, None, "one\n", "two\n", **{path: "theirs"})
    assert words in made.refused and made.clashes == ()


def test_another_file_is_asked_about_as_a_whole() -> None:
    """A picture, a letter, a file that one side deleted: mine or theirs."""
    for path, mine, theirs in (("house-style.docx", "\0a", "\0b"), (f"{HOME}/log.yaml", None, "notes:\n")):
        made = put(path, "x\n", mine, theirs)
        assert [(one.address, one.whole) for one in made.clashes] == [(path, True)]
        assert made.data == (mine.encode() if mine else None)
        assert put(path, "x\n", mine, theirs, **{path: "theirs"}).data == theirs.encode()


def test_a_document_that_cannot_be_read_is_not_merged_by_address() -> None:
    """Where one version is at fault it is a file like any other."""
    made = put(f"{HOME}/diary.yaml", "a: 1\n", "a: [\n", "a: 2\n")
    assert [one.whole for one in made.clashes] == [True]


def test_a_fault_that_neither_had_is_found() -> None:
    """What both had already is theirs to put right; a new one is not written."""
    path = f"{HOME}/log.yaml"
    one, other = b"notes:\n  - on: 2025-01-01\n    text: x\n", b"notes: 1\n"
    assert fresh_faults(path, other, Versions(one, one, one))
    assert fresh_faults(path, other, Versions(one, one, other)) == ()
    assert fresh_faults(path, None, Versions(one, one, None)) == ()
