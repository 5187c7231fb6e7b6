"""What a check of a meeting's folder shows on the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from packgen.errors import Fault
from packgen.model.checked import CheckedItem, CheckedMeeting
from packgen.terminal import said, show


def show_meeting(checked: CheckedMeeting) -> None:
    """A checked meeting -> its items in order, each with all that was found."""
    said(f"{checked.body}, {checked.date}", "bold")
    _faults("Look at it", "bold yellow", (f.fault("pack.toml") for f in checked.notices))
    for item in checked.items:
        if item.faults or item.look or item.observations:
            _item(item)
    counts = (
        ("stops the build", sum(len(item.faults) for item in checked.items)),
        ("look at it", sum(len(item.look) for item in checked.items) + len(checked.notices)),
    )
    told = [f"{name}: {count}" for name, count in counts if count]
    beside = "; ".join(told) or "nothing was found wrong"
    said(f"\nBeside the scorecards' findings, {beside}", "bold")


def _item(item: CheckedItem) -> None:
    said(f"\n{item.number}. {item.title}", "bold underline")
    _faults("Stops the build", "bold red", item.faults)
    _faults("Look at it", "bold yellow", item.look)
    if item.observations:
        show(item.file, item.observations, item.findings)


def _faults(head: str, look: str, faults: Iterable[Fault]) -> None:
    found = list(faults)
    if found:
        said(f"{head} ({len(found)})", look)
    for fault in found:
        said(f"{fault.where}: {fault.what}", "")
        said(f"-> {fault.remedy}", "dim")
