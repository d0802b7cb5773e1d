"""Writes what the commands of tests/cases show now: `python -m tests.accept`. Look at the difference."""

from tests.golden import CASES, goldens, shown


def main() -> None:
    """Write every output that is kept, and remove those of commands that are gone."""
    kept = {golden.path: golden for golden in goldens() if golden.kept}
    for path in CASES.glob("*/expected/*"):
        if path not in kept:
            path.unlink()
    for path, golden in kept.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(shown(golden).encode("utf-8"))


if __name__ == "__main__":
    main()
