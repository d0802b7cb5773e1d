"""The floor: what any program must do that looks at every file of a register. It reads and decodes them."""

import os
from pathlib import Path


def floor(folder: Path) -> int:
    """Walk a folder, read and decode every file in it, and return how many there are."""
    count = 0
    for above, _, names in os.walk(folder):
        for name in names:
            Path(above, name).read_text("utf-8")
            count += 1
    return count
