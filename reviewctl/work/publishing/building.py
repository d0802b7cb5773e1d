"""`publish build`: the papers pressed, read back out of their files, searched again, and put out as one folder."""

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.publishing.papers import NAMES
from reviewctl.model.finding import EnvironmentFault
from reviewctl.model.publishing import FORMS, Pressed, Product
from reviewctl.store.atomic import unwinding
from reviewctl.store.outgoing import put_out
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.publishing import delays, sidecar
from reviewctl.work.publishing.found import search_findings, searched
from reviewctl.work.publishing.gate import Gate, of_record
from reviewctl.work.publishing.pressing import press, read_back
from reviewctl.work.publishing.style import style_of

EMBARGOED = "under-embargo-"
"""What the name of each file begins with while nothing may be made known."""
ALLOWED = frozenset(
    (
        sidecar.NAME,
        *(
            f"{front}{name}.{form}"
            for front in ("", EMBARGOED)
            for name in (*NAMES.values(), delays.NAME)
            for form in FORMS
        ),
    )
)
"""Every name that a file may go out by."""
_BEGINS = {"html": b"<!doctype html>", "docx": b"PK\x03\x04", "pdf": b"%PDF-"}


class Built(Struct, frozen=True):
    """What came of it: the gate as it stands after the files were searched, too, and the files by their names.

    There are none where the gate is closed: nothing was made then.
    """

    gate: Gate
    files: Mapping[str, bytes]

    def sums(self) -> list[tuple[str, str]]:
        """Return the name and the sha256 of each file, by name."""
        return [(name, sha256(data).hexdigest()) for name, data in sorted(self.files.items())]


def refuse_place(target: Path) -> None:
    """Raise EnvironmentFault where something is at the place of the folder already, be it a link that leads nowhere."""
    if os.path.lexists(target):
        raise EnvironmentFault(
            "There is something at that place already, and nothing is written over.",
            "Name a folder that is not there yet: -o DIR",
        )


def build(desk: Desk, one: Gate, target: Path) -> Built:
    """Make the folder `target` with all files that go out, where the gate is open; nothing of the record is written.

    Raises ReviewctlError where a paper cannot be pressed, EnvironmentFault where the folder cannot be made or the
    record was changed meanwhile, and whatever a scanner raises: in every such case no folder is there.
    """
    refuse_place(target)
    if not one.is_open:
        return Built(one, {})
    with unwinding():
        files = pressed(desk, one)
        after, contents = searched_again(one, files)
        if not after.is_open:
            return Built(after, {})
        _check(one, files, contents)
        _same_record(desk, one)
        put_out(target, contents, ALLOWED)
    return Built(after, contents)


def pressed(desk: Desk, one: Gate) -> tuple[Pressed, ...]:
    """Return every paper in every form, in memory."""
    style = style_of(desk)
    return tuple(file for product in outgoing(one) for file in press(product, one.cover, style))


def outgoing(one: Gate) -> tuple[Product, ...]:
    """Return the papers under the names by which they go out."""
    if one.cover.embargo is None:
        return one.products
    return tuple(replace(product, name=f"{EMBARGOED}{product.name}") for product in one.products)


def searched_again(one: Gate, files: tuple[Pressed, ...]) -> tuple[Gate, Mapping[str, bytes]]:
    """Return the gate with what is in the files searched, too, and the files with the record that goes with them."""
    assert one.material is not None and one.identities is not None
    record = sidecar.metadata_of(one.facts, one.cover, one.products, files)
    contents = {file.name: file.data for file in files} | {sidecar.NAME: sidecar.written(record)}
    made = tuple(passage for file in files for passage in read_back(file))
    material = one.material.and_made((*made, *sidecar.passages_in(record)))
    found = searched(one.facts, material, one.identities)
    before = search_findings(one.facts, one.found, one.identities) if one.found is not None else ()
    rest = tuple(each for each in one.findings if each not in before)
    said = search_findings(one.facts, found, one.identities)
    return replace(one, findings=(*rest, *said), material=material, found=found), contents


def _check(one: Gate, files: tuple[Pressed, ...], contents: Mapping[str, bytes]) -> None:
    """Raise ValueError where a file is not one of those that may go out, or not what its name says."""
    wanted = {f"{product.name}.{form}" for product in outgoing(one) for form in FORMS} | {sidecar.NAME}
    if set(contents) != wanted or not wanted <= ALLOWED or len(files) != len(contents) - 1:
        raise ValueError("the files made are not those that go out")
    for file in files:
        if not file.data[:64].lstrip().lower().startswith(_BEGINS[file.form].lower()):
            raise ValueError(f"{file.name} is not what its name says")


def _same_record(desk: Desk, one: Gate) -> None:
    """Raise EnvironmentFault where anything that the gate rests on was changed since it looked at it."""
    desk.forget()
    loaded = Loader(desk.register, one.facts.as_of).load(one.facts.case.folder)
    now = of_record(desk, loaded, under_embargo=one.under_embargo)
    before = one.findings[: len(now.findings)]
    if (now.products, now.cover, now.findings) != (one.products, one.cover, before):
        raise EnvironmentFault(
            "The record was changed while the files were made, so nothing was published.",
            "See that nobody is working on this review, and run the command again.",
        )
