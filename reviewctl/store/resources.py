"""The data that the tool brings along: template, policies, rulebook and schemas."""

from pathlib import Path

# The data lies beside the code, in a wheel too, for pip unpacks it; importlib.resources costs 7 ms to import.
_PACKAGE = Path(__file__).parent.parent


def template_folder() -> Path:
    """Return the folder of the case template: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "case-template"
    return inside if inside.is_dir() else _PACKAGE.parent / "case-template"


def policies_folder() -> Path:
    """Return the folder of the packs that the tool brings along."""
    return _PACKAGE / "policies"


def schema_text(name: str) -> bytes:
    """Return the checked-in JSON Schema of a document. Raises FileNotFoundError for a name without one."""
    return (_PACKAGE / "schemas" / f"{name}.schema.json").read_bytes()


def rulebook_page(code: str) -> str | None:
    """Return the rulebook page of a code, or None."""
    page = _PACKAGE / "rulebook" / f"{code}.md"
    return page.read_text(encoding="utf-8") if page.is_file() else None


def rulebook_codes() -> tuple[str, ...]:
    """Return the codes that have a page, in order."""
    names = (page.name for page in (_PACKAGE / "rulebook").iterdir())
    return tuple(sorted(name.removesuffix(".md") for name in names if name.endswith(".md")))


def letters_folder() -> Path:
    """Return the folder of the letters that the tool brings along."""
    return _PACKAGE / "letters"


def typesetting(name: str) -> str:
    """Return a text of the press, by which papers are set as pdf."""
    return (_PACKAGE / "typesetting" / f"{name}.typ").read_text(encoding="utf-8")


def words_text(name: str) -> str:
    """Return the list of words of that name, such as those by which boards call the columns of a tracker."""
    return (_PACKAGE / "words" / f"{name}.yaml").read_text(encoding="utf-8")


def kit_text(name: str) -> str:
    """Return a file of the kit for pipelines, as it is before its places are filled in."""
    return (_PACKAGE / "kit" / name).read_text(encoding="utf-8")
