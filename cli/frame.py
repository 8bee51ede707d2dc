"""The frame of the `kaigraph` command: its options, and what becomes of errors.

Exit codes: 0 all went well, 1 something failed or nothing was found, 2 the command was used wrongly, 130 stopped by the
user.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

import structlog
import typer
from typer.core import TyperGroup

from cli import console
from graph.errors import KaigraphError

log = structlog.get_logger(__name__)

FAILED, STOPPED = 1, 130


class Commands(TyperGroup):
    """The group of all commands: shows each error as one line with a hint, never as a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; a reader that closes the pipe early (`| head`) has seen enough, which is no failure."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            console.quiet_standard_output()
            raise typer.Exit(0) from None
        return result

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run the command line and exit with its code."""
        extra["standalone_mode"] = False
        console.open_closed_streams()
        console.accept_any_character()
        code: object = FAILED
        try:
            code = super().main(args, *more, **extra)
        except KaigraphError as error:
            console.fail_with(error)
        except typer.TyperException as error:
            code = error.exit_code
            message = error.format_message()
            context = getattr(error, "ctx", None)
            command = context.command_path if context is not None else "kaigraph"
            if message:  # there is none where the help was shown for want of a command
                console.fail(message, f"see `{command} --help`")
        except typer.Abort:
            code = STOPPED
        except OSError as error:
            log.info("fault", exc_info=True)
            where = f"{error.filename}: " if error.filename else ""
            console.fail(f"{where}{error.strerror or error}", "See that there is room and a right; -v traces it.")
        except Exception as error:
            log.info("fault", exc_info=True)
            console.fail(f"{type(error).__name__}: {error}", "This is a fault of kaigraph; `kaigraph -v …` traces it.")
        if code == STOPPED:
            console.say("stopped")
        sys.exit(code if isinstance(code, int) else 0)


app = typer.Typer(
    name="kaigraph",
    cls=Commands,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


F = TypeVar("F", bound=Callable[..., object])


def command(*examples: str, group: typer.Typer = app) -> Callable[[F], F]:
    """Register a command: its docstring is its help, each paragraph filled to the terminal, and examples end it.

    The command has the function's name, without a `_` at its end (`import_`).
    """

    def register(function: F) -> F:
        epilog = "\n\n".join(["Examples:", *(f"\u00a0\u00a0{line}" for line in examples)])
        group.command(function.__name__.rstrip("_"), help=filled(function.__doc__ or ""), epilog=epilog)(function)
        return function

    return register


def filled(docstring: str) -> str:
    """Join the lines of each paragraph, so that the terminal's width breaks them and not the source's."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in docstring.split("\n\n"))


ABOUT = """Read Korean industrial-AI policy articles into a graph, and ask it.

Every answer carries the sentence it was read from. The graph is kept in Neo4j where NEO4J_URI is set (with
NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE), else in the folder KAIGRAPH_DATA (default ./kaigraph-data).

Exit codes: 0 all went well, 1 something failed or nothing was found, 2 wrong usage, 130 stopped by Ctrl-C.
"""


@app.callback(help=filled(ABOUT))
def _frame(
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Log what is done to standard error, and trace faults.")
    ] = False,
) -> None:
    """Set up what every command needs."""
    console.configure_logging(verbose=verbose)
