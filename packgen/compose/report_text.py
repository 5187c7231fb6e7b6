"""A report's Markdown with the scorecards' values put in, and the line that each line came from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jinja2 import (
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from packgen.compose.report_source import OpenText, is_odd
from packgen.compose.sandbox import LONGEST, TOO_LONG, Sandbox, text_of
from packgen.compose.template import RUN_TIME, escape, reckoned
from packgen.errors import BadInput, Fault

_LINE: Final = re.compile("\x11(\\d+)\x12")
_FOREIGN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block)
_REMEDY = "mend the line; docs/reports.md lists the names that a report may use"


@dataclass(frozen=True, slots=True)
class Rendered:
    """Markdown, and for each of its lines the line of the file that it came from."""

    file: str
    text: str
    lines: tuple[int, ...]

    def where(self, place: int) -> str:
        """A line of the text, counted from 0 -> its place in the file."""
        return f"{self.file}:{self.lines[min(place, len(self.lines) - 1)]}"


def render_open(text: OpenText, names: Mapping[str, object]) -> Rendered:
    """A report's public text and what it may name -> Markdown. Raises BadInput at a fault's line.

    What begins in Jinja2 must end before a passage begins: each part is read by itself first.
    """
    lines, start = text.text.split("\n"), 0
    for first, last in (*text.breaks, (len(lines), len(lines))):
        _check(lines[start:first], text.file, text.line + start)
        start = last + 1
    return render_text(text.text, text.file, text.line, names)


def render_text(text: str, file: str, line: int, names: Mapping[str, object]) -> Rendered:
    """A text that begins at this line of a file, and what it may name -> Markdown.

    Raises BadInput at a fault's line.
    """
    environment = _Reports(line - 1)
    try:
        code = environment.compile(text, file, file)
        template = environment.template_class.from_code(
            environment, code, environment.make_globals(None), None
        )
        found, length = [], 0
        for part in template.generate(names):
            found.append(part)
            length += len(_LINE.sub("", part))
            if length > LONGEST:
                raise TemplateRuntimeError(TOO_LONG)
    except TemplateSyntaxError as error:
        raise _fault(file, line - 1 + error.lineno, error) from None
    except (TemplateError, *RUN_TIME, RecursionError, TypeError, ValueError) as error:
        raise _fault(file, line - 1 + _raised(error, file), error) from None
    return _unmarked("".join(found), file, line)


def _check(lines: Sequence[str], file: str, line: int) -> None:
    """Whether a part between passages is whole by itself. Raises BadInput."""
    try:
        _Reports(0).parse("\n".join((*lines, "end")), file, file)
    except TemplateSyntaxError as error:
        said = _fault(file, line - 1 + error.lineno, error).faults[0]
        remedy = (
            "close each {{ with }}, and each {% with its end in the same part (before, in or after "
            ":::exempt); write straight quotes"
        )
        raise BadInput(Fault(said.where, said.what, remedy)) from None
    except RecursionError as error:
        raise _fault(file, line, error) from None


class _Reports(Sandbox):
    """The sandbox for reports: no other files, and every line of text knows where it stood."""

    def __init__(self, above: int) -> None:
        super().__init__(autoescape=True, finalize=_printed, trim_blocks=True, lstrip_blocks=True)
        self._above = above

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for found in tree.find_all(_FOREIGN):
            kind = type(found).__name__.lower()
            raise TemplateSyntaxError(f"{kind} can't stand in a report", found.lineno)
        self._mark(tree.body)
        return tree

    def _mark(self, body: Sequence[nodes.Node]) -> None:
        """Puts its line's number before each line of text (not into what a macro or a name holds,
        which may be compared)."""
        for node in body:
            match node:
                case nodes.Output(nodes=parts):
                    for part in parts:
                        if isinstance(part, nodes.TemplateData):
                            part.data = self._marked(part.data, part.lineno + self._above)
                case nodes.For(body=inner, else_=other):
                    self._mark([*inner, *other])
                case nodes.If(body=inner, elif_=further, else_=other):
                    self._mark([*inner, *further, *other])
                case nodes.With(body=inner):
                    self._mark(inner)

    @staticmethod
    def _marked(data: str, line: int) -> str:
        parts = data.split("\n")
        return "\n".join(f"\x11{line + i}\x12{part}" for i, part in enumerate(parts))


@pass_context  # so that no constant is printed before it gets here
def _printed(_: Context, value: object) -> Markup:
    """A value -> Markdown that prints it as it is; what a macro made is that already."""
    if isinstance(value, Markup):
        return value
    return Markup(escape(cleaned(text_of(value))))  # noqa: S704 - Markdown, not HTML


def cleaned(text: str) -> str:
    """A text without characters that control or turn it; each end of a line is a space."""
    if text.isprintable():
        return text
    spaced = " ".join(text.splitlines()).replace("\t", " ")
    return "".join(character for character in spaced if not is_odd(character))


def _unmarked(text: str, file: str, line: int) -> Rendered:
    """A marked text -> the text, and where its lines come from; one without a mark comes from
    where the line before it does."""
    plain, places = [], list[int]()
    for marked in text.split("\n"):
        found = _LINE.findall(marked)
        places.append(int(found[-1]) if found else (places[-1] if places else line))
        plain.append(_LINE.sub("", marked))
    return Rendered(file, "\n".join(plain), tuple(places))


def _fault(file: str, line: int, error: Exception) -> BadInput:
    return BadInput(Fault(f"{file}:{line}", reckoned(error), _REMEDY))


def _raised(error: BaseException, file: str) -> int:
    """The line of the text that raised, from the traceback that Jinja2 rewrote to it."""
    line, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
