"""What a sign-off binds: the documents that the policy names for it, by the sums of their bytes as they are."""

from collections import Counter
from collections.abc import Iterator, Mapping

from reviewctl.model.address import step_key
from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.model.kind import SignoffRule
from reviewctl.model.publishing import IMAGES, PICTURED
from reviewctl.model.review import Case
from reviewctl.model.signoff import Manifest, digest_of, folder_of, manifest_text


def manifest(rule: SignoffRule, case: Case, item: str | None, what: str) -> Manifest:
    """Return what is signed off: the documents that the rule names, by the sums of their bytes as they are.

    `what` is the name of the sign-off, and `item` that of which it is, where there is one for each. With a paper that
    may show pictures all those of the case are bound: what goes out is what was approved, to the dot. A paper
    that says for which document it stands is bound by its own sum beside it, or in the place of one that is not
    there. `lacking` are the documents and the copies that are not there: nothing can be approved without them.
    """
    sums = case.signoff.sha256
    folder = folder_of(what, item)
    lines: dict[str, str] = {}
    lacking: list[str] = []
    for name in rule.files:
        found = dict(_bound(name, item or "", case, sums))
        lines |= found
        if not found:
            lacking.append(document_named(name, item or ""))
    lacking += _twice(case, lines)
    for name in rule.snapshot:
        path = f"{folder}/snapshot/{BY_NAME[name].path.rpartition('/')[2]}"
        if path in sums:
            lines[path] = sums[path]
        else:
            lacking.append(f"{name} (the copy of it)")
    ordered = tuple(sorted(lines.items(), key=lambda line: line[0].encode()))
    return Manifest(ordered, manifest_text(lines), digest_of(lines), tuple(lacking))


def document_named(name: str, item: str) -> str:
    """Return how a document that a sign-off covers is named: `imr[pennine-care]`; `report`, of which there is one."""
    return step_key(name, item if BY_NAME[name].several else None)


def _twice(case: Case, lines: Mapping[str, str]) -> Iterator[str]:
    """Yield each paper that is bound and whose id another one bears, too: nobody could say which was approved."""
    for one, count in Counter(paper.id for paper in case.papers).items():
        if count > 1 and f"papers.yaml#{one}" in lines:
            yield f"paper {one} (only one may be called so)"


def _bound(name: str, item: str, case: Case, sums: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the file of a document with its pictures, and the papers that stand for it, each with its sum."""
    path = path_of(BY_NAME[name], item)
    if path in sums:
        yield path, sums[path]
        if name in PICTURED:
            yield from ((one, text) for one, text in sums.items() if one.startswith(f"{IMAGES}/"))
    for paper in case.papers:
        if paper.stands_for == document_named(name, item) and paper.sha256 is not None:
            yield f"papers.yaml#{paper.id}", paper.sha256
