"""The made-up register is what performance.md describes, and the bench prints its table. Nothing is timed here."""

from collections import Counter
from pathlib import Path

import pytest

from bench.__main__ import main, page
from bench.generate import AS_OF, FILES_A_CASE, LONG_EVERY, make_register
from bench.measure import interleaved
from bench.rows import Row, table
from reviewctl.store.find import find_register
from reviewctl.work.judging import findings_of
from reviewctl.work.loading import Loader

CASES = 3


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of three cases."""
    folder = tmp_path_factory.mktemp("bench") / "register"
    make_register(folder, CASES)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, by its path in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_to_be_put_right_in_it(register: Path) -> None:
    """The made-up files are valid, and on the day judged nothing is late."""
    judged = findings_of(find_register(str(register)), (), str(register), AS_OF)
    assert (judged.cases, judged.files) == (CASES, CASES * FILES_A_CASE + 1)
    assert [(str(f.spot), f.message) for f in judged.findings if f.severity != "note"] == []


def test_every_stage_is_valid(tmp_path: Path) -> None:
    """So are reviews at every stage that is made up, and they are at the stages they should be."""
    make_register(tmp_path / "thirty", LONG_EVERY)
    register = find_register(str(tmp_path / "thirty"))
    judged = findings_of(register, (), register.root, AS_OF)
    assert [(str(f.spot), f.message) for f in judged.findings if f.severity != "note"] == []
    loader = Loader(register, AS_OF)
    places = Counter(loaded.facts.place.id for loaded in map(loader.load, register.folders) if loaded.facts)
    assert places == {"evidence": 3, "drafting": 3, "approving": 2, "acting": 6, "closed": 16}


def test_its_size_is_that_of_a_real_one(register: Path) -> None:
    """18 files a case of 3 KB in the middle, and one chronology of 119 KB or so."""
    for case in (register / "cases").iterdir():
        assert sum(path.is_file() for path in case.rglob("*")) == FILES_A_CASE
    sizes = sorted(len(data) for data in contents(register / "cases").values())
    assert 2_700 < sizes[len(sizes) // 2] < 3_300
    assert [size for size in sizes if size > 20_000] == [sizes[-1]]
    assert 110_000 < sizes[-1] < 130_000


def test_it_is_always_the_same(register: Path, tmp_path: Path) -> None:
    """Made again, it is the same to the byte; and no two cases are."""
    make_register(tmp_path / "again", CASES)
    files = contents(register)
    assert contents(tmp_path / "again") == files
    assert len({data for path, data in files.items() if path.endswith("referral.md")}) == CASES


def test_it_is_not_made_over_another(register: Path) -> None:
    """A folder that is there is left alone."""
    with pytest.raises(FileExistsError):
        make_register(register, 1)


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """The bench measures a register of two cases and prints every row that needs no other program."""
    main(["--cases", "2", "--rounds", "1"])
    printed = capsys.readouterr().out
    for what in (
        "`--version`",
        "`--help`",
        "`status`",
        "floor",
        "cold `validate`",
        "peak memory",
        "`chronology merge`",
        "deadline",
    ):
        assert what in printed


def test_a_row_says_whether_its_number_is_reached() -> None:
    """A ratio is to be low, a rate is to be high."""
    low = Row(what="a", measured=9.5, unit="×", reach=9, stretch=6)
    high = Row(what="b", measured=9.5, unit="×", reach=9, stretch=12, more=True)
    assert [row.verdict for row in (low, high)] == ["NOT REACHED", "reached"]
    assert "| a    | 9.5 ×" in table([low, high])
    said = page([low, high], ["--write"], rounds=5)
    assert table([low, high]) in said and "the median of 5 rounds" in said


def test_the_median_of_turns_is_taken() -> None:
    """Each work is done once to warm up and then once in each round, in turns."""
    done: list[str] = []
    took = interleaved({name: lambda name=name: done.append(name) for name in "ab"}, 3)
    assert "".join(done) == "abababab"
    assert set(took) == {"a", "b"}
