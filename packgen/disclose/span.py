"""Span: what an outsider still knows of a target, exposed or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from packgen.disclose.attack import Attacker
from packgen.disclose.blocks import LARGE
from packgen.disclose.inquiry import Inquiry, Range
from packgen.disclose.propagate import Spent

_FAR = 10**9
"""A quantity that can be as much above what is known of it has no upper bound that matters."""


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and the highest value that a target can have (``high`` None: no bound that
    matters), and every value in between that it can, where those are few. ``exact``: all of it is
    proved; else there may be fewer values than the two bounds say.
    """

    low: int
    high: int | None
    values: tuple[int, ...]
    exact: bool


def span(attacker: Attacker, levels: Sequence[int], target: int, listed: int = 12) -> Span:
    """The system's levels, a target's place -> its lowest and highest possible values, and all
    possible ones if there are no more than ``listed``.

    Raises NoWorld where what is published contradicts itself, Spent where no world was found.
    """
    block = attacker.memories[attacker.blocks.of_target[target]].block
    return span_of(attacker, block.published(levels), target, listed)


def span_of(attacker: Attacker, known: int, target: int, listed: int = 12) -> Span:
    """As ``span``, from a set of elements of the target's block alone."""
    memory = attacker.memories[attacker.blocks.of_target[target]]
    inquiry = memory.inquiry(known)
    quantity = memory.block.place(attacker.system.targets[target].quantity)
    low, low_proved = _lowest(inquiry, quantity)
    high, high_proved = _highest(inquiry, quantity)
    values = inquiry.values(quantity, lambda found: len(found) > listed, lambda *_: True)
    memory.add(inquiry.worlds, known)
    few = len(values.worlds) <= listed and not values.unproved
    return Span(low, high, tuple(sorted(values.worlds)) if few else (), low_proved and high_proved)


def _lowest(inquiry: Inquiry, quantity: int) -> tuple[int, bool]:
    """The lowest value, and whether it is proved that there is none below."""
    low, best = inquiry.bounds(quantity)[0], min(_known(inquiry, quantity))
    reach = low  # the very end is the likeliest; then halves
    while low < best:
        try:
            world = _seek(inquiry, quantity, (low, reach))
        except Spent:
            return low, False
        if world is None:
            low = reach + 1
        else:
            best = world
        reach = (low + best - 1) // 2
    return best, True


def _highest(inquiry: Inquiry, quantity: int) -> tuple[int | None, bool]:
    """The highest value, and whether it is proved that there is none above."""
    high, best = inquiry.bounds(quantity)[1], max(_known(inquiry, quantity))
    bounded = high < LARGE
    reach = high if bounded else best + _FAR
    while best < high:
        try:
            world = _seek(inquiry, quantity, (reach, high))
        except Spent:
            return (high if bounded else None), False
        if world is None:
            high, bounded = reach - 1, True
        elif bounded:
            best = world
        else:
            return None, True
        reach = (best + high) // 2 + 1
    return best, True


def _known(inquiry: Inquiry, quantity: int) -> list[int]:
    """The values that a quantity has in the worlds known so far, of which there is one at least."""
    return [inquiry.base[quantity], *(world[quantity] for world in inquiry.worlds)]


def _seek(inquiry: Inquiry, quantity: int, among: Range) -> int | None:
    """A value in a range; None: proved that there is none. Raises Spent."""
    try:
        world = inquiry.seek(quantity, among, inquiry.effort.last)
    except Spent:
        world = inquiry.solve(quantity, among)
        if world is None:
            raise
    return None if world is None else world[quantity]
