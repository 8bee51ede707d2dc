"""What the commands that train have in common: what they read and write, and how a model notes its making."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path


def learner(description: str, *, held_out: bool = True) -> argparse.ArgumentParser:
    """Make a parser for a command that learns from annotated folders and writes into a folder of models.

    With `held_out` it takes a folder for the models of the folds, too (see `held_out.py`).
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("gold", type=Path, nargs="+", help="folders with docs/ and gold/ to learn from")
    parser.add_argument("--models", type=Path, required=True, help="folder to write to")
    if held_out:
        parser.add_argument("--held-out", type=Path, help="folder for the models of the folds, to measure by")
    return parser


def command(module: str, gold: Sequence[Path], models: Path, *more: str) -> str:
    """Say how a model of `module` was made."""
    return " ".join(["python -m", module, *map(str, gold), "--models", str(models), *more])
