"""Options that several commands have, and how their words are read."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import date


def add_store(parser: argparse.ArgumentParser, default: str) -> None:
    """``--store``; ``default`` says where releases are remembered otherwise."""
    parser.add_argument(
        "--store",
        metavar="URL",
        help=f"the memory of releases, a path or a URL; default: PACKGEN_STORE, or {default}",
    )


def add_quiet(parser: argparse.ArgumentParser) -> None:
    """``--quiet``."""
    parser.add_argument("--quiet", action="store_true", help="say nothing but faults")


def add_name(parser: argparse.ArgumentParser, told: str, *, required: bool = False) -> None:
    """``--as``: who does it."""
    parser.add_argument("--as", dest="name", metavar="NAME", required=required, help=told)


def day(text: str) -> date:
    """A word of the command line -> the day that it names."""
    with suppress(ValueError):
        found = date.fromisoformat(text)
        if found.isoformat() == text:  # not 20230712, nor 2023-W28-3
            return found
    raise argparse.ArgumentTypeError(f"{text!r} is not a day, such as 2023-07-12")
