"""Lets one kind of system call go wrong in one piece of writing, and says what was left.

Run as `python -m tests.broken_fault OPERATION CALL TROUBLE FOLDER`. The operation and the trouble are those of
tests/faults/harness.py; of the calls only this one goes wrong, each time it is made in turn. Prints a list of
[exit status, which state the files are in, what is left over, whether it then succeeds].
"""

import json
import sys
from pathlib import Path

from reviewctl.store.atomic import leftovers, sweep
from tests.faults import harness

NAMES = {"rename": ("rename", "replace")}
NEVER_REACHED = 9


def main(operation: str, call: str, trouble: str, folder: str) -> None:
    """Try every such call in turn and print the rows."""
    do, before, states = harness.OPERATIONS[operation]
    harness.CALLS = NAMES.get(call, (call,))
    root, rows = Path(folder), []
    for n in range(1, 100):
        harness.lay(root, before)
        code = harness.run(do, root, n, trouble)
        found, left = harness.state(root, states), len(list(leftovers(root)))
        sweep(root)
        mended = found not in (0, len(states) - 1) or harness.run_again(do, root, found, states)
        rows.append((code, found, left, mended))
        if code == NEVER_REACHED:
            break
    print(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
