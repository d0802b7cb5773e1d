"""`import imr` and `import report`: a paper under the policy's headings, shown first, and never a word of it lost."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.exchange.word.reading import _read
from reviewctl.facts.headings import names_of
from reviewctl.model.kind import HeadingRule
from reviewctl.work.papers_in.looking import body_of
from reviewctl.work.papers_in.outline import outlined
from reviewctl.work.papers_in.placing import laid_out, placed
from tests.commands import House
from tests.evidence.wordin.papers import headed, of_xml, paragraph, run, saved, words_of

CASE = "SAR-2026-001"
IMR = f"cases/{CASE}/imrs/greater-manchester-police.md"
Keep = Callable[[Any], str]


def paper(*parts: tuple[int, str] | str) -> Any:
    """Return a document: a heading for each level and text, a paragraph for each text alone."""
    document = Document()
    for one in parts:
        if isinstance(one, str):
            document.add_paragraph(one)
        else:
            document.add_heading(one[1], one[0])
    return document


PAPER = (
    *((0, "Individual Management Review"), "Confidential", (1, "1. Introduction"), "Records were read."),
    *((1, "2. Key events"), "Seen in May.", (2, "June"), "Seen in June.", (1, "Key themes"), "Housing."),
    *(
        (1, "Critical analysis"),
        "It was not shared.",
        (1, "Lessons learnt"),
        "To share.",
        (1, "Appendix"),
        "Words.",
    ),
)


def body(house: House, path: str = IMR) -> str:
    """Return the text of a document, without its facts."""
    return house.text(path).split("\n---\n", 1)[1]


def test_an_imr_stands_under_the_policys_headings(board: House, kept: Keep) -> None:
    """Headings that say the same are the policy's; others stay below theirs; what has no place is kept at the end."""
    board.does("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "GMP", "--yes")
    assert body(board) == (
        "\n## How this review was done\n\nRecords were read.\n\n## Chronology\n\nSeen in May.\n\n### June\n\n"
        "Seen in June.\n\n## Analysis of practice\n\nIt was not shared.\n\n## Lessons\n\nTo share.\n\n"
        "## Not placed\n\nIndividual Management Review\n\nConfidential\n\n### Key themes\n\nHousing.\n\n"
        "### Appendix\n\nWords.\n"
    )
    assert "agency: greater-manchester-police\n" in board.text(IMR)
    assert board.last_message() == f"{CASE}: import imr greater-manchester-police"
    assert board.last_paths() == [IMR]
    assert not {code for code in board.codes() if code.startswith(("FIL", "STR"))}


def test_parts_within_a_part_that_has_no_place_find_theirs(board: House, kept: Keep) -> None:
    """A paper under one great heading, or in two halves, is placed part by part; what is left keeps its heading."""
    document = paper(
        *((1, "Part 2: the review"), "Before all.", (2, "Analysis"), "So.", (3, "Lessons"), "Within."),
        *((2, "Odd"), "Left.", (3, "Good practice"), "Kept up."),
    )
    board.does("import", "imr", kept(document), "--case", CASE, "--agency", "gmp", "--yes")
    assert body(board) == (
        "\n## Analysis of practice\n\nSo.\n\n### Lessons\n\nWithin.\n\n## Good practice\n\nKept up.\n\n"
        "## Not placed\n\n### Part 2: the review\n\nBefore all.\n\n#### Odd\n\nLeft.\n"
    )


def test_it_is_shown_first_and_not_written(board: House, kept: Keep) -> None:
    """Without --yes, and with nobody to ask, the page is shown and says how to go on."""
    before = board.files()
    done = board.does("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "gmp")
    assert board.files() == before
    assert "Critical analysis" in done.out and "Analysis of practice" in done.out
    assert "Not placed" in done.out and "Recommendations" in done.out
    assert done.out.endswith("Nothing was written. When it is right: the same with --yes\n")


def test_a_person_places_what_has_no_place(board: House, kept: Keep) -> None:
    """--place puts a part below what stands under a heading of the policy, with its own heading kept."""
    board.does(
        *("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "gmp", "--yes"),
        *("--place", "Key themes=Analysis of practice", "--place", "Appendix=recommendations"),
    )
    text = body(board)
    assert (
        "## Analysis of practice\n\n### Key themes\n\nHousing.\n\n### Critical analysis\n\nIt was not" in text
    )
    assert "## Recommendations\n\n### Appendix\n\nWords.\n" in text


def test_a_heading_that_is_not_there_cannot_be_placed(board: House, kept: Keep) -> None:
    """A slip in --place is said, with the nearest heading of the paper, or with all of the policy's."""
    words = ("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "gmp", "--yes", "--place")
    assert "Did you mean Key themes?" in board.refuses(*words, "Key theme=Lessons")
    assert "It has: How this review was done, Chronology" in board.refuses(*words, "Key themes=Nowhere")
    assert "For example" in board.refuses(*words, "Key themes")


def test_the_same_paper_again_changes_nothing(board: House, kept: Keep) -> None:
    """Brought in twice, a paper changes no byte the second time, and no version is made."""
    words = ("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "gmp", "--yes")
    board.does(*words)
    before = board.files()
    assert "Nothing has changed" in board.does(*words).out
    assert board.files() == before


def test_a_text_that_is_there_is_replaced_only_when_asked_for(board: House, kept: Keep) -> None:
    """With --replace the new text is the next version; the facts beside it stay as they are."""
    path = f"cases/{CASE}/imrs/pennine-care.md"
    words = ("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "pennine-care", "--yes")
    before = board.files()
    done = board.tries(*words)
    assert (done.code, board.files()) == (1, before)
    assert "--replace" in done.out and "Nothing was written." in done.out
    assert "version 2" in board.does(*words, "--replace").out
    assert board.text(path).startswith("---\nagency: pennine-care\nversion: 2\n---\n\n## How this")


def test_a_template_with_no_text_is_filled(board: House, kept: Keep) -> None:
    """A document of empty headings is filled without asking, and stays the first version."""
    board.does("add", CASE, "imr", "--agency", "greater-manchester-police")
    board.does("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "gmp", "--yes")
    assert "version: 1\n" in board.text(IMR)
    assert body(board).count("## Chronology") == 1


def test_what_is_unsettled_is_told_and_refused(board: House, kept: Keep) -> None:
    """Tracked changes, comments and hidden text are counted, their authors not named, until an option settles them."""
    changed = f'<w:ins w:id="1" w:author="Jane Roe">{run("not ")}</w:ins>'
    document = Document()
    line = document.add_paragraph("Seen.")
    document.add_comment(line.runs, text="Jane says no", author="Jane Roe")
    line.add_run("secret").font.hidden = True
    from tests.evidence.wordin.papers import put

    put(document, headed("Analysis") + paragraph(changed + run("shared")))
    words = ("import", "imr", kept(document), "--case", CASE, "--agency", "gmp", "--yes")
    before = board.files()
    done = board.tries(*words)
    assert (done.code, done.err, board.files()) == (1, "", before)
    for option in ("--accept-changes", "--drop-comments", "--hidden", "--skip-hidden"):
        assert option in done.out
    assert "Jane" not in done.out and "secret" not in done.out
    board.does(*words, "--accept-changes", "--drop-comments", "--skip-hidden")
    assert "not shared" in board.text(IMR) and "secret" not in board.text(IMR)
    assert "say the opposite" in board.refuses(*words, "--hidden", "--skip-hidden")


def test_a_dry_run_shows_the_difference(board: House, kept: Keep) -> None:
    """--dry-run needs no --yes, shows what would be written, and writes nothing."""
    before = board.files()
    done = board.does("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "gmp", "--dry-run")
    assert "+## Analysis of practice" in done.out and "(--dry-run)" in done.out
    assert board.files() == before


def test_the_word_document_is_listed_where_it_is_kept(board: House, kept: Keep) -> None:
    """--held-at lists the document itself in papers.yaml, in the same commit, by its fingerprint."""
    file = kept(paper(*PAPER))
    board.does("import", "report", file, "--case", CASE, "--yes", "--replace", "--held-at", "document store")
    assert board.last_paths() == [f"cases/{CASE}/papers.yaml", f"cases/{CASE}/report/overview.md"]
    assert "byte for byte" in board.does("paper", "check", CASE, "report", file).out


def test_crlf_and_comments_of_the_facts_stay(board: House, kept: Keep) -> None:
    """The facts above the text stay byte for byte, and so does the way in which its lines end."""
    path = f"cases/{CASE}/report/overview.md"
    board.put(path, b"---\r\n# a remark\r\nversion: 1\r\n---\r\n\r\n## Conclusion\r\n")
    board.does("import", "report", kept(paper((1, "Findings"), "So.")), "--case", CASE, "--yes")
    assert board.text(path) == (
        "---\r\n# a remark\r\nversion: 1\r\n---\r\n\r\n## Good practice and where practice can improve\r\n\r\nSo.\r\n"
    )


def test_a_document_with_faults_is_not_written_over(board: House, kept: Keep) -> None:
    """What cannot be read is put right first."""
    board.put(IMR, "no facts at all\n")
    said = board.refuses("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "gmp", "--yes")
    assert "reviewctl validate" in said


def test_a_heading_that_serves_for_two_parts_keeps_its_words(board: House, kept: Keep) -> None:
    """In a review by systems approach, Findings are both the practice and why it happened: validate asks for both."""
    board.does("record", CASE, "tor.method", "systems-approach")
    board.does("import", "report", kept(paper((1, "Findings"), "So.")), "--case", CASE, "--replace", "--yes")
    assert body(board, f"cases/{CASE}/report/overview.md") == "\n## Findings\n\nSo.\n"


def test_what_is_not_placed_fills_no_part(board: House, kept: Keep) -> None:
    """A report that ends with an empty conclusion has an empty part, although text without a place stands behind it."""
    board.does(
        "import",
        "report",
        kept(paper((1, "Conclusion"), (1, "Annex"), "Text.")),
        "--case",
        CASE,
        "--replace",
        "--yes",
    )
    board.does("record", CASE, "report.presented", "2026-06-01")
    done = board.tries("validate", "--format", "json", CASE)
    assert "REP003" in {
        one["code"] for one in json.loads(done.out)["findings"] if "Conclusion" in one["message"]
    }


def test_nobody_is_asked_twice_for_an_agency(board: House, kept: Keep) -> None:
    """An agency that the Board does not have is refused, with those that it has."""
    said = board.refuses(
        "import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "ccg-nowhere", "--yes"
    )
    assert "There are: greater-manchester-police" in said


HEADINGS = st.sampled_from(
    [
        "Analysis",
        "1. Findings",
        "Good practice",
        "Key themes",
        "Appendix",
        "Lessons",
        "Method",
        "Part 2",
        "Theme A",
    ]
)
RULES = tuple(
    HeadingRule(id=name.lower(), title=name, synonyms=tuple(others), cites="P§14")
    for name, others in (
        ("Analysis of practice", ["Analysis", "Findings"]),
        ("Lessons", ["Learning"]),
        ("Method", []),
    )
)


@settings(max_examples=30)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.integers(1, 3), HEADINGS), st.text("abc ", min_size=1, max_size=12).filter(str.strip)
        ),
        max_size=9,
    )
)
def test_no_word_is_lost_or_made(parts: Sequence[tuple[int, str] | str]) -> None:
    """Every word of a paper is in the document; only a heading may have given way to the policy's own."""
    blocks = [paragraph(run(one)) if isinstance(one, str) else headed(one[1], one[0]) for one in parts]
    came = _read(of_xml(*blocks), hidden=False)
    names = frozenset(name for rule in RULES for name in names_of(rule))
    text = body_of(laid_out(placed(outlined(came.elements, names).elements, RULES, {})), came)
    running = [word for one in parts if isinstance(one, str) for word in words_of(one)]
    others = [word for one in parts if not isinstance(one, str) for word in words_of(one[1])]
    allowed = [*words_of(" ".join(rule.title for rule in RULES)), "Not", "placed"]
    found = words_of(text)
    assert sorted(word for word in found if word.islower() and set(word) <= set("abc")) == sorted(running)
    assert set(found) <= {*running, *others, *allowed}
    for title in ("Key themes", "Appendix", "Part 2", "Theme A"):
        wanted = sum(one == (level, title) for one in parts for level in (1, 2, 3))
        assert text.count(f"# {title}\n") == wanted


def test_a_paper_saved_by_others_reads_the_same() -> None:
    """The reader gives the same for the same bytes: there is nothing of the day or the machine in it."""
    data = saved(paper(*PAPER))
    assert _read(data, hidden=False) == _read(data, hidden=False)


def test_one_that_was_sent_back_is_asked_about(board: House, kept: Keep) -> None:
    """Bringing in a text records no day, for the paper may have come before: the command for it is said."""
    words = ("import", "imr", kept(paper(*PAPER)), "--case", CASE, "--agency", "gmp", "--yes")
    receive = f"reviewctl imr receive {CASE} greater-manchester-police --on DATE"
    assert receive not in board.does(*words).out
    board.does("imr", "send-back", CASE, "gmp", "--because", "nothing on the second question")
    again = ("import", "imr", kept(paper(*PAPER, "More.")), "--case", CASE, "--agency", "gmp", "--yes")
    assert f"It was sent back. Is this the new one? {receive}" in board.does(*again, "--replace").out
