"""`show CASE DOCUMENT`: a document of the record in words, in every format."""

import json
from pathlib import Path

import pytest

from reviewctl.model.catalogue import CATALOGUE
from reviewctl.store.find import find_register
from tests.commands import House
from tests.evidence.out.pages import Page, opened, words_of

AS_OF = ("--as-of", "2022-10-10")
IMR = """---
agency: greater-manchester-police
version: 2
---

## How this review was done

Records were read[^1], and two officers were spoken to.

| asked | found |
|---|---|
| custody | nothing |

## Lessons

1. Ask *earlier*.
2. Write it down.

<script>alert(1)</script>

[^1]: From the custody system.
"""


def documents(house: House) -> list[tuple[str, str]]:
    """Every document of every case of a register, with how it is named."""
    register = find_register(str(house.root))
    found = []
    for folder in register.folders:
        case, _ = register.case(folder)
        assert case is not None
        found += [
            (case.id, f"minutes[{d.item}]" if d.kind == "meetings" else n) for n, d in case.documents.items()
        ]
    return found


def test_every_document_of_a_register_can_be_shown(example: House) -> None:
    """Whatever its kind, it has a title, says which review it is of, and shows no key with an underscore."""
    every = documents(example)
    assert {name.partition("[")[0] for _, name in every} >= {
        kind.name for kind in CATALOGUE if kind.home == "case"
    } - {"briefing", "imr", "initial-chronology", "meetings", "summary", "waivers"}
    for case, name in every[::3]:
        shown = example.does("show", case, name, *AS_OF).out
        assert case in "".join(shown.splitlines()[:4]), (case, name)
        assert "_" not in shown.partition("\n\n")[0]


@pytest.mark.parametrize(
    "name", ["tor", "report", "panel,1", "returns", "chronology[acute-hospital-n]", "diary"]
)
@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".json", ".csv", ".docx", ".xlsx"])
def test_a_document_goes_out_in_every_format(example: House, tmp_path: Path, name: str, ending: str) -> None:
    """The same words in each, whatever the format is made of."""
    file = tmp_path / f"out{ending}"
    example.does("show", "SAR-2019-001", name, *AS_OF, "-o", str(file))
    data = file.read_bytes()
    if ending == ".docx":
        assert "SAR-2019-001" in words_of(opened(data))
    elif ending == ".xlsx":
        assert data.startswith(b"PK")
    else:
        text = data.decode("utf-8-sig")
        assert "SAR-2019-001" in text or (ending == ".csv" and text.startswith("field,value\r\n"))
        assert "()" not in text and "('" not in text
        assert ending != ".html" or Page(text).faults == []


def an_imr(case: House) -> None:
    case.put("cases/SAR-2025-001/imrs/greater-manchester-police.md", IMR)


def test_an_imr_is_a_draft_until_it_is_signed_off(case: House) -> None:
    """Its version is said, and that it is a draft as long as no day of the sign-off is recorded."""
    an_imr(case)
    assert case.does("show", "SAR-2025-001", "imr").out.startswith("Draft, version 2\n")
    case.does("record", "SAR-2025-001", "returns[greater-manchester-police].imr.signed_off", "2025-03-01")
    assert case.does("show", "SAR-2025-001", "imr", "--as-of", "2025-03-02").out.startswith("Version 2\n")
    assert case.does("show", "SAR-2025-001", "imr", "--as-of", "2025-02-02").out.startswith("Draft, ")


def test_a_text_is_shown_with_its_lists_tables_and_notes(case: House) -> None:
    """The screen has them, too."""
    an_imr(case)
    shown = case.does("show", "SAR-2025-001", "imr").out
    for piece in (
        "How this review was done\n---",
        "read(1), and",
        "asked    found",
        "1. Ask earlier.",
        "(1) From the",
    ):
        assert piece in shown
    assert "<script>alert(1)</script>" in shown


def test_markdown_comes_out_as_markdown(case: House) -> None:
    """Read again, it is the same text."""
    from reviewctl.render.markdown_body import body_of

    an_imr(case)
    out = case.does("show", "SAR-2025-001", "imr", "--format", "markdown").out
    again, before = body_of(out), body_of(IMR.partition("---\n\n")[2])
    assert again.notes == before.notes
    assert again.blocks[-len(before.blocks) :] == before.blocks


