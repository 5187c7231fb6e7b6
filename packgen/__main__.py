"""``python -m packgen``, and the console script."""

import gc
import sys

from packgen.cli import main as run


def main() -> None:
    """Runs the command line and leaves with its exit code.

    A command lives for a second and leaves hardly any cycles behind: to look for them costs more
    than it frees, the more so the larger the scorecard.
    """
    gc.disable()
    sys.exit(run())


if __name__ == "__main__":
    main()
