"""The text of a message: a mail template with a pack's public facts put in, as text and as HTML.

Both run in the sandbox of papers' templates. In HTML every value is escaped; in text each stands
on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    Environment,
    FileSystemLoader,
    Template,
    TemplateError,
    TemplateSyntaxError,
)

from packgen.compose.sandbox import LONGEST, Sandbox, text_of
from packgen.compose.template import RUN_TIME, reckoned
from packgen.errors import BadInput, Fault
from packgen.settings.files import check_file
from packgen.settings.resources import Resource

_BLANKS: Final = re.compile(r"\s+")
_LONGEST_SUBJECT: Final = 200
_FOR_SUBJECTS: Final = ("title", "position", "council", "list", "part2")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: its subject, its text, and the same as HTML."""

    subject: str
    text: str
    html: str


class Letters:
    """A mail template, compiled once for many messages. Every method raises BadInput at a fault's
    line."""

    def __init__(self, template: Resource) -> None:
        self._template = template
        self._compiled: dict[str, tuple[Sandbox, Template]] = {}

    def letter(self, facts: Mapping[str, object]) -> Letter:
        """What a message may name -> what it says.

        The subject may name the paper, the list and the council alone: mail programs show it to
        whoever looks over a shoulder.
        """
        named = {key: facts[key] for key in _FOR_SUBJECTS}
        subject = self._subject("subject.txt.j2", named)
        return Letter(
            subject,
            self._rendered("letter.txt.j2", facts),
            self._rendered("letter.html.j2", facts),
        )

    def report(self, facts: Mapping[str, object]) -> Letter:
        """What came of a sending -> the summary for who sent it, in text alone."""
        named = {key: facts[key] for key in _FOR_SUBJECTS}
        subject = self._subject("report-subject.txt.j2", named)
        return Letter(subject, self._rendered("report.txt.j2", facts), "")

    def _subject(self, file: str, facts: Mapping[str, object]) -> str:
        subject = one_line(self._rendered(file, facts))
        if not subject or len(subject) > _LONGEST_SUBJECT:
            what = f"makes a subject that is empty, or longer than {_LONGEST_SUBJECT} signs"
            raise self._fault(file, what)
        return subject

    def _rendered(self, file: str, facts: Mapping[str, object]) -> str:
        try:
            environment, compiled = self._compiled_of(file)
            environment.renew()
            return _joined(compiled.generate(facts))
        except TemplateSyntaxError as error:
            raise self._fault(f"{error.name}:{error.lineno}", reckoned(error)) from None
        except (TemplateError, *RUN_TIME, TypeError, ValueError) as error:
            raise self._fault(f"{file}{_line(error, file)}", reckoned(error)) from None

    def _compiled_of(self, file: str) -> tuple[Sandbox, Template]:
        if file not in self._compiled:
            html = file.endswith(".html.j2")
            environment = Sandbox(
                loader=_Files(self._template.folder),
                finalize=for_html if html else one_line,
                trim_blocks=True,
                lstrip_blocks=True,
                autoescape=html,
            )
            self._compiled[file] = environment, environment.get_template(file)
        return self._compiled[file]

    def _fault(self, place: str, what: str) -> BadInput:
        remedy = "mend the template; docs/mail.md lists the names it may use"
        return BadInput(Fault(f"templates/{self._template.name}/{place}", what, remedy))


def one_line(value: object) -> str:
    """A value -> its text on one line, without what a terminal or a mail program would obey."""
    text = _BLANKS.sub(" ", text_of(value)).strip()
    return "".join(sign for sign in text if sign.isprintable())


def for_html(value: object) -> object:
    """A value -> what HTML escapes; what is escaped already stays as it is."""
    return value if hasattr(value, "__html__") else one_line(value)


class _Files(FileSystemLoader):
    """A template's folder; only files with an end are read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> Any:
        path = self.folder / Path(template).name
        if path.exists():
            check_file(path, LONGEST)
        return super().get_source(environment, template)


def _joined(parts: Iterable[str]) -> str:
    found, length = [], 0
    for part in parts:
        found.append(part)
        length += len(part)
        if length > LONGEST:
            raise ValueError("makes a text without end")
    return "".join(found)


def _line(error: Exception, file: str) -> str:
    line, trace = "", error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(file):
            line = f":{trace.tb_lineno}"
        trace = trace.tb_next
    return line
