"""A template's text with the card's values put in. The one door to Jinja2.

The environment is sandboxed, an unknown name is an error, and every value is escaped, so that a
title typed as ``**bold**`` or ``{{ }}`` prints just so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from packgen.errors import BadInput, Fault
from packgen.settings.template import Template
from packgen.settings.words import Phrase

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BLANKS = re.compile(r"\s+")


def render(template: Template, file: str, context: Mapping[str, object]) -> str:
    """A template's file and what it may name -> Markdown. Raises BadInput at a fault's line."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(template.folder),
        undefined=StrictUndefined,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    try:
        return environment.get_template(file).render(context)
    except TemplateSyntaxError as error:
        raise _fault(template, f"{error.name}:{error.lineno}", error) from None
    except TemplateError as error:
        raise _fault(template, f"{file}{_line(error, file)}", error) from None


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


def _fault(template: Template, place: str, error: TemplateError) -> BadInput:
    what = error.message or type(error).__name__
    remedy = "mend the template; docs/templates.md lists the names it may use"
    return BadInput(Fault(f"templates/{template.name}/{place}", what, remedy))


def _line(error: TemplateError, file: str) -> str:
    """The template's line that raised, from the traceback that Jinja2 rewrote to it."""
    line, trace = "", error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(file):
            line = f":{trace.tb_lineno}"
        trace = trace.tb_next
    return line
