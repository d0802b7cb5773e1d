"""A review that may be published, and an identity register kept elsewhere."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import make_home
from tests.publishing.making import CASE, DAY, IDENTITIES, READY, Desk
from tests.signoff.conftest import on


@pytest.fixture(scope="session")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a review that may be published, in git, to be copied."""
    place = tmp_path_factory.mktemp("publishable")
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        desk = Desk(shutil.copytree(READY, place / "register"))
        with on("2026-06-10"):
            desk.git("init", "--quiet", "--initial-branch=main")
        desk.commits("2026-06-10")
    return place / "register"


def keep_identities(home: Path) -> None:
    """Keep an identity register in a home, and say where it lies."""
    (home / "identities.yaml").write_text(IDENTITIES)
    (home / "identities.yaml").chmod(0o600)
    settings = home / ".config" / "reviewctl"
    settings.mkdir(parents=True)
    (settings / "config.yaml").write_text("identities: ~/identities.yaml\n")


class Built(NamedTuple):
    """The folder that went out, what was said, and whether the record is as it was before."""

    folder: Path
    told: str
    untouched: bool


@pytest.fixture(scope="session")
def built(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The folder that goes out, made once, to be looked at."""
    place = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        keep_identities(make_home(place / "home", patch))
        desk = Desk(shutil.copytree(published_home, place / "register"))
        before = desk.files()
        told = desk.does_on(DAY, "publish", "build", CASE, "-o", str(place / "out"))
        return Built(place / "out", told, desk.files() == before and desk.unsaved() == "")


@pytest.fixture
def desk(published_home: Path, tmp_path: Path, at_home: Path) -> Desk:
    """A register with one review that may be published on Tuesday 30 June 2026, and whose identities are known."""
    keep_identities(at_home)
    return Desk(shutil.copytree(published_home, tmp_path / "register"))
