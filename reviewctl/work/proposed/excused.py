"""A review as a pull request leaves it, but with what excuses anything as it was agreed before."""

from collections.abc import Sequence

from msgspec.structs import replace

from reviewctl.model.marks import KeyPath, Locator, Place
from reviewctl.model.review import Case, Document
from reviewctl.rules.proposed.exceptions import counting, counting_takeover


def as_agreed(case: Case, before: Case | None) -> Case:
    """Return a review with the exceptions, and the day of a take-over, that count while a pull request is judged.

    `before` is the same review as it was, None where there was none: it then may come from an older list, for which
    there was no earlier place to say so. A review of which nothing is excused is returned itself.
    """
    if case.waivers:
        agreed = counting(before.waivers if before is not None else (), case.waivers)
        document = case.documents["waivers"]
        kept = replace(document, data=tuple(agreed.values()), where=_where(document, tuple(agreed)))
        case = replace(case, documents={**case.documents, "waivers": kept})
    if before is not None and case.file.taken_over is not None:
        taken = counting_takeover(before.file.taken_over, case.file.taken_over)
        case = replace(case, file=replace(case.file, taken_over=taken))
    return case


def _where(document: Document, numbers: Sequence[int]) -> Locator | None:
    """Return where the items of a list stand of which only those with these numbers are left, in their order."""
    where = document.where
    if where is None:
        return None

    def places() -> dict[KeyPath, Place]:
        found = {(at,): where.nearest((number,)) for at, number in enumerate(numbers)}
        return {path: Place(mark, mark, False) for path, mark in found.items() if mark is not None}

    return Locator(lambda: where.marks, places=places)
