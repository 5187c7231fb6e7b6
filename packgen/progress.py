"""What a command says while it works: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Say = Callable[[str], None]


@contextmanager
def progress(*, quiet: bool) -> Iterator[Say]:
    """Yields ``say``: on a terminal it moves a spinner on, elsewhere it writes a line to stderr."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _live() as say:
            yield say
    else:
        yield lambda text: print(text, file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def _live() -> Iterator[Say]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting")

        def say(text: str) -> None:
            bar.update(task, description=text, advance=1)
            bar.console.print(f"  {text}", markup=False, highlight=False)

        yield say
