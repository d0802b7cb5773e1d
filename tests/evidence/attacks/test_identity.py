"""What the panel marked stays with what it marked, however an agency numbers, sorts and corrects its lines."""

from reviewctl.model.chronology import Chronology, Entry
from reviewctl.work.chronicle.comparing import Compared, compare
from tests.evidence.importing.making import taken

HEAD = ("Ref", "Date", "Source", "What happened")
WORDS = (
    "Social worker visited; nobody in",
    "Social worker rang; child seen well",
    "Social worker wrote to the GP",
    "Social worker met the school nurse",
)
FIRST = "Social worker was told of the family"


def on_record(*words: str) -> Chronology:
    """Return a chronology whose entries all lie on one day."""
    entries = (
        Entry(id=str(number), date="2016-05-01", source="case notes", event=one)
        for number, one in enumerate(words, 1)
    )
    return Chronology(agency="gmp", entries=tuple(entries))


def of_file(chronology: Chronology, *rows: tuple[object, str]) -> Compared:
    """Compare a chronology with a file of these references and words, all of one day."""
    lines = [(ref, "01/05/2016", "case notes", words) for ref, words in rows]
    return compare(chronology, taken(HEAD, *lines), keep_gone=False)


def which(found: Compared) -> dict[str, str]:
    """Return the words of each line by the id that it has."""
    return {one.id: str(one.draft.said["event"]) for one in found.lines if one.draft is not None}


def test_lines_numbered_anew_on_one_day_are_the_entries_that_they_were() -> None:
    """A line put in above moves every reference by one, and no entry."""
    rows = [(at, words) for at, words in enumerate((FIRST, *WORDS), 1)]
    found = of_file(on_record(*WORDS), *rows)
    assert which(found) == {**{str(at): one for at, one in enumerate(WORDS, 1)}, "5": FIRST}
    assert not found.changed and [one.id for one in found.added] == ["5"]


def test_lines_numbered_anew_and_each_corrected_a_little_are_the_entries_that_they_were() -> None:
    """The words decide before the number does."""
    rows = [(at, words) for at, words in enumerate((FIRST, *(f"{one}." for one in WORDS)), 1)]
    found = of_file(on_record(*WORDS), *rows)
    assert which(found) == {**{str(at): f"{one}." for at, one in enumerate(WORDS, 1)}, "5": FIRST}


def test_of_lines_with_the_same_words_the_reference_decides() -> None:
    """Two identical entries keep their numbers where the rows are swapped."""
    found = of_file(on_record("seen", "seen"), (2, "seen"), (1, "seen"))
    assert [one.id for one in found.lines] == ["2", "1"] and not found.changed


def test_a_line_written_anew_is_still_known_by_its_reference() -> None:
    """Where nothing else is more like it."""
    found = of_file(
        on_record(*WORDS), *enumerate((*WORDS[:3], "Met the nurse of the school at the family's home"), 1)
    )
    assert [one.id for one in found.changed] == ["4"] and not found.added and not found.missing
