"""house-style.yaml: what the papers look like that a Board publishes."""

from typing import Annotated

from reviewctl.model.pressing import Font, Sheet
from reviewctl.model.record import Record, form, says


class HouseStyle(Record, frozen=True, kw_only=True):
    """The Board's own look, as data: whatever is left out is as it comes."""

    colour: Annotated[
        str | None,
        form(
            r"^#[0-9A-Fa-f]{6}$",
            "The colour of headings and lines, as #rrggbb; dark enough to be read on white.",
        ),
    ] = None
    font: Annotated[
        Font | None, says("The type of the pdf: Libertinus Serif or New Computer Modern. It comes along.")
    ] = None
    paper: Annotated[Sheet | None, says("The size of the sheet: a4 or us-letter.")] = None
    crest: Annotated[
        str | None,
        says("The words that stand for the picture house-crest.png, for those who cannot see it."),
    ] = None
