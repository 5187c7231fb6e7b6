"""Twins: the Word file and the PDF of one paper say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from packgen.errors import Fault
from packgen.model.report import Check, checked, not_checked
from packgen.verify.docx import read_docx
from packgen.verify.parity import parting
from packgen.verify.pdf import read_pdf
from packgen.verify.reading import Reading

_REMEDY = "publish neither; build the pack anew"


def check_twins(files: Mapping[str, bytes]) -> Check:
    """Files by their paths -> whether the two formats of each paper say the same, in one order."""
    name = "Word beside PDF"
    stems = {path.removesuffix(".pdf") for path in files if path.endswith(".pdf")}
    pairs = sorted(stem for stem in stems if f"{stem}.docx" in files)
    if not pairs:
        return not_checked(name, "no paper was built in both formats")
    return checked(
        name,
        f"{len(pairs)} papers, every passage of their bodies in reading order",
        (fault for stem in pairs for fault in _compared(stem, files)),
    )


def _compared(stem: str, files: Mapping[str, bytes]) -> Iterator[Fault]:
    readings = []
    for path, read in ((f"{stem}.pdf", read_pdf), (f"{stem}.docx", read_docx)):
        reading = _read(files[path], read)
        if reading is None:
            yield Fault(path, "can't be read back", _REMEDY)
        else:
            readings.append(reading)
    if len(readings) == 2 and (place := parting(readings[0].passages, readings[1].passages)):
        yield Fault(stem, f"the Word file and the PDF say different things at {place}", _REMEDY)


def _read(data: bytes, read: Callable[[bytes], Reading]) -> Reading | None:
    try:
        return read(data)
    except Exception:
        # The readers expect what our writers write; on a file that was changed anything may fail.
        return None
