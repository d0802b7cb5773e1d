"""The examples of the pages on what keeps a paper from being published: the papers of the base review, looked at."""

import io
from datetime import date

from PIL import Image

from reviewctl.model.finding import Finding
from reviewctl.store.register import Register
from reviewctl.work.loading import Loader
from reviewctl.work.one import one_case
from reviewctl.work.publishing.faults import faults_of
from reviewctl.work.publishing.products import products_of
from tests.rulebook_pages import FOLDER, Block, Laid

OF_PRINTING = {"PUB030", "PUB031", "PUB032", "PUB033", "PUB034", "PUB035"}
"""The codes that `publish check` gives of the papers themselves."""


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), colour: str = "#335577") -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


def found_in_papers(blocks: tuple[Block, ...], as_of: date) -> tuple[Finding, ...]:
    """Return what a page's example gives; a block `picture` is one."""
    laid = Laid(tuple(block for block in blocks if block.what != "picture"))
    laid.files |= {f"{FOLDER}/{block.path}": picture() for block in blocks if block.what == "picture"}
    laid.files[f"{FOLDER}/publication.yaml"] = b"style: website\n"
    register = Register(laid, "/nowhere")
    facts = one_case(Loader(register, as_of).load(FOLDER))
    return tuple(one for product in products_of(facts, laid) for one in faults_of(product))
