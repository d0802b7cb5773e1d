"""The examples of the pages on the search before publication: the base review, searched for an identity register.

Beside what every page may have, `identities` is the identity register, and `without NAME` a scanner that is broken.
"""

from datetime import date
from functools import partial
from unittest import mock

from reviewctl.facts.scan.scanning import SCANNERS, examine
from reviewctl.model.finding import Finding
from reviewctl.store.identities import read_identities
from reviewctl.store.register import Register
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.one import one_case
from reviewctl.work.publishing import searching
from reviewctl.work.publishing.found import search_findings, searched
from reviewctl.work.publishing.material import passages_of
from reviewctl.work.publishing.products import products_of
from tests.rulebook_pages import FOLDER, Block, Laid

OF_SEARCH = {"PUB010", "PUB011", "PUB013", "PUB014", "PUB015", "PUB016"}
"""The codes that `publish check` gives of what it searched, and `validate` does not: it has no identity register."""
WORDS = ("identities", "without")


_MOTHER = """\
  - pseudonym: mother
    kind: family
    names:
      - {given: Specimena, family: Samplewright}
    none_known: true
"""


def _with_family(identities: str) -> str:
    """Return an identity register with the family of the base review, which most pages have no need to tell."""
    return identities if "kind: family" in identities else identities + _MOTHER


def found_by_search(blocks: tuple[Block, ...], as_of: date) -> tuple[Finding, ...]:
    """Return what a page's example gives."""
    said = {block.what: block for block in blocks if block.what in WORDS}
    register = Register(Laid(tuple(block for block in blocks if block.what not in WORDS)), "/nowhere")
    desk = Desk("/nowhere", lambda _: None, lambda _: None)
    desk.__dict__["register"] = register
    facts = one_case(Loader(register, as_of).load(FOLDER))
    identities, faults = read_identities(_with_family(said["identities"].text).encode())
    assert identities is not None and faults == (), faults
    wanted = [one for one in SCANNERS if "without" not in said or one.name != said["without"].path]
    with mock.patch(f"{searching.__name__}.examine", partial(examine, scanners=wanted)):
        material = passages_of(desk, facts, products_of(facts, register.tree))
        found = search_findings(facts, searched(facts, material, identities), identities)
    # Only the page about it says with which register the review is searched.
    return found if identities.key else tuple(one for one in found if one.code != "PUB016")
