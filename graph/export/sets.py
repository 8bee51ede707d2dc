"""The graph's five tables as files: a set of CSV files, or of Parquet files for notebooks and databases."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from graph.export.frames import FRAMES, Frame
from graph.export.selection import ALL, Selection
from graph.export.tables import BETWEEN, BOM, guarded, line
from graph.export.target import Members
from graph.store import Row, Store

if TYPE_CHECKING:
    import pyarrow as pa

IN_A_GROUP = 5_000
"""How many rows a row group of a Parquet file has at least: each costs some room at the file's end."""

IN_MEMORY = 1 << 20
"""How many bytes of a Parquet file are held before it goes to the disk; it cannot be written straight into a ZIP."""


def write_csv_set(store: Store, members: Members, selection: Selection = ALL) -> Iterator[int]:
    """Write the tables as CSV files for spreadsheets, and yield after each page how many rows there are."""
    count = 0
    for name, (frame, rows) in FRAMES.items():
        with members.member(f"{name}.csv") as file:
            file.write((BOM + line(list(frame))).encode())
            for page in rows(store, selection):
                file.write("".join(line([_cell(row.get(column)) for column in frame]) for row in page).encode())
                count += len(page)
                yield count


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    return guarded(BETWEEN.join(value) if isinstance(value, list) else str(value))


def write_parquet_set(store: Store, members: Members, selection: Selection = ALL) -> Iterator[int]:
    """Write the tables as Parquet files, in row groups, and yield after each page how many rows there are.

    Raises:
        InputError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        hint = "pip install 'kaigraph[export]'"
        raise InputError("Parquet needs pyarrow, which is not installed", hint=hint) from error
    count = 0
    for name, (frame, rows) in FRAMES.items():
        schema = _schema(frame)
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as written:
            with pq.ParquetWriter(written, schema, compression="zstd") as writer:
                group: list[Row] = []
                for page in rows(store, selection):
                    group += (_typed(row, frame) for row in page)
                    if len(group) >= IN_A_GROUP:
                        writer.write_table(pa.Table.from_pylist(group, schema=schema))
                        group = []
                    count += len(page)
                    yield count
                if group:
                    writer.write_table(pa.Table.from_pylist(group, schema=schema))
            written.seek(0)
            with members.member(f"{name}.parquet") as file:
                shutil.copyfileobj(written, file)


def _schema(frame: Frame) -> pa.Schema:
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "texts": pa.list_(pa.string()),
    }
    return pa.schema([(name, types[kind]) for name, kind in frame.items()])


def _typed(row: Row, frame: Frame) -> Row:
    values = {name: row.get(name) for name in frame}
    return {
        name: date.fromisoformat(value) if frame[name] == "day" and value is not None else value
        for name, value in values.items()
    }
