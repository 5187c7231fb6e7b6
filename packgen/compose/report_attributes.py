"""What stands in braces after a directive: ``{indicators="1, 2" caption="…"}``."""

from __future__ import annotations

import re
from collections.abc import Set

from packgen.errors import BadInput, Fault

_PAIR = re.compile(r'\s*(?P<key>[a-z]+)="(?P<value>[^"]*)"')
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def attributes(text: str, where: str, known: Set[str]) -> dict[str, str]:
    """The rest of a directive's line -> its values by their names. Raises BadInput."""
    text = text.strip()
    if not text:
        return {}
    found: dict[str, str] = {}
    inner, at = text[1:-1].rstrip(), 0
    while at < len(inner) and (pair := _PAIR.match(inner, at)):
        if pair["key"] in found or pair["key"] not in known:
            again = "stands twice" if pair["key"] in found else "is not known"
            remedy = f"use {', '.join(sorted(known))}" if known else "remove it"
            raise BadInput(Fault(where, f"{pair['key']}= {again}", remedy))
        found[pair["key"]] = _ESCAPED.sub(r"\1", pair["value"]).strip()
        at = pair.end()
    if text[0] != "{" or text[-1] != "}" or at < len(inner):
        raise BadInput(Fault(where, "what follows it can't be read", 'write {name="value"}'))
    return found
