"""A review that may be published, and an identity register kept elsewhere."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import make_home
from tests.publishing.making import BASE, IDENTITIES, READY, Desk
from tests.signoff.conftest import on


@pytest.fixture(scope="session")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a review that may be published, in git, to be copied."""
    place = tmp_path_factory.mktemp("publishable")
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        desk = Desk(shutil.copytree(BASE, place / "register"))
        shutil.copytree(READY, desk.root, dirs_exist_ok=True)
        with on("2026-06-17"):
            desk.git("init", "--quiet", "--initial-branch=main")
        desk.commits("2026-06-17")
    return place / "register"


@pytest.fixture
def desk(published_home: Path, tmp_path: Path, at_home: Path) -> Desk:
    """A register with one review that may be published on Tuesday 30 June 2026, and whose identities are known."""
    (at_home / "identities.yaml").write_text(IDENTITIES)
    (at_home / "identities.yaml").chmod(0o600)
    settings = at_home / ".config" / "reviewctl"
    settings.mkdir(parents=True)
    (settings / "config.yaml").write_text("identities: ~/identities.yaml\n")
    return Desk(shutil.copytree(published_home, tmp_path / "register"))
