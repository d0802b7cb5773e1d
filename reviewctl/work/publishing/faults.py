"""What is to be mended in a paper before it is published."""

import re
from collections.abc import Iterator
from html import unescape

from reviewctl.exchange.picture import made_anew
from reviewctl.exchange.typeset import unshown
from reviewctl.model.finding import Finding
from reviewctl.model.publishing import Cover, Product
from reviewctl.model.trouble import ReviewctlError
from reviewctl.render.published.outline import outline_of
from reviewctl.render.published.reading import seen
from reviewctl.rules.printing import printing_faults, sign_faults

SURE = "\\s!-~\u00a0-\u024f\u0370-\u045f\u2010-\u2027\u20ac"
"""Signs that the types of the press have, as a set of a pattern: Latin, Greek, Cyrillic, dashes and quotation marks.

The press is asked only for others, which few papers have.
"""
_ODD = re.compile(rf"[^{SURE}][\u0300-\u036f\ufe00-\ufe0f]*")


def faults_of(product: Product, source: str = "") -> tuple[Finding, ...]:
    """Return what keeps a paper from being published as it is (PUB030-035), each with its line.

    `source` is the whole text of the document, by which the line of a sign is known in a paper that was composed.
    """
    return printing_faults(
        product, outline_of(product.text), dict(_unfit(product)), _unshown(product, source)
    )


def faults_of_cover(cover: Cover, head: str) -> tuple[Finding, ...]:
    """Return what every paper bears and no pdf shows: of the Board's name, and of the pseudonyms, which `head` has."""
    named = (("board.yaml", cover.board), (head, cover.about))
    odd = {path: _odd(words) for path, words in named}
    refused = unshown([one for signs in odd.values() for one in signs])
    kept = {path: tuple(one for one in signs if one in refused) for path, signs in odd.items()}
    return tuple(one for path, signs in kept.items() if signs for one in sign_faults(path, {0: signs}))


def _unfit(product: Product) -> Iterator[tuple[str, str]]:
    """Yield the pictures that cannot be used, each with why."""
    for one in product.pictures:
        if one.path not in product.text:
            continue
        try:
            made_anew(one.path, one.data)
        except ReviewctlError as error:
            yield one.path, error.message


def _unshown(product: Product, source: str) -> dict[int, tuple[str, ...]]:
    """Return the signs that the press has no type for, by the line of the document; at 0 those found on none."""
    signs = tuple(dict.fromkeys((*_odd(product.title), *_odd(product.text))))
    refused = unshown(signs) if signs else frozenset[str]()
    if not refused:
        return {}
    kept = {
        number: found
        for number, line in _lines(product, source)
        if (found := tuple(one for one in _odd(line) if one in refused))
    }
    placed = {one for found in kept.values() for one in found}
    lost = tuple(one for one in signs if one in refused - placed)
    return kept | ({0: lost} if lost else {})


def _lines(product: Product, source: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a paper with their numbers in its document; the title stands on the line above its text."""
    if product.first_line:
        yield from enumerate((product.title, *product.text.split("\n")), product.first_line - 1)
    else:
        yield from enumerate(source.splitlines(), 1)


def _odd(text: str) -> tuple[str, ...]:
    """Return the signs of a text that the press may not have, each once and with its marks, as it is set."""
    if text.isascii() and "&" not in text:
        return ()
    return tuple(dict.fromkeys(_ODD.findall(seen(unescape(text)))))
