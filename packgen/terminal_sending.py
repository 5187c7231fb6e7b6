"""What ``packgen send`` shows: who would get what and why somebody would not, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from packgen.deliver.answer import Outcome
from packgen.deliver.plan import Planned
from packgen.deliver.sending import groups
from packgen.posting import Done
from packgen.terminal import on_terminal

_LOOKS = {
    Outcome.ACCEPTED: "bold green",
    Outcome.REFUSED: "bold red",
    Outcome.DEFERRED: "bold yellow",
    Outcome.UNKNOWN: "bold red",
}


def show_plan(pack: str, mail_list: str, way: str, planned: Sequence[Planned]) -> None:
    """A pack, a list, the way, and everybody on the list -> a table of who would get what."""
    going = [each for each in planned if not each.held]
    with on_terminal() as console:
        head = f"{pack} to {mail_list}, by {way}: {len(going)} of {len(planned)} would get it"
        console.print(Text(head, "bold"))
        if not planned:
            return
        shown = Table(box=None, pad_edge=False, header_style="dim")
        for name in ("recipient", "audience", "what"):
            shown.add_column(name, overflow="fold")
        for each in planned:
            recipient = each.recipient
            shown.add_row(
                Text(f"{recipient.name} <{recipient.email}>"),
                Text(recipient.audience.value),
                Text(f"nothing: {each.held}", "yellow") if each.held else Text(_what(each)),
            )
        console.print(shown)


def show_sent(done: Done) -> None:
    """What came of each message, and those in doubt -> how many of each, and whose are not sent."""
    with on_terminal() as console:
        for outcome, found in groups(done.sent):
            console.print(Text(f"{outcome.value}: {len(found)}", _LOOKS[outcome]))
            for each in found if outcome is not Outcome.ACCEPTED else ():
                recipient = each.planned.recipient
                console.print(Text(f"  {recipient.name} <{recipient.email}>: {each.answer.said}"))
        if not done.sent:
            console.print(Text("Nothing to send", "bold"))
        for doubt in done.doubts:
            told = f"In doubt: message {doubt.number}, to {doubt.to or 'somebody'} ({doubt.at})"
            console.print(Text(told, "bold red"))
            told = "  ask them, or the mail server's log for"
            console.print(Text(f"{told} {doubt.message}"))
            console.print(Text(f"  then: packgen send PACK --settle {doubt.number} sent|unsent"))


def _what(planned: Planned) -> str:
    names = [paper.name for paper in planned.papers]
    told = [f"{'a link to ' if planned.linked else ''}{name}" for name in names]
    exempt = ["the Part 2 paper, under its password"] if planned.exempt else []
    granted = f" (granted by {planned.recipient.granted_by})" if planned.exempt else ""
    return ", ".join([*told, *exempt]) + granted
