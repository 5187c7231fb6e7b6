"""Characters of a Word file's text that nobody sees, and could hide a mark or turn words round."""

from __future__ import annotations

import re
from typing import Final

_BLANK: Final = re.compile("[\t\r\n\v\f\x85\u2028\u2029]")
_RANGES: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # those that turn the direction of text
    "\xad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2065\ufe00-\ufe0f\ufeff"  # without a width
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # letters that are blanks
    "\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff"
)
UNSEEN: Final = re.compile(f"[{_RANGES}\u2028\u2029]")
"""What the text of a report never needs."""
_DROPPED: Final = re.compile(f"[{_RANGES}]")


def printable(text: str) -> str:
    """A text without what can't be seen; line ends and tabs become blanks."""
    return _DROPPED.sub("", _BLANK.sub(" ", text))
