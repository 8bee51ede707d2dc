"""Names as they stand in sentences: with a particle at the end, which is no part of the name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from graph.spelling import jamo

_LIEUL = "ᆯ"


class Particles(BaseModel):
    """The particles by what they follow."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    any: list[str] = Field(min_length=1)
    vowel: list[str] = Field(min_length=1)
    consonant: list[str] = Field(min_length=1)

    @classmethod
    @cache
    def load(cls) -> Particles:
        """Read and check `stems.yaml`."""
        return cls.model_validate(yaml.safe_load((files("graph") / "stems.yaml").read_text("utf-8")))


def without_particle(key: str) -> list[str]:
    """Return what a folded text may name if its end is a particle, the longest particle's first.

    >>> without_particle("산업부의"), without_particle("반도체"), without_particle("서울로")
    (['산업부'], [], ['서울'])
    """
    known = Particles.load()
    stems = set()
    for particles, fits in ((known.any, None), (known.vowel, _open), (known.consonant, _closed)):
        for particle in particles:
            stem = key.removesuffix(particle)
            if stem != key and len(stem) > 1 and (fits is None or not _is_hangul(stem) or fits(stem, particle)):
                stems.add(stem)
    return sorted(stems, key=lambda stem: (len(stem), stem))


def _open(stem: str, particle: str) -> bool:
    last = jamo(stem[-1])
    return len(last) == 2 or (particle.startswith("로") and last.endswith(_LIEUL))


def _closed(stem: str, particle: str) -> bool:
    last = jamo(stem[-1])
    return len(last) == 3 and not (particle.startswith("으로") and last.endswith(_LIEUL))


def _is_hangul(stem: str) -> bool:
    return "가" <= stem[-1] <= "힣"
