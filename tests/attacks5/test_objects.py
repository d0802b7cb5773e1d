"""A history that was handed on in a folder, and of which a part says something else than it was named for."""

import hashlib
import zlib

import pytest

from tests.signoff.conftest import CASE, FOLDER, REPORT, Desk, desk, on, waiting
from tests.signoff.test_verify import approved, verify

__all__ = ["approved", "desk", "waiting"]

SAID = f"{FOLDER}/01-hsl.json"


def forged(desk: Desk, name: str, old: bytes, new: bytes) -> None:
    """Put other content under the id of an object, as git would write it."""
    own = desk.git("rev-parse", name).strip()
    file = desk.root / ".git/objects" / own[:2] / own[2:]
    head, _, body = zlib.decompress(file.read_bytes()).partition(b"\0")
    assert old in body
    body = body.replace(old, new)
    file.chmod(0o644)
    file.write_bytes(zlib.compress(head.split()[0] + b" %d\0" % len(body) + body))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (f"HEAD:{SAID}", b"item 4", b"item 9"),
        (f"HEAD:{FOLDER}", b"01-hsl.json", b"01-hs2.json"),
        ("HEAD^{tree}", b"board.yaml", b"boare.yaml"),
        ("HEAD", b"parent ", b"parrot "),
    ],
)
def test_what_is_not_what_its_id_says_is_not_believed(
    approved: Desk, name: str, old: bytes, new: bytes
) -> None:
    """git itself reads a file or a folder so, and looks at nothing; here it is no sign-off that holds."""
    forged(approved, name, old, new)
    done = verify(approved)
    assert done.code in (1, 2, 3) and "Traceback" not in done.err, done
    assert "1 of 1 sign-off complete" not in done.out


def test_a_text_under_the_id_of_the_one_that_was_approved(approved: Desk) -> None:
    """The same for those who judge a pull request."""
    base = approved.git("rev-parse", "HEAD").strip()
    approved.put("README.md", "x\n")
    approved.put(REPORT, approved.text(REPORT) + "\nMore.\n")
    with on("2026-05-25"):
        approved.git("add", "-A")
        approved.git("commit", "-q", "-m", "more")
    assert approved.tries("validate", "--base", base).code == 0
    forged(approved, f"HEAD:{REPORT}", b"\nMore.\n", b"\nLess.\n")
    done = approved.tries("validate", "--base", base)
    assert done.code == 1 and "FIL056" in done.out, done


def test_a_graph_of_the_commits_that_lies(desk: Desk) -> None:
    """git takes the file of the graph at its word: here it hides where a rejection came in and was taken out."""
    desk.ask()
    desk.merge()
    before = desk.git("rev-parse", "HEAD").strip()
    words = ("signoff", "record", CASE, "overview-report", "--person", "hsl", "--minute", "Panel")
    desk.does_on("2026-05-19", *words, "--decision", "reject")
    desk.merge()
    (desk.root / SAID).unlink()
    with on("2026-05-25"):
        desk.git("commit", "-q", "-a", "-m", "x")
    tip = desk.git("rev-parse", "HEAD").strip()
    desk.git("commit-graph", "write", "--reachable")
    lie(desk, tip, before)
    count = ("rev-list", "--count", "HEAD")
    assert int(desk.git(*count)) < int(desk.git("-c", "core.commitGraph=false", *count)), "git falls for it"
    done = verify(desk)
    assert done.code == 1 and "was taken out" in " ".join(done.out.split()), done


def lie(desk: Desk, tip: str, parent: str) -> None:
    """Let the graph say that a commit has another parent (gitformat-commit-graph)."""
    file = desk.root / ".git/objects/info/commit-graph"
    data = bytearray(file.read_bytes())
    rows = [data[8 + 12 * at : 20 + 12 * at] for at in range(data[6] + 1)]
    chunks = {bytes(row[:4]): int.from_bytes(row[4:], "big") for row in rows}
    ids, rest = chunks[b"OIDL"], chunks[b"CDAT"]
    known = [bytes(data[at : at + 20]).hex() for at in range(ids, rest, 20)]
    place = rest + 36 * known.index(tip) + 20
    data[place : place + 8] = known.index(parent).to_bytes(4, "big") + (0x70000000).to_bytes(4, "big")
    data[-20:] = hashlib.sha1(bytes(data[:-20])).digest()
    file.chmod(0o644)
    file.write_bytes(bytes(data))
