"""What the terminal shows: answers on standard output, everything about the run on standard error."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence

import structlog
from pydantic import BaseModel
from rich.console import Console
from rich.text import Text

from graph.errors import Ambiguous, KaigraphError

CANDIDATES_SHOWN = 20


class _Console(Console):
    """A console that leaves a closed pipe (`| head`) to the command line's one handler."""

    def on_broken_pipe(self) -> None:
        raise  # rich calls this while it handles the BrokenPipeError


def out() -> Console:
    """Return the console of answers."""
    return _Console(highlight=False, emoji=False, markup=False)


def err() -> Console:
    """Return the console of progress, warnings and errors."""
    return _Console(stderr=True, highlight=False, emoji=False, markup=False)


def say(text: str, *, style: str | None = None) -> None:
    """Write a line about the run to standard error, unwrapped, so that it can be searched."""
    err().print(Text(" ".join(text.split()), style=style or ""), soft_wrap=True)


def warn(text: str) -> None:
    """Write a warning to standard error."""
    say(f"warning: {text}", style="yellow")


def fail(message: str, hint: str | None = None) -> None:
    """Write an error to standard error: one line with what is wrong, one with what to do."""
    say(f"error: {message}", style="bold red")
    if hint:
        say(f"hint: {hint}")


def fail_with(error: KaigraphError) -> None:
    """Write an error that was raised on purpose, with the candidates of an ambiguous name."""
    fail(error.message, error.hint)
    if isinstance(error, Ambiguous):
        for entity_id, name in error.candidates[:CANDIDATES_SHOWN]:
            say(f"  {entity_id}  {name}")
        rest = len(error.candidates) - CANDIDATES_SHOWN
        if rest > 0:
            say(f"  and {rest} more")


def print_json(answer: BaseModel | Sequence[BaseModel]) -> None:
    """Write an answer as JSON in UTF-8, indented."""
    if isinstance(answer, BaseModel):
        write_line(answer.model_dump_json(indent=2))
    else:
        items = ",\n".join(item.model_dump_json(indent=2) for item in answer)
        write_line(f"[{items}]")


def write_line(line: str) -> None:
    """Write a line for programs to standard output, in UTF-8 whatever the terminal's encoding is."""
    write(line + "\n")


def write(text: str) -> None:
    """Write a text for programs to standard output as it stands, in UTF-8."""
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text)
    else:
        stream.write(text.encode("utf-8"))
        stream.flush()


def open_closed_streams() -> None:
    """Stand in for the standard streams that whoever started the command closed (`>&-`), so that none is missing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open as long as the command


def accept_any_character() -> None:
    """Let a terminal whose encoding lacks a character show its code instead of ending the command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def quiet_standard_output() -> None:
    """Point standard output at nothing, after its reader has gone, so that nothing complains at exit."""
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(sink, stream.fileno())


def configure_logging(*, verbose: bool) -> None:
    """Send logs to standard error: errors only, or also warnings and what is done."""
    level = logging.INFO if verbose else logging.ERROR
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s", force=True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
