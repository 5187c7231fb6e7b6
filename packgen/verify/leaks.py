"""Leaks: whether a secret occurs anywhere in a file, in any of the ways it can be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from packgen.errors import Fault
from packgen.model.report import Check, checked
from packgen.verify.parts import Part, Unreadable, file_parts

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_UNSEEN = re.compile("(?<=\\d)[\u00ad\u200b-\u200d\u2060\ufeff]+(?=\\d)")
_GROUPED = re.compile("(?<=\\d)[,.'\u2019 \u00a0\u2009\u202f_](?=\\d{3}(?!\\d))")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")


@dataclass(frozen=True, slots=True)
class Secret:
    """What must not occur. ``name`` says what it is without telling it.

    ``digits`` are sought anywhere, inside other numbers and among raw bytes too, wherever the point
    stands; ``numbers`` where they stand alone; ``words`` as they are.
    """

    name: str
    digits: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def found(parts: Iterable[Part], secrets: Iterable[Secret]) -> Iterator[tuple[Secret, str]]:
    """A file's parts and secrets -> each secret that is told, with the place where."""
    sought = list(secrets)
    digits = [(secret, digit) for secret in sought for digit in sorted(secret.digits)]
    alone = [secret for secret in sought if secret.numbers or secret.words]
    for part in parts:
        squeezed = without_points(part.text)
        yield from ((secret, part.place) for secret, digit in digits if digit in squeezed)
        if part.raw:
            continue
        numbers = written_numbers(part.text) if alone else frozenset()
        for secret in alone:
            if secret.numbers & numbers or any(words in part.text for words in secret.words):
                yield secret, part.place


def check_secrets(
    name: str,
    looked_at: str,
    files: Mapping[str, bytes],
    names: Iterable[str],
    secrets: Sequence[Secret],
) -> Check:
    """Files by what messages call them, and their true names -> a check that none of them tells
    any of the secrets. Its faults name the secret and the place."""
    return checked(name, looked_at, _told(files, names, secrets))


def _told(
    files: Mapping[str, bytes], names: Iterable[str], secrets: Sequence[Secret]
) -> Iterator[Fault]:
    remedy = "publish nothing of it; report this with the workbook's layout"
    for secret, _ in found([Part("", name) for name in names], secrets):
        yield Fault("the names of the public files", f"one tells {secret.name}", remedy)
    for path, data in files.items():
        try:
            for secret, place in found(file_parts(data), secrets):
                yield Fault(path, f"{place or 'its text'} tells {secret.name}", remedy)
        except Unreadable as error:
            yield Fault(path, f"can't be searched: {error}", remedy)


def parts_of(files: Mapping[str, bytes]) -> Iterator[Part]:
    """Files by their paths -> all their parts, and their paths. Raises Unreadable."""
    for path, data in files.items():
        yield Part(path, path)
        yield from file_parts(data)


def without_points(text: str) -> str:
    """A text with nothing between the digits of a number, not even a point."""
    return _POINT.sub("", _joined(text))


def written_numbers(text: str) -> frozenset[str]:
    """A text -> the numbers that stand in it, as they are and without their separators."""
    plain = {*_NUMBER.findall(text), *_NUMBER.findall(_joined(text))}
    return frozenset(written(Decimal(n)) for n in plain)


def written(number: Decimal) -> str:
    """A number -> its digits, without zeros that say nothing: ``12.50`` is ``12.5``."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text.lstrip("0") or "0"


def _joined(text: str) -> str:
    return _GROUPED.sub("", _UNSEEN.sub("", text))
