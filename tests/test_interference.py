"""Non-interference: other withheld figures, the same public bytes."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from packgen.cli import main
from tests.workbooks import JUNE, MONTHS, SPLIT, changed, marked_rows


def public_bytes(workbook: Path, out: Path) -> dict[str, bytes]:
    """What the public could get hold of: the files, and what the build and read say."""
    # Ratings of withheld figures are always withheld here, so that the pattern stays the same.
    pack = out / "pack"
    pack.mkdir()
    (pack / workbook.name).write_bytes(workbook.read_bytes())
    settings = f'scorecard = "{workbook.name}"\n[disclosure]\nrating = "withhold"\n'
    (pack / "pack.toml").write_text(settings)
    told, printed = io.StringIO(), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stderr(told), redirect_stdout(printed):
        assert main(["build", str(pack), "-o", str(out / "made"), "--audience", "public"]) == 0
        assert main(["read", str(pack)]) == 0
    folder = out / "made/pack"
    files = {p.name: p.read_bytes() for p in (folder / "public").iterdir()}
    assert len(files) == 2
    printed.seek(0)
    return {
        **files,
        "messages": told.getvalue().encode(),
        "json": printed.read().replace(str(out), "").encode(),
    }


def filled(draw: random.Random, style: str):  # type: ignore[no-untyped-def]
    """A change that fills every withheld cell anew, its blanks too, with numbers that no text of
    the scorecard writes: that would stop the build."""

    def change(sheet: Worksheet) -> None:
        for row in marked_rows(sheet).values():
            for column in MONTHS:
                value: object = draw.choice(
                    {
                        "counts": [draw.randint(601, 999), draw.randint(10**4, 10**6), None],
                        "texts": ["12% (3/26)", "Provisional (7)", "x", "see me: 3", "<5", "n/a"],
                        "ratios": [draw.random(), -4, 3.75, "0 (rate: 0.00)"],
                    }[style]
                )
                sheet.cell(row, column).value = value  # type: ignore[assignment]

    return change


class Public(dict[str, bytes]):
    """What the public could get hold of, with a short name in a test's report."""

    def __repr__(self) -> str:
        return "the public bytes"


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Public:
    out = tmp_path_factory.mktemp("baseline")
    workbook = out / "june.xlsx"
    workbook.write_bytes(JUNE.read_bytes())
    return Public(public_bytes(workbook, out))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), style=st.sampled_from(["counts", "texts", "ratios"]))
def test_no_public_byte_depends_on_a_withheld_figure(
    baseline: Public,
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    style: str,
) -> None:
    out = tmp_path_factory.mktemp("filled")
    workbook = changed(JUNE, out / "june.xlsx", filled(random.Random(seed), style))  # noqa: S311
    found = public_bytes(workbook, out)
    assert found.keys() == baseline.keys()
    for name, data in found.items():
        same = data == baseline[name]
        assert same, f"{name} differs"


def test_a_public_figure_does_change_the_public_bytes(baseline: Public, tmp_path: Path) -> None:
    def one_more(sheet: Worksheet) -> None:
        sheet["N8"] = 124

    found = public_bytes(changed(JUNE, tmp_path / "june.xlsx", one_more), tmp_path)
    assert all(found[name] != baseline[name] for name in found if name != "messages")


def refilled_part_2_sheet(path: Path, seed: int) -> Path:
    """The workbook whose figures stand on a Part 2 sheet, with other figures there."""
    draw, book = random.Random(seed), openpyxl.load_workbook(SPLIT)  # noqa: S311
    for row in book["Part 2"].iter_rows(min_row=4, min_col=3, max_col=15):
        for cell in row:
            if cell.value is not None and seed:
                cell.value = draw.randint(0, 10**5)
    book.save(path)
    return path


def refilled_months(path: Path, seed: int) -> Path:
    """A row with two months and its year to date marked, with other figures there."""
    draw = random.Random(seed)  # noqa: S311

    def change(sheet: Worksheet) -> None:
        sheet["Z8"] = "Part 2 (Apr-23, May-23, Year to Date): para 2"
        for cell in ("L8", "M8", "X8") if seed else ():
            sheet[cell] = draw.randint(0, 10**5)

    return changed(JUNE, path, change)


@pytest.mark.parametrize("refilled", [refilled_part_2_sheet, refilled_months])
def test_other_habits_of_marking_leak_no_more(
    tmp_path: Path, refilled: Callable[[Path, int], Path]
) -> None:
    found = []
    for seed in range(4):
        out = tmp_path / str(seed)
        out.mkdir()
        found.append(public_bytes(refilled(out / "june.xlsx", seed), out))
    for other in found[1:]:
        differing = [name for name in other if other[name] != found[0][name]]
        assert not differing
