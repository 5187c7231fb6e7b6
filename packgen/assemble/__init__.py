"""Assemble: renditions -> Pack: names, manifest, and the folder that they are written to."""

from packgen.assemble.folder import write_pack
from packgen.assemble.former import former_files, stale_copies
from packgen.assemble.manifest import manifest
from packgen.assemble.names import MANIFEST, file_path

__all__ = ["MANIFEST", "file_path", "former_files", "manifest", "stale_copies", "write_pack"]
