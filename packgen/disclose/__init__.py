"""Disclose: AssessedScorecard -> PublicScorecard and RestrictedScorecard. Pure."""

from packgen.disclose.paragraphs import citations
from packgen.disclose.release import release_public, release_restricted

__all__ = ["citations", "release_public", "release_restricted"]
