"""What is exempt, in the law's words: every copy and every agenda must say it."""

from __future__ import annotations

from collections.abc import Sequence

from packgen.compose import figures
from packgen.settings.law import Law
from packgen.settings.words import Words


def described(numbers: Sequence[int], law: Law, words: Words) -> str:
    """Paragraphs of the law -> ``Exempt information. CITATION, paragraph 2 (information …).``"""
    said = words.document
    known = [n for n in numbers if n in law.paragraphs]
    if not known:
        return said.exempt(citation=law.citation)
    told = [
        said.described(number=str(n), description=f"{text[0].lower()}{text[1:]}")
        for n in known
        for text in (law.paragraphs[n],)
    ]
    return said.exempt_under(citation=law.citation, paragraphs=figures.listed(told, words))
