"""Damaged copies of workbooks in every format: read, or refused with a fault; nothing else."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packgen.errors import BadInput
from packgen.ingest import read_workbook
from tests.ingest.xlsb import Writer

DATA = Path(__file__).parents[1] / "data"
JUNE = DATA / "cef-scorecard-2023-06-split.xlsx"
HEADER = "No.,Indicator,Target,Apr-23,May-23,YTD,Publication\n"
CSV = (HEADER + '1,"Widgets, made",95%,96%,"1,234",7,Part 2\n' * 5).encode()


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("fuzz")
    book = openpyxl.load_workbook(JUNE)
    binary = Writer(book).save(folder / "june.xlsb")
    formats = DATA / "formats"
    return {
        "xlsx": JUNE.read_bytes(),
        "xlsb": binary.read_bytes(),
        "xls": (formats / f"{JUNE.stem}.xls").read_bytes(),
        "ods": (formats / f"{JUNE.stem}.ods").read_bytes(),
        "csv": CSV,
    }


def survives(folder: Path, ending: str, content: bytes) -> None:
    """Reads it, or refuses it with faults that name the file and not its folder."""
    path = folder / f"file.{ending}"
    path.write_bytes(content)
    try:
        read_workbook(path)
    except BadInput as refusal:
        assert all(fault.where.startswith(path.name) for fault in refusal.faults)


quick = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ENDINGS = ["xlsx", "xlsb", "xls", "ods", "csv"]
PLACE = st.floats(0, 1, exclude_max=True)
FLIPS = st.lists(st.tuples(PLACE, st.integers(1, 255)), min_size=1, max_size=30)


def flipped(content: bytes, flips: list[tuple[float, int]]) -> bytes:
    changed = bytearray(content)
    for place, change in flips if changed else ():
        changed[int(place * len(changed))] ^= change
    return bytes(changed)


@pytest.mark.parametrize("ending", ENDINGS)
@quick
@given(flips=FLIPS)
def test_bytes_flipped(
    ending: str, flips: list[tuple[float, int]], originals: dict[str, bytes], tmp_path: Path
) -> None:
    survives(tmp_path, ending, flipped(originals[ending], flips))


@pytest.mark.parametrize("ending", ENDINGS)
@quick
@given(place=PLACE)
def test_the_end_cut_off(
    ending: str, place: float, originals: dict[str, bytes], tmp_path: Path
) -> None:
    content = originals[ending]
    survives(tmp_path, ending, content[: int(place * len(content))])


def repacked(content: bytes, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    """A zip file with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in change(parts).items():
            archive.writestr(name, data)
    return stream.getvalue()


ZIPPED = ["xlsx", "xlsb", "ods"]


@pytest.mark.parametrize("ending", ZIPPED)
def test_each_part_dropped(ending: str, originals: dict[str, bytes], tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(originals[ending])) as archive:
        names = archive.namelist()
    for name in names:
        without = repacked(
            originals[ending],
            lambda parts, gone=name: {k: v for k, v in parts.items() if k != gone},
        )
        survives(tmp_path, ending, without)


@pytest.mark.parametrize("ending", ZIPPED)
@quick
@given(first=PLACE, second=PLACE)
def test_parts_swapped(
    ending: str, first: float, second: float, originals: dict[str, bytes], tmp_path: Path
) -> None:
    def swap(parts: dict[str, bytes]) -> dict[str, bytes]:
        names = list(parts)
        one, other = names[int(first * len(names))], names[int(second * len(names))]
        return parts | {one: parts[other], other: parts[one]}

    survives(tmp_path, ending, repacked(originals[ending], swap))


@pytest.mark.parametrize("ending", ZIPPED)
@quick
@given(place=PLACE, flips=FLIPS)
def test_bytes_flipped_inside_a_part(
    ending: str, place: float, flips: list[tuple[float, int]], originals: dict[str, bytes],
    tmp_path: Path,
) -> None:  # fmt: skip
    def damage(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = list(parts)[int(place * len(parts))]
        return parts | {name: flipped(parts[name], flips)}

    survives(tmp_path, ending, repacked(originals[ending], damage))


_TOKEN = st.sampled_from(
    [b'r="', b't="s"', b't="b"', b"<v>", b"</c>", b's="', b"<f>", b'ref="', b"office:value-type=",
     b"number-columns-repeated", b"<text:p>", b"hidden", b"mergeCell", b'Target="'],
)  # fmt: skip
_BY = st.sampled_from([b"", b'r="A9999999" ', b't="z" ', b'"', b"<", b"\x00", b"\xff", b'="-1" ',
                       b'="99999999999999999999" ', b'"../../../etc/passwd" '])  # fmt: skip


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@quick
@given(token=_TOKEN, by=_BY, count=st.integers(1, 50))
def test_words_of_xml_replaced(
    ending: str, token: bytes, by: bytes, count: int, originals: dict[str, bytes], tmp_path: Path
) -> None:
    def damage(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {name: data.replace(token, by, count) for name, data in parts.items()}

    survives(tmp_path, ending, repacked(originals[ending], damage))


SHARING = DATA / "third-party" / "calamine_any_sheets.xlsx"


@pytest.mark.parametrize("part", ["sharedStrings", "styles"])
@pytest.mark.parametrize("ending", ["xlsx", "xlsb"])
def test_a_text_or_a_style_that_is_not_there_is_damage(
    ending: str, part: str, originals: dict[str, bytes], tmp_path: Path
) -> None:
    source = originals[ending]
    if (ending, part) == ("xlsx", "sharedStrings"):
        source = SHARING.read_bytes()

    def drop(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {name: data for name, data in parts.items() if part not in name}

    path = tmp_path / f"file.{ending}"
    path.write_bytes(repacked(source, drop))
    with pytest.raises(BadInput, match="damaged"):
        read_workbook(path)
