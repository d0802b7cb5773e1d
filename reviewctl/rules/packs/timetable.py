"""POL: whether a timetable names what there is."""

from collections.abc import Iterator

from reviewctl.model.finding import Finding
from reviewctl.model.kind import TimetableRow
from reviewctl.model.marks import KeyPath
from reviewctl.rules.packs.addresses import NO_MEETING_KIND, check_address, read
from reviewctl.rules.packs.conditions import check_conditions
from reviewctl.rules.packs.names import NO_STEP
from reviewctl.rules.packs.sheet import Sheet, unknown_word


def check_timetable(sheet: Sheet) -> Iterator[Finding]:
    """Yield what is wrong with the timetable of a type: its end, its lines and their conditions."""
    timetable = sheet.kind.timetable
    if timetable is None:
        return
    steps = [step.id for step in (*sheet.kind.steps, *sheet.kind.publication)]
    yield from unknown_word(NO_STEP, timetable.to, "step", steps, sheet.spot(("timetable", "to")))
    for number, row in enumerate(timetable.rows):
        path = ("timetable", "rows", number)
        yield from _what(row, (*path, "what"), sheet)
        yield from check_conditions(row.if_, (*path, "if"), sheet)


def _what(row: TimetableRow, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    address = read(row.what)
    if address is not None and address.head == "meetings" and address.item is not None:
        kinds = sheet.kind.meetings
        yield from unknown_word(NO_MEETING_KIND, address.item, "kind of meeting", kinds, sheet.spot(path))
    elif address is not None and address.item is not None:
        yield from check_address(row.what, path, sheet, "date", address.head)
    else:
        yield from check_address(row.what, path, sheet, "event")
