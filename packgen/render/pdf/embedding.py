"""Pictures -> image objects of a file. Their colours are sRGB or grey, as the file's are."""

from __future__ import annotations

from packgen.document.nodes import Image
from packgen.errors import BadInput, Fault
from packgen.render.pdf.streams import Stream
from packgen.settings.picture import Dots, Picture, opaque_dots


def picture_stream(picture: Picture | Image) -> Stream:
    """A picture -> its image object. A JPEG that holds nothing besides its dots stays one.

    Raises BadInput for one that can't be read.
    """
    if isinstance(picture, Picture):
        return _stream(Dots(picture.width, picture.height, picture.rgb))
    try:
        return _stream(opaque_dots(picture.data))
    except BadInput as error:
        where = f"picture {picture.alt[:40]!r}"
        raise BadInput(Fault(where, f.what, f.remedy) for f in error.faults) from None


def _stream(dots: Dots) -> Stream:
    entries: dict[str, object] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": dots.width,
        "Height": dots.height,
        "ColorSpace": "/DeviceGray" if dots.grey else "/DeviceRGB",
        "BitsPerComponent": 8,
    }
    if dots.jpeg:
        return Stream(dots.data, {**entries, "Filter": "/DCTDecode"}, plain=True)
    return Stream(dots.data, entries)
