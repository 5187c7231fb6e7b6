"""Findings -> JSON, after docs/findings.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence

from packgen.model.finding import Finding
from packgen.model.indicator import Observations
from packgen.model.understood import ReadTable

VERSION = 1


def write_findings(file: str, observations: Observations, findings: Sequence[Finding]) -> str:
    """A workbook's name, how it was read, what was noticed -> JSON text, ending in a line end."""
    understood = observations.understood
    content = {
        "version": VERSION,
        "file": file,
        "understood": {
            "sheet": understood.sheet,
            "part2_sheets": list(understood.part_2),
            "indicator_sheets": list(understood.indicator_sheets),
            "position": observations.position.code,
            "tables": [_table(table) for table in understood.tables],
        },
        "findings": [_finding(finding) for finding in findings],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


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


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "indicator": finding.indicator or None,
        "cell": str(finding.at) if finding.at else None,
        "message": finding.what,
        "remedy": finding.remedy,
        "waived": bool(finding.waived),
    }
