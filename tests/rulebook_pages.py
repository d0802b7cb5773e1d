"""The examples of the rulebook's pages: read from the pages, and laid over the base register.

The heading of a block says what it does to a file, which lies in the case folder, or in the register where
its path begins with a slash:

    yaml diary.yaml          is the file, whole (any language)
    yaml diary.yaml part     its keys stand in for those of the file; a blank one takes the key away
    recipe log.yaml          the file is cooked by the recipe (tests/recipe.py)
    delete papers.yaml       the file is not there; nor is anything in it, of a folder
    link referral.md         a link lies there, and not a file
    unreadable referral.md   the file cannot be read

On the page of a rule on what a pull request does, a block is what the pull request changes. Where its heading ends
with `base`, it was so before; `since 2026-06-02` is the day on which an approved text came into the record, `check
revoked` what a signature is worth on the day it comes in, and `commits` says which commit is which.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from reviewctl.model.tree import Entry, EntryKind
from reviewctl.store.blanks import prune_blanks
from reviewctl.store.front import read_front
from reviewctl.store.strict import read_yaml
from tests.recipe import cook

BASE = Path(__file__).parent / "base_case"
RULEBOOK = Path(__file__).parent.parent / "reviewctl" / "rulebook"
FOLDER = "cases/SAR-2026-001"

_BLOCK = re.compile(
    r"^```(?P<what>[^\s`]+)(?: (?P<path>[^\n]+?))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Block(NamedTuple):
    """One fenced block of an example."""

    what: str
    path: str
    text: str
    part: bool
    base: bool = False


class Page(NamedTuple):
    """One page: its code, its headings and the blocks of both its examples."""

    code: str
    text: str
    fails: tuple[Block, ...]
    passes: tuple[Block, ...]


class Laid:
    """A register as a tree, with an example laid over it."""

    def __init__(self, blocks: tuple[Block, ...] = (), files: Mapping[str, bytes] | None = None) -> None:
        self.files = dict(BASE_FILES if files is None else files)
        self.kinds: dict[str, EntryKind] = {}
        self.unreadable: set[str] = set()
        for block in blocks:
            self._lay(block, block.path[1:] if block.path.startswith("/") else f"{FOLDER}/{block.path}")

    def _lay(self, block: Block, path: str) -> None:
        if block.what == "delete":
            gone = [one for one in self.files if one == path or one.startswith(f"{path}/")]
            assert gone, f"there is no {path} to be deleted"
            for one in gone:
                del self.files[one]
        elif block.part:
            self.files[path] = overlaid(self.files[path], block.text, path)
        else:
            self.files[path] = cook(block.text) if block.what == "recipe" else block.text.encode()
        if block.what == "link":
            self.kinds[path] = "symlink"
        if block.what == "unreadable":
            self.unreadable.add(path)

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield what lies in a folder."""
        front = f"{folder}/" if folder else ""
        names = {path[len(front) :].partition("/")[0] for path in self.files if path.startswith(front)}
        for name in sorted(names):
            path = front + name
            kind = self.kinds.get(path, "file" if path in self.files else "folder")
            yield Entry(path, kind, len(self.files.get(path, b"")))

    def read(self, path: str) -> bytes:
        """Return a file's bytes."""
        if path in self.unreadable:
            raise PermissionError(path)
        if path not in self.files or path in self.kinds:
            raise FileNotFoundError(path)
        return self.files[path]


def _files() -> dict[str, bytes]:
    paths = (path for path in BASE.rglob("*") if path.is_file())
    return {path.relative_to(BASE).as_posix(): path.read_bytes() for path in paths}


BASE_FILES = _files()
BEGUN_FILES = {
    "board.yaml": b"format: 1\nboard: Example Board\npolicy: stockport-2021\n",
    f"{FOLDER}/case.yaml": b"format: 1\nid: SAR-2026-001\ntype: sar\npolicy: stockport-2021\n",
    f"{FOLDER}/referral.md": b"---\nreferrers: []\n---\n",
    f"{FOLDER}/diary.yaml": b"referral:\n  received: 2026-01-12\n",
}
"""A register with one case that has just begun, for the pages on how files and packs are written."""


def pages() -> list[Page]:
    """Return every page of the rulebook."""
    return [_page(path) for path in sorted(RULEBOOK.glob("*.md"))]


def _page(path: Path) -> Page:
    text = path.read_text("utf-8")
    return Page(path.stem, text, _blocks(text, "Fails"), _blocks(text, "Passes"))


def _blocks(text: str, heading: str) -> tuple[Block, ...]:
    section = text.partition(f"\n## {heading}\n")[2]
    section = re.split(r"^## (?=Fails$|Passes$)", section, flags=re.MULTILINE)[0]
    found = (match.groupdict() for match in _BLOCK.finditer(section))
    return tuple(_block(one["what"], one["path"] or "", one["text"]) for one in found)


def _block(what: str, heading: str, text: str) -> Block:
    path = heading.removesuffix(" base")
    return Block(what, path.removesuffix(" part"), text, path.endswith(" part"), path != heading)


def overlaid(base: bytes, part: str, path: str) -> bytes:
    """Return a file with the keys of a part in the place of its own; of a Markdown file also the text."""
    if not path.endswith(".md"):
        return _dumped(merged(read_yaml(base.decode(), path).value, read_yaml(part, path).value)).encode()
    whole, over = read_front(base.decode(), path), read_front(part, path)
    body = over.body if over.body.strip() else whole.body
    return f"---\n{_dumped(merged(whole.value, over.value))}---\n\n{body.lstrip()}".encode()


def merged(base: Any, part: Any) -> Any:
    """Return two values as one: mappings key by key, anything else as the part has it."""
    if isinstance(base, dict) and isinstance(part, dict):
        keys = [*base, *(key for key in part if key not in base)]
        both = {key: merged(base.get(key), part[key]) if key in part else base[key] for key in keys}
        return prune_blanks(both)
    return part


def _dumped(value: object) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)
