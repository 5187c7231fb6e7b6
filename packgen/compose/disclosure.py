"""The disclosure record -> the document tree of its paper, in Part 2 alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from packgen.compose.listing import Listing, beside_part2, sentence
from packgen.document.nodes import Block, Document, Heading, Paragraph, Text
from packgen.document.roles import Role
from packgen.model.record import (
    Choice,
    DisclosureRecord,
    Knowledge,
    Protected,
    WithheldBy,
    WithheldCell,
)
from packgen.model.wording import listed

_TITLE = "Disclosure record"
_NOTE = (
    "What the public papers withhold and why, and what somebody could still work out from all "
    "that is or was published. It names withheld figures: it is not for publication."
)
LIMITS = (
    "Safe means: for each withheld figure there are at least {values} different values that agree "
    "with everything published, found and checked one by one. It does not hold against somebody "
    "who knows a figure from elsewhere, or who runs this same choice of cells backwards: which "
    "further cells were withheld depends on the figures themselves."
)
_CELLS = Listing(
    caption="What is withheld",
    description="Each withheld cell with its indicator, its place in the workbook and why.",
    heads=("Indicator", "What", "Cells", "Why"),
    shares=(0.10, 0.28, 0.24, 0.38),
    anchor="withheld-table",
)
_KNOWN = Listing(
    caption="What an outsider could know",
    description="Each figure to protect: what is known before and after more was withheld.",
    heads=("Figure", "With the marked cells alone withheld", "As published", "Why"),
    shares=(0.24, 0.18, 0.18, 0.40),
    anchor="known-table",
)
_CHOICES = Listing(
    caption="Other ways",
    description="What else would protect the withheld figures, and its cost.",
    heads=("Way", "Cost", "Changes"),
    shares=(0.30, 0.10, 0.60),
    anchor="choices-table",
)
_PARAGRAPH = re.compile(r"para(graph)?s?\.? [\d, and]+", re.IGNORECASE)
_APART = ("year to date", "RAG rating")
_GROUPS = {
    WithheldBy.MARK: "Marked by the council",
    WithheldBy.RULE: "By the policy's rule",
    WithheldBy.COMPANION: "In addition, so that these can't be worked out",
}


def record_paper(part2: Document, record: DisclosureRecord) -> Document:
    """The Part 2 paper, and the record -> the paper of the record that goes with it."""
    return beside_part2(part2, _TITLE, tuple(_blocks(part2, record)))


def _blocks(part2: Document, record: DisclosureRecord) -> Iterator[Block]:
    width = part2.page.text_width_pt
    yield Heading(1, (Text(_TITLE),), "disclosure")
    yield Paragraph(Role.PERIOD, (Text(part2.subject),))
    yield Paragraph(Role.BODY, (Text(_NOTE),))
    yield Paragraph(Role.BODY, (Text(summary(record)),))
    if record.cells:
        yield Heading(2, (Text(_CELLS.caption),), "withheld")
        yield _CELLS.table(
            width,
            (
                _CELLS.body(cell_rows(cells), f"{name}: {len(cells)}")
                for by, name in _GROUPS.items()
                if (cells := [c for c in record.cells if c.by is by])
            ),
        )
    if record.protected:
        yield Heading(2, (Text(_KNOWN.caption),), "known")
        yield _KNOWN.table(width, (_KNOWN.body(known_rows(record.protected)),))
    if record.alternatives:
        yield Heading(2, (Text(_CHOICES.caption),), "choices")
        rows = map(choice_row, (record.chosen, *record.alternatives))
        yield _CHOICES.table(width, (_CHOICES.body(rows),))
    for title, anchor, sentences in told(record):
        yield Heading(2, (Text(title),), anchor)
        for words in sentences:
            yield Paragraph(Role.BODY, (Text(sentence(words)),))
    yield Heading(2, (Text("What this does not promise"),), "limits")
    yield Paragraph(Role.BODY, (Text(LIMITS.format(values=record.values)),))


def summary(record: DisclosureRecord) -> str:
    """A record -> how much is withheld by whom, and whether it is enough, in sentences."""
    parts = [f"Policy: {record.policy}."]
    counts = {by: sum(cell.by is by for cell in record.cells) for by in WithheldBy}
    if not record.cells:
        return " ".join((*parts, "Nothing is withheld."))
    shares = [f"{count} {by.value}" for by, count in counts.items() if count]
    parts.append(f"Withheld cells: {', '.join(shares)}.")
    if counts[WithheldBy.COMPANION]:
        least = "proven least" if record.proven else "not proven least"
        parts.append(f"What was withheld in addition costs {record.chosen.cost} ({least}).")
    exposed = len(record.exposed)
    if exposed:
        parts.append(f"{exposed} of {len(record.protected)} figures can still be worked out.")
    elif record.protected:
        parts.append(f"None of the {len(record.protected)} figures to protect can be worked out.")
    return " ".join(parts)


def cell_rows(cells: Sequence[WithheldCell]) -> Iterator[tuple[str, ...]]:
    """Cells of one indicator that are withheld for one reason, as one row."""
    for (indicator, why, paragraphs), run in groupby(cells, key=_reason):
        held = list(run)
        cited = f"paragraph{'s' if len(paragraphs) > 1 else ''} {listed([*map(str, paragraphs)])}"
        own = why if not paragraphs or not _PARAGRAPH.fullmatch(why) else ""
        because = ", ".join(filter(None, (own, cited if paragraphs else "")))
        whats, places = zip(*_runs(held), strict=True)
        yield indicator, ", ".join(whats), ", ".join(places), sentence(because)


def _runs(cells: Sequence[WithheldCell]) -> Iterator[tuple[str, str]]:
    """Cells that stand side by side -> the first and the last of them, by name and by address.

    The year to date is named by itself; a row's first address names the sheet.
    """
    runs: list[list[WithheldCell]] = []
    for cell in cells:
        last = runs[-1][-1] if runs else None
        if last and last.at.row == cell.at.row and last.at.column + 1 == cell.at.column:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    for place, run in enumerate(runs):
        first, last = run[0], run[-1]
        names = _span([c.what for c in run if c.what not in _APART])
        apart = [c.what for c in run if c.what in _APART]
        sheet = "" if place else f"{first.at.sheet}!"
        at = first.at.a1 if first is last else f"{first.at.a1}:{last.at.a1}"
        yield ", ".join([*names, *apart]), f"{sheet}{at}"


def _span(names: list[str]) -> list[str]:
    return [f"{names[0]} to {names[-1]}"] if len(names) > 2 else names


def _reason(cell: WithheldCell) -> tuple[str, str, tuple[int, ...]]:
    return cell.indicator, cell.why, cell.paragraphs


def known_rows(protected: Sequence[Protected]) -> Iterator[tuple[str, ...]]:
    """Figures to protect -> rows: their name, what is known before and after, and why; figures of
    one indicator of which the same is known, as one."""
    for (indicator, before, after), run in groupby(protected, key=_same):
        names = [each.name for each in run]
        lead = names[0].partition(", ")[0]
        if indicator and len(names) > 1 and all(n.startswith(f"{lead}, ") for n in names):
            names = [names[0], *(name.removeprefix(f"{lead}, ") for name in names[1:])]
        worst = after if after.exposed else before
        yield ", ".join(names), _says(before), _says(after), sentence(worst.because)


def _same(each: Protected) -> tuple[str, Knowledge, Knowledge]:
    return each.indicator, each.before, each.after


def _says(known: Knowledge) -> str:
    if known.unfinished:
        return "not settled, counted as exposed"
    if not known.exposed:
        return f"safe: {known.says}"
    return (
        f"exposed: {known.says}" if known.true else f"exposed: {known.says} (not the true figure)"
    )


def choice_row(choice: Choice) -> tuple[str, ...]:
    """A way to protect -> its words, its cost and its changes."""
    return sentence(choice.words), str(choice.cost), "; ".join(choice.changes) or "nothing more"


def told(record: DisclosureRecord) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """A record -> what else it tells: each a title, its anchor and its sentences."""
    for title, anchor, sentences in (
        ("Already public", "already", record.public_already),
        ("What published figures tell of small groups", "groups", record.told),
        ("What was taken for granted, and what not", "left-out", record.left_out),
    ):
        if sentences:
            yield title, anchor, sentences
