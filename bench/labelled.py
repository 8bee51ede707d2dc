"""The labelled pairs of `copies.yaml`: loaded, checked, and made into texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from ingest.readers.front_matter import split_front_matter

HERE = Path(__file__).parent
DOCS = HERE.parent / "corpus" / "train" / "docs"

_MARKER = re.compile(r"^[ \t]*(?:[□ㅇ○▲◇▶*-]|[①-⑳])[ \t]*", re.MULTILINE)
_BROKEN = re.compile(r"(?<=\S)\n(?=\S)")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Edit(_Part):
    """One thing done to a text on its way into another paper; paragraphs are named by what they begin with."""

    top: str | None = None
    end: str | None = None
    cut_from: str | None = None
    drop: str | None = None
    swap: tuple[str, str] | None = None
    after: tuple[str, str] | None = None
    change: dict[str, str] | None = None
    plain: bool = False

    @model_validator(mode="after")
    def _one_thing(self) -> Edit:
        if len(self.model_fields_set) != 1:
            raise ValueError("an edit does one thing")
        return self

    def apply(self, text: str) -> str:
        """Return the text edited. Raises `ValueError` where it has not what the edit names."""
        (name,) = self.model_fields_set
        return _EDITS[name](text, getattr(self, name))


class Side(_Part):
    """One text of a pair: of the corpus or of a template, as it is or edited."""

    of: str | None = None
    template: str | None = None
    fill: dict[str, Any] = Field(default_factory=dict)
    edits: tuple[Edit, ...] = ()

    def text(self, templates: Mapping[str, str]) -> str:
        """Return the text. Raises `ValueError` where an edit does not fit, `KeyError` where a template lacks a word."""
        text = templates[self.template].format(**self.fill).strip() if self.template else _document(self.of or "")
        for edit in self.edits:
            text = edit.apply(text)
        return text


class _Labelled(_Part):
    kind: str
    copy_: bool = Field(alias="copy")
    a: Side
    b: Side


class _File(_Part):
    templates: dict[str, str]
    fills: dict[str, dict[str, Any]]
    pairs: list[_Labelled]


class Pair(NamedTuple):
    """Two texts, what was done to make one of the other, and whether one is a copy of the other."""

    name: str
    kind: str
    copy: bool
    a: str
    b: str


@cache
def pairs() -> tuple[Pair, ...]:
    """Return all labelled pairs.

    Raises:
        ValueError: a label is wrong, or an edit names what its text does not have.
    """
    file = _File.model_validate(yaml.safe_load((HERE / "copies.yaml").read_text(encoding="utf-8")))
    return tuple(
        Pair(
            f"{number} {one.kind}: {one.a.of or one.a.template}",
            one.kind,
            one.copy_,
            one.a.text(file.templates),
            one.b.text(file.templates),
        )
        for number, one in enumerate(file.pairs, start=1)
    )


def _document(name: str) -> str:
    return split_front_matter((DOCS / f"{name}.md").read_text(encoding="utf-8"))[1]


def _top(text: str, paragraph: str) -> str:
    return f"{paragraph}\n\n{text}"


def _end(text: str, paragraph: str) -> str:
    return f"{text}\n\n{paragraph}"


def _cut_from(text: str, beginning: str) -> str:
    kept, found, _ = text.partition(beginning)
    if not found:
        raise ValueError(f"no {beginning!r} to cut from")
    return kept.strip()


def _paragraphs(text: str) -> list[str]:
    return [one for one in text.split("\n\n") if one.strip()]


def _place(paragraphs: list[str], beginning: str) -> int:
    for at, one in enumerate(paragraphs):
        if one.strip().startswith(beginning):
            return at
    raise ValueError(f"no paragraph begins with {beginning!r}")


def _drop(text: str, beginning: str) -> str:
    paragraphs = _paragraphs(text)
    del paragraphs[_place(paragraphs, beginning)]
    return "\n\n".join(paragraphs)


def _swap(text: str, beginnings: tuple[str, str]) -> str:
    paragraphs = _paragraphs(text)
    first, second = (_place(paragraphs, one) for one in beginnings)
    paragraphs[first], paragraphs[second] = paragraphs[second], paragraphs[first]
    return "\n\n".join(paragraphs)


def _after(text: str, given: tuple[str, str]) -> str:
    paragraphs = _paragraphs(text)
    paragraphs.insert(_place(paragraphs, given[0]) + 1, given[1])
    return "\n\n".join(paragraphs)


def _change(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        if old not in text:
            raise ValueError(f"no {old!r} to change")
        text = text.replace(old, new)
    return text


def _plain(text: str, _: bool) -> str:
    return _BROKEN.sub(" ", _MARKER.sub("", text))


_EDITS: dict[str, Callable[[str, Any], str]] = {
    "top": _top,
    "end": _end,
    "cut_from": _cut_from,
    "drop": _drop,
    "swap": _swap,
    "after": _after,
    "change": _change,
    "plain": _plain,
}
