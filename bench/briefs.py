"""Makes any number of news briefs out of the sentences of the corpus: the same ones in each run.

    python -m bench.briefs FOLDER [--articles N] [--sentences N]

A brief is a few sentences of different articles, in which programmes, companies, persons and other bodies have made
names, and years and amounts are others. Ministries, sectors and technologies stay, so that the graph keeps its hubs;
of made names few come often and most seldom, and the more briefs there are the more names there are. FOLDER gets JSONL
files of a thousand briefs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bench.crowd import FIRST_DAY, LAST_DAY, PUBLISHERS, names
from graph.batches import batches
from graph.ids import claim_id, entity_id, text_hash
from graph.model import Article, Claim, Entity, Extraction
from graph.particles import Word
from graph.sketch import sketch_of
from ingest.gold import load

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "corpus" / "train", ROOT / "corpus" / "more", ROOT / "corpus" / "dev")
VARIED = ("Program", "Organization", "Person", "Event", "Alliance", "Fund", "Committee", "Division")
"""Labels whose names are made."""
VARIED_PERCENT = 70
NAMES = 60_000
FIRST_NAMES, NAMES_AN_ARTICLE = 200, 0.5
"""Of how many made names the first brief takes, and how many come with each."""
A_FILE = 1_000

AMOUNT = re.compile(r"\d[\d,]*(?=\s?(?:조|천억|백억|억|만)\s?\d*[가-힣 ]{0,3}원)")
YEAR = re.compile(r"20[12]\d(?=년)")
SENTENCE = re.compile(r"[^.\n]+(?:\.(?!\s)[^.\n]*)*다\.")
PAIRS = ("은/는", "이/가", "을/를", "과/와")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the corpus, and where names of bodies stand in it: (start, end, label, which body)."""

    text: str
    slots: tuple[tuple[int, int, str, str], ...]


@cache
def sentences() -> list[Sentence]:
    """Return the sentences of the corpus that name something."""
    made = []
    for gold in (one for folder in FOLDERS for one in load(folder)):
        surfaces = {s: (e["type"], e["name"]) for e in gold.entities for s in {e["name"], *e.get("surfaces", [])}}
        known = re.compile("|".join(re.escape(one) for one in sorted(surfaces, key=lambda s: (-len(s), s))) or "$.")
        for found in SENTENCE.finditer(gold.text):
            text = found.group().strip()
            slots = [(m.start(), m.end(), *surfaces[m.group()]) for m in known.finditer(text)]
            if slots and len(text) <= 200:
                made.append(Sentence(text, tuple(slots)))
    return made


@cache
def pool() -> dict[str, list[str]]:
    """Return made names by label."""
    found: dict[str, list[str]] = defaultdict(list)
    for label, name, _ in names(NAMES):
        found[label].append(name)
    return found


class Variation:
    """What is different in one brief: the same for the same number.

    Args:
        number: of the brief; the larger, the more names there are to choose from.
    """

    def __init__(self, number: int) -> None:
        self.chance = random.Random(f"brief {number}")
        self.years = self.chance.randint(-2, 2)
        self._share = min(1.0, (FIRST_NAMES + NAMES_AN_ARTICLE * number) / NAMES)
        self._called: dict[str, str | None] = {}

    def name(self, label: str, body: str) -> str | None:
        """Return what a body is called here, or `None` where it keeps its name."""
        if body not in self._called:
            varied = label in VARIED and self.chance.random() * 100 < VARIED_PERCENT
            self._called[body] = self._any(pool()[label]) if varied and pool()[label] else None
        return self._called[body]

    def _any(self, made: list[str]) -> str:
        return made[int(max(1, len(made) * self._share) * self.chance.random() ** 2)]

    def amount(self, won: str) -> str:
        """Return another amount with as many digits before its unit, or one fewer."""
        most = max(9, int(won.replace(",", "")))
        return f"{self.chance.randint(most // 5, most):,}"

    def sentence(self, given: Sentence) -> str:
        """Return a sentence with other names, years and amounts."""
        parts, at = [], 0
        for start, end, label, body in given.slots:
            called = self.name(label, body)
            if called is not None:
                after = given.text[end : end + 1]
                pair = next((pair for pair in PAIRS if after and after in pair), None)
                parts += [given.text[at:start], format(Word(called), pair or "")]
                at = end + (pair is not None)
        text = "".join([*parts, given.text[at:]])
        text = AMOUNT.sub(lambda found: self.amount(found.group()), text)
        return YEAR.sub(lambda found: str(int(found.group()) + self.years), text)


