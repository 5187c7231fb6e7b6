"""Zipped workbooks: a zip file -> its workbook, by what its main part is."""

from __future__ import annotations

from pathlib import Path

from packgen.ingest.package import SAVE_AS_XLSX, Package
from packgen.ingest.workbook import Workbook


def open_zipped(path: Path) -> Workbook:
    """A zip file -> its workbook. Raises BadInput when it holds none."""
    with Package(path) as package:
        main = next((part for kind, part in package.relations("").values()
                     if kind == "officeDocument"), "/xl/workbook.xml")  # fmt: skip
        if main in package and main.casefold().endswith(".xml"):
            from packgen.ingest.ooxml import open_ooxml

            return open_ooxml(package, main)
        if main in package and main.casefold().endswith(".bin"):
            from packgen.ingest.xlsb import open_xlsb

            return open_xlsb(package, main)
        if "/content.xml" in package:
            from packgen.ingest.opendocument import open_opendocument

            return open_opendocument(package)
        return package.refuse("it is not an Excel workbook (.xlsx)", SAVE_AS_XLSX)
