"""``python -m tests.looks`` (``make gallery``): draws the pictures of docs/gallery.toml anew, and
those that the tests watch, and writes docs/gallery.md."""

from __future__ import annotations

import shutil
import sys

from tests.looks.gallery import PAGE, draw, entries, fewer_colours, markdown
from tests.looks.pictures import page_picture, png


def main() -> None:
    total = 0
    for entry in entries():
        if entry.format == "docx" and not shutil.which("soffice"):
            sys.stderr.write(f"{entry.name}: left as it is, as LibreOffice is not installed\n")
            continue
        data = png(fewer_colours(draw(entry), entry.style))
        entry.path.write_bytes(data)
        if entry.watched:
            entry.reference.write_bytes(png(page_picture(entry.file, entry.page - 1)))
        total += len(data)
        sys.stderr.write(f"{entry.name}: {len(data) // 1000} kB\n")
    PAGE.write_text(markdown(), "utf-8")
    sys.stderr.write(f"{total // 1000} kB in all\n")


if __name__ == "__main__":
    main()
