"""The examples of the pages on the gate, laid over a review that may be published, and judged by the gate alone.

Beside what every page may have, `on 2026-06-20` is the day judged on, and `saved unsaved` how the record is kept.
"""

from datetime import date

from reviewctl.model.finding import Finding
from reviewctl.rules.gate import Proposed, Saved, obstacles
from reviewctl.store.register import Register
from reviewctl.work.loading import Loader
from reviewctl.work.one import one_case
from reviewctl.work.publishing.delays import is_worked_out
from reviewctl.work.publishing.gate import approved_copy
from reviewctl.work.publishing.products import lacking_papers, products_of
from tests.publishing.making import DAY, READY
from tests.rulebook_pages import FOLDER, Block, Laid

OF_GATE = {f"PUB02{number}" for number in (0, 1, 2, 3, 4, 5, 6, 7, 9)}
"""The codes that `publish check` gives of the record, and `validate` does not: they are of a day of publication."""
WORDS = ("on", "saved")
FILES = {path.relative_to(READY).as_posix(): path.read_bytes() for path in READY.rglob("*") if path.is_file()}


def found_by_gate(blocks: tuple[Block, ...]) -> tuple[Finding, ...]:
    """Return what a page's example gives."""
    said = {block.what: block.path for block in blocks if block.what in WORDS}
    laid = Laid(tuple(block for block in blocks if block.what not in WORDS), FILES)
    saved: Saved = "unsaved" if said.get("saved") == "unsaved" else "saved"
    return obstacles(proposed(laid, date.fromisoformat(said.get("on", DAY)), saved))


def proposed(laid: Laid, on: date, saved: Saved = "saved", *, under_embargo: bool = False) -> Proposed:
    """Return what is to go out of the review on a day."""
    facts = one_case(Loader(Register(laid, "/nowhere"), on).load(FOLDER))
    return Proposed(
        facts=facts,
        products=products_of(facts, laid),
        lacking=lacking_papers(facts.case),
        approved=approved_copy(laid, facts),
        saved=saved,
        under_embargo=under_embargo,
        delays=is_worked_out(facts),
    )
