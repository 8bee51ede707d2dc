"""The front matter of a Markdown or text file, read leniently."""

from __future__ import annotations

import re

import yaml
from frontmatter.default_handlers import YAMLHandler

from graph.errors import InputError

_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\n(?P<head>.*?)^---[ \t]*$\n?(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"\A\ufeff?---[ \t]*\n\s*[A-Za-z_][\w-]*[ \t]*:")
_FIELD = re.compile(r"[ \t]*(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?!//)(?P<value>.*)", re.ASCII)
_NOTHING = {"", "null", "~"}


def split_front_matter(content: str) -> tuple[dict[str, str], str]:
    """Split a file into its front matter and its body, stripped. Values are texts as they stand: `007` stays `007`.

    Lenient on purpose: a headline with stray quotes or backslashes is no valid YAML and still a headline, so a block
    that YAML refuses is read line by line as `key: value`.

    Raises:
        InputError: a block that is opened and not closed, or has a line that is no `key: value`.
    """
    match = _BLOCK.match(content)
    if match is None:
        if _OPENED.match(content):
            raise InputError(
                "its front matter is opened by '---' and never closed",
                hint="Close it with a line '---' before the text.",
            )
        return {}, content.strip()
    if not any(_FIELD.match(line) for line in match["head"].splitlines()):
        return {}, content.strip()  # a thematic break, or two, is no front matter
    meta = _as_yaml(match["head"])
    return (_line_by_line(match["head"]) if meta is None else meta), match["body"].strip()


def _as_yaml(head: str) -> dict[str, str] | None:
    """Read the block as YAML without types, or return `None` where it is no mapping of keys to single values."""
    try:
        loaded = YAMLHandler().load(head, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(loaded, dict):
        return None
    return {str(k): v.strip() for k, v in loaded.items() if isinstance(v, str) and v.strip() not in _NOTHING}


def _line_by_line(head: str) -> dict[str, str]:
    meta: dict[str, str] = {}
    for number, line in enumerate(head.splitlines(), start=2):
        if not line.strip() or line.lstrip().startswith(("#", "- ")):
            continue
        field = _FIELD.match(line)
        if field is None:
            raise InputError(
                f"its front matter is broken: line {number} is no 'key: value': {line.strip()[:60]!r}",
                hint="Write one 'key: value' a line between the two lines '---'.",
            )
        value = _unquoted(field["value"].strip())
        if value not in _NOTHING:
            meta[field["key"]] = value
    return meta


def _unquoted(value: str) -> str:
    """Drop the quotes that enclose a value; quotes within it stay."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
