"""Commands: what each does with its words, what it prints, and how it ends."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from packgen.errors import BadInput, Fault

if TYPE_CHECKING:
    from packgen.sources import Memory

DONE, BROKEN = 0, 3
_DIFFERENT = 1


def build(words: argparse.Namespace) -> int:
    """``packgen build``: the command's words -> its exit code."""
    from packgen.convening import build_meeting
    from packgen.model.pack import Audience, Format
    from packgen.pipeline import BuildRequest, build
    from packgen.progress import progress
    from packgen.settings.agenda import is_meeting
    from packgen.settings.template import RationalePlace
    from packgen.store import note_builder

    asked = words.format or [f.value for f in Format]
    request = BuildRequest(
        source=words.source,
        out=words.output,
        formats=tuple(f for f in Format if f.value in asked),
        audiences=tuple(a for a in Audience if words.audience in (a.value, "all")),
        style=words.style,
        template=words.template,
        rationale=RationalePlace(words.rationale) if words.rationale else None,
        store=store_of(words),
        supplement=words.supplement,
    )
    with progress(quiet=words.quiet) as say:
        built = build_meeting(request, say) if is_meeting(words.source) else build(request, say)
    note_builder(built.paths[-1].parent, user(words), moment(), store_of(words))
    if not words.quiet:
        tell(built.findings, "look at it: ")
        for path in built.paths:
            print(path)  # noqa: T201
    return DONE


def check(words: argparse.Namespace) -> int:
    """``packgen check``: the command's words -> its exit code."""
    from packgen.errors import BuildStopped
    from packgen.model.pack import Audience
    from packgen.pipeline import check
    from packgen.settings.agenda import is_meeting

    if words.item is None and is_meeting(words.source):
        return _check_meeting(words)
    with _no_collection():
        judged = check(
            words.source,
            lambda _: None,
            previous=words.previous,
            memory=_memory(words),
            item=words.item,
        )
    findings = judged.findings((Audience(words.audience),))
    file = judged.settings.scorecard.name
    if words.json:
        from packgen.render.findings import write_findings

        sys.stdout.buffer.write(write_findings(file, judged.observations, findings).encode("utf-8"))
        sys.stdout.flush()
    elif not words.quiet:
        from packgen.terminal import show

        show(file, judged.observations, findings)
    return BuildStopped.exit_code if judged.stops else DONE


def _check_meeting(words: argparse.Namespace) -> int:
    from packgen.errors import BuildStopped
    from packgen.inspecting import check_meeting
    from packgen.model.pack import Audience

    if words.previous:
        what = "is compared with one scorecard, and a meeting's folder was given"
        raise BadInput(Fault("--previous", what, "say which with --item"))
    with _no_collection():
        checked = check_meeting(words.source, _memory(words), Audience(words.audience))
    if words.json:
        from packgen.render.checked import write_checked

        sys.stdout.buffer.write(write_checked(checked).encode("utf-8"))
        sys.stdout.flush()
    elif not words.quiet:
        from packgen.terminal_meeting import show_meeting

        show_meeting(checked)
    if checked.has_faults:
        return BadInput.exit_code
    return BuildStopped.exit_code if checked.stops else DONE


def verify(words: argparse.Namespace) -> int:
    """``packgen verify``: the command's words -> its exit code."""
    from packgen.errors import BuildStopped
    from packgen.progress import progress
    from packgen.proof import verify

    with progress(quiet=words.quiet or words.json) as say:
        report = verify(words.folder, words.source, say, store_of(words))
    if not report.has_failed:
        _enter_verified(words)
    if words.json:
        from packgen.render.report import write_report

        sys.stdout.buffer.write(write_report(report).encode("utf-8"))
        sys.stdout.flush()
    elif not words.quiet:
        from packgen.terminal import show_report

        show_report(report)
    return BuildStopped.exit_code if report.has_failed else DONE


def _enter_verified(words: argparse.Namespace) -> None:
    """Enters a proof in the ledger. A pack can be proved where nothing may be written, too."""
    from packgen.store import note_verified

    try:
        note_verified(words.folder, moment(), store_of(words))
    except BadInput as error:
        tell(error.faults, "not entered in the ledger: ")


def profile(words: argparse.Namespace) -> int:
    """``packgen profile``: the command's words -> its exit code."""
    from packgen.pipeline import profile_of

    if words.output and words.output.exists():
        raise _exists(words.output)
    text = profile_of(words.source, words.item)
    if words.output:
        try:
            with words.output.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            raise _exists(words.output) from None
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    return DONE


def _exists(path: Path) -> BadInput:
    return BadInput(Fault(str(path), "there is such a file already", "name another file with -o"))


