"""A template's text with the card's values put in. With the sandbox, the door to Jinja2.

The environment is sandboxed, an unknown name is an error, and every value is escaped, so that a
title typed as ``**bold**`` or ``{{ }}`` prints just so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    Environment,
    FileSystemLoader,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.loaders import split_template_path

from packgen.compose.sandbox import LONGEST, TOO_LONG, Sandbox, text_of
from packgen.errors import BadInput, Fault
from packgen.settings.files import UnfitFile, check_file
from packgen.settings.template import Template
from packgen.settings.words import Phrase

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BLANKS = re.compile(r"\s+")
RUN_TIME: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
)


def render(template: Template, file: str, context: Mapping[str, object]) -> str:
    """A template's file and what it may name -> Markdown. Raises BadInput at a fault's line."""
    environment = Sandbox(
        loader=_Files(template.folder),
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
    except (*RUN_TIME, RecursionError, TypeError, ValueError) as error:
        raise _fault(template, f"{file}{_line(error, file)}", error) from None


class _Files(FileSystemLoader):
    """A template's folder; only files with an end are read."""

    def get_source(self, environment: Environment, template: str) -> Any:
        for folder in self.searchpath:
            path = Path(folder, *split_template_path(template))
            if path.exists():
                check_file(path, LONGEST)
        return super().get_source(environment, template)


def _joined(parts: Iterable[str]) -> str:
    """A rendered template's parts -> its text. Raises TemplateRuntimeError when it has no end."""
    found, length = [], 0
    for part in parts:
        found.append(part)
        length += len(part)
        if length > LONGEST:
            raise TemplateRuntimeError(TOO_LONG)
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
    return _PUNCTUATION.sub(r"\\\1", _BLANKS.sub(" ", text_of(value)).strip())


def _fault(template: Template, place: str, error: Exception) -> BadInput:
    what = reckoned(error)
    remedy = "mend the template; docs/templates.md lists the names it may use"
    return BadInput(Fault(f"templates/{template.name}/{place}", what, remedy))


def reckoned(error: Exception) -> str:
    """What is wrong with a text that Jinja2 could not render, in words."""
    known = {
        RecursionError: "includes, extends or calls itself without end",
        MemoryError: TOO_LONG,
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
