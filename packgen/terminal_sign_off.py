"""What the commands of sign-off show: approvals, the ledger, where packs stand, a month's run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from packgen.errors import Fault
from packgen.model.standing import MailState, Stage, Standing
from packgen.monthly import Outcome
from packgen.store import Approval, LedgerEntry, Missing, Signature
from packgen.terminal import on_terminal

_DONE, _OPEN = "yes", "-"


def show_approval(store: str, done: str, signature: Signature, now: Approval | Missing) -> None:
    """Where it was recorded, what was done, with which approval, what the pack has now."""
    with on_terminal() as console:
        console.print(Text(f"{done} in {store}", "bold"))
        who = signature.name or "(purged)"
        console.print(Text(f"{signature.role}: {who}, {signature.on}, entry {signature.entry}"))
        match now:
            case Approval(signatures=signatures):
                _tell(console, "Signed off", signatures)
            case Missing(roles=roles, signatures=signatures):
                _tell(console, "Signed so far", signatures)
                console.print(Text(f"Waits for the approval of: {', '.join(roles)}", "yellow"))


def show_ledger(store: str, entries: Sequence[LedgerEntry], total: int) -> None:
    """Where the ledger is, those of its entries that were asked for -> a table."""
    with on_terminal() as console:
        told = f"{len(entries)} of {total} entries" if len(entries) < total else f"{total} entries"
        console.print(Text(f"{store}: {told}", "bold"))
        if not entries:
            return
        shown = _table("no.", "at", "what", "pack", "who", "sha256")
        for entry in entries:
            who = "(purged)" if entry.is_purged else ", ".join(entry.personal.values())
            what = f"{entry.kind} {_said(entry.facts)}".rstrip()
            cells = (str(entry.number), entry.at, what, entry.pack, who, entry.sha256[:12])
            shown.add_row(*map(Text, cells))
        console.print(shown)


def show_audit(store: str, entries: Sequence[LedgerEntry], faults: Iterable[Fault]) -> None:
    """Where the ledger is, its entries, what is wrong with it -> that it is whole, or why not."""
    with on_terminal() as console:
        told = list(faults)
        if not told:
            head = entries[-1].sha256 if entries else "none"
            console.print(Text(f"{store}: {len(entries)} entries, whole", "bold green"))
            console.print(Text(f"head: {head}"))
        for fault in told:
            console.print(Text(str(fault), "bold red"))


def show_standings(folder: str, standings: Sequence[Standing]) -> None:
    """A folder, its packs -> a table, a column for each stage."""
    with on_terminal() as console:
        console.print(Text(f"{folder}: {len(standings)} packs", "bold"))
        if not standings:
            return
        shown = _table("pack", *(stage.value for stage in Stage))
        for each in standings:
            if each.trouble:
                shown.add_row(Text(each.pack), Text("changed", "bold red"))
            else:
                shown.add_row(Text(each.pack), *(Text(_cell(each, stage)) for stage in Stage))
        console.print(shown)
        for each in standings:
            for fault in each.trouble:
                console.print(Text(str(fault), "red"))
            if each.waits_for and not each.trouble:
                waits = f"{each.pack} waits for the approval of: {', '.join(each.waits_for)}"
                console.print(Text(waits, "yellow"))


def _cell(each: Standing, stage: Stage) -> str:
    if stage is Stage.VERIFIED and each.verified:
        return each.verified[:10]
    if stage is Stage.APPROVED:
        if not each.needed:
            return "not needed"
        return f"{len(each.needed) - len(each.waits_for)} of {len(each.needed)}"
    if stage is Stage.RELEASED and each.released:
        return each.released.isoformat()
    if stage is Stage.SENT and each.mail:
        return _mail(each.mail)
    return _DONE if stage in each.reached else _OPEN


def _mail(mail: Mapping[MailState, int]) -> str:
    return ", ".join(f"{count} {state.value}" for state, count in mail.items())


def _said(facts: Mapping[str, str]) -> str:
    """What an entry says in short: not the hashes of its files."""
    kept = ("role", "on", "list", "before", "entries", "outcome")
    return ", ".join(facts[key] for key in kept if key in facts)


def _tell(console: Console, head: str, signatures: Iterable[Signature]) -> None:
    said = ", ".join(f"{each.role} ({each.on})" for each in signatures)
    if said:
        console.print(Text(f"{head}: {said}"))


def _table(*names: str) -> Table:
    shown = Table(box=None, pad_edge=False, header_style="dim")
    for name in names:
        shown.add_column(name, overflow="fold")
    return shown


def show_outcomes(outcomes: Sequence[Outcome]) -> None:
    """What came of a calendar's packs -> a table."""
    with on_terminal() as console:
        shown = _table("pack", "month", "done now", "waits for")
        for each in outcomes:
            done = ", ".join(each.done) or "nothing"
            waits = each.waits or "nothing: all is done"
            shown.add_row(*map(Text, (each.pack, each.month, done, waits)))
        console.print(shown)