def read(words: argparse.Namespace) -> int:
    """``packgen read``: the command's words -> its exit code."""
    from packgen.model.pack import Audience
    from packgen.pipeline import card
    from packgen.progress import progress

    with progress(quiet=words.quiet) as say:
        audience = Audience(words.audience)
        text, findings = card(words.source, audience, say, _memory(words), words.item)
    if not words.quiet:
        tell(findings, "look at it: ")
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()
    return DONE


def styles(words: argparse.Namespace) -> int:
    """``packgen styles``: the command's words -> its exit code."""
    from packgen.pipeline import write_styles
    from packgen.progress import progress

    if words.new is not None:
        from packgen.settings.starter import start_style

        path = start_style(words.new, words.base, words.output)
        if not words.quiet:
            print(path)  # noqa: T201
        return DONE
    with progress(quiet=words.quiet) as say:
        write_styles(tuple(words.name), say)
    return DONE


def new(words: argparse.Namespace) -> int:
    """``packgen new``: the command's words -> its exit code."""
    from packgen.settings.new_meeting import start_meeting

    paths = start_meeting(words.folder, words.previous)
    if not words.quiet:
        for path in paths:
            print(path)  # noqa: T201
    return DONE


def disclose(words: argparse.Namespace) -> int:
    """``packgen disclose``: the command's words -> its exit code."""
    from packgen.errors import BuildStopped
    from packgen.pipeline import record_of

    with _no_collection():
        file, record = record_of(words.source, _memory(words), words.explain, words.item)
    if words.json:
        from packgen.render.record import write_record

        sys.stdout.buffer.write(write_record(record).encode("utf-8"))
        sys.stdout.flush()
    elif not words.quiet:
        from packgen.terminal_disclosure import show

        show(file, record, words.explain)
    return BuildStopped.exit_code if record.exposed else DONE


def diff(words: argparse.Namespace) -> int:
    """``packgen diff``: the command's words -> its exit code: 0 for the same, 1 for different."""
    from packgen.comparing import compare

    compared = compare(words.old, words.new, part2=words.part2)
    if words.json:
        from packgen.render.compared import write_comparison

        sys.stdout.buffer.write(write_comparison(compared).encode("utf-8"))
        sys.stdout.flush()
    elif not words.quiet:
        for volume in compared.volumes:
            for change in volume.changes:
                print(f"{volume.volume}: {change.where}: {change.what}")  # noqa: T201
    return DONE if compared.is_same else _DIFFERENT


def protect(words: argparse.Namespace) -> int:
    """``packgen protect``: the command's words -> its exit code."""
    from packgen.copies import VARIABLE, password_of, protect
    from packgen.progress import progress

    password = password_of(words.password_file, os.environ.get(VARIABLE))
    with progress(quiet=words.quiet) as say:
        paths = protect(words.pack, words.names, password, say)
    if not words.quiet:
        for path in paths:
            print(path)  # noqa: T201
    return DONE


def release(words: argparse.Namespace) -> int:
    """``packgen release``: the command's words -> its exit code."""
    from packgen.store import release_pack

    on = words.on or today()
    address, recorded = release_pack(words.pack, on, store_of(words), moment())
    if not words.quiet:
        from packgen.terminal import said, show_recorded

        if not recorded:
            said("It holds no scorecard: there is nothing to remember for later builds", "")
        for each in recorded:
            show_recorded(address.shown, each)
    return DONE


def releases(words: argparse.Namespace) -> int:
    """``packgen releases``: the command's words -> its exit code."""
    from packgen.store import list_releases

    address, releases = list_releases(words.scorecard, store_of(words), Path("output"))
    if words.json:
        from packgen.render.releases import write_releases

        sys.stdout.buffer.write(write_releases(releases).encode("utf-8"))
        sys.stdout.flush()
    else:
        from packgen.terminal import show_releases

        show_releases(address.shown, releases)
    return DONE


def moment() -> str:
    """This moment in UTC: the one place where the clock is asked, with ``today``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> date:
    """The day where the user is."""
    return date.today()  # noqa: DTZ011 - the day where the paper is published


def user(words: argparse.Namespace) -> str:
    """Who does it: as asked for, else as the environment or the system knows the user; "" where
    it knows none, as in a container."""
    import getpass

    asked = words.name or os.environ.get("PACKGEN_USER")
    try:
        return asked or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def store_of(words: argparse.Namespace) -> str | None:
    """What was asked for; an empty word is no address, an empty variable is none at all."""
    if words.store is not None:
        return str(words.store)
    return os.environ.get("PACKGEN_STORE") or None


def _memory(words: argparse.Namespace) -> Memory:
    from packgen.sources import Memory

    return Memory(Path("output"), store_of(words))


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


def tell(faults: Iterable[Fault], before: str = "") -> None:
    """Says faults where messages go."""
    for fault in faults:
        print(f"{before}{fault}", file=sys.stderr)  # noqa: T201
