"""Arguments of the commands by which a pack is signed off and followed on its way out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from packgen import commands_sign_off as commands
from packgen.options import add_name, add_quiet, add_store, day

if TYPE_CHECKING:
    Added = argparse._SubParsersAction[argparse.ArgumentParser]

_DOCS = "docs/sign-off.md says more."


def add_sign_off(added: Added) -> None:
    """Adds ``approve``, ``ledger``, ``status`` and ``run`` to the commands."""
    _add_approve(
        added.add_parser(
            "approve",
            help="sign a built pack off",
            description="Records who approved the very bytes of a built pack, and what was left "
            f"open when it was built. {_DOCS}",
        )
    )
    _add_ledger(
        added.add_parser(
            "ledger",
            help="list, check, export or purge the record of what was done",
            description="Lists what was built, verified, approved, released and sent: each entry "
            f"is chained to the one before. {_DOCS}",
        )
    )
    _add_status(
        added.add_parser(
            "status",
            help="say where each pack stands on its way out",
            description="Says of each pack in a folder whether it was read, checked, built, "
            f"verified, approved, released and sent. {_DOCS}",
        )
    )
    _add_run(
        added.add_parser(
            "run",
            help="do what the calendar says is due, for several packs",
            description="Finds each pack's newest workbook, checks, builds and verifies it, waits "
            "for its approval, and releases and sends it on its day. It may be started every hour: "
            f"nothing is done twice. {_DOCS}",
        )
    )


def _add_approve(parser: argparse.ArgumentParser) -> None:
    _add_pack(parser)
    add_name(parser, "who approves it", required=True)
    parser.add_argument(
        "--role", required=True, metavar="ROLE", help="as which of the roles that pack.toml names"
    )
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="the day of approval, as 2023-07-12; default: today"
    )
    parser.add_argument(
        "--withdraw", action="store_true", help="take the approval of this role back instead"
    )
    add_store(parser, "packgen.db beside PACK")
    add_quiet(parser)
    parser.set_defaults(run=commands.approve)


def _add_ledger(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", metavar="NAME", help="only the entries of this pack")
    parser.add_argument(
        "--verify", action="store_true", help="check the chain; exit code 1 when it is broken"
    )
    parser.add_argument(
        "--head",
        metavar="SHA256",
        help="with --verify: an entry's hash that was written down before must still be there",
    )
    parser.add_argument(
        "--csv", type=Path, metavar="FILE", help="write the entries to a new CSV file instead"
    )
    parser.add_argument(
        "--purge-before",
        type=day,
        metavar="DATE",
        help="take names and addresses out of all entries before this day; the chain stays whole",
    )
    add_store(parser, "output/packgen.db")
    add_quiet(parser)
    parser.set_defaults(run=commands.ledger)


def _add_status(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("output"),
        metavar="FOLDER",
        help="where packs were built; default: output",
    )
    parser.add_argument("--json", action="store_true", help="after docs/status.schema.json")
    add_store(parser, "packgen.db in FOLDER")
    parser.set_defaults(run=commands.status)


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "calendar", type=Path, metavar="CALENDAR", help="a TOML file that names packs and days"
    )
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="the day it is, as 2023-07-12; default: today"
    )
    add_name(parser, "who builds; default: PACKGEN_USER, else the user of the machine")
    add_store(parser, "the calendar's, else packgen.db in its output folder")
    add_quiet(parser)
    parser.set_defaults(run=commands.run)


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pack", type=Path, metavar="PACK", help="a folder that was built, such as output/NAME"
    )
