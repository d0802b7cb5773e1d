"""A paper with one of everything in it, and its cover."""

from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from reviewctl.model.pressing import Style
from reviewctl.model.publishing import Cover, Form, Picture, Pressed, Product
from reviewctl.work.publishing.pressing import press
from tests.published.pages import picture

COVER = Cover(
    board="Northmoor Safeguarding Adults Board",
    review="SAR-2026-001",
    kind="Safeguarding Adults Review",
    about="Adult J1",
    published=date(2026, 6, 4),
)
TEXT = """\
## 1 Circumstances

Adult J1 lived alone. *Over eleven months* **nine agencies** knew of her; see [the protocol](https://example.org/p).[^1]

![Seven contacts on a line](report/images/line.png)

## 2 Method

- A panel met.
  - Twice in spring.

1. First
2. Second

> Nobody told us. *The family's words.*

### 2.1 What was read

| Agency | Gave | Came on |
|---|---|--:|
| Housing | Chronology | 2 March 2026 |
| Trust | IMR | 3 March 2026 |

---

## 3 Practice

Some `code` and ~~struck~~ words.[^2] And again.[^1]

    two lines
    of code

## 4 Action

Done.

## 5 Conclusion

The end.

[^1]: The protocol, **paragraph 5**.
[^2]: By the Trust.
"""
REPORT = Product(
    id="report",
    name="overview-report",
    title="Overview report",
    path="report/overview.md",
    text=TEXT,
    sha256="0" * 64,
    first_line=7,
    pictures=(Picture(path="report/images/line.png", data=picture()),),
)
PLAN = Product(
    id="action-plan",
    name="action-plan",
    title="Action plan",
    path="action-plan.yaml",
    text="## Actions\n\n" + "| Id | Action | Owner | Due | Measure | Status |\n|---|---|---|---|---|---|\n"
    "| 1 | Audit how concerns are shared between housing and health | Housing | 30 June 2026 | Audit | open |\n",
    sha256="0" * 64,
    landscape=True,
)


def paper(text: str, title: str = "Overview report") -> Product:
    """Return a paper of this text."""
    return replace(REPORT, text=text, title=title, pictures=())


def pressed(
    form: Form, product: Product = REPORT, cover: Cover = COVER, style: Style | None = None
) -> Pressed:
    """Return a paper in one form."""
    return next(one for one in _pressed(product, cover, style) if one.form == form)


@lru_cache(maxsize=64)
def _pressed(product: Product, cover: Cover, style: Style | None) -> tuple[Pressed, ...]:
    return press(product, cover, style)
