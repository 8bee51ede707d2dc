"""`kaigraph import`, `kaigraph store backup`, `restore` and `copy`: graphs from one store into another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Annotated

import typer

from cli import console
from cli.connect import open_for_questions
from cli.frame import command
from cli.options import Json
from cli.show.counting import counting
from cli.show.evidence import counted
from cli.store import store
from graph.errors import InputError
from graph.export.dump import write_dump
from graph.export.target import members_target
from graph.importing import Dump, import_dump, open_dump
from graph.moving import Holding, copy, holding, restore
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store
from graph.writer import Written

DumpPath = Annotated[Path, typer.Argument(metavar="DUMP", help="A dump: a folder or a ZIP archive.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
Replace = Annotated[bool, typer.Option("--replace", help="Delete articles that it does not have, instead of refusing.")]


@command("kaigraph import graph.zip", "kaigraph import dump-folder --json")
def import_(path: DumpPath, quiet: Quiet = False, as_json: Json = False) -> None:
    """Add a dump to the store: all of it is checked first, then each article is written in whole or not at all.

    Articles that are there as they are in the dump are left alone. A run that was broken off goes on when it is
    started again.
    """
    with ExitStack() as stack:
        dump = _checked(stack.enter_context(open_dump(path)), quiet=quiet)
        opened = stack.enter_context(closing(open_store(StoreSettings())))
        done = _run(import_dump(opened, dump), "imported", quiet=quiet)
    _say(done, None, as_json=as_json)


@command("kaigraph store backup graph.zip", group=store)
def backup(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The ZIP archive to write, such as graph.zip.")],
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write all that the store holds into one file, with the articles' texts where the store keeps them."""
    if path.suffix.lower() != ".zip":
        raise InputError(f"{path}: is not named .zip", hint=f"Write to {path}.zip, for example.")
    with closing(open_for_questions(StoreSettings())) as opened:
        with members_target(path) as members, counting("written", quiet=quiet) as tell:
            for count in write_dump(opened, members, with_text=True):
                tell(count)
        held = holding(opened)
    with open_dump(path) as dump:
        same = dump.catalog.claims_sha256 == held.claims_sha256
    if not same:
        console.warn("the store was written to meanwhile: the backup has each article whole, but not of one moment")
    _say(None, held, as_json=as_json)


@command("kaigraph store restore graph.zip", "kaigraph store restore graph.zip --replace", group=store)
def restore_(path: DumpPath, replace: Replace = False, quiet: Quiet = False, as_json: Json = False) -> None:
    """Make the store hold what a backup holds and nothing else, and compare the two.

    The backup is checked first; a broken one changes nothing. A run that was broken off goes on when it is started
    again.
    """
    with ExitStack() as stack:
        dump = _checked(stack.enter_context(open_dump(path)), quiet=quiet)
        opened = stack.enter_context(closing(open_store(StoreSettings())))
        done = _run(restore(opened, dump, replace=replace), "restored", quiet=quiet)
        held = holding(opened)
    _say(done, held, as_json=as_json)


@command("kaigraph store copy --to bolt://localhost:7687", "kaigraph store copy --to other-folder", group=store)
def copy_(
    to: Annotated[
        str,
        typer.Option("--to", metavar="ADDRESS", help="A Neo4j address (with the NEO4J_* variables' user) or a folder."),
    ],
    replace: Replace = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Make another store hold what this one holds and nothing else, and compare the two: counts, claims and all."""
    settings = StoreSettings()
    other = _target(settings, to)
    with closing(open_for_questions(settings)) as source, closing(open_store(other)) as target:
        if _place(source) == _place(target):
            raise InputError(f"{to}: is the store itself", hint="Name another store.")
        done = _run(copy(source, target, replace=replace), "copied", quiet=quiet)
        held = holding(target)
    _say(done, held, as_json=as_json)


def _target(settings: StoreSettings, to: str) -> StoreSettings:
    """Return the settings of the store that an address or a folder's path names."""
    if "://" in to:
        return settings.model_copy(update={"neo4j_uri": to})
    return settings.model_copy(update={"neo4j_uri": None, "data": Path(to)})


def _place(opened: Store) -> tuple[str, str]:
    info = opened.info()
    return info.engine, str(Path(info.location).resolve()) if info.engine == "embedded" else info.location


def _checked(dump: Dump, *, quiet: bool) -> Dump:
    with counting("checked", quiet=quiet) as tell:
        for count in dump.verify():
            tell(count)
    return dump


def _run(steps: Iterator[Counter[Written]], what: str, *, quiet: bool) -> Counter[Written]:
    done: Counter[Written] = Counter()
    with counting(what, quiet=quiet) as tell:
        for done in steps:
            tell(done.total())
    return done


def _say(done: Counter[Written] | None, held: Holding | None, *, as_json: bool) -> None:
    if as_json:
        known = dict(done or {}) | (held.model_dump() if held else {})
        console.write_line(json.dumps(known, ensure_ascii=False, indent=2))
        return
    if done is not None:
        told = (f"{what} {done[what]:,}" for what in ("added", "changed", "unchanged"))
        console.out().print(f"{counted(done.total(), 'article')}: {', '.join(told)}")
    if held is not None:
        claims, entities = sum(held.claims.values()), sum(held.entities.values())
        parts = (counted(held.articles, "article"), counted(entities, "entity"), counted(claims, "claim"))
        console.write_line(f"{', '.join(parts)}; claims {held.claims_sha256}")
