"""The disclosure record -> JSON. For Part 2: it names withheld figures."""

from __future__ import annotations

import json
from typing import Any

from packgen.model.record import Choice, DisclosureRecord, Knowledge

VERSION = 1


def write_record(record: DisclosureRecord) -> str:
    """A record -> its JSON text, ending in a line end."""
    return json.dumps(record_content(record), indent=2, ensure_ascii=False) + "\n"


def record_content(record: DisclosureRecord) -> dict[str, Any]:
    """A record -> what its JSON holds."""
    return {
        "version": VERSION,
        "policy": record.policy,
        "values": record.values,
        "safe": not record.exposed,
        "proven_least": record.proven,
        "withheld": [
            {
                "indicator": cell.indicator,
                "what": cell.what,
                "cell": str(cell.at),
                "by": cell.by.name.lower(),
                "why": cell.why,
                "paragraphs": list(cell.paragraphs),
            }
            for cell in record.cells
        ],
        "figures": [
            {
                "name": each.name,
                "indicator": each.indicator,
                "before": _knowledge(each.before),
                "after": _knowledge(each.after),
            }
            for each in record.protected
        ],
        "chosen": _choice(record.chosen),
        "alternatives": [_choice(choice) for choice in record.alternatives],
        "already_public": list(record.public_already),
        "small_groups": list(record.told),
        "left_out": list(record.left_out),
    }


def _knowledge(known: Knowledge) -> dict[str, Any]:
    return {
        "says": known.says,
        "exposed": known.exposed,
        "because": known.because,
        "true": known.true,
        "unfinished": known.unfinished,
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {"words": choice.words, "cost": choice.cost, "changes": list(choice.changes)}
