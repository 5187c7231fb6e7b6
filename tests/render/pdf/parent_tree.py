"""The faults of a file's parent tree, from its bytes."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from packgen.verify.parent_tree import broken


def parent_tree_faults(data: bytes) -> list[str]:
    """A tagged PDF -> what is wrong with its parent tree, if anything."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(broken(pdf))
