"""What a file says of itself: a paper, or a volume of them."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Properties(Protocol):
    """What a file says of itself."""

    @property
    def title(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def date(self) -> date: ...
