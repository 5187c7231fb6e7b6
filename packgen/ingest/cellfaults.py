"""Cell faults: the code and the remedy of each way in which a cell can't be read."""

from __future__ import annotations

from packgen.ingest.cells import Doubt

WORDS_FOR_IT = (
    "write the figure, 'Not available', or the words 'Data suppressed, see part 2 report'"
)
CODES = {
    Doubt.UNKNOWN: "value-not-understood",
    Doubt.HIDDEN: "value-hidden-by-format",
    Doubt.ERROR: "error-cell",
    Doubt.UNCALCULATED: "formula-not-calculated",
}
REMEDIES = {
    Doubt.UNKNOWN: WORDS_FOR_IT,
    Doubt.HIDDEN: "give the cell a number format that prints it, or write what should be printed",
    Doubt.ERROR: "correct the formula, or write the value",
    Doubt.UNCALCULATED: "open the workbook in Excel, let it calculate, and save it",
}
