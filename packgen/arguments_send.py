"""Arguments of the command by which packs are mailed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from packgen import commands_send as commands
from packgen.options import add_quiet, add_store

if TYPE_CHECKING:
    Added = argparse._SubParsersAction[argparse.ArgumentParser]


def add_send(added: Added) -> None:
    """Adds ``send`` to the commands."""
    parser = added.add_parser(
        "send",
        help="mail a pack's papers to a list, each recipient once",
        description="Mails a built pack's papers to the recipients of a list, each of them once, "
        "however often it is started. docs/mail.md says more.",
    )
    parser.add_argument(
        "pack", type=Path, metavar="PACK", help="a folder that was built, such as output/NAME"
    )
    parser.add_argument("--list", metavar="NAME", help="the list, as delivery.toml names it")
    parser.add_argument(
        "--settings",
        type=Path,
        default=Path("delivery.toml"),
        metavar="FILE",
        help="who sends, by which way, to whom; default: delivery.toml",
    )
    parser.add_argument("--to", metavar="ADDRESS", help="to this recipient of the list alone")
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="say who would get what and why somebody would not; send nothing",
    )
    parser.add_argument("--yes", action="store_true", help="send without asking")
    parser.add_argument(
        "--settle",
        nargs=2,
        metavar=("NUMBER", "sent|unsent"),
        help="say of a message in doubt whether it went out",
    )
    add_store(parser, "packgen.db beside PACK")
    add_quiet(parser)
    parser.set_defaults(run=commands.send)
