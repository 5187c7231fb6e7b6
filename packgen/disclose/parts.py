"""Parts: systems cut out of a system, to be seen to by themselves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from packgen.disclose.blocks import Block
from packgen.disclose.places import Place
from packgen.disclose.world import Linear, Statement, System, Treatment


def part_of(system: System, block: Block) -> System:
    """A block of a system -> a system of that block alone; its quantities, statements and targets
    stand in the order of the block's."""
    local = {quantity: place for place, quantity in enumerate(block.quantities)}

    def moved(tells: tuple[Linear, ...]) -> tuple[Linear, ...]:
        return tuple(
            Linear(tuple((local[q], c) for q, c in each.terms), each.low, each.high)
            for each in tells
            if each.terms[0][0] in local
        )

    statements = [system.statements[place] for place in block.statements]
    return System(
        tuple(system.quantities[quantity] for quantity in block.quantities),
        tuple(
            replace(system.rules[rule], tells=moved(system.rules[rule].tells))
            for rule in block.rules
        ),
        tuple(
            replace(
                each,
                levels=tuple(replace(level, tells=moved(level.tells)) for level in each.levels),
            )
            for each in statements
        ),
        tuple(
            replace(system.targets[t], quantity=local[system.targets[t].quantity])
            for t in block.targets
        ),
    )


def unrated(system: System) -> System:
    """A system -> the same without what ratings tell."""
    statements = (
        replace(s, levels=tuple(replace(level, tells=()) for level in s.levels))
        if isinstance(s.key, Place) and s.key.cell is None
        else s
        for s in system.statements
    )
    return replace(system, statements=tuple(statements))


def weakened(
    system: System, treatments: Collection[Treatment]
) -> tuple[System, tuple[tuple[int, ...], ...]]:
    """A system -> the same where what stands at a level may go on to levels of some treatments
    alone; and for each statement which of its levels are left."""
    kept = tuple(_kept(statement, treatments) for statement in system.statements)
    statements = tuple(
        replace(
            statement,
            levels=tuple(statement.levels[level] for level in levels),
        )
        for statement, levels in zip(system.statements, kept, strict=True)
    )
    return replace(system, statements=statements), kept


def _kept(statement: Statement, treatments: Collection[Treatment]) -> tuple[int, ...]:
    return tuple(
        place
        for place, level in enumerate(statement.levels)
        if place <= statement.start or level.treatment in treatments
    )
