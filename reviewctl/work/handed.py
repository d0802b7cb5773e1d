"""Which text a word of the disclosure log stands for, and the sum of its bytes: as committed, and as it is now."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.catalogue import BY_NAME, kind_at, path_of
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.papers import Paper
from reviewctl.model.signoff import digest_of
from reviewctl.model.tree import Tree
from reviewctl.vcs.commit import changed_among
from reviewctl.vcs.objects import CommitTree
from reviewctl.vcs.repository import Repository, head
from reviewctl.work.nearest import nearest

DOCUMENTS = (
    *("report", "summary", "briefing", "action-plan", "tor", "decision", "screening", "referral"),
    *("imr", "chronology", "learning", "publication"),
)
"""What is handed out: documents of a review by their names in addresses. The others are the Board's own workings."""
_ALSO = {
    "terms-of-reference": "tor",
    "overview-report": "report",
    "overview": "report",
    "plan": "action-plan",
}
_SHOWN = 12


class Text(Struct, frozen=True, kw_only=True):
    """What a word stands for: files of the case, by their paths within it, or a paper that is kept elsewhere."""

    word: str
    paths: tuple[str, ...] = ()
    paper: Paper | None = None


class Handed(Struct, frozen=True, kw_only=True):
    """One version of a text: the sum of its bytes, the number it bears, and the commit that holds it."""

    digest: str | None
    version: str | None = None
    commit: str | None = None

    @property
    def short(self) -> str:
        """The first signs of the sum, by which the eye tells two versions apart."""
        return f"{self.digest[:_SHOWN]}…" if self.digest else "no fingerprint"


def texts_of(facts: Facts) -> dict[str, Text]:
    """Return everything of a review that can be handed out, by the word for it.

    A document of which there is one for each agency is there for each, `imr[pennine-care]`, and all together. A
    paper is there by its id, `papers[p-1]`, and for the document that it stands for, where that has no file.
    """
    found: dict[str, Text] = {}
    for path in facts.case.files:
        known = kind_at(path, "case")
        if known is None or known[0].name not in DOCUMENTS:
            continue
        kind, item = known
        word = f"{kind.name}[{item}]" if item else kind.name
        found[word] = Text(word=word, paths=(path,))
        if item:
            before = found.get(kind.name, Text(word=kind.name))
            found[kind.name] = Text(word=kind.name, paths=tuple(sorted({*before.paths, path})))
    for paper in facts.case.papers:
        found[f"papers[{paper.id}]"] = Text(word=f"papers[{paper.id}]", paper=paper)
        if paper.stands_for:
            found.setdefault(paper.stands_for, Text(word=paper.stands_for, paper=paper))
    return found


def text_meant(facts: Facts, word: str) -> Text:
    """Return what a person means by a word: a document, one agency's, or a listed paper. Raises ReviewctlError."""
    known = texts_of(facts)
    asked = _spelt(facts, word)
    if asked in known:
        return known[asked]
    near = nearest(asked, known, 1)
    shown = f'"{word}"' if word.isascii() and word.isprintable() and len(word) <= 60 else "what was named"
    name, _, item = asked.partition("[")
    where = BY_NAME[name] if name in DOCUMENTS else None
    at = (
        f" ({path_of(where, item.rstrip(']')) if item or not where.several else where.path})" if where else ""
    )
    raise ReviewctlError(
        f"{shown} is not in this review{at}{f'; did you mean {near[0]}?' if near else '.'}",
        f"There is: {', '.join(sorted(known))}. Kept in Word or PDF? List it first: "
        f"reviewctl paper add {facts.case.id} ID FILE, and name papers[ID].",
    )


def _spelt(facts: Facts, word: str) -> str:
    """Return a word as the log has it: small letters, and an agency by its id."""
    name, bracket, item = word.strip().partition("[")
    name = _ALSO.get(name.strip().casefold(), name.strip().casefold())
    if not bracket:
        return name
    inner = item.removesuffix("]").strip()
    agency = facts.board.named(inner) if name in ("imr", "chronology") else None
    return f"{name}[{agency.id if agency is not None else inner}]"


def spelt_or_words(facts: Facts, word: str) -> str:
    """Return the log's word for a text where there is one, else the words as they are: not all that is asked for is
    there."""
    asked = _spelt(facts, word)
    return asked if asked in texts_of(facts) or asked.partition("[")[0] in DOCUMENTS else word.strip()


def committed(facts: Facts, text: Text, repo: Repository | None, tree: Tree) -> Handed:
    """Return the version of a text that the last commit holds; without git, that of the files as they are.

    Raises ReviewctlError for what is changed and not saved: nobody could say later what it was. Raises
    EnvironmentFault where the commit cannot be read.
    """
    version = version_of(facts, text)
    if text.paper is not None:
        return Handed(digest=text.paper.sha256, version=version)
    if repo is None:
        return Handed(digest=_sum(facts, text, tree), version=version)
    places = _in_repository(facts, text, repo, tree)
    unsaved = changed_among(repo, [place for _, place in places])
    last = head(repo)
    if unsaved or last is None:
        raise ReviewctlError(
            f"{text.word} is changed and not saved, so that nobody could say later which version it was.",
            f"Save it: reviewctl save. Then give it out. ({', '.join(path for _, path in unsaved[:3])})",
        )
    with CommitTree(repo, last) as at:
        digest = _digest([(path, at.read(place)) for path, place in places])
    return Handed(digest=digest, version=version, commit=last)


def _in_repository(facts: Facts, text: Text, repo: Repository, tree: Tree) -> list[tuple[str, str]]:
    root = getattr(tree, "root", None)
    if root is None:
        raise EnvironmentFault("what was committed can only be told of a register on disk")
    return [(path, repo.relative(str(Path(root, facts.case.place_of(path))))) for path in text.paths]


def version_of(facts: Facts, text: Text) -> str | None:
    """Return the number that a text bears by its own account, or None."""
    if text.paper is not None:
        return text.paper.version
    known = kind_at(text.paths[0], "case") if len(text.paths) == 1 else None
    document = facts.case.document(known[0].name, known[1]) if known is not None else None
    version = getattr(document.data, "version", None) if document is not None else None
    return str(version) if version is not None else None


def digests_now(facts: Facts, tree: Tree, words: Sequence[str]) -> dict[str, str]:
    """Return the sums of these texts as they are now, by word; a word for which there is none is left out."""
    known = texts_of(facts)
    return dict(_now(facts, tree, [known[word] for word in dict.fromkeys(words) if word in known]))


def _now(facts: Facts, tree: Tree, texts: Sequence[Text]) -> Iterator[tuple[str, str]]:
    for text in texts:
        if text.paper is None:
            yield text.word, _sum(facts, text, tree)
        elif text.paper.sha256 is not None:
            yield text.word, text.paper.sha256


def _sum(facts: Facts, text: Text, tree: Tree) -> str:
    return _digest([(path, tree.read(facts.case.place_of(path))) for path in text.paths])


def _digest(files: Sequence[tuple[str, bytes]]) -> str:
    """Return the sha256 of one file, or of the list of several with theirs, as a sign-off binds them."""
    sums = {path: sha256(data).hexdigest() for path, data in files}
    return next(iter(sums.values())) if len(sums) == 1 else digest_of(sums)
