"""The command line: words -> pipeline. Imports nothing heavy, so that --help answers at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from packgen.arguments import parser
from packgen.commands import BROKEN, DONE, tell
from packgen.errors import Fault, PackgenError

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line -> the exit code: 0 done, 1 findings stop it, 2 bad input or usage.

    3 is a fault of packgen's own; its message names the place only, since values may be exempt.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A console that lacks a character must not end a build.
            stream.reconfigure(errors="backslashreplace")
    words = parser().parse_args(arguments)
    try:
        return int(words.run(words))
    except PackgenError as error:
        tell(error.faults)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        return DONE
    except OSError as error:
        place = str(error.filename) if error.filename else "the system"
        tell([Fault(place, error.strerror or type(error).__name__, "check the disk and folders")])
        return PackgenError.exit_code
    except Exception as error:
        tell([_own_fault(error)])
        return BROKEN


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
