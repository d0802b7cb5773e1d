"""Every bad input of hardening.md §8 that a file can hold: the finding it gives, and that it betrays nothing.

Each folder of tests/broken holds the file (or a recipe for it) and expect.txt: a line `CODE line:column` for
each finding, in order, and under it, where wanted, `says` with a part of its message. An empty one means:
accepted.
A folder with a third file, value.json, also says what was read.

What a folder, a commit, a repository's settings, a command line or a screen can hold is read by the other
test_broken_….py; LIST.md says which item is shown by what.
"""

import json
import re
import shutil
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
import pytest

from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.codes import REGISTRY
from reviewctl.model.finding import Finding
from reviewctl.store.blanks import prune_blanks
from reviewctl.store.conform import Validator, conform, schema_validator
from reviewctl.store.decode import decode
from reviewctl.store.front import read_front
from reviewctl.store.resources import rulebook_page, schema_text
from reviewctl.store.strict import read_yaml
from tests.broken_tree import AS_OF, BROKEN, HOME, MARKER
from tests.commands import House
from tests.recipe import SUFFIX, bytes_of, cook

FOLDERS = sorted(
    folder for folder in BROKEN.iterdir() if folder.name.startswith(("FIL0", "STR0", "accepted-"))
)
SECONDS = 2.0


def input_of(folder: Path) -> tuple[str, bytes]:
    """Return the name of the bad file in a folder, and its bytes."""
    (path,) = (p for p in folder.iterdir() if p.name not in ("expect.txt", "value.json"))
    return path.name.removesuffix(SUFFIX), bytes_of(path)


@lru_cache
def validator_for(name: str) -> Validator:
    return schema_validator(msgspec.json.decode(schema_text(name.partition(".")[0])))


def read(name: str, data: bytes) -> tuple[object, list[Finding]]:
    """Read a document as the store does: stop where what follows would rest on sand."""
    decoded = decode(data, name, BY_NAME[name.partition(".")[0]].limit)
    if decoded.findings:
        return None, list(decoded.findings)
    parsed = read_front(decoded.text, name) if name.endswith(".md") else read_yaml(decoded.text, name)
    if parsed.findings:
        return None, list(parsed.findings)
    return parsed.value, conform(prune_blanks(parsed.value), parsed.marks, validator_for(name), name)


def expected(folder: Path) -> tuple[list[str], list[str]]:
    """Return the codes with their places, and for each what the message must say ("" for anything)."""
    places: list[str] = []
    says: list[str] = []
    for line in (folder / "expect.txt").read_text("utf-8").splitlines():
        if line.startswith("says "):
            says[-1] = line[5:]
        else:
            places.append(line)
            says.append("")
    return places, says


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_bad_input_gives_its_findings_quickly_and_betrays_nothing(folder: Path) -> None:
    """Exactly the findings expected, at their places, in two seconds, without the word planted there."""
    name, data = input_of(folder)
    validator_for(name)
    start = time.perf_counter()
    _, findings = read(name, data)
    assert time.perf_counter() - start < SECONDS
    places, says = expected(folder)
    assert [f"{f.code} {f.spot.line}:{f.spot.column}" for f in findings] == places
    for finding, words in zip(findings, says, strict=True):
        assert words in f"{finding.message} {finding.help}"
        assert MARKER.casefold() not in f"{finding.message} {finding.help}".casefold()
        assert not any(character in finding.message for character in "\n\r\t\x1b")


@pytest.mark.parametrize(
    "folder", [f for f in FOLDERS if (f / "value.json").exists()], ids=lambda folder: folder.name
)
def test_accepted_input_is_read_as_written(folder: Path) -> None:
    """What is accepted is read as its author wrote it."""
    name, data = input_of(folder)
    value, findings = read(name, data)
    assert findings == []
    assert value == json.loads((folder / "value.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def sound(models: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """A register with one review that is in order; each test leaves it as it was."""
    return House(shutil.copytree(models / "case", tmp_path_factory.mktemp("sound") / "register"))


@pytest.fixture
def bad_file(sound: House, folder: Path) -> Iterator[str]:
    """The path of the bad file of a folder, which lies in the review meanwhile."""
    name, data = input_of(folder)
    file = sound.root / HOME / name
    before = file.read_bytes() if file.exists() else None
    yield sound.put(f"{HOME}/{name}", data).relative_to(sound.root).as_posix()
    file.unlink() if before is None else file.write_bytes(before)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_validate_says_of_it_what_the_reader_does(sound: House, bad_file: str, folder: Path) -> None:
    """In a case that is otherwise in order: exit 1 with the same findings at the same places, or exit 0."""
    start = time.perf_counter()
    done = sound.tries("validate", "--as-of", AS_OF, "--format", "json")
    assert time.perf_counter() - start < SECONDS
    places, _ = expected(folder)
    assert (done.code, done.err) == (1 if places else 0, "")
    found = [one for one in json.loads(done.out)["findings"] if one["path"] == bad_file]
    of_reading = [one for one in found if one["code"] in READING]
    assert sorted(f"{one['code']} {one['line']}:{one['column']}" for one in of_reading) == sorted(places)
    shown = done.out + sound.tries("validate", "--as-of", AS_OF).out
    assert MARKER.casefold() not in shown.casefold()
    assert all(character.isprintable() or character == "\n" for character in shown)


def test_the_folder_is_named_for_its_first_code() -> None:
    """A folder's name says what comes of it."""
    for folder in FOLDERS:
        places, _ = expected(folder)
        assert folder.name.partition("-")[0] == (places[0][:6] if places else "accepted")


def test_most_bad_input_carries_the_planted_word() -> None:
    """The word that no message may hold is really there to be betrayed."""
    planted = [f for f in FOLDERS if MARKER.encode() in input_of(f)[1].replace(b"\x00", b"")]
    assert len(planted) > len(FOLDERS) * 3 // 4


def test_a_directive_does_not_touch_the_next_file() -> None:
    """After a file with %YAML 1.1 the next one is read as ever."""
    read_yaml("%YAML 1.1\n---\nheld: no\n", "one.yaml")
    after = read_yaml("held: no\nn: 010\n", "two.yaml")
    assert after.value == {"held": "no", "n": "010"}
    assert after.findings == ()


READING = [code for code in sorted(REGISTRY) if "FIL001" <= code <= "FIL049" or "STR001" <= code <= "STR019"]


def examples(part: str) -> list[tuple[str, bytes]]:
    """Return the files that the fenced blocks of a page hold, or are recipes for."""
    blocks = re.findall(r"^```(\w+) (\S+)\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
    return [(file, cook(body) if kind == "recipe" else body.encode()) for kind, file, body in blocks]


@pytest.mark.parametrize("code", READING)
def test_the_page_of_a_code_shows_what_fails_and_what_passes(code: str) -> None:
    """The failing examples of a page give its own code and no other; the passing ones give nothing."""
    page = rulebook_page(code)
    assert page is not None
    fails, _, passes = page.partition("## Passes")
    assert examples(fails)
    assert examples(passes)
    for name, data in examples(fails):
        assert [finding.code for finding in read(name, data)[1]] == [code]
    for name, data in examples(passes):
        assert read(name, data)[1] == []
