"""What is to be mended in a paper before it is published."""

from collections.abc import Iterator

from reviewctl.exchange.picture import made_anew
from reviewctl.model.finding import Finding
from reviewctl.model.publishing import Product
from reviewctl.model.trouble import ReviewctlError
from reviewctl.render.published.outline import outline_of
from reviewctl.rules.printing import printing_faults


def faults_of(product: Product) -> tuple[Finding, ...]:
    """Return what keeps a paper from being published as it is (PUB030-034), each with its line."""
    return printing_faults(product, outline_of(product.text), dict(_unfit(product)))


def _unfit(product: Product) -> Iterator[tuple[str, str]]:
    """Yield the pictures that cannot be used, each with why."""
    for one in product.pictures:
        if one.path not in product.text:
            continue
        try:
            made_anew(one.path, one.data)
        except ReviewctlError as error:
            yield one.path, error.message
