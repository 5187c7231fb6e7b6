"""Compose: a card and a template -> Document: order, words, rounding, geometry."""

from packgen.compose.pack import Composer
from packgen.compose.words import ENGLISH, Words

__all__ = ["ENGLISH", "Composer", "Words"]
