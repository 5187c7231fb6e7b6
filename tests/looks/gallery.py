"""docs/gallery.toml -> pictures of real pages, and docs/gallery.md that shows them."""

from __future__ import annotations

import tempfile
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageColor

from packgen.convening import build_meeting
from packgen.model.pack import Audience, Format
from packgen.pipeline import BuildRequest, build
from packgen.settings.style import load_style
from tests.libreoffice import as_pdfs
from tests.looks.pictures import coloured

ROOT = Path(__file__).parents[2]
LIST = ROOT / "docs/gallery.toml"
PAGE = ROOT / "docs/gallery.md"
PICTURES = ROOT / "docs/pictures"
REFERENCES = Path(__file__).parent / "references"
DPI = 80
_EDGES = 40
_NEAR = 8  # of 255: Pillow can't tell colours that are nearer from one another


@dataclass(frozen=True, slots=True)
class Entry:
    """One page to be shown."""

    name: str
    page: int
    caption: str
    workbook: str = ""
    meeting: str = ""
    audience: str = "public"
    paper: str = ""
    format: str = "pdf"
    style: str = ""
    template: str = ""
    settings: str = ""
    grey: bool = False
    watched: bool = False

    @property
    def path(self) -> Path:
        """Where its picture stands."""
        return PICTURES / f"{self.name}.png"

    @property
    def reference(self) -> Path:
        """Where the picture stands that a watched page is compared with."""
        return REFERENCES / f"{self.name}.png"

    @property
    def file(self) -> bytes:
        """The paper that it is a page of."""
        if self.meeting:
            made = _pack(self.meeting)[
                f"{self.audience}/{self.paper or self.audience}.{self.format}"
            ]
            return _printed(made) if self.format == "docx" else made
        made = _paper(
            self.workbook,
            self.audience,
            self.paper or self.audience,
            self.format,
            self.style,
            self.template,
            self.settings,
        )
        return _printed(made) if self.format == "docx" else made


def entries() -> list[Entry]:
    """All pages to be shown, in their order."""
    return [Entry(**page) for page in tomllib.loads(LIST.read_text("utf-8"))["page"]]


@cache
def _paper(
    workbook: str, audience: str, paper: str, kind: str, style: str, template: str, more: str
) -> bytes:
    """One paper of a pack."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder, "pack")
        pack.mkdir()
        (pack / "scorecard.xlsx").write_bytes((ROOT / workbook).read_bytes())
        (pack / "pack.toml").write_text(f'scorecard = "scorecard.xlsx"\n{more}\n', "utf-8")
        request = BuildRequest(
            pack,
            Path(folder, "out"),
            (Format(kind),),
            (Audience(audience),),
            style or None,
            template or None,
        )
        name = f"-{paper}.{kind}"
        (path,) = (p for p in build(request, lambda _: None).paths if p.name.endswith(name))
        return path.read_bytes()


@cache
def _pack(meeting: str) -> dict[str, bytes]:
    """A meeting's whole pack: its files by their audience and paper."""
    with tempfile.TemporaryDirectory() as folder:
        request = BuildRequest(ROOT / meeting, Path(folder))
        paths = build_meeting(request, lambda _: None).paths
        name = f"{Path(meeting).name}-"
        return {
            f"{path.parent.name}/{path.name.removeprefix(name)}": path.read_bytes()
            for path in paths
        }


@cache
def _printed(word: bytes) -> bytes:
    """A Word file as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as folder:
        return as_pdfs(Path(folder), {"paper": word})["paper"].read_bytes()


def draw(entry: Entry) -> Image.Image:
    """An entry -> its picture, in its colours or grey."""
    image = coloured(entry.file, entry.page - 1, DPI)
    return image.convert("L") if entry.grey else image


def fewer_colours(image: Image.Image, style: str) -> Image.Image:
    """A picture -> the same in few colours, as it is kept: the style's own, without which small
    shapes would take their neighbours' colour, and those of letters' edges."""
    if image.mode == "L":
        return image.quantize(16, kmeans=3, dither=Image.Dither.NONE)
    own = [value for value in load_style(style or "civic").colours.values() if value != "none"]
    edges = image.quantize(_EDGES, dither=Image.Dither.NONE).getpalette() or []
    colours = [ImageColor.getrgb(value) for value in own]
    colours += [c for c in _colours(edges[: 3 * _EDGES]) if not any(_near(c, o) for o in colours)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in dict.fromkeys(colours) for channel in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def _near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < _NEAR


def _colours(channels: list[int]) -> list[tuple[int, ...]]:
    """A palette's channels -> its colours."""
    return [tuple(channels[i : i + 3]) for i in range(0, len(channels), 3)]


def markdown() -> str:
    """The text of docs/gallery.md."""
    intro = (
        "Pages of real papers, drawn by `make gallery` from [gallery.toml](gallery.toml): an entry"
        " there shows another one.\n"
    )
    parts = ["# Gallery\n", intro]
    parts += [f"{e.caption}\n\n![{_said(e)}](pictures/{e.name}.png)\n" for e in entries()]
    return "\n".join(parts)


def _said(entry: Entry) -> str:
    """A picture's alternative text: the caption without what is set as code."""
    return entry.caption.replace("`", "").rstrip(".")
