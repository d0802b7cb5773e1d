"""The gate: whether a review may go out on a day, with everything that stands in the way, found at once."""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.called import called
from reviewctl.facts.judged import Facts
from reviewctl.facts.publishing.checklist import PUBLISHED
from reviewctl.facts.scan.passage import Passage, paragraphs
from reviewctl.model.address import read_address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.finding import Finding
from reviewctl.model.identities import IdentityRegister
from reviewctl.model.publication import Publication
from reviewctl.model.publishing import Cover, Product
from reviewctl.model.tree import Tree
from reviewctl.render.pages.naming import whom
from reviewctl.rules.gate import Proposed, obstacles
from reviewctl.store.documents import read_document
from reviewctl.store.find import case_folders
from reviewctl.work.desk import Desk
from reviewctl.work.judging import found_in
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.one import one_case
from reviewctl.work.publishing.committed import saved
from reviewctl.work.publishing.delays import is_worked_out, statement_of
from reviewctl.work.publishing.faults import faults_of, faults_of_cover
from reviewctl.work.publishing.found import no_identities, search_findings, searched
from reviewctl.work.publishing.identities import NoIdentities, Secret, identities_for
from reviewctl.work.publishing.material import Material, passages_of
from reviewctl.work.publishing.products import lacking_papers, products_of
from reviewctl.work.publishing.searching import Searched

LATE = "TIM001"
"""That a step is overdue keeps nothing from being published: the step may be publication itself."""


class Gate(Struct, frozen=True, kw_only=True):
    """What would go out, and what was found.

    `products` are the papers, the statement of delays behind them. `found` is what the search found, with the
    `identities` that drove it and the `material` that was searched; None where it could not be searched.
    """

    facts: Facts
    products: tuple[Product, ...]
    cover: Cover
    findings: tuple[Finding, ...]
    under_embargo: bool = False
    identities: IdentityRegister | None = None
    material: Material | None = None
    found: Searched | None = None

    @property
    def is_open(self) -> bool:
        """Whether the review may go out. What was not searched may not."""
        return self.found is not None and not any(one.severity == "error" for one in self.findings)


def gate_of(desk: Desk, case: str, day: date, secret: Secret, *, under_embargo: bool = False) -> Gate:
    """Return what `gate` does for the review that a person named."""
    (folder,) = case_folders(desk.register, (case,), desk.folder)
    return gate(desk, Loader(desk.register, day).load(folder), secret, under_embargo=under_embargo)


def gate(desk: Desk, loaded: Loaded, secret: Secret, *, under_embargo: bool = False) -> Gate:
    """Return whether a review, read whole and worked out on a day, may go out on that day.

    Raises EnvironmentFault for a case that cannot be read, a damaged or shallow repository, or an identity register
    that cannot be read; ReviewctlError for one that cannot be opened or has faults.
    """
    closed = of_record(desk, loaded, under_embargo=under_embargo)
    try:
        identities = identities_for(desk, secret)
    except NoIdentities:
        return replace(closed, findings=(*closed.findings, no_identities(closed.facts)))
    return _with_search(closed, identities, material_of(desk, closed))


def of_record(desk: Desk, loaded: Loaded, *, under_embargo: bool = False) -> Gate:
    """Return the gate by what the record alone says at this moment. It is shut, for nothing was searched yet."""
    facts = one_case(loaded)
    products = _products(desk, facts)
    papers = tuple(product for product in products if product.id != "delays")
    cover = cover_of(facts, under_embargo=under_embargo)
    findings = [
        *obstacles(_proposed(desk, loaded, papers, under_embargo=under_embargo)),
        *(
            _of_case(facts, fault)
            for product in products
            for fault in faults_of(product, _source(desk, facts, product))
        ),
        *(
            replace(one, case=facts.case.id)
            for one in faults_of_cover(cover, facts.case.place_of("case.yaml"))
        ),
    ]
    return Gate(
        facts=facts,
        products=products,
        cover=cover,
        findings=tuple(findings),
        under_embargo=under_embargo,
    )


def _of_case(facts: Facts, fault: Finding) -> Finding:
    """Return a fault of a paper, whose place is told from the case's folder, with its place in the register."""
    spot = replace(fault.spot, path=facts.case.place_of(fault.spot.path))
    return replace(fault, spot=spot, case=facts.case.id)


def _source(desk: Desk, facts: Facts, product: Product) -> str:
    """Return the text of the document that a paper was composed of; "" where it is the paper's own."""
    if product.first_line:
        return ""
    return desk.register.tree.read(facts.case.place_of(product.path)).decode("utf-8", "replace")


def _products(desk: Desk, facts: Facts) -> tuple[Product, ...]:
    """Return the papers that would go out, the statement of delays behind them where there is one."""
    papers = products_of(facts, desk.register.tree)
    statement = statement_of(facts) if papers else None
    return (*papers, statement) if statement is not None else papers


def _with_search(one: Gate, identities: IdentityRegister, material: Material) -> Gate:
    found = searched(one.facts, material, identities)
    said = search_findings(one.facts, found, identities)
    return replace(
        one, findings=(*one.findings, *said), identities=identities, material=material, found=found
    )


def material_of(desk: Desk, one: Gate) -> Material:
    """Return what is searched before anything is pressed: the papers, the statement of delays, and what stays."""
    papers = tuple(product for product in one.products if product.id != "delays")
    made = [passage for product in one.products if product.id == "delays" for passage in _passages(product)]
    return passages_of(desk, one.facts, papers).and_made(tuple(made))


def _passages(product: Product) -> tuple[Passage, ...]:
    return paragraphs(product.name, f"{product.title}\n\n{product.text}")


def cover_of(facts: Facts, *, under_embargo: bool) -> Cover:
    """Return what all papers bear: the embargo while it lasts, and the day of publication once one is known.

    A day that was planned and is past is none: the paper would say that it was out when it was not.
    """
    embargo = facts.case.publication.embargo
    done, planned = facts.happened(PUBLISHED), facts.timeline.planned(read_address(PUBLISHED))
    ahead = planned if planned is not None and planned >= facts.as_of else None
    return Cover(
        board=facts.board.board,
        review=facts.case.id,
        kind=called(facts),
        about=whom(facts.case.file, " and "),
        published=done.on if done is not None else ahead,
        embargo=embargo if under_embargo and embargo is not None and facts.as_of < embargo else None,
    )


def _proposed(desk: Desk, loaded: Loaded, papers: tuple[Product, ...], *, under_embargo: bool) -> Proposed:
    facts = one_case(loaded)
    found, _ = found_in(None, loaded)
    return Proposed(
        facts=facts,
        products=papers,
        lacking=lacking_papers(facts.case),
        approved=approved_copy(desk.register.tree, facts),
        errors=sum(one.severity == "error" and not one.waived and one.code != LATE for one in found),
        saved=saved(desk, facts, papers),
        under_embargo=under_embargo,
        delays=bool(papers) and is_worked_out(facts),
    )


_COPY = "signoff/publication/snapshot/publication.yaml"


def approved_copy(tree: Tree, facts: Facts) -> Publication | None:
    """Return the decision on publication as it was signed off; None where there is no copy of it that can be read."""
    document, findings = read_document(tree, facts.case.place_of(_COPY), BY_NAME["publication"], "")
    if document is None or any(one.severity == "error" for one in findings):
        return None
    found: Publication = document.data
    return found
