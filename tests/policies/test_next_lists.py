"""What `next` lists for each kind of review, at its beginning and on its way: next/<type>.txt, as typed and shown.

`python -m tests.policies.test_next_lists` writes what is shown now; the difference is for a person to judge.
"""

import shlex
import tempfile
from pathlib import Path

import pytest

from reviewctl.store.packs import Policies
from tests.commands import House
from tests.walk import make_register

LISTS = Path(__file__).parent / "next"
TYPED = "$ reviewctl "
POLICY = Policies().get("stockport-2021")
assert POLICY is not None


def replayed(house: House, text: str) -> str:
    """Return a transcript with what each `next` shows now; every other command only has to succeed."""
    shown = []
    for line in text.splitlines():
        if line.startswith(TYPED):
            words = shlex.split(line.removeprefix(TYPED))
            listing = words[0] == "next"
            done = house.does(*words, *(() if listing else ("--no-commit",)))
            shown.append(f"{line}\n{done.out}" if listing else f"{line}\n")
    return "".join(shown)


@pytest.mark.parametrize("kind", sorted(POLICY.types))
def test_the_list_of_each_kind(kind: str, tmp_path: Path, at_home: Path) -> None:
    """The same things are to be done, in the same words, as somebody once read and found right."""
    text = (LISTS / f"{kind}.txt").read_text("utf-8")
    assert replayed(make_register(tmp_path), text) == text


def main() -> None:
    for file in sorted(LISTS.glob("*.txt")):
        with tempfile.TemporaryDirectory() as place:
            text = file.read_text("utf-8")
            file.write_text(replayed(make_register(Path(place)), text), "utf-8")


if __name__ == "__main__":
    main()
