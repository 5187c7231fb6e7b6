"""Packs of a meeting that are out already -> where their papers stand: pages keep their numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from packgen.assemble.names import MANIFEST
from packgen.errors import BadInput, Fault
from packgen.model.papers import ListedPaper
from packgen.settings.files import UnfitFile, read_file

_LARGEST = 200_000_000
_TYPES = {"public": bool, "pages": int}


def listed(papers: Iterable[ListedPaper]) -> list[dict[str, object]]:
    """Papers -> what the manifest says of them."""
    return [asdict(paper) for paper in papers]


def listed_papers(folder: Path) -> tuple[ListedPaper, ...]:
    """A built pack's folder -> its papers. Raises BadInput where there is none."""
    remedy = "build it first: packgen build FOLDER"
    path = folder / MANIFEST
    try:
        content = json.loads(read_file(path, _LARGEST))
        return tuple(map(_paper, content["papers"]))
    except (FileNotFoundError, NotADirectoryError):
        raise BadInput(Fault(str(folder), "the pack isn't built", remedy)) from None
    except (UnfitFile, OSError, ValueError, KeyError, TypeError, RecursionError):
        raise BadInput(
            Fault(str(path), "doesn't tell a meeting's papers and their pages", remedy)
        ) from None


def last_page(papers: Iterable[ListedPaper]) -> int:
    """Papers -> the last page number that is used; a lettered page's is its leaf's."""
    return max(
        (int(paper.last.rstrip("abcdefghijklmnopqrstuvwxyz")) for paper in papers), default=0
    )


def _paper(entry: Mapping[str, Any]) -> ListedPaper:
    fields = ListedPaper.__annotations__
    if any(type(entry[name]) is not _TYPES.get(name, str) for name in fields):
        raise TypeError("not a paper of a pack")
    return ListedPaper(**{name: entry[name] for name in fields})
