"""What goes out when a review is published: its papers, and the files that are made of them."""

from datetime import date
from typing import Literal

from msgspec import Struct

ProductId = Literal["report", "summary", "briefing", "action-plan", "delays"]
"""The papers that can be published, by the name of the document that each is made of.

`delays` is the statement of delays that goes with them (P-App2): of publication.yaml, or worked out.
"""

Form = Literal["html", "docx", "pdf"]
FORMS: tuple[Form, ...] = ("html", "docx", "pdf")
"""The formats in which a paper goes out, and no other."""


IMAGES = "report/images"
"""Where the pictures of a case's papers lie."""
PICTURED: tuple[ProductId, ...] = ("report", "summary", "briefing")
"""The papers that may show one of them: who approves one of these approves the pictures with it."""


class Picture(Struct, frozen=True, kw_only=True):
    """A picture of a paper: its path relative to the case, such as report/images/timeline.png, and its bytes."""

    path: str
    data: bytes

    def __repr__(self) -> str:
        return f"Picture({self.path!r}, {len(self.data)} bytes)"


class Product(Struct, frozen=True, kw_only=True):
    """A paper that is published, before it is put into a format.

    `name` is that of its files without the ending: overview-report. `path` is the document that it is made of,
    relative to the case. `text` is its whole text in Markdown, without the front matter and without the title.
    `first_line` is the line of the document on which the text begins; 0 where it was composed, as of action-plan.yaml.
    `sha256` is that of the document's bytes: what was approved is compared with it.
    """

    id: ProductId
    name: str
    title: str
    path: str
    text: str
    sha256: str
    first_line: int = 0
    dated: date | None = None
    pictures: tuple[Picture, ...] = ()
    landscape: bool = False

    def __repr__(self) -> str:
        return f"Product({self.name!r}, {len(self.text)} characters)"


class Cover(Struct, frozen=True, kw_only=True):
    """What all papers of a publication bear alike.

    `about` is whom or what the review is about, by pseudonyms; `kind` the kind of review in words. `embargo` is the
    day before which nothing may be made known, None once it is past or where there is none.
    """

    board: str
    review: str
    kind: str
    about: str
    published: date | None = None
    embargo: date | None = None
    language: str = "en-GB"


class Pressed(Struct, frozen=True, kw_only=True):
    """A file that is ready to go out: its name, such as overview-report.pdf, and its bytes."""

    name: str
    form: Form
    product: ProductId
    data: bytes

    def __repr__(self) -> str:
        return f"Pressed({self.name!r}, {len(self.data)} bytes)"
