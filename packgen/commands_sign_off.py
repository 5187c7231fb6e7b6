"""The commands by which a pack is signed off and followed on its way out."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from packgen.commands import DONE, moment, store_of, tell, today, user
from packgen.errors import BadInput, BuildStopped, Fault

_SHA256: Final = re.compile(r"[0-9a-f]{64}")

if TYPE_CHECKING:
    from packgen.monthly import Occasion, Sender
    from packgen.papers import Say
    from packgen.settings.calendar import Calendar
    from packgen.store import LedgerEntry


def approve(words: argparse.Namespace) -> int:
    """``packgen approve``: the command's words -> its exit code."""
    from packgen.store import Deed, approve_pack, withdraw_approval

    deed = Deed(words.name, words.role, words.on or today(), moment())
    if words.withdraw:
        address, signature, now = withdraw_approval(words.pack, deed, store_of(words))
        done = "Withdrawn"
    else:
        address, signature, again, now = approve_pack(words.pack, deed, store_of(words))
        done = "Nothing to record: approved already" if again else "Approved"
    if not words.quiet:
        from packgen.terminal_sign_off import show_approval

        show_approval(address.shown, done, signature, now)
    return DONE


def ledger(words: argparse.Namespace) -> int:
    """``packgen ledger``: the command's words -> its exit code."""
    from packgen.store import Ledger, address_of
    from packgen.terminal_sign_off import show_audit, show_ledger

    if words.head and not words.verify:
        raise BadInput(Fault("--head", "is for --verify", "add --verify"))
    if words.head and not _SHA256.fullmatch(words.head):
        remedy = "write all 64 signs, as packgen ledger --verify and --csv have them"
        raise BadInput(Fault("--head", "is no whole sha256", remedy))
    address = address_of(store_of(words), Path("output"))
    held = Ledger(address)
    if words.purge_before:
        count = held.purge(words.purge_before, moment())
        if not words.quiet:
            from packgen.terminal import counted

            told = counted(count, "entry", "entries")
            print(f"{address.shown}: purged {told} before {words.purge_before}")  # noqa: T201
        return DONE
    entries = held.entries()
    asked = tuple(e for e in entries if words.pack in (None, e.pack))
    if words.csv:
        _write_csv(words.csv, asked)
    if words.verify:
        if not entries:
            remedy = "name the store that has it with --store; packs' own stores lie beside them"
            raise BadInput(Fault(address.shown, "holds no ledger, or an empty one", remedy))
        faults = held.check(words.head)
        if not words.quiet:
            show_audit(address.shown, entries, faults)
        elif faults:
            tell(faults)
        return BuildStopped.exit_code if faults else DONE
    if not words.csv:
        show_ledger(address.shown, asked, len(entries))
    return DONE


def status(words: argparse.Namespace) -> int:
    """``packgen status``: the command's words -> its exit code."""
    from packgen.store import standings

    if (words.folder / "manifest.json").is_file():
        remedy = f"give the folder that it lies in: {words.folder.parent}"
        raise BadInput(Fault(str(words.folder), "is one pack", remedy))
    found = standings(words.folder, store_of(words))
    if words.json:
        from packgen.render.standings import write_standings

        sys.stdout.buffer.write(write_standings(found).encode("utf-8"))
        sys.stdout.flush()
    else:
        from packgen.terminal_sign_off import show_standings

        show_standings(str(words.folder), found)
    return DONE


def run(words: argparse.Namespace) -> int:
    """``packgen run``: the command's words -> its exit code."""
    from packgen.monthly import Occasion, run
    from packgen.progress import progress
    from packgen.settings.calendar import load_calendar

    calendar = load_calendar(words.calendar)
    occasion = Occasion(words.on or today(), user(words), moment, store_of(words))
    with progress(quiet=words.quiet) as say:
        outcomes = run(calendar, occasion, say, _sender(calendar, say))
    if not words.quiet:
        from packgen.terminal_sign_off import show_outcomes

        show_outcomes(outcomes)
    tell(fault for outcome in outcomes for fault in outcome.faults)
    return max((outcome.exit_code for outcome in outcomes), default=DONE)


def _sender(calendar: Calendar, say: Say) -> Sender | None:
    """A calendar -> who sends its packs; None where nothing says how."""
    from packgen.clock import pace
    from packgen.monthly import Sent
    from packgen.posting import SendRequest, scheduled

    delivery = calendar.delivery
    if delivery is None:
        return None

    def send(folder: Path, mail_list: str, occasion: Occasion) -> Sent:
        # Whoever starts this starts it again: no pause is waited out.
        request = SendRequest(folder, mail_list, delivery, None, occasion.store)
        waits = scheduled(request, occasion.name, _now, pace(), say)
        return Sent(waits=waits)

    return send


def _now() -> datetime:
    return datetime.fromisoformat(moment())


def _write_csv(path: Path, entries: tuple[LedgerEntry, ...]) -> None:
    from packgen.store.export import as_csv

    text = as_csv(entries)
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise BadInput(
            Fault(str(path), "there is such a file already", "name another file with --csv")
        ) from None
