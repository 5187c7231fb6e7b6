"""``packgen send``: what it does with its words, what it prints, and how it ends."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from packgen.commands import DONE, moment, store_of
from packgen.errors import BadInput, BuildStopped, Fault

if TYPE_CHECKING:
    from packgen.posting import Prepared, SendRequest


def send(words: argparse.Namespace) -> int:
    """``packgen send``: the command's words -> its exit code."""
    from packgen.posting import SendRequest, prepare, preview
    from packgen.terminal_sending import show_plan

    request = SendRequest(words.pack, words.list or "", words.settings, words.to, store_of(words))
    if words.settle:
        return _settle(request, *words.settle)
    if not words.list:
        raise BadInput(Fault("packgen send", "no list is named", "add --list NAME"))
    prepared = prepare(request)
    planned = preview(prepared, _now)
    if not words.quiet:
        way = prepared.settings.route.shown
        show_plan(prepared.outgoing.papers.pack, prepared.mail_list.name, way, planned)
    if prepared.refusals:
        raise BuildStopped(prepared.refusals)
    if words.dry_run:
        return DONE
    going = sum(not each.held for each in planned)
    return _send(prepared, quiet=words.quiet) if words.yes or _agreed(going) else DONE


def _send(prepared: Prepared, *, quiet: bool) -> int:
    from packgen.clock import pace
    from packgen.posting import send
    from packgen.progress import progress
    from packgen.terminal_sending import show_sent

    settings = prepared.settings
    going = pace(settings.pauses_s, settings.a_minute)
    gc.enable()  # a sending is long, and each message leaves cycles behind
    with progress(quiet=quiet) as say:
        done = send(prepared, _who(), _now, going, say)
    if not quiet or not done.is_whole:
        show_sent(done)
    return DONE if done.is_whole else BuildStopped.exit_code


def _settle(request: SendRequest, number: str, outcome: str) -> int:
    from packgen.posting import settle

    if not number.isdecimal() or outcome not in ("sent", "unsent"):
        remedy = "write the number that packgen send told, and sent or unsent"
        raise BadInput(Fault("--settle", f"{number} {outcome} settles nothing", remedy))
    known = settle(request, int(number[:18]), _who(), _now, sent=outcome == "sent")
    print(f"message {known.number} to {known.to or 'somebody'}: {outcome}")  # noqa: T201
    return DONE


def _agreed(going: int) -> bool:
    """Whether whoever sits at the terminal says yes; elsewhere --yes must."""
    if not going:
        return True
    if not sys.stdin.isatty():
        raise BadInput(Fault("packgen send", "nobody is here to agree", "add --yes, or --dry-run"))
    people = "1 person" if going == 1 else f"{going} people"
    print(f"Send to {people}? [y/N] ", end="", file=sys.stderr, flush=True)  # noqa: T201
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _now() -> datetime:
    return datetime.fromisoformat(moment())


def _who() -> str:
    """What another sender is told of this one."""
    import getpass
    import socket

    with suppress(OSError, KeyError):
        return f"{getpass.getuser()} at {socket.gethostname()} (process {os.getpid()})"
    return f"process {os.getpid()}"
