"""A report of a finished pack -> JSON, after docs/report.schema.json."""

from __future__ import annotations

import json

from packgen.model.report import Check, Report

VERSION = 1


def write_report(report: Report) -> str:
    """A report -> its JSON text, ending in a line end."""
    content = {
        "version": VERSION,
        "pack": report.pack,
        "failed": report.has_failed,
        "checks": [_check(check) for check in report.checks],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _check(check: Check) -> dict[str, object]:
    return {
        "name": check.name,
        "outcome": check.outcome.value,
        "looked_at": check.looked_at,
        "faults": [
            {"where": fault.where, "what": fault.what, "remedy": fault.remedy}
            for fault in check.faults
        ],
    }
