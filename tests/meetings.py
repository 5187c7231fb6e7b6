"""A small meeting with exempt figures, words and files that differ from all others."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from packgen.convening import build_meeting
from packgen.pipeline import BuildRequest
from tests.verify.small import ROWS, workbook

MINUTES = Path(__file__).parent.parent / "input/example-meeting/minutes-2023-06-13.pdf"
PASSAGE = "The lowest tender came from Quillfeather Removals at £7,431 for each move."
AWARD = "Brindlemark Carriers offered to do the work for £6,982 in all."
OFFER = "Offer of Thornapple Haulage, in strict confidence"
SECRET_NAMES = ("thornapple-offer.pdf", "brindlemark-award.md")
_EXEMPT = """
[item.exempt]
paragraphs = [{paragraph}]
reason = "It tells of people who are known to {known}."
public_interest = "Publishing it would do harm to {known} and to nobody's good."
restricted_to = "Members"
review = 2024-09-10
"""
PACK = f"""
[meeting]
council = "Example Borough Council"
body = "Scrutiny Committee"
date = 2023-09-12
time = "19:00"
venue = "Room 1"
despatched = 2023-09-04

[[item]]
title = "Adult care"
kind = "scorecard"
file = "adults.xlsx"
[item.scorecard]
id = "adult-care"
{_EXEMPT.format(paragraph=2, known="the households")}
[[item]]
title = "Housing"
kind = "scorecard"
file = "housing.xlsx"
[item.scorecard]
id = "housing"
{_EXEMPT.format(paragraph=2, known="the tenants")}
[[item]]
title = "Moving house"
kind = "report"
file = "moves.md"
{_EXEMPT.format(paragraph=3, known="the bidders")}
[[item]]
title = "Minutes of June"
kind = "attachment"
file = "minutes.pdf"

[[item]]
title = "Budget"
kind = "report"
file = "budget.md"
supplement = 1
late = "The figures were not closed."

[[item]]
ready = "exclusion"

[[item]]
title = "Award of a contract"
kind = "report"
part = 2
files = ["brindlemark-award.md", "thornapple-offer.pdf"]
{_EXEMPT.format(paragraph=3, known="the companies")}
"""
REPORT = f"""+++
[[background]]
title = "Tenders of Larkspur Brothers, July 2023"
exempt = true
+++

## Why

Visits made: {{{{ indicator("1").latest }}}}.

:::exempt {{paragraphs="3" reason="It would spoil the market for Pennywhistle Ltd."}}
{PASSAGE}
:::

The work goes on.
"""


def meeting(folder: Path) -> Path:
    """Writes the meeting's folder -> it."""
    folder.mkdir(parents=True)
    workbook(folder / "adults.xlsx")
    workbook(folder / "housing.xlsx", [*ROWS[:2], ("9", "Rents", "Low", 1, "RED", 5, 6, 7, 18)])
    (folder / "pack.toml").write_text(PACK, "utf-8")
    report = REPORT.replace('indicator("1")', 'scorecard("1").indicator("1")')
    (folder / "moves.md").write_text(report, "utf-8")
    (folder / "budget.md").write_text("## Budget\n\nIt is balanced.\n", "utf-8")
    (folder / SECRET_NAMES[1]).write_text(f"## Award\n\n{AWARD}\n", "utf-8")
    (folder / SECRET_NAMES[0]).write_bytes(page(OFFER))
    shutil.copyfile(MINUTES, folder / "minutes.pdf")
    return folder


def page(text: str) -> bytes:
    """A PDF of one page without tags."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(420, 595), invariant=1)
    canvas.drawString(60, 500, text)
    canvas.save()
    return out.getvalue()


def built(source: Path, out: Path, supplement: int = 0) -> Path:
    """A meeting's folder -> its pack's folder, or that of a supplement."""
    request = BuildRequest(source, out, supplement=supplement)
    return build_meeting(request, lambda _: None).paths[-1].parent
