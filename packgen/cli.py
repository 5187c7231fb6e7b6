"""The command line: words -> pipeline. Imports nothing heavy, so that --help answers at once."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from packgen import __version__
from packgen.errors import BadInput, Fault, PackgenError

if TYPE_CHECKING:
    from packgen.sources import Memory

_DONE, _BROKEN = 0, 3
_INTERRUPTED = 130
_BUILD = "Makes a pack's papers: public and Part 2, in PDF and in Word."


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line -> the exit code: 0 done, 1 findings stop it, 2 bad input or usage.

    3 is a fault of packgen's own; its message names the place only, since values may be exempt.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A console that lacks a character must not end a build.
            stream.reconfigure(errors="backslashreplace")
    words = _parser().parse_args(arguments)
    try:
        return int(words.run(words))
    except PackgenError as error:
        _tell(error.faults)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        return _DONE
    except OSError as error:
        place = str(error.filename) if error.filename else "the system"
        _tell([Fault(place, error.strerror or type(error).__name__, "check the disk and folders")])
        return PackgenError.exit_code
    except Exception as error:
        _tell([_own_fault(error)])
        return _BROKEN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="packgen",
        description="Turns a council's performance workbook into public and Part 2 committee "
        "packs, in Word and PDF.",
        epilog="Exit codes: 0 done, 1 findings that stop the build, 2 bad input or usage, "
        "3 a fault of packgen's own.",
    )
    parser.add_argument("--version", action="version", version=f"packgen {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_build(commands.add_parser("build", help="make the papers", description=_BUILD))
    _add_check(
        commands.add_parser(
            "check",
            help="say how a workbook is understood and what is wrong with it",
            description="Says how a workbook is understood, column for column, and what is wrong "
            "with it. docs/check.md lists every finding.",
        )
    )
    _add_read(
        commands.add_parser(
            "read",
            help="print the disclosed scorecard as JSON",
            description="Prints the disclosed scorecard as JSON, after docs/scorecard.schema.json.",
        )
    )
    _add_profile(
        commands.add_parser(
            "profile",
            help="write down how a workbook is understood, to be edited",
            description="Writes how a workbook is understood as TOML: edited, and named in "
            "pack.toml, it overrides the guess.",
        )
    )
    _add_verify(
        commands.add_parser(
            "verify",
            help="prove that a built pack's public files tell nothing that is withheld",
            description="Proves a built pack: rebuilds its public files with other withheld "
            "figures, searches and checks every file. docs/verify.md says what is proven.",
        )
    )
    _add_styles(
        commands.add_parser(
            "styles",
            help="make each style's reference.docx from its tokens, or start a new style",
            description="Makes each style's reference.docx from its tokens.toml; with --new, "
            "writes a tokens.toml to start a style of your own from.",
        )
    )
    _add_disclose(
        commands.add_parser(
            "disclose",
            help="say what is withheld and why, and what an outsider could still work out",
            description="Says what is withheld and why, what somebody could work out of all that "
            "is or was published, what is withheld in addition, and what else would do. It names "
            "withheld figures. docs/disclosure.md says more.",
        )
    )
    _add_release(
        commands.add_parser(
            "release",
            help="record that a pack was published",
            description="Records what a built pack's public papers print, cell by cell, so that "
            "later builds know what is public already. docs/releases.md says more.",
        )
    )
    _add_releases(
        commands.add_parser(
            "releases",
            help="list what was published",
            description="Lists the releases that were recorded, of one scorecard or of all.",
        )
    )
    return parser


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="a built pack: the folder with its manifest.json"
    )
    parser.add_argument(
        "--source",
        type=Path,
        metavar="SOURCE",
        help="what it was built from; default: looked for by its name and hash",
    )
    parser.add_argument("--json", action="store_true", help="after docs/report.schema.json")
    _add_store(parser, "packgen.db beside DIR")
    _add_quiet(parser)
    parser.set_defaults(run=_verify)


def _add_build(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("output"), metavar="DIR", help="default: output"
    )
    parser.add_argument(
        "--format",
        action="append",
        choices=("pdf", "docx"),
        help="may be given twice; default: both",
    )
    parser.add_argument("--audience", choices=("public", "part2", "all"), default="all")
    parser.add_argument(
        "--style", metavar="NAME", help="a name, or a path with a slash; default: pack.toml's"
    )
    parser.add_argument("--template", metavar="NAME", help="likewise")
    parser.add_argument(
        "--rationale",
        choices=("column", "beneath", "annex", "none"),
        help="where it is said why indicators matter; default: pack.toml's, else the template's",
    )
    _add_store(parser, "packgen.db in DIR")
    parser.set_defaults(run=_build)


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    parser.add_argument("--json", action="store_true", help="after docs/findings.schema.json")
    parser.add_argument(
        "--audience",
        choices=("public", "part2"),
        default="part2",
        help="public: without what rests on withheld figures; default: part2",
    )
    parser.add_argument(
        "--previous",
        type=Path,
        metavar="FILE",
        help="last period's workbook (or pack): tells what changed since",
    )
    _add_store(parser, "output/packgen.db")
    parser.set_defaults(run=_check)


def _add_read(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    parser.add_argument("--audience", choices=("public", "part2"), default="public")
    _add_store(parser, "output/packgen.db")
    parser.set_defaults(run=_read)


def _add_profile(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="default: printed to the terminal"
    )
    parser.set_defaults(run=_profile)


def _add_styles(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="*", metavar="NAME", help="names or paths; default: every shipped style"
    )
    parser.add_argument("--new", metavar="NAME", help="start a style of your own instead")
    parser.add_argument(
        "--from", dest="base", metavar="STYLE", default="civic", help="what --new extends (civic)"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("styles"),
        metavar="DIR",
        help="where --new puts its folder (styles)",
    )
    _add_quiet(parser)
    parser.set_defaults(run=_styles)


def _add_disclose(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    parser.add_argument(
        "--explain", metavar="INDICATOR", help="what could be known of this indicator, and how"
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    _add_store(parser, "output/packgen.db")
    parser.set_defaults(run=_disclose)


def _add_release(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pack", type=Path, metavar="PACK", help="a folder that was built, such as output/NAME"
    )
    parser.add_argument(
        "--on", type=_day, metavar="DATE", help="the day of release, as 2023-07-12; default: today"
    )
    _add_store(parser, "packgen.db beside PACK")
    _add_quiet(parser)
    parser.set_defaults(run=_release)


def _add_releases(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scorecard", nargs="?", metavar="SCORECARD", help="default: all of them")
    _add_store(parser, "output/packgen.db")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_releases)


def _add_store(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--store",
        metavar="URL",
        help=f"the memory of releases, a path or a URL; default: PACKGEN_STORE, or {default}",
    )


def _day(text: str) -> date:
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if day.isoformat() == text:  # not 20230712, nor 2023-W28-3
            return day
    raise argparse.ArgumentTypeError(f"{text!r} is not a day, such as 2023-07-12")


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", type=Path, metavar="SOURCE", help="a workbook, or a folder with a pack.toml"
    )
    _add_quiet(parser)


def _add_quiet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing but faults")


def _build(words: argparse.Namespace) -> int:
    from packgen.model.pack import Audience, Format
    from packgen.pipeline import BuildRequest, build
    from packgen.progress import progress
    from packgen.settings.template import RationalePlace

    asked = words.format or [f.value for f in Format]
    request = BuildRequest(
        source=words.source,
        out=words.output,
        formats=tuple(f for f in Format if f.value in asked),
        audiences=tuple(a for a in Audience if words.audience in (a.value, "all")),
        style=words.style,
        template=words.template,
        rationale=RationalePlace(words.rationale) if words.rationale else None,
        store=_store(words),
    )
    with progress(quiet=words.quiet) as say:
        built = build(request, say)
    if not words.quiet:
        _tell(built.findings, "look at it: ")
        for path in built.paths:
            print(path)  # noqa: T201
    return _DONE


def _check(words: argparse.Namespace) -> int:
    from packgen.errors import BuildStopped
    from packgen.model.pack import Audience
    from packgen.pipeline import check

    with _no_collection():
        judged = check(words.source, lambda _: None, previous=words.previous, memory=_memory(words))
    findings = judged.findings((Audience(words.audience),))
    file = judged.settings.scorecard.name
    if words.json:
        from packgen.render.findings import write_findings

        sys.stdout.buffer.write(write_findings(file, judged.observations, findings).encode("utf-8"))
        sys.stdout.flush()
    elif not words.quiet:
        from packgen.terminal import show

        show(file, judged.observations, findings)
    return BuildStopped.exit_code if judged.stops else _DONE


def _verify(words: argparse.Namespace) -> int:
    from packgen.errors import BuildStopped
    from packgen.progress import progress
    from packgen.proof import verify

    with progress(quiet=words.quiet or words.json) as say:
        report = verify(words.folder, words.source, say, _store(words))
    if words.json:
        from packgen.render.report import write_report

        sys.stdout.buffer.write(write_report(report).encode("utf-8"))
        sys.stdout.flush()
    elif not words.quiet:
        from packgen.terminal import show_report

        show_report(report)
    return BuildStopped.exit_code if report.has_failed else _DONE


def _profile(words: argparse.Namespace) -> int:
    from packgen.pipeline import profile_of

    if words.output and words.output.exists():
        raise _exists(words.output)
    text = profile_of(words.source)
    if words.output:
        try:
            with words.output.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            raise _exists(words.output) from None
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    return _DONE


def _exists(path: Path) -> BadInput:
    return BadInput(Fault(str(path), "there is such a file already", "name another file with -o"))


def _read(words: argparse.Namespace) -> int:
    from packgen.model.pack import Audience
    from packgen.pipeline import card
    from packgen.progress import progress

    with progress(quiet=words.quiet) as say:
        text, findings = card(words.source, Audience(words.audience), say, _memory(words))
    if not words.quiet:
        _tell(findings, "look at it: ")
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()
    return _DONE


def _styles(words: argparse.Namespace) -> int:
    from packgen.pipeline import write_styles
    from packgen.progress import progress

    if words.new is not None:
        from packgen.settings.starter import start_style

        path = start_style(words.new, words.base, words.output)
        if not words.quiet:
            print(path)  # noqa: T201
        return _DONE
    with progress(quiet=words.quiet) as say:
        write_styles(tuple(words.name), say)
    return _DONE


def _disclose(words: argparse.Namespace) -> int:
    from packgen.errors import BuildStopped
    from packgen.pipeline import record_of

    with _no_collection():
        file, record = record_of(words.source, _memory(words), words.explain)
    if words.json:
        from packgen.render.record import write_record

        sys.stdout.buffer.write(write_record(record).encode("utf-8"))
        sys.stdout.flush()
    elif not words.quiet:
        from packgen.terminal_disclosure import show

        show(file, record, words.explain)
    return BuildStopped.exit_code if record.exposed else _DONE


def _release(words: argparse.Namespace) -> int:
    from packgen.store import release_pack

    on = words.on or date.today()  # noqa: DTZ011 - the day where the paper is published
    address, recorded = release_pack(words.pack, on, _store(words))
    if not words.quiet:
        from packgen.terminal import show_recorded

        show_recorded(address.shown, recorded)
    return _DONE


def _releases(words: argparse.Namespace) -> int:
    from packgen.store import list_releases

    address, releases = list_releases(words.scorecard, _store(words), Path("output"))
    if words.json:
        from packgen.render.releases import write_releases

        sys.stdout.buffer.write(write_releases(releases).encode("utf-8"))
        sys.stdout.flush()
    else:
        from packgen.terminal import show_releases

        show_releases(address.shown, releases)
    return _DONE


def _store(words: argparse.Namespace) -> str | None:
    return words.store or os.environ.get("PACKGEN_STORE") or None


def _memory(words: argparse.Namespace) -> Memory:
    from packgen.sources import Memory

    return Memory(Path("output"), _store(words))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Python looks for cycles again and again while it makes many objects; here are none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:  # else whoever called wants none either
            gc.enable()


def _tell(faults: Iterable[Fault], before: str = "") -> None:
    for fault in faults:
        print(f"{before}{fault}", file=sys.stderr)  # noqa: T201


def _own_fault(error: Exception) -> Fault:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = ""
    if trace:
        code = trace.tb_frame.f_code
        place = f" in {Path(code.co_filename).name}, line {trace.tb_lineno}"
    return Fault(
        "packgen",
        f"a fault of its own ({type(error).__name__}{place})",
        "nothing was published; please report it, with the workbook's layout but not its figures",
    )
