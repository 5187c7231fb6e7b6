"""A language's file -> its Words, checked against English: the same keys, the same names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, get_type_hints

from packgen.errors import BadInput, Fault
from packgen.settings.files import read_text
from packgen.settings.words import DEFAULT_LANGUAGE, Phrase, Plural, Words

FOLDER = "words"
_SHIPPED = Path(__file__).parent / FOLDER
_LONGEST_QUOTE = 60
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_PROSE, _OTHER = "prose", "other"

Entries = Mapping[str, Mapping[str, Any]]


def languages(pack: Path | None = None) -> tuple[str, ...]:
    """The languages that there are: packgen's own, and those of a pack's folder."""
    folders = [_SHIPPED, *([pack / FOLDER] if pack else [])]
    found = {file.stem for folder in folders for file in folder.glob("*.toml")}
    return tuple(sorted(filter(_LANGUAGE.fullmatch, found)))


def own_file(language: str, pack: Path | None) -> Path | None:
    """The pack's own file of a language, if it has one."""
    file = pack / FOLDER / f"{language}.toml" if pack else None
    return file if file and _LANGUAGE.fullmatch(language) and file.is_file() else None


def load_words(
    language: str = DEFAULT_LANGUAGE,
    pack: Path | None = None,
    changed: Entries | None = None,
    place: str = "pack.toml",
) -> Words:
    """A language -> its words, with the entries that a pack changes.

    A file in the pack's own folder comes before packgen's. Raises BadInput with every fault of
    the file and of the changed entries (``place`` says where those stand).
    """
    if language not in languages(pack):
        known, said = ", ".join(languages(pack)), language[:_LONGEST_QUOTE]
        what, remedy = f"{said!r} is not known", f"choose one of: {known}; or add a file"
        raise BadInput(Fault(f"{place}: language", what, f"{remedy} {FOLDER}/{said}.toml"))
    own = own_file(language, pack)
    english = _shipped(DEFAULT_LANGUAGE)
    entries = _read(own) if own else _shipped(language)
    name = f"{FOLDER}/{language}.toml"
    faults = _faults(name, entries, english, complete=True)
    if changed is not None:
        faults += _faults(f"{place}: [words]", changed, english, complete=False)
    if faults:
        raise BadInput(faults)
    merged = {part: {**entries[part], **(changed or {}).get(part, {})} for part in english}
    return _words(language, merged)


@cache
def _shipped(language: str) -> Entries:
    return _read(_SHIPPED / f"{language}.toml")


def _read(file: Path) -> Entries:
    try:
        return tomllib.loads(read_text(file))
    except (OSError, ValueError, RecursionError) as error:
        remedy = 'write each text on one line between straight quotes (")'
        raise BadInput(Fault(f"{FOLDER}/{file.name}", f"can't be read: {error}", remedy)) from None


# --- what may be wrong ----------------------------------------------------------------------


def _faults(place: str, entries: Any, english: Entries, *, complete: bool) -> list[Fault]:
    """Entries held against English -> every fault; ``complete``: each entry must be there."""
    if not isinstance(entries, Mapping):
        return [Fault(place, "is not a table", "write [words]")]
    faults = _strangers(place, entries, english)
    for part, wanted in english.items():
        found = entries.get(part, {})
        at = f"{place}: {part}"
        if not isinstance(found, Mapping):
            faults.append(Fault(at, "is not a table", f'write {part}.KEY = "…"'))
            continue
        faults += _strangers(at, found, wanted)
        for key, text in wanted.items():
            if key in found:
                faults += _entry_faults(f"{at}.{key}", found[key], text)
            elif complete:
                faults.append(Fault(f"{at}.{key}", "is missing", f"English has {_said(text)}"))
    return faults


def _strangers(place: str, found: Mapping[str, Any], known: Mapping[str, Any]) -> list[Fault]:
    what, remedy = "is not a key that packgen knows", "docs/languages.md lists the keys"
    return [Fault(f"{place}.{key}", what, remedy) for key in found if key not in known]


def _entry_faults(place: str, found: Any, english: Any) -> list[Fault]:
    if isinstance(english, list):
        fits = isinstance(found, list) and len(found) == len(english)
        if not fits or not all(_is_text(name) for name in found):
            return [
                Fault(place, f"is not a list of {len(english)} texts", f"write {_said(english)}")
            ]
        return []
    if isinstance(english, Mapping) or _names(english) == {"n"}:
        return _plural_faults(place, found)
    return _text_faults(place, found, _names(english), exactly=True)


def _plural_faults(place: str, found: Any) -> list[Fault]:
    forms = found if isinstance(found, Mapping) else {_OTHER: found}
    faults = [
        Fault(f"{place}.{key}", "is not a number", f"write a number, or {_OTHER}")
        for key in forms
        if key != _OTHER and not re.fullmatch(r"\d{1,6}", key, re.ASCII)
    ]
    if _OTHER not in forms:
        faults.append(Fault(place, f"has no form {_OTHER!r}", f'add {_OTHER} = "{{n}} …"'))
    for key, text in forms.items():
        faults += _text_faults(f"{place}.{key}", text, {"n"}, exactly=key == _OTHER)
    return faults


def _text_faults(place: str, found: Any, names: set[str], *, exactly: bool) -> list[Fault]:
    if not _is_text(found):
        return [Fault(place, f"{_said(found)} is no text of one line", "write it in quotes")]
    try:
        used = _names(found)
    except ValueError:
        return [Fault(place, "has a brace without its fellow", "write {{ or }} for a brace")]
    if used - names or (exactly and used != names):
        wanted = ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing in braces"
        return [Fault(place, f"{_said(found)} has other names in braces", f"use {wanted}")]
    return []


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _names(text: str) -> set[str]:
    """The names in braces; one with a format of its own counts as another name."""
    return {
        f"{name}{':' + form if form else ''}{'!' + turn if turn else ''}"
        for _, name, form, turn in Formatter().parse(text)
        if name is not None
    }


def _said(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:80]}…"


# --- texts into types -----------------------------------------------------------------------


def _words(language: str, entries: Entries) -> Words:
    parts = {
        name: _part(kind, entries[name])
        for name, kind in get_type_hints(Words).items()
        if name in entries and name != _PROSE
    }
    prose = {key: Phrase(text) for key, text in entries[_PROSE].items()}
    return Words(language=language, prose=prose, **parts)


def _part(kind: type[Any], entries: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{f.name: _entry(hints[f.name], entries[f.name]) for f in fields(kind)})


def _entry(kind: Any, value: Any) -> Any:
    if kind is Plural:
        forms = value if isinstance(value, Mapping) else {_OTHER: value}
        return Plural(forms[_OTHER], {key: text for key, text in forms.items() if key != _OTHER})
    if isinstance(value, list):
        return tuple(value)
    return Phrase(value) if kind is Phrase else str(value).format()
