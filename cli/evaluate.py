"""`kaigraph evaluate`: measure the reader against annotated documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cli import console
from cli.frame import command
from cli.options import Json
from cli.show.evaluation import show_evaluation, show_faults, show_qualifiers
from graph.errors import InputError
from graph.model import Extraction

if TYPE_CHECKING:
    from ingest.gold import GoldDocument

ReaderName = Literal["full", "rules", "gold-names"]
_HINT = "Make the file with `kaigraph extract … --format jsonl`."


@command(
    "kaigraph evaluate corpus/dev --errors",
    "kaigraph evaluate corpus/dev --reader gold-names",
    "kaigraph evaluate corpus/test --min-confidence 0.8",
    "kaigraph evaluate corpus/test --qualifiers",
)
def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder with docs/ID.md and gold/ID.json.")],
    predictions: Annotated[
        Path | None,
        typer.Option("--predictions", metavar="JSONL", help="Measure what `kaigraph extract` printed."),
    ] = None,
    reader: Annotated[
        ReaderName,
        typer.Option(
            "--reader", help="Whom to measure: `rules` has no trained names, `gold-names` gets the gold ones."
        ),
    ] = "full",
    min_confidence: Annotated[
        float,
        typer.Option("--min-confidence", min=0, max=1, help="Measure only claims that are read with at least so much."),
    ] = 0.0,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, invented, of the wrong type or amount.")
    ] = False,
    qualifiers: Annotated[
        bool,
        typer.Option("--qualifiers", help="Say of right claims how often their years, roles and dates are right."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Print precision, recall and F1 of the reader, over all and for each label and predicate."""
    from ingest import evaluate as measuring
    from ingest import gold as annotated

    gold = annotated.load(gold_dir)
    if not gold:
        raise InputError(f"{gold_dir}: holds no annotated document", hint="Name a folder with docs/ and gold/.")
    if predictions is not None and reader != "full":
        raise typer.BadParameter("--reader and --predictions exclude each other")
    extractions = _load(predictions) if predictions else _read(gold_dir / "docs", gold, reader)
    if min_confidence:
        extractions = {name: _surest(one, min_confidence) for name, one in extractions.items()}
    result = measuring.evaluate(gold, extractions)
    if as_json:
        left_out = {name for name, asked in (("faults", errors), ("qualifiers", qualifiers)) if not asked}
        console.write_line(json.dumps(result.model_dump(exclude=left_out), ensure_ascii=False, indent=2))
        return
    if errors:
        for part in show_faults(result):
            console.out().print(part)
    console.out().print(show_evaluation(result))
    if qualifiers:
        console.out().print()
        console.out().print(show_qualifiers(result))


def _read(folder: Path, gold: list[GoldDocument], reader: ReaderName) -> dict[str, Extraction]:
    """Read the annotated documents."""
    from ingest import measuring
    from ingest.readers import Document, Unreadable, find, read

    pipeline = measuring.reader(reader, gold)
    extractions = {}
    for source in find([folder / f"{document.id}.md" for document in gold]).sources:
        for item in read(source):
            if isinstance(item, Unreadable):
                raise InputError(f"{item.name} {item.error.message}", hint=item.error.hint)
            if isinstance(item, Document):
                extractions[item.article.id] = pipeline.read(item.article)
    return extractions


def _surest(extraction: Extraction, least: float) -> Extraction:
    """Leave out the claims that were read with less confidence."""
    claims = [claim for claim in extraction.claims if claim.confidence >= least]
    return extraction.model_copy(update={"claims": claims})


def _load(path: Path) -> dict[str, Extraction]:
    """Load what `kaigraph extract --format jsonl` printed."""
    try:
        lines = path.read_text("utf-8").split("\n")  # U+2028 ends a line of text, and none of JSON
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path} cannot be read: {reason}", hint=_HINT) from error
    extractions = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                extraction = Extraction.model_validate_json(line)
            except ValueError as error:
                reason = str(error).splitlines()[-1].strip()
                raise InputError(f"{path}:{number} is no extraction: {reason}", hint=_HINT) from error
            extractions[extraction.article.id] = extraction
    return extractions
