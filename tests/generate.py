"""Writes the generated files again: `make docs`. A test compares them with what would be written."""

import json
from collections.abc import Iterator
from pathlib import Path

from reviewctl.model.metadata import metadata_schema
from reviewctl.model.schemas import all_schemas
from reviewctl.store.packs import kept_text, shipped
from tests.reference import reference_pages

ROOT = Path(__file__).parent.parent


def generated() -> Iterator[tuple[Path, str]]:
    """Yield every generated file with its text."""
    for name, schema in (all_schemas() | {"metadata": metadata_schema()}).items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        yield ROOT / "reviewctl" / "schemas" / f"{name}.schema.json", text
    for name in shipped():
        yield ROOT / "reviewctl" / "policies" / f"{name}.json", kept_text(name).decode("utf-8")
    for path, page in reference_pages():
        yield ROOT / path, page


def main() -> None:
    """Write every generated file."""
    for path, text in generated():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