def test_json_holds_the_facts_and_the_text_as_they_are(case: House) -> None:
    """A script has the record's own keys and words."""
    an_imr(case)
    found = json.loads(case.does("show", "SAR-2025-001", "imr", "--format", "json").out)
    assert found["schema"] == "reviewctl/show-document/1"
    assert found["document"] == "imr[greater-manchester-police]"
    assert found["facts"]["version"] == 2
    assert found["text"].strip() == IMR.partition("---\n\n")[2].strip()


@pytest.mark.parametrize(
    "words",
    [
        ("imr", "--agency", "greater-manchester-police"),
        ("imr", "--agency", "GMP"),
        ("imr[greater-manchester-police]",),
        ("imr",),
    ],
)
def test_a_document_is_named_in_several_ways(case: House, words: tuple[str, ...]) -> None:
    """By the agency's id, its other name, in brackets; or not at all where there is only one."""
    an_imr(case)
    assert "How this review was done" in case.does("show", "SAR-2025-001", *words).out


def test_minutes_are_named_by_kind_and_number_or_by_file(example: House) -> None:
    """As every other command names a meeting."""
    first = example.does("show", "SAR-2019-001", "panel,1", *AS_OF).out
    assert first.startswith("Minutes: Review panel, Wednesday 20 November 2019")
    assert example.does("show", "SAR-2019-001", "minutes[2019-11-20-panel]", *AS_OF).out == first
    assert example.does("show", "SAR-2019-001", "2019-11-20-panel", *AS_OF).out == first
    said = example.refuses("show", "SAR-2019-001", "minutes")
    assert "Which meeting?" in said and "panel,1" in said


def test_words_of_the_policy_and_the_board_are_said_in_full(example: House) -> None:
    """Agencies by name, roles by title, criteria as sentences, uncertain days in words, flags as yes and no."""
    tor = example.does("show", "SAR-2019-001", "tor", *AS_OF).out
    assert "Private hospital N; Acute hospital N" in tor
    assert "IMRs and chronologies, with an independent overview report" in tor
    assert "From: 1 Oct 2016" in tor
    screening = example.does("show", "SAR-2019-001", "screening", *AS_OF).out
    assert "The adult is in the Board's area" in screening and "not met" in screening
    assert "Secure files        yes" in screening
    diary = example.does("show", "SAR-2019-001", "diary", *AS_OF).out
    assert "The request reached the Board" in diary and "not known" in diary


def test_in_a_case_its_document_is_enough(example: House) -> None:
    """Whoever stands in the folder of a review need not name it."""
    inside = House(example.root / "cases" / "SAR-2019-001")
    assert inside.does("show", "tor", *AS_OF).out == example.does("show", "SAR-2019-001", "tor", *AS_OF).out


def test_the_registers_own_documents_go_by_the_word_board(example: House) -> None:
    """Complaints and correspondence belong to no review."""
    shown = example.does("show", "board", "complaints", *AS_OF).out
    assert shown.startswith("Complaints\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("SAR-2025-001", "terms"), "There is no such document"),
        (("SAR-2025-001", "referal"), "did you mean referral?"),
        (("SAR-2025-001", "tor"), "SAR-2025-001 has no terms-of-reference.md yet"),
        (("SAR-2025-001", "imr"), "SAR-2025-001 has no imr yet"),
        (("SAR-2025-001", "minutes"), "SAR-2025-001 has no minutes yet"),
        (("SAR-2025-001", "diary", "--agency", "gmp"), "one for the whole review"),
        (("SAR-2025-001", "--agency", "gmp"), "--agency goes with a document"),
        (("SAR-2099-001", "diary"), "SAR-2099-001"),
    ],
)
def test_what_is_not_there_is_said_with_what_there_is(case: House, words: tuple[str, ...], said: str) -> None:
    """In a sentence, with the way on."""
    assert said in case.refuses("show", *words)


def test_an_agency_without_an_imr_is_told_of_those_that_have_one(case: House) -> None:
    """The agencies whose IMR there is are named, with the command to type."""
    an_imr(case)
    said = " ".join(case.refuses("show", "SAR-2025-001", "imr", "--agency", "pennine-care").split())
    assert "There are those of: greater-manchester-police." in said
    assert "reviewctl show SAR-2025-001 imr --agency greater-manchester-police" in said
