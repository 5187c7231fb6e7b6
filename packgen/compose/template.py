"""A template's text with the card's values put in. The one door to Jinja2.

The environment is sandboxed, an unknown name is an error, and every value is escaped, so that a
title typed as ``**bold**`` or ``{{ }}`` prints just so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sized
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from packgen.errors import BadInput, Fault
from packgen.settings.files import UnfitFile, check_file
from packgen.settings.template import Template
from packgen.settings.words import Phrase

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BLANKS = re.compile(r"\s+")
_LONGEST: Final = 1_000_000
"""How long a paper's text may be, and any text on its way to it."""
_LARGEST: Final = 10**18
_TOO_LONG: Final = f"makes a text of more than {_LONGEST:,} characters"
_PADDING: Final = frozenset({"center", "format", "indent", "replace"})
"""Filters that make long texts of short ones."""
_METHODS: Final = frozenset(
    {"capitalize", "casefold", "endswith", "lower", "split", "startswith", "strip", "title"}
    | {"upper", "lstrip", "rstrip", "removeprefix", "removesuffix", "items", "keys", "values"}
)
_RUN_TIME = (ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RecursionError)


def render(template: Template, file: str, context: Mapping[str, object]) -> str:
    """A template's file and what it may name -> Markdown. Raises BadInput at a fault's line."""
    environment = _Sandbox(
        loader=_Files(template.folder),
        undefined=StrictUndefined,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    try:
        return _joined(environment.get_template(file).generate(context))
    except TemplateSyntaxError as error:
        raise _fault(template, f"{error.name}:{error.lineno}", error) from None
    except TemplateError as error:
        raise _fault(template, f"{file}{_line(error, file)}", error) from None
    except (*_RUN_TIME, TypeError, ValueError) as error:
        raise _fault(template, f"{file}{_line(error, file)}", error) from None


class _Files(FileSystemLoader):
    """A template's folder; only files with an end are read."""

    def get_source(self, environment: Environment, template: str) -> Any:
        for folder in self.searchpath:
            path = Path(folder, *split_template_path(template))
            if path.exists():
                check_file(path, _LONGEST)
        return super().get_source(environment, template)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's own sandbox, in which no text and no number grows without end."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in _PADDING:
            del self.filters[name]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A sum, product, power or remainder, if it is of a sensible size."""
        sizes = [len(x) if isinstance(x, Sized) else 0 for x in (left, right)]
        if operator == "%" and isinstance(left, str):
            raise TemplateRuntimeError("% does not put values into a text here: use {{ }}")
        if operator == "*" and any(sizes):
            many = right if sizes[0] else left
            sizes = [sum(sizes) * many] if isinstance(many, int) else sizes
        if sum(sizes) > _LONGEST:
            raise TemplateRuntimeError(_TOO_LONG)
        if not any(sizes) and (operator == "**" or _is_large(left) or _is_large(right)):
            raise TemplateRuntimeError("reckons with powers or with numbers that are too large")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of a text's methods, those that make no long text of a short one."""
        if isinstance(obj, str) and attr not in _METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)


def _is_large(value: object) -> bool:
    return isinstance(value, int) and abs(value) > _LARGEST


def _joined(parts: Iterable[str]) -> str:
    """A rendered template's parts -> its text. Raises TemplateRuntimeError when it has no end."""
    found, length = [], 0
    for part in parts:
        found.append(part)
        length += len(part)
        if length > _LONGEST:
            raise TemplateRuntimeError(_TOO_LONG)
    return "".join(found)


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


def say(prose: Mapping[str, Phrase]) -> Callable[..., Markdown]:
    """A language's prose -> the templates' ``say``: a text with values put in, each escaped."""

    def said(key: str, **values: object) -> Markdown:
        try:
            phrase = prose[key]
            return Markdown(phrase(**{name: escape(value) for name, value in values.items()}))
        except KeyError as error:
            raise TemplateRuntimeError(f"say({key!r}) lacks {error}") from None

    return said


def escape(value: object) -> str:
    """A value -> Markdown that prints it as it is, on one line."""
    if isinstance(value, Markdown):
        return value
    return _PUNCTUATION.sub(r"\\\1", _BLANKS.sub(" ", str(value)).strip())


def _fault(template: Template, place: str, error: Exception) -> BadInput:
    what = _said(error)
    remedy = "mend the template; docs/templates.md lists the names it may use"
    return BadInput(Fault(f"templates/{template.name}/{place}", what, remedy))


def _said(error: Exception) -> str:
    """What is wrong, in words."""
    known = {
        RecursionError: "includes, extends or calls itself without end",
        MemoryError: _TOO_LONG,
        UnicodeDecodeError: "is no text in UTF-8",
    }
    if isinstance(error, TemplateError):
        return error.message or type(error).__name__
    if isinstance(error, UnfitFile):
        return str(error)
    if isinstance(error, OSError):
        return error.strerror or "can't be read"
    return known.get(type(error)) or f"can't be reckoned: {error}"


def _line(error: Exception, file: str) -> str:
    """The template's line that raised, from the traceback that Jinja2 rewrote to it."""
    line, trace = "", error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(file):
            line = f":{trace.tb_lineno}"
        trace = trace.tb_next
    return line
