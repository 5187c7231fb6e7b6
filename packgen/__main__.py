"""``python -m packgen``, and the console script."""

import sys

from packgen.cli import main as run


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
