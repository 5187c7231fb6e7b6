"""What a council wants its check to look for: [check] in pack.toml."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.model.rating import Rating


@dataclass(frozen=True, slots=True)
class CheckPolicy:
    """Numerators from 1 to below ``small_numbers`` and denominators below ``small_denominators``
    are told when they are printed in public; ratings in ``comment_for`` need a note."""

    small_numbers: int = 5
    small_denominators: int = 10
    comment_for: tuple[Rating, ...] = ()


DEFAULT_POLICY = CheckPolicy()
