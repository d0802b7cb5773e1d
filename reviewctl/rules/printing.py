"""PUB030-035: whether everybody can read a paper that is published, and whether it leads or holds anything unseen."""

import re
from collections.abc import Iterator, Mapping, Sequence

from reviewctl.model.codes import Code, declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.pressing import Marked
from reviewctl.model.publishing import IMAGES, Product
from reviewctl.rules.words import listed

HEADINGS = declare("PUB030", "heading-out-of-order", "error")
PICTURE = declare("PUB031", "picture-not-fit-to-publish", "error")
TABLE = declare("PUB032", "table-without-titles", "error")
HIDDEN = declare("PUB033", "html-in-the-text", "error")
LINK = declare("PUB034", "link-to-somebodys-computer", "error")
SIGN = declare("PUB035", "sign-that-no-pdf-shows", "error")

_THERE = f"{IMAGES}/"
_FOLLOWED = ("http://", "https://", "mailto:", "#")
_FILE = re.compile(
    r"\bfile:/|(?<![A-Za-z])[A-Za-z]:\\|(?<![\w\\])\\\\[\w.-]+\\|(?<![\w/])/(?:home|Users)/|://[^\s/@]*@",
    re.IGNORECASE,
)


def printing_faults(
    product: Product,
    outline: Sequence[Marked],
    unfit: Mapping[str, str],
    unshown: Mapping[int, Sequence[str]],
) -> tuple[Finding, ...]:
    """Return what keeps a paper from being published as it is, in the order of its lines.

    `outline` is what is marked in its text; `unfit` are the pictures that cannot be used, by path, each with why.
    `unshown` are the signs that no type of the pdf has, by the line of the document; 0 where that is not known.
    """
    found = [
        *_headings(product, outline),
        *_pictures(product, outline, unfit),
        *_tables(product, outline),
        *_html(product, outline),
        *_links(product, outline),
        *sign_faults(product.path, unshown),
    ]
    return tuple(sorted(found, key=lambda one: (one.spot, one.code, one.message)))


def _found(product: Product, code: Code, line: int, message: str, help: str) -> Finding:
    at = Spot(product.path, product.first_line + line - 1, 1) if product.first_line else Spot(product.path)
    return code.finding(at, message, help=help)


def _of(outline: Sequence[Marked], kind: str) -> Iterator[Marked]:
    return (one for one in outline if one.kind == kind)


def _headings(product: Product, outline: Sequence[Marked]) -> Iterator[Finding]:
    before = 1
    for one in _of(outline, "heading"):
        message = _heading_fault(one, before)
        if message:
            yield _found(
                product,
                HEADINGS,
                one.line,
                message,
                "Begin the main parts with ##, the parts of these with ###, and so on: who listens to a paper finds "
                "their way by its headings.",
            )
        before = max(one.level, 2)


def _heading_fault(one: Marked, before: int) -> str:
    """Return what is wrong with a heading that stands below one of level `before`."""
    if one.level == 1:
        return "This heading (#) would be a second title: the paper has its own."
    if one.level > before + 1:
        return (
            f"This heading is of level {one.level}, and the one before it of level {before}: one is skipped."
        )
    return "" if one.words.strip() else "This heading has no words."


def _pictures(product: Product, outline: Sequence[Marked], unfit: Mapping[str, str]) -> Iterator[Finding]:
    there = {one.path for one in product.pictures}
    for one in _of(outline, "picture"):
        for message, help in _picture_faults(one, there, unfit):
            yield _found(product, PICTURE, one.line, message, help)


def _picture_faults(one: Marked, there: set[str], unfit: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not one.words:
        yield (
            "This picture has no words that stand for it, for those who cannot see it.",
            "Write between the brackets what is to be seen: ![What it shows](report/images/name.png)",
        )
    if not one.fit:
        yield (
            "This picture stands within a sentence, a list or a table.",
            "Give it a paragraph of its own, with a blank line before and behind it.",
        )
    if not one.what.startswith(_THERE) or one.what not in there:
        yield (
            "This picture does not lie where the pictures of a report do.",
            f"Put it into the case's folder {_THERE} as png or jpg, and name it so: ![…]({_THERE}name.png)",
        )
    elif one.what in unfit:
        yield unfit[one.what], "Open it in a program for pictures, and save it there again as png or jpg."


def _tables(product: Product, outline: Sequence[Marked]) -> Iterator[Finding]:
    for one in _of(outline, "table"):
        if not one.fit:
            yield _found(
                product,
                TABLE,
                one.line,
                "This table has columns without a title.",
                "Write in its first line what stands in each column: who listens to it hears that with each cell.",
            )


def _html(product: Product, outline: Sequence[Marked]) -> Iterator[Finding]:
    for one in _of(outline, "html"):
        yield _found(
            product,
            HIDDEN,
            one.line,
            "There is HTML here: a remark that readers do not see, or marks of another kind.",
            "Take it out, after you have read what is in it: names hide there. Write **bold**, *italics* and lists as "
            "Markdown.",
        )


def _links(product: Product, outline: Sequence[Marked]) -> Iterator[Finding]:
    told = {number for number, text in enumerate(product.text.split("\n"), 1) if _FILE.search(text)}
    led = {one.line for one in _of(outline, "link") if _leads_nowhere(one.what)}
    for line in sorted(told | led):
        yield _found(
            product,
            LINK,
            line,
            "A link or a path here leads to a file on somebody's computer, or holds somebody's login.",
            "Take it out, or name the paper in words. A link that others can follow begins with https://",
        )


def _leads_nowhere(where: str) -> bool:
    return not where.lower().startswith(_FOLLOWED) or _FILE.search(where) is not None


_NAMED = 5
"""So many signs of a line are told by their numbers."""


def sign_faults(path: str, unshown: Mapping[int, Sequence[str]]) -> Iterator[Finding]:
    """Yield the lines of a file with signs that no pdf shows: by their numbers, for they may be of somebody's name."""
    for line, signs in unshown.items():
        numbers = [f"U+{ord(one[0]):04X}" for one in signs[:_NAMED]]
        more = [f"{len(signs) - _NAMED} more"] if len(signs) > _NAMED else []
        yield SIGN.finding(
            Spot(path, line, 1) if line else Spot(path),
            f"A pdf cannot show what stands here: {listed([*numbers, *more])}.",
            help="It is a sign of another script, or an emoji. Write it in Latin, Greek or Cyrillic letters, put it in "
            "as a picture, or take it out.",
        )
