"""learning.yaml: products of the review and who was told, how and when (F§12)."""

from datetime import date
from typing import Annotated

from reviewctl.model.record import Record, says


class Told(Record, frozen=True, kw_only=True):
    """One dissemination of the learning."""

    on: Annotated[date | None, says("The day.")] = None
    to: Annotated[str | None, says("Who was told.")] = None
    how: Annotated[str | None, says("How: workshop, briefing, newsletter.")] = None


class Product(Record, frozen=True, kw_only=True):
    """Something made to share the learning, such as the 7-minute briefing."""

    title: Annotated[str, says("What it is.")]
    made_on: Annotated[date | None, says("The day it was ready.")] = None
    told: Annotated[tuple[Told, ...], says("Who was told, how and when.")] = ()


class Learning(Record, frozen=True, kw_only=True):
    """How the learning was shared."""

    products: Annotated[tuple[Product, ...], says("What was made to share it.")] = ()
