"""What a check of a meeting's folder found -> JSON, after docs/meeting-findings.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable

from packgen.errors import Fault
from packgen.model.checked import CheckedItem, CheckedMeeting
from packgen.model.finding import Finding
from packgen.render.findings import write_findings

VERSION = 1


def write_checked(checked: CheckedMeeting) -> str:
    """A checked meeting -> JSON text, ending in a line end."""
    content = {
        "version": VERSION,
        "body": checked.body,
        "date": checked.date,
        "notices": [_notice(finding) for finding in checked.notices],
        "items": [_item(item) for item in checked.items],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _item(item: CheckedItem) -> dict[str, object]:
    return {
        "number": item.number,
        "title": item.title,
        "faults": _faults(item.faults),
        "look": _faults(item.look),
        "scorecard": _scorecard(item),
    }


def _scorecard(item: CheckedItem) -> object:
    if item.observations is None:
        return None
    return json.loads(write_findings(item.file, item.observations, item.findings))


def _faults(faults: Iterable[Fault]) -> list[dict[str, str]]:
    return [{"where": f.where, "message": f.what, "remedy": f.remedy} for f in faults]


def _notice(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "message": finding.what,
        "remedy": finding.remedy,
    }
