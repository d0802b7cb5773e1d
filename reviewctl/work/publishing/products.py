"""The papers of a publication, as texts: read from the record, or composed of it, and not yet in any format."""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from reviewctl.facts.judged import Facts
from reviewctl.facts.publishing.papers import ALL, NAMES, TITLES, papers_of
from reviewctl.model.actions import Action, ActionPlan, PlanRecommendation
from reviewctl.model.board import Board
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.publishing import IMAGES, Picture, Product, ProductId
from reviewctl.model.review import Case, Document
from reviewctl.model.tree import Tree
from reviewctl.render.dates import plain_day
from reviewctl.render.pages.naming import agency_name
from reviewctl.render.to_markdown import inert
from reviewctl.rules.inquire import paragraphs

_PICTURE = re.compile(r"[a-z0-9][a-z0-9_-]*\.(?:png|jpe?g)")
_TITLE = re.compile(r"\s*# +(?P<title>[^\n]*?)[ #]*(?:\n|$)")
_MARKUP = re.compile(r"[\\`*_\[\]<>&!]")


def products_of(facts: Facts, tree: Tree) -> tuple[Product, ...]:
    """Return the papers that would go out, each as it is in the record now, in the order of `ALL`.

    Those that publication.yaml names, else those of the style (see `papers_of`). A paper that is not there, or in
    which nothing is written, is left out: whoever publishes asks `lacking_papers` too. Pictures are those under
    report/images. Raises FileNotFoundError where a document went away while it was read.
    """
    case = facts.case
    wanted = papers_of(facts.case.publication, written_papers(case))
    pictures = tuple(_pictures(tree, case.folder)) if wanted else ()
    return tuple(_product(facts, tree, one, pictures) for one in wanted if is_written(case, one))


def lacking_papers(case: Case) -> tuple[ProductId, ...]:
    """Return the papers that are to go out and are not there, or in which nothing is written."""
    there = written_papers(case)
    return tuple(one for one in papers_of(case.publication, there) if one not in there)


def written_papers(case: Case) -> tuple[ProductId, ...]:
    """Return the papers in which something is written."""
    return tuple(one for one in ALL if is_written(case, one))


def is_written(case: Case, paper: ProductId) -> bool:
    """Whether something stands in a paper: a template with its headings alone says nothing."""
    document = case.document(paper)
    if document is None:
        return False
    if paper == "action-plan":
        return bool(case.plan.actions or case.plan.recommendations)
    return any(paragraphs(document.body))


def _product(facts: Facts, tree: Tree, paper: ProductId, pictures: tuple[Picture, ...]) -> Product:
    path = BY_NAME[paper].path
    document = facts.case.documents[paper]
    digest = sha256(tree.read(document.path)).hexdigest()
    if paper == "action-plan":
        text = plan_text(facts.case.plan, facts.board)
        return Product(
            id=paper,
            name=NAMES[paper],
            title=TITLES[paper],
            path=path,
            text=text,
            sha256=digest,
            landscape=True,
        )
    title, text, first = _titled(document, TITLES[paper])
    return Product(
        id=paper,
        name=NAMES[paper],
        title=title,
        path=path,
        text=text,
        sha256=digest,
        first_line=first,
        dated=_dated(document),
        pictures=pictures,
    )


def _dated(document: Document) -> date | None:
    found: date | None = getattr(document.data, "date", None)
    return found


def _titled(document: Document, otherwise: str) -> tuple[str, str, int]:
    """Return the title of a document, its text without it, and the line on which that begins.

    The title is a heading of the first rank at its head that is plain text; any other stays in the text.
    """
    found = _TITLE.match(document.body)
    plain = found is not None and found["title"].strip() and not _MARKUP.search(found["title"])
    if found is None or not plain:
        return otherwise, document.body, document.body_line
    lines = document.body.count("\n", 0, found.end())
    return found["title"].strip(), document.body[found.end() :], document.body_line + lines


def _pictures(tree: Tree, folder: str) -> Iterator[Picture]:
    """Yield the pictures of a case by path. What lies there and has no fit name is no picture."""
    for entry in tree.entries(f"{folder}/{IMAGES}" if folder else IMAGES):
        name = entry.path.rpartition("/")[2]
        if entry.kind == "file" and _PICTURE.fullmatch(name):
            yield Picture(path=f"{IMAGES}/{name}", data=tree.read(entry.path))


def plan_text(plan: ActionPlan, board: Board) -> str:
    """Return the action plan in Markdown: each recommendation with a table of its actions (P§17).

    As it was signed off: what became of the actions is not in it, and so neither is the Board's scale of colours.
    """
    known = {one.id for one in plan.recommendations}
    rest = tuple(one for one in plan.actions if one.recommendation not in known)
    blocks = [*_parts(plan, board), *_rest(rest, bool(known), board)]
    return "\n\n".join(blocks) + "\n"


def _parts(plan: ActionPlan, board: Board) -> Iterator[str]:
    for one in plan.recommendations:
        yield f"## Recommendation {inert(one.id)}"
        yield from _said(one, board)
        actions = tuple(each for each in plan.actions if each.recommendation == one.id)
        yield _table(actions, board) if actions else "No action of the plan answers this recommendation."


def _said(one: PlanRecommendation, board: Board) -> Iterator[str]:
    if one.text:
        yield inert(" ".join(one.text.split()))
    if one.owners:
        yield f"To: {inert('; '.join(agency_name(board, owner) for owner in one.owners))}"


def _rest(actions: tuple[Action, ...], beside: bool, board: Board) -> Iterator[str]:
    if actions:
        yield "## Other actions" if beside else "## Actions"
        yield _table(actions, board)


_COLUMNS = (
    "No.",
    "What will be done",
    "Who does it",
    "By when",
    "What will be different",
    "How that is measured",
)


def _table(actions: tuple[Action, ...], board: Board) -> str:
    rows = [_row(_COLUMNS), _row(("---",) * len(_COLUMNS))]
    return "\n".join((*rows, *(_row(_cells(one, board)) for one in actions)))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(one: Action, board: Board) -> tuple[str, ...]:
    cells = (one.id, one.action, _owners(one, board), _due(one), one.outcome, one.measure)
    return tuple(inert(" ".join((cell or "").split())) or "not stated" for cell in cells)


def _owners(one: Action, board: Board) -> str:
    names = [agency_name(board, owner) for owner in one.owners]
    lead = f", led by {agency_name(board, one.lead)}" if one.lead and len(names) > 1 else ""
    role = f" ({one.role})" if one.role else ""
    return f"{'; '.join(names)}{role}{lead}"


def _due(one: Action) -> str | None:
    return plain_day(one.due) if one.due is not None else one.due_as_written
