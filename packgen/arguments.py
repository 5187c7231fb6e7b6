"""Arguments: the words of the command line, and which command each of them runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from packgen import __version__, commands
from packgen.arguments_send import add_send
from packgen.arguments_sign_off import add_sign_off
from packgen.options import add_name, add_quiet, add_store, day

_BUILD = "Makes a pack's papers: public and Part 2, in PDF and in Word."


def parser() -> argparse.ArgumentParser:
    """All commands with their options; each sets ``run`` to what it does."""
    words = argparse.ArgumentParser(
        prog="packgen",
        description="Turns a council's performance workbook into public and Part 2 committee "
        "packs, in Word and PDF.",
        epilog="Exit codes: 0 done, 1 findings that stop the build, 2 bad input or usage, "
        "3 a fault of packgen's own.",
    )
    words.add_argument("--version", action="version", version=f"packgen {__version__}")
    added = words.add_subparsers(metavar="COMMAND", required=True)
    _add_build(added.add_parser("build", help="make the papers", description=_BUILD))
    _add_new(
        added.add_parser(
            "new",
            help="start a meeting's folder, or the next meeting's from the last",
            description="Writes a commented folder to start a meeting's papers in; with --from, "
            "the next meeting's: its items, membership and standing words are carried over, and "
            "its dates, papers and exemptions asked for. docs/meeting.md says more.",
        )
    )
    _add_check(
        added.add_parser(
            "check",
            help="say how a workbook is understood and what is wrong with it",
            description="Says how a workbook is understood, column for column, and what is wrong "
            "with it. docs/check.md lists every finding.",
        )
    )
    _add_read(
        added.add_parser(
            "read",
            help="print the disclosed scorecard as JSON",
            description="Prints the disclosed scorecard as JSON, after docs/scorecard.schema.json.",
        )
    )
    _add_profile(
        added.add_parser(
            "profile",
            help="write down how a workbook is understood, to be edited",
            description="Writes how a workbook is understood as TOML: edited, and named in "
            "pack.toml, it overrides the guess.",
        )
    )
    _add_verify(
        added.add_parser(
            "verify",
            help="prove that a built pack's public files tell nothing that is withheld",
            description="Proves a built pack: rebuilds its public files with other withheld "
            "figures, searches and checks every file. docs/verify.md says what is proven.",
        )
    )
    _add_styles(
        added.add_parser(
            "styles",
            help="make each style's reference.docx from its tokens, or start a new style",
            description="Makes each style's reference.docx from its tokens.toml; with --new, "
            "writes a tokens.toml to start a style of your own from.",
        )
    )
    _add_disclose(
        added.add_parser(
            "disclose",
            help="say what is withheld and why, and what an outsider could still work out",
            description="Says what is withheld and why, what somebody could work out of all that "
            "is or was published, what is withheld in addition, and what else would do. It names "
            "withheld figures. docs/disclosure.md says more.",
        )
    )
    _add_release(
        added.add_parser(
            "release",
            help="record that a pack was published",
            description="Records what a built pack's public papers print, cell by cell, so that "
            "later builds know what is public already. docs/releases.md says more.",
        )
    )
    _add_releases(
        added.add_parser(
            "releases",
            help="list what was published",
            description="Lists the releases that were recorded, of one scorecard or of all.",
        )
    )
    add_sign_off(added)
    _add_diff(
        added.add_parser(
            "diff",
            help="say what differs between two built packs",
            description="Says what is new, gone, moved and changed between two builds, by item and "
            "page; it quotes no text. Exit codes: 0 the same, 1 different, 2 no packs to compare.",
        )
    )
    _add_protect(
        added.add_parser(
            "protect",
            help="make copies of a Part 2 PDF under a password, marked with names",
            description="Makes copies of a pack's Part 2 PDF under a password (AES-256), with a "
            "name across each page, in part2/copies. They are no PDF/A, which may not be locked.",
        )
    )
    add_send(added)
    return words


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", type=Path, metavar="OLD", help="a built pack's folder")
    parser.add_argument("new", type=Path, metavar="NEW", help="another, or the same built later")
    parser.add_argument("--part2", action="store_true", help="the Part 2 PDFs too")
    parser.add_argument("--json", action="store_true", help="after docs/diff.schema.json")
    add_quiet(parser)
    parser.set_defaults(run=commands.diff)


def _add_protect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", type=Path, metavar="PACK", help="a built pack's folder")
    parser.add_argument(
        "--for",
        dest="names",
        action="append",
        default=[],
        metavar="NAME",
        help="whose copy it is; may be given more than once",
    )
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="a file with the password on its one line; default: PACKGEN_PART2_PASSWORD",
    )
    add_quiet(parser)
    parser.set_defaults(run=commands.protect)


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
    add_store(parser, "packgen.db beside DIR")
    add_quiet(parser)
    parser.set_defaults(run=commands.verify)


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
    parser.add_argument(
        "--supplement",
        type=_number,
        default=0,
        metavar="N",
        help="of a meeting: the papers of its N-th supplement, whose pages go on from its pack's",
    )
    add_name(
        parser,
        "who builds it, for packs that their builder may not approve; default: PACKGEN_USER, else "
        "the user of the machine",
    )
    add_store(parser, "packgen.db in DIR")
    parser.set_defaults(run=commands.build)


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to be made")
    parser.add_argument(
        "--from", dest="previous", type=Path, metavar="PREVIOUS", help="the last meeting's folder"
    )
    add_quiet(parser)
    parser.set_defaults(run=commands.new)


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    _add_item(parser)
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
    add_store(parser, "output/packgen.db")
    parser.set_defaults(run=commands.check)


def _add_read(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    _add_item(parser)
    parser.add_argument("--audience", choices=("public", "part2"), default="public")
    add_store(parser, "output/packgen.db")
    parser.set_defaults(run=commands.read)


def _add_profile(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    _add_item(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="default: printed to the terminal"
    )
    parser.set_defaults(run=commands.profile)


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
    add_quiet(parser)
    parser.set_defaults(run=commands.styles)


def _add_disclose(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    _add_item(parser)
    parser.add_argument(
        "--explain", metavar="INDICATOR", help="what could be known of this indicator, and how"
    )
    parser.add_argument("--json", action="store_true", help="after docs/disclosure.schema.json")
    add_store(parser, "output/packgen.db")
    parser.set_defaults(run=commands.disclose)


def _add_release(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pack", type=Path, metavar="PACK", help="a folder that was built, such as output/NAME"
    )
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="the day of release, as 2023-07-12; default: today"
    )
    add_store(parser, "packgen.db beside PACK")
    add_quiet(parser)
    parser.set_defaults(run=commands.release)


def _add_releases(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scorecard", nargs="?", metavar="SCORECARD", help="default: all of them")
    add_store(parser, "output/packgen.db")
    parser.add_argument("--json", action="store_true", help="after docs/releases.schema.json")
    parser.set_defaults(run=commands.releases)


def _number(text: str) -> int:
    if text.isdecimal() and int(text[:3]) > 0 and len(text) < 3:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no supplement's number, such as 1")


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", type=Path, metavar="SOURCE", help="a workbook, or a folder with a pack.toml"
    )
    add_quiet(parser)


def _add_item(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--item", metavar="N", help="of a meeting's folder: the scorecard that is item N"
    )
