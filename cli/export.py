"""`kaigraph export`: the whole graph, or a part of it, in the formats of other programs."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from cli import console
from cli.connect import open_for_questions
from cli.frame import command
from cli.options import Json, one_of
from cli.scoped import scoped
from cli.show.counting import counting
from graph.export.formats import FormatName, export_to
from graph.export.selection import Selection
from graph.model import LABELS, PREDICATES
from graph.scope import EVERYTHING, Scope
from graph.settings import StoreSettings


@command(
    "kaigraph export --format gexf --out graph.gexf",
    "kaigraph export --format parquet --out tables",
    "kaigraph export --format jsonld --out funds.jsonld --predicate FUNDS --from 2025-01-01",
)
@scoped
def export(
    form: Annotated[
        FormatName,
        typer.Option(
            "--format",
            help="graphml, gexf: for graph programs; jsonld: linked data; csv, parquet: tables; dump: for `import`.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="PATH", help="Where to; for csv, parquet and dump a new folder or a file .zip."),
    ],
    label: Annotated[
        list[str] | None,
        typer.Option(
            "--label", parser=one_of(LABELS), metavar="LABEL", help="Only entities with this label; may be repeated."
        ),
    ] = None,
    predicate: Annotated[
        list[str] | None,
        typer.Option(
            "--predicate",
            parser=one_of(PREDICATES),
            metavar="PREDICATE",
            help="Only claims of this predicate; may be repeated.",
        ),
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="In a dump, with the articles' texts where the store keeps them.")
    ] = False,
    scope: Scope = EVERYTHING,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    as_json: Json = False,
) -> None:
    """Write the graph to a file or folder that is there when all of it is.

    The store is read a page at a time, so that a graph of any size can be exported.
    """
    if str(out) == "-":
        raise typer.BadParameter("an export is a file or a folder, not what is printed", param_hint="--out")
    selection = Selection(scope, tuple(label or ()), tuple(predicate or ()))
    count = 0
    with closing(open_for_questions(StoreSettings())) as store, counting("exported", quiet=quiet) as tell:
        for count in export_to(store, form, out, selection, with_text=with_text):
            tell(count)
    if as_json:
        console.write_line(json.dumps({"format": form, "out": str(out), "count": count}, ensure_ascii=False))
    else:
        console.out().print(f"{out}: {count:,} {COUNTED[form]}")


COUNTED = {
    "graphml": "nodes and edges",
    "gexf": "nodes and edges",
    "jsonld": "nodes",
    "csv": "rows",
    "parquet": "rows",
    "dump": "articles",
}
"""What the count of each format counts."""
