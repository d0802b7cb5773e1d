"""What the tests with real programs stand on: one Chromium for all, and pages that tell what went wrong in them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_LISTEN = """
window.violations = [];
document.addEventListener('securitypolicyviolation', e => window.violations.push(e.violatedDirective));
"""
_COLOURS = """
async address => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width; canvas.height = image.height;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const data = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const one of data) counts.set(one, (counts.get(one) || 0) + 1);
  return [counts.size, Math.max(...counts.values()) / data.length];
}
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


def until(page: Page, holds: str) -> None:
    """Wait until an expression holds. The browser's own way to wait evaluates in the page, which its policy forbids."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"within five seconds it never held that {holds}")


class Seen:
    """A page in Chromium, and what was asked of the network, said on the console and forbidden by its policy."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.failed: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.failed.append(f"{request.url}: {request.failure}"))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.add_init_script(_LISTEN)

    def open(self, file: Path) -> Page:
        """Open a file."""
        self.page.goto(file.as_uri())
        return self.page

    @property
    def violations(self) -> list[str]:
        """What the page's security policy forbade."""
        found: list[str] = json.loads(self.page.evaluate("JSON.stringify(window.violations)"))
        return found


@pytest.fixture
def seen(chromium: Browser) -> Iterator[Seen]:
    """A page of 1,400 by 900."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    yield Seen(context.new_page())
    context.close()


def colours_of(browser: Browser, address: str) -> tuple[int, float]:
    """Return how many colours an image has (its address is a data: URL), and which part of it has the commonest."""
    page = browser.new_page()
    try:
        count, most = page.evaluate(_COLOURS, address)
        return int(count), float(most)
    finally:
        page.close()
