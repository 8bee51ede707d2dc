"""On what terms a sum is given: a fact or a plan, settled or not, and as what it is paid.

Each of the three is told by a linear model over cues: those of the sum's place (`cues.py`), who pays, how far off its
years are, and what the rules of `wording.py` make of the sentence. `ingest/training/terms.py` learns it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np

from graph.errors import InputError
from ingest.document import Node
from ingest.extract.grids import Floats
from ingest.extract.money.page import Page, Site
from ingest.extract.money.wording import instrument, modality, status
from ingest.extract.money.words import words

MODEL = "terms.npz"
FORMAT = 1
Question = Literal["modality", "status", "instrument"]
QUESTIONS: dict[Question, tuple[str, ...]] = {
    "modality": ("fact", "plan", "proposal"),
    "status": ("", "budgeted", "executed", "planned"),
    "instrument": ("", "budget", "guarantee", "investment", "loan", "subsidy"),
}
"""What is asked of each sum, with the answers; the empty one where the text does not tell."""
ANSWERS = sum(map(len, QUESTIONS.values()))
"""How many answers there are to all questions."""
NEAREST, FARTHEST = -2, 3
"""Years before and after the article's that are told apart."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A sum of which the terms are asked.

    Attributes:
        site: where it is written.
        cues: what the site says by itself (`cues.py`).
        payer: who pays, `None` where only a size is claimed.
        year: its fiscal year, or the last of its period.
    """

    site: Site
    cues: Sequence[str]
    payer: Node | None
    year: int | None


def ruled(page: Page, payment: Payment) -> dict[Question, str]:
    """Return what the rules of `wording.py` answer."""
    mood = modality(page, payment.site, payment.year)
    settled = status(page, payment.site, mood, payment.year)
    return {"modality": mood, "status": settled, "instrument": instrument(page, payment.site) or ""}


def term_cues(page: Page, payment: Payment) -> list[str]:
    """Return the cues by which the terms of a sum are told."""
    answers = ruled(page, payment)
    away = "?"
    if payment.year is not None and page.on is not None:
        away = str(max(NEAREST, min(FARTHEST, payment.year - page.on.year)))
    payer = f"{payment.payer.type}{payment.payer.kind or ''}" if payment.payer is not None else "-"
    return [
        *payment.cues,
        "year=" + away,
        *(f"{question}={answer}" for question, answer in answers.items()),
        f"mood,year={answers['modality']}{away}",
        f"status,mood,year={answers['status']}{answers['modality']}{away}",
        "payer=" + payer,
        f"payer,instrument={payer}{answers['instrument']}",
        *_settling(page, payment.site, away),
    ]


def _settling(page: Page, site: Site, away: str) -> Iterator[str]:
    """Yield the words of budgets and of spending: before and behind the sum, in the title, anywhere."""
    known, sentence = words(), page.sentences[site.sentence]
    before, behind = page.text[sentence.start : site.start], page.text[site.end : sentence.end]
    for name, forms in (("drafted", known.drafted), ("budgeted", known.budgeted), ("executed", known.executed)):
        for word in forms:
            for side, text in (("<", before), (">", behind)):
                if word in text:
                    yield from (f"{side}{word}", f"{side}{word}{away}")
        for place, text in (("title", page.title), ("page", page.text)):
            if any(word in text for word in forms):
                yield from (f"{place}={name}", f"{place},year={name}{away}")


@dataclass(slots=True)
class Terms:
    """What was learned.

    Attributes:
        cues: the row of `weights` that each cue has.
        weights: a column for each answer of each of `QUESTIONS`.
        bias: of each answer.
        about: what the model was trained from.
    """

    cues: dict[str, int] = field(default_factory=dict)
    weights: Floats = field(default_factory=lambda: np.zeros((0, ANSWERS), np.float32))
    bias: Floats = field(default_factory=lambda: np.zeros(ANSWERS, np.float32))
    about: dict[str, Any] = field(default_factory=dict)

    def tell(self, page: Page, payment: Payment) -> dict[Question, str]:
        """Return the likeliest answer to each question; an empty one where the text does not tell."""
        return self.answer(term_cues(page, payment))

    def answer(self, cues: Sequence[str]) -> dict[Question, str]:
        """Return the likeliest answers that cues give. A cue counts once, whatever the order."""
        rows = sorted({self.cues[cue] for cue in cues if cue in self.cues})
        odds = self.weights[rows].astype(np.float64).sum(axis=0) + self.bias
        told: dict[Question, str] = {}
        at = 0
        for question, answers in QUESTIONS.items():
            told[question] = answers[int(np.argmax(odds[at : at + len(answers)]))]
            at += len(answers)
        return told


def pack(terms: Terms) -> bytes:
    """Pack what was learned into the bytes of its file. The same gives the same bytes."""
    about = {**terms.about, "questions": QUESTIONS}
    arrays: Mapping[str, Any] = {
        "about": np.frombuffer(json.dumps(about, ensure_ascii=False, sort_keys=True).encode(), dtype=np.uint8),
        "cues": np.frombuffer("\n".join(terms.cues).encode(), dtype=np.uint8),
        "weights": terms.weights.astype(np.float16),
        "bias": terms.bias.astype(np.float32),
        "format": np.array([FORMAT]),
    }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def unpack(content: bytes) -> Terms:
    """Read what was learned from the bytes of its file.

    Raises:
        InputError: the file is of another format or was trained for other answers.
    """
    with np.load(io.BytesIO(content)) as data:
        about = json.loads(bytes(data["about"]).decode())
        questions = {question: tuple(answers) for question, answers in about.pop("questions", {}).items()}
        if int(data["format"][0]) != FORMAT or questions != QUESTIONS:
            raise InputError(f"{MODEL}: was trained for another version of the reader", hint="run `make train`")
        cues = bytes(data["cues"]).decode().split("\n")
        return Terms({c: i for i, c in enumerate(cues)}, data["weights"].astype(np.float32), data["bias"], about)


@lru_cache(maxsize=1)
def default_terms() -> Terms:
    """Return what the package carries, read once a process."""
    return unpack((files("ingest.extract") / "models" / MODEL).read_bytes())
