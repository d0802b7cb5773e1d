"""The program: runs a command and turns trouble into one clear line and an exit code."""

import sys


def main() -> None:
    """Run the command line. Exit codes: 0, 1, 2 usage, 3 environment, 4 internal error."""
    from reviewctl.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
