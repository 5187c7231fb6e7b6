"""Whether finished PDFs can be read by everyone: what independent validators find in them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from packgen.errors import Fault
from packgen.model.report import Check, checked, not_checked

_PROFILES = {"PDF/UA-1": "ua1", "PDF/A-2a": "2a"}
_HEARD = "screen readers"
_GRAVE = frozenset({"error", "warning"})
_GUESSES = frozenset({"TBL-010"})
"""What outloud guesses from numbers: a table with more header cells than others, as any table of a
few rows has."""
GUESSES_OF_VOLUMES = _GUESSES | {"TAG-002", "PAG-001", "ORD-001", "LNK-010"}
"""What outloud guesses besides from a meeting's volume: that running text of several lines is
prose, that it is content where it is long, that pages are heard in the order in which they are
painted, and that each address printed in an officer's text should be a link."""
_INSTALL = "install packgen[verify]"
_REMEDY = "report this with the workbook's layout"


def check_access(
    files: Mapping[str, bytes],
    unclaimed: Mapping[str, str] | None = None,
    guesses: frozenset[str] = _GUESSES,
) -> tuple[Check, ...]:
    """PDFs by their paths -> what page-validation and outloud find in them, if they are there.

    ``unclaimed``: which of them say nothing of conformance, and why; those are not judged.
    ``guesses``: what outloud reports and is passed over.
    """
    without = {path: why for path, why in (unclaimed or {}).items() if path in files}
    judged = {path: data for path, data in files.items() if path not in without}
    if not judged:
        why = "; ".join(without.values()) or "no PDF was built"
        return tuple(not_checked(name, why) for name in (*_PROFILES, _HEARD))
    left = "".join(f"; {path} doesn't say that it conforms: {why}" for path, why in without.items())
    return (
        *(_conformance(judged, name, left) for name in _PROFILES),
        _heard(judged, left, guesses),
    )


def _conformance(files: Mapping[str, bytes], name: str, left: str) -> Check:
    if find_spec("page") is None:
        return not_checked(name, _INSTALL)
    said = f"{_counted(files)}, each by page-validation{left}"
    return checked(name, said, _broken_rules(files, _PROFILES[name]))


def _broken_rules(files: Mapping[str, bytes], profile: str) -> Iterator[Fault]:
    import page

    for path, data in files.items():
        try:
            report = page.validate_pdf_bytes(data, profile=profile)
        except page.PageError:
            yield Fault(path, "can't be read by page-validation", _REMEDY)
            continue
        rules = dict.fromkeys(failure.rule_id for failure in report.failures)
        if report.rules.failed:
            yield Fault(path, f"breaks {report.rules.failed} rules: {', '.join(rules)}", _REMEDY)


def _heard(files: Mapping[str, bytes], left: str, guesses: frozenset[str]) -> Check:
    if find_spec("outloud") is None:
        return not_checked(_HEARD, _INSTALL)
    said = f"{_counted(files)}, each by outloud (without {', '.join(sorted(guesses))}){left}"
    return checked(_HEARD, said, _unheard(files, guesses))


def _unheard(files: Mapping[str, bytes], guesses: frozenset[str]) -> Iterator[Fault]:
    import outloud

    with tempfile.TemporaryDirectory(prefix="packgen-") as folder:
        for path, data in files.items():
            copy = Path(folder) / "paper.pdf"
            copy.write_bytes(data)
            report = outloud.check(str(copy))
            if report.error:
                yield Fault(path, "can't be read by outloud", _REMEDY)
                continue
            found = [f for f in report.sorted_findings() if f.severity in _GRAVE]
            if codes := dict.fromkeys(str(f.rule) for f in found if f.rule not in guesses):
                yield Fault(path, f"outloud reports {', '.join(codes)}", _REMEDY)


def _counted(files: Mapping[str, bytes]) -> str:
    return f"{len(files)} PDF" if len(files) == 1 else f"{len(files)} PDFs"
