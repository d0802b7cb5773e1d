"""What is searched before anything is published: all that goes out, and what stays and tells of it all the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.facts.scan.passage import Passage, paragraphs
from reviewctl.model.marks import KeyPath
from reviewctl.model.publishing import Product
from reviewctl.model.review import Document
from reviewctl.vcs.commits import lineage
from reviewctl.vcs.refs import ref_names
from reviewctl.vcs.repository import Repository, find, head
from reviewctl.vcs.state import require_history
from reviewctl.work.desk import Desk

BRANCH = "branch or tag at commit "
"""How the place of such a name begins. The name itself is not shown, for it may be somebody's: the commit is."""


class Material(Struct, frozen=True):
    """What is searched.

    `sources` are the texts of the record that go out, paragraph by paragraph, and the names of their pictures; `made`
    is what was made of them: composed texts, and what is read back out of the files that go out. `beside` is what
    stays in the repository: messages of commits, names of branches, names of the files of the case.
    """

    sources: tuple[Passage, ...] = ()
    made: tuple[Passage, ...] = ()
    beside: tuple[Passage, ...] = ()

    def __repr__(self) -> str:
        return f"Material({len(self.sources)}, {len(self.made)}, {len(self.beside)} passages)"

    def and_made(self, passages: tuple[Passage, ...]) -> "Material":
        """Return the material with more that was made of it, such as what `read_back` finds in the files."""
        return replace(self, made=(*self.made, *passages))


def passages_of(desk: Desk, facts: Facts, products: tuple[Product, ...]) -> Material:
    """Return what is searched of a case before some papers of it go out, without the files that are made of them.

    Raises EnvironmentFault where the repository's history cannot be looked at as a whole, and FileNotFoundError where
    a document went away meanwhile.
    """
    return Material(
        sources=(*_sources(desk, facts, products), *_pictures(facts, products)),
        made=tuple(_composed(products)),
        beside=(*_file_names(facts), *_told_by_git(desk, facts)),
    )


def _sources(desk: Desk, facts: Facts, products: tuple[Product, ...]) -> Iterator[Passage]:
    for path in dict.fromkeys(product.path for product in products):
        place = facts.case.place_of(path)
        document = next((one for one in facts.case.documents.values() if one.path == place), None)
        if document is not None and path.endswith(".yaml"):
            yield from _values(document)
        else:
            text = desk.register.tree.read(place).decode("utf-8", "replace")
            yield from paragraphs(place, text.removeprefix("\ufeff"))


def _values(document: Document) -> Iterator[Passage]:
    """Yield each text of a YAML document at its place. Dates are no texts."""
    for path, text in _texts(msgspec.to_builtins(document.data, builtin_types=(date,)), ()):
        spot = document.spot(path)
        yield Passage(spot.path, text, spot.line, spot.column)


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str) and value.strip():
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))


def _pictures(facts: Facts, products: tuple[Product, ...]) -> Iterator[Passage]:
    for path in sorted({picture.path for product in products for picture in product.pictures}):
        yield _name(facts.case.place_of(path), PurePosixPath(path).name)


def _composed(products: tuple[Product, ...]) -> Iterator[Passage]:
    """Yield the title of each paper, and the text of one that was composed."""
    for product in products:
        yield Passage(f"{product.name} (title)", product.title, line=0)
        if not product.first_line:
            yield from (replace(one, line=0) for one in paragraphs(f"{product.name} (text)", product.text))


def _file_names(facts: Facts) -> Iterator[Passage]:
    """Yield the names of the files of a case, with the folders that they lie in."""
    yield from (_name(facts.case.place_of(path), path) for path in facts.case.files)


def _name(place: str, name: str) -> Passage:
    """Return a name as it stands, and under it the words that it is made of."""
    words = "".join(one if one.isalnum() else " " for one in name)
    return Passage(place, f"{name}\n{words}", line=0)


def _told_by_git(desk: Desk, facts: Facts) -> Iterator[Passage]:
    repo = find(desk.register.root)
    newest = head(repo) if repo is not None else None
    if repo is None or newest is None:
        return
    require_history(repo)
    seen: set[str] = set()
    paths = _paths(desk, repo, facts)
    for commit in lineage(repo, newest, paths):
        if (commit.files or not paths) and commit.message not in seen:
            seen.add(commit.message)
            yield Passage(f"commit {commit.id[:10]}", commit.message, line=0)
    for name, there in ref_names(repo):
        yield _name(f"{BRANCH}{there[:10]}", name)


def _paths(desk: Desk, repo: Repository, facts: Facts) -> tuple[str, ...]:
    """Return the case's folder from the root of its repository; nothing where they are one."""
    folder = Path(desk.register.root, facts.case.folder)
    return () if folder.resolve() == Path(repo.root).resolve() else (repo.relative(str(folder)),)
