"""The page round the picture: one file, nothing fetched, no script. All that the picture shows, its tables say."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from reviewctl.render.timeline.layout import layout
from reviewctl.render.timeline.legend import legend_of
from reviewctl.render.timeline.overlay import Sign, overlay, places, sign_by_number, signs_of
from reviewctl.render.timeline.shapes import WIDTH, Layout, Picture, Told, told_of
from reviewctl.render.timeline.style import STYLE
from reviewctl.render.timeline.svg import standalone, svg_of
from reviewctl.render.timeline.table import gap_table, lane_table, most_of_each, name_of
from reviewctl.render.timeline.words import many, marked_up, marked_up_lines

_HINT = (
    "Tab moves from sign to sign, and so does the pointer; what each stands for is shown here. "
    "Enter goes to its line in the table."
)


def svg_file(picture: Picture) -> str:
    """Return the picture alone, as an SVG document."""
    drawn = layout(picture)
    return standalone(
        svg_of(picture, drawn, legend_of(picture, drawn), title=picture.title, about=about(picture, drawn))
    )


def html_page(picture: Picture) -> str:
    """Return the picture in a page with its tables: the same bytes for the same chronologies and day.

    The style sheet is named in the page's own security policy by its digest; nothing else may be applied, run or
    fetched.
    """
    drawn = layout(picture)
    legend = legend_of(picture, drawn)
    signs = signs_of(picture, drawn)
    wide = f".sheet{{min-width:{60 * drawn.width / WIDTH:.0f}rem}}"
    style = STYLE + wide + "".join(places(signs, drawn.width, legend.bottom))
    svg = svg_of(picture, drawn, legend, title=picture.title, about=about(picture, drawn))
    return "\n".join((*_head(picture, style), *_body(picture, drawn, svg, signs), "</html>\n"))


def about(picture: Picture, drawn: Layout) -> str:
    """Return in a few sentences what the picture shows."""
    count = many(len(drawn.marks) + sum(len(one.told) for one in drawn.bins), "entry", "entries")
    lanes = many(len(drawn.lanes), "agency", "agencies")
    gaps = f", and {many(len(drawn.bands), 'gap')}" if drawn.bands else ""
    left_out = f" {picture.about}" if picture.about else ""
    return f"{count} of {lanes}{gaps}. A lane for each agency; time runs from left to right.{left_out}"


def _head(picture: Picture, style: str) -> Iterator[str]:
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>'
    yield '<meta charset="utf-8"/>'
    yield '<meta name="robots" content="noindex, nofollow, noarchive"/>'
    yield '<meta name="referrer" content="no-referrer"/>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
    yield f"<title>{marked_up(picture.whole.case)}: timeline</title>"
    yield f"<style>{style}</style>\n</head>"


def _body(picture: Picture, drawn: Layout, svg: str, signs: tuple[Sign, ...]) -> Iterator[str]:
    told = told_of(picture.whole)
    yield '<body>\n<a class="skip" href="#tables">To the tables</a>'
    yield f'<header><h1 class="unseen">{marked_up(picture.title)}</h1>'
    yield f"<p>{marked_up(picture.as_at)}. {marked_up(about(picture, drawn))}</p></header>"
    yield '<main>\n<section class="picture" role="region" aria-label="The picture" tabindex="0"><div class="sheet">'
    yield svg
    yield from overlay(signs, _lists(picture, drawn))
    yield "</div></section>"
    yield '<div id="tables">'
    yield from _tables(picture, drawn, told)
    yield "</div>\n</main>"
    yield f'<aside class="panel" aria-label="How to read the picture"><p>{_HINT}</p></aside>\n</body>'


def _lists(picture: Picture, drawn: Layout) -> list[tuple[int, str]]:
    named = [(at, name_of(picture, lane.agency)) for at, lane in enumerate(drawn.lanes)]
    return [(-1, "No agency has an entry"), *named]


def _tables(picture: Picture, drawn: Layout, told: tuple[Told, ...]) -> Iterator[str]:
    by_agency: dict[str, list[Told]] = {}
    for one in told:
        by_agency.setdefault(one.telling.agency, []).append(one)
    signs, most, reasons = sign_by_number(drawn), most_of_each(told), dict(picture.whole.empty)
    if most is not None:
        yield f"<p>There is very much text: each is shortened here to {most} characters.</p>"
    for lane in drawn.lanes:
        some = by_agency.get(lane.agency, [])
        yield f'<details open=""><summary><h2>{marked_up(name_of(picture, lane.agency))}</h2> '
        yield f"<span>{marked_up(' '.join(lane.note))}</span></summary>"
        if some:
            yield from lane_table(picture, some, signs, most)
        elif lane.agency in reasons:
            yield f"<p>The agency's reason: {marked_up_lines(reasons[lane.agency] or 'none is given')}</p>"
        yield "</details>"
    if picture.whole.gaps:
        yield "<section><h2>Times without an entry</h2>"
        yield from gap_table(picture, frozenset(band.number for band in drawn.bands))
        yield "</section>"
    if picture.whole.assumptions:
        yield "<section><h2>What is taken for granted</h2><ul>"
        yield from (f"<li>{marked_up(one)}</li>" for one in picture.whole.assumptions)
        yield "</ul></section>"
