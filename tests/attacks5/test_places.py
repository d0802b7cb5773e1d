"""What lies in the place of a setting of the editor, of git or of the forge, and is none."""

from pathlib import Path

import pytest

from tests.proposed.conftest import Pull, pull

__all__ = ["pull"]

SETTINGS = (".gitignore", ".editorconfig", ".gitlab-ci.yml", ".github/CODEOWNERS", ".vscode/settings.json")


def without(pull: Pull, name: str) -> Path:
    """Return a path where nothing lies."""
    path = pull.root / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    return path


@pytest.mark.parametrize("name", SETTINGS)
def test_a_link_in_the_place_of_a_setting(pull: Pull, name: str) -> None:
    """It would lead to whatever lies there on the computer of whoever checks it out."""
    without(pull, name).symlink_to("/etc/passwd")
    pull.save()
    assert "FIL052" in pull.brings()
    assert "FIL052" in pull.codes()


@pytest.mark.parametrize("name", SETTINGS)
def test_another_repository_in_the_place_of_a_setting(pull: Pull, name: str) -> None:
    """git would fetch it from elsewhere."""
    head = pull.git("rev-parse", "HEAD").strip()
    without(pull, name)
    pull.git("update-index", "--add", "--cacheinfo", f"160000,{head},{name}")
    pull.git("commit", "-q", "-m", "x")
    assert "FIL052" in pull.brings()


@pytest.mark.parametrize("name", [*SETTINGS, ".github/a.yml", ".vscode/b.json"])
def test_a_folder_that_is_named_as_a_setting(pull: Pull, name: str) -> None:
    """What is in it is looked at, or the folder refused: no Word file comes in so."""
    without(pull, name)
    pull.put(f"{name}/Zebediah Quux.docx", "x")
    pull.save()
    assert {"FIL051", "FIL054"} & set(pull.brings())
    assert "Quux" not in pull.tries("validate", "--base", "main").out


@pytest.mark.parametrize("made", ["link", "file"])
def test_something_else_in_the_place_of_the_reviews(pull: Pull, made: str) -> None:
    """A register that has no review yet: the folder of the reviews is a folder, and no link to another one."""
    pull.git("rm", "-q", "-r", "cases")
    pull.save()
    pull.git("branch", "-q", "-f", "main")
    if made == "link":
        (pull.root / "cases").symlink_to("/etc")
    else:
        pull.put("cases", "x\n")
    pull.save()
    assert {"FIL050", "FIL052"} & set(pull.brings())