def brief(number: int, count: int = 3) -> dict[str, str]:
    """Make one brief of so many sentences, as a line of JSONL holds it."""
    varied = Variation(number)
    text = "\n\n".join(varied.sentence(one) for one in varied.chance.sample(sentences(), count))
    day = FIRST_DAY + timedelta(days=varied.chance.randrange((LAST_DAY - FIRST_DAY).days))
    return {
        "id": f"brief/{number}",
        "title": text[:40].rsplit(" ", 1)[0],
        "publisher": varied.chance.choice(PUBLISHERS),
        "url": f"https://news.example/brief/{number}",
        "published_on": day.isoformat(),
        "text": text,
    }


def vary(read: Extraction, number: int) -> Extraction:
    """Make another extraction out of one: other names of bodies, other amounts and years. Quotes stay as they were."""
    varied = Variation(number)
    article_id = f"brief/{number}"
    day = FIRST_DAY + timedelta(days=varied.chance.randrange((LAST_DAY - FIRST_DAY).days))
    fields = {"id": article_id, "published_on": day, "url": f"https://news.example/{article_id}", "text": None}
    renamed: dict[str, Entity] = {}
    for entity in read.entities:
        called = varied.name(entity.type, entity.id)
        new: dict[str, Any] = (
            {"id": entity_id(entity.type, called), "name": called, "aliases": [], "name_en": None} if called else {}
        )
        renamed[entity.id] = entity.model_copy(update=new)
    entities = {entity.id: entity for entity in renamed.values()}
    claims = {one.id: one for one in (_vary_claim(c, renamed, varied, article_id) for c in read.claims) if one}
    own = {"text_sha256": text_hash(article_id), "sketch": sketch_of(brief(number)["text"])}
    article = read.article.model_copy(update=fields | own)
    return Extraction(article=article, entities=list(entities.values()), claims=list(claims.values()))


def _vary_claim(claim: Claim, renamed: dict[str, Entity], varied: Variation, article_id: str) -> Claim | None:
    subject = renamed[claim.subject].id
    obj = renamed[claim.object].id if claim.object else None
    if subject == obj:
        return None
    said: dict[str, Any] = dict(claim.qualifiers)
    if "amount_krw" in said:
        said["amount_krw"] = varied.chance.randint(1, 99) * 10 ** varied.chance.randint(8, 11)
    if "fiscal_year" in said:
        said["fiscal_year"] += varied.years
    made = claim_id(article_id, claim.predicate, subject, obj, said, claim.start)
    speaker = renamed[claim.asserted_by].id if claim.asserted_by else None
    ends = {"subject": subject, "object": obj, "asserted_by": speaker}
    return claim.model_copy(update=ends | {"id": made, "qualifiers": said})


def articles(number: int, count: int = 3) -> Iterator[Article]:
    """Make so many briefs as articles."""
    for at in range(number):
        made = brief(at, count)
        yield Article.model_validate(made | {"text_sha256": text_hash(made["text"])})


def write_into(folder: Path, number: int, *, sentences: int, a_file: int = A_FILE) -> None:
    """Write briefs into a folder as JSONL files of so many each."""
    folder.mkdir(parents=True, exist_ok=True)
    for numbers in batches(range(number), a_file):
        lines = [json.dumps(brief(one, sentences), ensure_ascii=False) for one in numbers]
        path = folder / f"briefs-{numbers[0] // a_file:04}.jsonl"
        path.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Write briefs into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=A_FILE)
    parser.add_argument("--sentences", type=int, default=3, help="of each (default 3, about 300 code points)")
    given = parser.parse_args()
    write_into(given.folder, given.articles, sentences=given.sentences)


if __name__ == "__main__":
    main()
