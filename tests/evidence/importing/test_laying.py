"""The file as it will be: not one byte beside what changes is another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.chronology import Chronology
from reviewctl.store.decode import FORBIDDEN
from reviewctl.store.documents import document_from
from reviewctl.store.template import document_text
from reviewctl.work.chronicle.comparing import Change, Line
from reviewctl.work.chronicle.drafts import Draft, Said
from reviewctl.work.chronicle.laying import with_entries

NEW = document_text("chronology", "sar", {"agency": "gmp", "id": "SAR-2026-001"}).encode()
OLD = """\
# A comment of somebody's.
agency: gmp
entries:   # as they were sent
  - id: "1"
    date: 2016-05-22
    event: |
      two
      lines
  # the panel asked about this one
  - id: '2'
    event: "quoted"   # why
    marks: [disputed]

  - id: "3"
    event: last

# What follows.
no_contact:
glossary: {ASC: Adult Social Care}
"""


def new(number: str, **said: str | tuple[str, ...] | None) -> Line:
    """Return a line that is new."""
    whole: Said = dict(said)
    return Line(id=number, place=None, draft=Draft(table="", row=1, said=whole))


def old(place: int, **changes: str | None) -> Line:
    """Return an entry that is there, with its changes."""
    made = tuple(Change(field, "x", value) for field, value in changes.items())
    return Line(id=str(place + 1), place=place, draft=None, changes=made)


def read(data: bytes) -> Chronology:
    """Return a file as the record has it; a fault in it fails the test."""
    document, findings = document_from(data, "x.yaml", BY_NAME["chronology"], "gmp")
    assert document is not None and findings == (), findings
    assert isinstance(document.data, Chronology)
    return document.data


def test_the_first_entries_stand_below_the_example() -> None:
    """The template's comments stay at the head, and the rest as it was."""
    made = with_entries(NEW, [new("1", event="a"), new("2", event="b\nc")], "x.yaml").decode()
    head, _, tail = made.partition('\n  - id: "1"')
    assert head.endswith("#       - missed-opportunity") and NEW.decode().startswith(head)
    assert NEW.decode().endswith(tail.partition("      c\n")[2])
    assert [one.event for one in read(made.encode()).entries] == ["a", "b\nc"]


def test_what_stays_keeps_its_bytes() -> None:
    """Comments, quotes and blank lines with it, wherever it comes to stand."""
    everything = [old(0), old(1), old(2)]
    assert with_entries(OLD.encode(), everything, "x") == OLD.encode()
    made = with_entries(OLD.encode(), [old(2), new("4", event="new"), old(1)], "x").decode()
    assert made == OLD.replace(
        '  - id: "1"\n    date: 2016-05-22\n    event: |\n      two\n      lines\n', ""
    ).replace(
        "  # the panel asked about this one\n  - id: '2'\n    event: \"quoted\"   # why\n    marks: [disputed]\n\n"
        '  - id: "3"\n    event: last\n',
        '\n  - id: "3"\n    event: last\n  - id: "4"\n    event: new\n'
        "  # the panel asked about this one\n  - id: '2'\n    event: \"quoted\"   # why\n    marks: [disputed]\n",
    )


def test_one_field_is_cut_in() -> None:
    """And what stands beside it stays."""
    made = with_entries(OLD.encode(), [old(0), old(1, event="other", date="2017-05"), old(2)], "x").decode()
    assert made == OLD.replace('"quoted"   # why', "other   # why").replace(
        "    marks: [disputed]\n", "    marks: [disputed]\n    date: 2017-05\n"
    )


def test_a_field_that_is_gone_is_blank() -> None:
    """Its line stays, as a person would leave it."""
    made = with_entries(OLD.encode(), [old(0, date=None), old(1), old(2)], "x").decode()
    assert made == OLD.replace("date: 2016-05-22", "date:")


@pytest.mark.parametrize(
    "text",
    [
        "agency: gmp\nentries: [{id: '1', event: a}, {id: '2', event: b}]\n",
        "agency: gmp\r\nentries:\r\n  - id: '1'\r\n    event: a\r\n  - id: '2'\r\n    event: b\r\n",
        "agency: gmp\nentries:\n- id: '1'\n  event: a\n- id: '2'\n  event: b",
        "\ufeffagency: gmp\nentries:\n    - id: '1'\n      event: a\n    -\n      id: '2'\n      event: b\n",
    ],
)
def test_any_way_of_writing_it_can_be_changed(text: str) -> None:
    """Lists between brackets, old line ends, no line end, a byte order mark."""
    made = with_entries(text.encode(), [old(0), old(1, event="c"), new("3", event="d\ne")], "x")
    assert [(one.id, one.event) for one in read(made).entries] == [("1", "a"), ("2", "c"), ("3", "d\ne")]


def test_none_left_is_an_empty_list() -> None:
    """All may be taken out."""
    assert read(with_entries(OLD.encode(), [], "x")).entries == ()


_TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("\n:#-'\"|>=+@&*!%{}[],? \t<~")),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co", "Lo")),
    ),
    min_size=1,
    max_size=30,
).map(lambda text: FORBIDDEN.sub("", text).strip())


@given(st.lists(_TEXTS, min_size=1, max_size=4))
def test_whatever_is_written_reads_as_it_was(texts: list[str]) -> None:
    """Signs of YAML, line breaks, leading blanks and marks of a merge are words like others."""
    lines = [
        new(str(at), event=text or None, comment="<<<<<<< x\n=======\n>>>>>>> y")
        for at, text in enumerate(texts)
    ]
    found = read(with_entries(NEW, lines, "x")).entries
    assert [one.event for one in found] == [text or None for text in texts]
    again = with_entries(
        with_entries(NEW, lines, "x"), [old(at, event=text or None) for at, text in enumerate(texts)], "x"
    )
    assert [one.event for one in read(again).entries] == [text or None for text in texts]
