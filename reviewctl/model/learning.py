"""learning.yaml: products of the review and who was told, how and when (F§12)."""

from typing import Annotated

from reviewctl.model.record import Edtf, Record, says


class Told(Record, frozen=True, kw_only=True):
    """One dissemination of the learning."""

    on: Annotated[Edtf | None, says("When, as far as known: 2026-11-10, or 2026-11 for the month.")] = None
    to: Annotated[str | None, says("Who was told.")] = None
    how: Annotated[str | None, says("How: workshop, briefing, newsletter.")] = None


class Product(Record, frozen=True, kw_only=True):
    """Something made to share the learning, such as the 7-minute briefing."""

    title: Annotated[str, says("What it is.")]
    made_on: Annotated[Edtf | None, says("When it was ready, as far as known.")] = None
    told: Annotated[tuple[Told, ...], says("Who was told, how and when.")] = ()


class Learning(Record, frozen=True, kw_only=True):
    """How the learning was shared."""

    products: Annotated[tuple[Product, ...], says("What was made to share it.")] = ()
