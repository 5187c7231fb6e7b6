"""Compose: a card and a template -> Document: order, words, rounding, geometry."""

from packgen.compose.pack import Composer

__all__ = ["Composer"]
