"""Releases -> JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from packgen.model.periodcode import period_code
from packgen.model.published import Release

VERSION = 1


def write_releases(releases: Iterable[Release]) -> str:
    """Releases in order -> JSON text, ending in a line end."""
    content = {"version": VERSION, "releases": [_release(release) for release in releases]}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _release(release: Release) -> dict[str, object]:
    return {
        "scorecard": release.scorecard,
        "title": release.title,
        "position": period_code(release.position),
        "released_on": release.on.isoformat(),
        "corrects": release.corrects,
        "cells": release.cells,
        "withheld": release.withheld,
        "files": dict(release.files),
    }
