"""Agencies' files brought into the review of `conftest`."""

from pathlib import Path

from tests.commands import House, Ran

CASE = "SAR-2025-001"
AGENCY = "greater-manchester-police"
PLACE = f"cases/{CASE}/chronology/{AGENCY}.yaml"


def sent(house: House, folder: Path, name: str, data: bytes, *words: str, agency: str = "GMP") -> Ran:
    """Bring in a file of these bytes, however it ends."""
    file = folder / name
    file.write_bytes(data)
    return house.tries("chronology", "import", CASE, agency, str(file), *words)
