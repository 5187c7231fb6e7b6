"""The files of a pack against its manifest: their hashes, their number, who may read them."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath

from packgen.errors import Fault
from packgen.model.copies import COPIES, LIST
from packgen.model.pack import Audience
from packgen.model.report import Check, checked, not_checked
from packgen.verify.built import BuiltPack, folders

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check_hashes(pack: BuiltPack) -> Check:
    """A pack -> whether its files are those of its manifest, byte for byte, and no others."""
    return checked(
        "files",
        f"{len(pack.present)} files, by their sha256, against {len(pack.files)} in the manifest",
        _of_files(pack),
    )


def _of_files(pack: BuiltPack) -> Iterator[Fault]:
    known = {recorded.file for recorded in pack.files}
    for path, why in pack.odd.items():
        yield Fault(path, why, "take it away, and build the pack anew")
    for recorded in pack.files:
        data = pack.present.get(recorded.file)
        if data is None and recorded.file not in pack.odd:
            yield Fault(recorded.file, "the manifest names it, and it is not there", "build anew")
        elif data is not None and not recorded.is_of(data):
            yield Fault(
                recorded.file,
                "is not the file that was built: its hash is another",
                "publish nothing of it; build the pack anew",
            )
    for path in pack.present:
        if path not in known:
            yield Fault(
                _told(path), "the manifest knows no such file", "take it away, or build anew"
            )
    yield from _of_copies(pack)
    for folder in folders(pack):
        path = folder.relative_to(pack.folder).as_posix()
        if path == COPIES and pack.copies:
            continue
        if not any(PurePosixPath(file).is_relative_to(path) for file in known):
            yield Fault(_told(path), "the manifest knows no such folder", "take it away")


def _of_copies(pack: BuiltPack) -> Iterator[Fault]:
    """Protected copies: each as it was made, and of the Part 2 PDF that is there now."""
    if not pack.copies:
        return
    try:
        listed = json.loads(pack.copies[f"{COPIES}/{LIST}"])
        of, files = str(listed["of"]), {str(k): str(v) for k, v in listed["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield Fault(COPIES, "there is no list of its copies", "take them away, or make them anew")
        return
    if of not in {recorded.sha256 for recorded in pack.files}:
        what = "its copies were made of another Part 2 PDF"
        yield Fault(COPIES, what, "make them anew: packgen protect")
    for path, data in pack.copies.items():
        name = PurePosixPath(path).name
        if name != LIST and files.get(name) != sha256(data).hexdigest():
            yield Fault(path, "is no copy that its list knows", "take it away, or make it anew")


def _told(path: str) -> str:
    """A stranger's place. Its own name isn't told where it is public: it may hold a figure."""
    head = PurePosixPath(path).parts[0]
    return f"{head}/" if head == Audience.PUBLIC.value else path


def check_rights(pack: BuiltPack) -> Check:
    """A pack -> whether its Part 2 folder, its files and the manifest are their owner's alone."""
    name = "rights"
    if os.name == "nt":
        return not_checked(name, "Windows keeps rights in access lists: look at the folder's")
    private = [
        path
        for path in (pack.folder, *sorted(pack.folder.rglob("*")))
        if path.relative_to(pack.folder).parts[:1] not in ((), (Audience.PUBLIC.value,))
    ]
    return checked(
        name,
        f"{len(private)} files and folders that nobody but their owner may read",
        (
            Fault(
                path.relative_to(pack.folder).as_posix(),
                "others than its owner may open it",
                "take their rights away (chmod go-rwx)",
            )
            for path in private
            if path.lstat().st_mode & _OTHERS and not path.is_symlink()
        ),
    )
