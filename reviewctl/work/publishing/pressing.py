"""Papers put into the forms in which they go out, in memory: html, docx and pdf."""

from msgspec.structs import replace

from reviewctl.exchange.picture import made_anew
from reviewctl.exchange.typeset import Unshown, typeset
from reviewctl.exchange.word.published import published_document
from reviewctl.model.pressing import Edition, Image, Style
from reviewctl.model.publishing import Cover, Form, Pressed, Product
from reviewctl.model.trouble import ReviewctlError
from reviewctl.render.published.reading import edition_of, seen
from reviewctl.render.published.to_page import page_of_edition
from reviewctl.render.published.to_tree import pictures_of, tree_of
from reviewctl.store.resources import typesetting
from reviewctl.work.publishing.faults import faults_of
from reviewctl.work.publishing.readback import read_back

__all__ = ["faults_of", "press", "read_back"]


def press(product: Product, cover: Cover, style: Style | None = None) -> tuple[Pressed, ...]:
    """Return a paper in all three forms: html, docx and tagged pdf. The same paper gives the same bytes.

    Nothing is written anywhere. Raises ReviewctlError for a picture or a house style that cannot be used, and for
    characters that the pdf cannot show. Ask `faults_of` first: what it finds is mended here as well as may be.
    """
    style = replace(style or Style(), crest_alt=seen((style and style.crest_alt) or cover.board))
    images = {one.path: made_anew(one.path, one.data) for one in product.pictures if one.path in product.text}
    crest = None if style.crest is None else made_anew("house-crest.png", style.crest)
    edition = edition_of(product, cover, images)
    made: tuple[tuple[Form, bytes], ...] = (
        ("html", page_of_edition(edition, style, crest).encode()),
        ("docx", published_document(edition, style, crest)),
        ("pdf", _pdf(product, edition, style, crest)),
    )
    return tuple(
        Pressed(name=f"{product.name}.{form}", form=form, product=product.id, data=data)
        for form, data in made
    )


def _pdf(product: Product, edition: Edition, style: Style, crest: Image | None) -> bytes:
    pictures = {**edition.images, **({} if crest is None else {"crest": crest})}
    data = {"paper": tree_of(edition, style, crest), "pictures": pictures_of(pictures)}
    try:
        return typeset(typesetting("paper"), data)
    except Unshown as error:
        raise _where(product, error) from None


def _where(product: Product, error: Unshown) -> ReviewctlError:
    """Return the same with the place where the characters stand first."""
    lines = product.text.split("\n")
    at = next((number for number, line in enumerate(lines) if error.text in line), None)
    place = f"{product.path}:{product.first_line + at}: " if at is not None and product.first_line else ""
    return ReviewctlError(
        f"{place}{error.message}", "Write it in Latin, Greek or Cyrillic letters, or put it in as a picture."
    )
