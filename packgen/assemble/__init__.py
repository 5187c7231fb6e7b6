"""Assemble: renditions -> Pack: names, manifest, and the folder that they are written to."""

from packgen.assemble.folder import write_pack
from packgen.assemble.manifest import manifest

__all__ = ["manifest", "write_pack"]
