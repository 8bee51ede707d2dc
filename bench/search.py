"""How long a search takes on a store of 100,000 entities, on the engine that the environment names.

    python -m bench.search --make        fills the store (Neo4j where NEO4J_URI is set, else KAIGRAPH_DATA) and measures
    python -m bench.search               measures the store as it is

Prints the milliseconds of the half and of 95 in 100 searches, for each kind of text and over all.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from graph.ids import entity_id, fold
from graph.layout import called
from graph.ontology import LABELS
from graph.reader import Reader
from graph.spelling import initials
from graph.store import Store, Transaction
from graph.store.opening import open_store

ENTITIES = 100_000
ARTICLES = 20_000
AT_ONCE = 2_000

PLACES = [
    "서울",
    "부산",
    "대구",
    "인천",
    "광주",
    "대전",
    "울산",
    "세종",
    "경기",
    "강원",
    "충북",
    "충남",
    "전북",
    "전남",
    "경북",
    "경남",
    "제주",
    "수도권",
    "동남권",
    "호남권",
]
FIELDS = [
    "인공지능",
    "반도체",
    "이차전지",
    "로봇",
    "자율주행",
    "스마트공장",
    "조선",
    "자동차",
    "바이오",
    "디스플레이",
    "수소",
    "원전",
    "방산",
    "철강",
    "석유화학",
    "섬유",
    "항공우주",
    "가전",
    "데이터",
    "클라우드",
    "온디바이스AI",
    "피지컬AI",
    "휴머노이드",
    "제조AI",
    "산업AI",
    "에이전트AI",
    "디지털트윈",
    "양자",
    "6G",
    "보안",
    "물류",
    "에너지",
    "의료",
    "농업",
]
ACTS = [
    "실증",
    "확산",
    "고도화",
    "기술개발",
    "인력양성",
    "보급",
    "혁신",
    "전환",
    "육성",
    "지원",
    "구축",
    "선도",
    "상용화",
    "표준화",
    "협력",
    "수출",
    "규제개선",
    "기반조성",
    "생태계",
    "국산화",
]
KINDS = [
    "사업",
    "프로젝트",
    "과제",
    "계획",
    "전략",
    "로드맵",
    "대책",
    "방안",
    "프로그램",
    "펀드",
    "특구",
    "클러스터",
    "얼라이언스",
    "위원회",
    "협의회",
    "추진단",
    "분과",
    "센터",
    "연구원",
    "협회",
]
STEMS = [
    "한국",
    "대한",
    "미래",
    "동방",
    "삼성",
    "현대",
    "두산",
    "하나",
    "우리",
    "신한",
    "국민",
    "태평",
    "세진",
    "동아",
    "유진",
    "대성",
    "삼호",
    "한빛",
    "나래",
    "가온",
    "누리",
    "다온",
    "라온",
]
TRADES = [
    "전자",
    "중공업",
    "자동차",
    "정밀",
    "화학",
    "제강",
    "로보틱스",
    "모빌리티",
    "소프트",
    "시스템즈",
    "에너지",
    "바이오",
    "반도체",
    "디스플레이",
    "솔루션",
    "테크",
    "랩스",
]
FAMILY = "김이박최정강조윤장임한오서신권황안송류전"
GIVEN = "민서준도윤하예지우현수진영호성재은경동철미숙정희"
ENGLISH = [
    "Korea",
    "Advanced",
    "Industrial",
    "AI",
    "Smart",
    "Factory",
    "Robot",
    "Data",
    "Cloud",
    "Chip",
    "Energy",
    "Ship",
    "Auto",
    "Bio",
    "Quantum",
    "Alliance",
    "Lab",
]


def names(count: int) -> Iterator[tuple[str, str, list[str]]]:
    """Make names as they are in articles: (label, name, aliases); the same ones each time."""
    chance = random.Random(20261121)
    seen: set[str] = set()
    while len(seen) < count:
        label = chance.choices(LABELS, weights=[8 if one in ("Program", "Organization") else 1 for one in LABELS])[0]
        made = (
            _program(chance)
            if chance.random() < 0.6
            else _company(chance)
            if chance.random() < 0.6
            else _person(chance)
        )
        if made in seen:
            made += f" {chance.randint(2, 9999)}"
        if made not in seen:
            seen.add(made)
            yield label, made, _aliases(chance, made)


def _program(chance: random.Random) -> str:
    words = [chance.choice(FIELDS), *chance.sample(ACTS, chance.randint(1, 3)), chance.choice(KINDS)]
    if chance.random() < 0.4:
        words.insert(0, chance.choice(PLACES))
    if chance.random() < 0.2:
        words.insert(-1, f"{chance.randint(2, 99)}대")
    return " ".join(words)


def _company(chance: random.Random) -> str:
    return "".join([chance.choice(PLACES + STEMS), chance.choice(STEMS), chance.choice(TRADES)])


def _person(chance: random.Random) -> str:
    return chance.choice(FAMILY) + chance.choice(GIVEN) + chance.choice(GIVEN)


def _aliases(chance: random.Random, name: str) -> list[str]:
    made = []
    words = name.split()
    if len(words) > 3 and chance.random() < 0.5:
        made.append(" ".join(words[:2] + words[-1:]))
    if chance.random() < 0.2:
        made.append(" ".join(chance.sample(ENGLISH, 3)) + f" {chance.randint(1, 999)}")
    if chance.random() < 0.2:
        made.append("".join(word[0] for word in words) + chance.choice(KINDS))
    return made


def make(store: Store) -> None:
    """Fill a store with entities, each mentioned by an article or more."""
    chance = random.Random(7)
    rows = []
    for label, name, aliases in names(ENTITIES):
        keys = sorted({fold(one) for one in (name, *aliases)})
        properties = {"name": name, "label": label, "aliases": aliases, "name_en": None, "kind": None, "keys": keys}
        rows.append({"id": entity_id(label, name), "properties": properties})
    articles = [
        {
            "id": f"a/{at}",
            "headline": f"{_program(chance)} {chance.choice(ACTS)} 추진",
            "day": f"2025-{at % 12 + 1:02d}-15",
        }
        for at in range(ARTICLES)
    ]
    for start in range(0, ARTICLES, AT_ONCE):
        store.write(lambda transaction, some=articles[start : start + AT_ONCE]: _articles(transaction, some))
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        mentioned = [
            (chance.choice(articles)["id"], row["id"]) for row in some for _ in range(chance.choice([1, 1, 2, 5]))
        ]
        store.write(lambda transaction, some=some, mentioned=mentioned: _entities(transaction, some, mentioned))


def _articles(transaction: Transaction, articles: list[dict[str, Any]]) -> None:
    from graph.layout import headline_properties

    transaction.run("write/begin")
    for one in articles:
        properties = {"name": one["headline"], "published_on": one["day"], "publisher": "시험일보", "language": "ko"}
        properties |= headline_properties(one["headline"])
        transaction.run("write/article", {"id": one["id"], "properties": properties})


def _entities(transaction: Transaction, rows: list[dict[str, Any]], mentioned: list[tuple[str, str]]) -> None:
    transaction.run("write/begin")
    transaction.run("write/entities", {"entities": rows})
    by_label: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_label[row["properties"]["label"]].append(row["id"])
    for label, ids in by_label.items():
        transaction.run("write/entity_labels", {"ids": ids}, slot=label)
    transaction.run("write/names", {"names": called({row["id"]: row["properties"]["keys"] for row in rows})})
    by_article: dict[str, list[str]] = defaultdict(list)
    for article, entity in mentioned:
        by_article[article].append(entity)
    for article, entities in by_article.items():
        mentions = [{"id": entity, "properties": {"name": None, "starts": [], "ends": []}} for entity in entities]
        transaction.run("write/mentions", {"article": article, "mentions": mentions})


def texts(count: int = 40) -> Iterator[tuple[str, str]]:
    """Make what people type: (kind, text); the same each time."""
    chance = random.Random(11)
    known = list(names(ENTITIES))
    for _ in range(count):
        _, name, aliases = chance.choice(known)
        yield "whole name", name
        yield "alias", chance.choice(aliases or [name])
        yield "as typed", name[: chance.randint(2, max(2, len(name) - 1))]
        yield "one word", chance.choice(name.split())
        yield "two words", " ".join(chance.sample(name.split(), min(2, len(name.split()))))
        yield "with a particle", name + "의"
        at = chance.randrange(len(name))
        yield "with a typo", name[:at] + chr(min(ord("힣"), ord(name[at]) + 1)) + name[at + 1 :]
        yield "initial sounds", "".join(_shown(one) for one in initials(fold(name))[: chance.randint(3, 6)])
        yield "nothing near", "".join(chance.choice("뷁쀍뛻햏") for _ in range(5))


def _shown(sound: str) -> str:
    return dict(
        zip("ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ", "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", strict=True)
    ).get(sound, sound)


def measure(reader: Reader) -> None:
    """Search for each text and print how long that took."""
    reader.search("처음")  # brings an index beside the store up to date
    taken: dict[str, list[float]] = defaultdict(list)
    for kind, text in texts():
        began = time.perf_counter()
        reader.search(text)
        milliseconds = (time.perf_counter() - began) * 1000
        taken[kind].append(milliseconds)
        taken["all"].append(milliseconds)
    for kind, times in taken.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{kind:16} {len(times):4} searches   half in {statistics.median(times):6.1f} ms   95 % in {p95:6.1f} ms")


def main() -> None:
    """Make the store where asked to, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--make", action="store_true", help="fill the store first; it must be empty")
    asked = parser.parse_args()
    store = open_store()
    try:
        print(f"{store.info().engine}: {store.info().version}")
        if asked.make:
            began = time.perf_counter()
            make(store)
            print(f"made in {time.perf_counter() - began:.0f} s")
        measure(Reader(store))
    finally:
        store.close()


if __name__ == "__main__":
    main()
