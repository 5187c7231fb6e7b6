"""Findings -> JSON, after docs/findings.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence

from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Observations
from packgen.model.understood import ReadTable

VERSION = 1
_SEVERITIES = {severity: severity.name.lower() for severity in Severity}
# Indented as json.dumps does it, which takes five times as long: there may be thousands.
_ONE_A_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",\n      ", ": "))


def write_findings(file: str, observations: Observations, findings: Sequence[Finding]) -> str:
    """A workbook's name, how it was read, what was noticed -> JSON text, ending in a line end."""
    understood = observations.understood
    content: dict[str, object] = {
        "version": VERSION,
        "file": file,
        "understood": {
            "sheet": understood.sheet,
            "part2_sheets": list(understood.part_2),
            "indicator_sheets": list(understood.indicator_sheets),
            "position": observations.position.code,
            "tables": [_table(table) for table in understood.tables],
        },
    }
    head = json.dumps(content, indent=2, ensure_ascii=False).removesuffix("\n}")
    told = ",\n    ".join(map(_finding, findings))
    listed = f"[\n    {told}\n  ]" if told else "[]"
    return f'{head},\n  "findings": {listed}\n}}\n'


def _table(table: ReadTable) -> dict[str, object]:
    return {
        "rows": [table.first_row, table.last_row],
        "indicators": table.indicators,
        "columns": [
            {
                "column": column.letters,
                "heading": column.heading,
                "read_as": column.read_as,
                "confidence": column.confidence.value,
            }
            for column in table.columns
        ],
    }


def _finding(finding: Finding) -> str:
    content = {
        "code": finding.code,
        "severity": _SEVERITIES[finding.severity],
        "indicator": finding.indicator or None,
        "cell": str(finding.at) if finding.at else None,
        "message": finding.what,
        "remedy": finding.remedy,
        "waived": bool(finding.waived),
    }
    return f"{{\n      {_ONE_A_LINE.encode(content)[1:-1]}\n    }}"
