"""What `signoff sheet` does: the sheet of one sign-off, as it stands on its branch, or where one stands."""

from datetime import date

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.report import Report
from reviewctl.render.pages.signoff_sheet import page
from reviewctl.work.desk import Desk
from reviewctl.work.recording import case_facts
from reviewctl.work.signoff.meant import meant, title_of
from reviewctl.work.signoff.standing import lines_of
from reviewctl.work.signoff.stating import moved


def sheet(desk: Desk, word: str, what: str, item: str | None, as_of: date) -> Report:
    """Return the sheet. Raises ReviewctlError where nothing was asked for, or the text is not all there."""
    facts = case_facts(desk, word, as_of)
    one = meant(facts, what, item)
    lines, _ = lines_of(desk, (facts.case.folder,), as_of, one.what, one.item or None)
    line = next(iter(lines), None)
    if line is None or not line.wanted or line.shown.manifest.lacking:
        raise ReviewctlError(
            f"Nobody was asked to sign off {one.key} yet.", f"First: reviewctl signoff request {one.typed}"
        )
    asked = line.shown.requested
    if asked is not None and asked.digest != line.shown.manifest.digest:
        raise moved(one)
    return page(line, title_of(facts, one), facts, as_of)
