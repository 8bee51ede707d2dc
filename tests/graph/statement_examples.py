"""A small graph, and for each Cypher file the parameters to run it with on that graph.

`test_engines.py` runs every file on every engine with these, and fails where a file has none here.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from graph.claims import ClaimFilters
from graph.ids import fold
from graph.layout import called
from graph.ontology import EDGE_PREDICATES, LABELS
from graph.scope import Scope
from graph.sketch import keys_of, sketch_of
from graph.spelling import jamo, parts_to_look_up
from tests.graph.examples import (
    CHIPS,
    COMMITTEE,
    DIRECTION,
    FACTORY,
    GOVERNMENT,
    MAX,
    MEMORY,
    MOF,
    MOTIE,
    MOTIR,
    SHIP,
    SHIPBUILDING,
    SITTING,
    STRATEGY_COMMITTEE,
    TASKS,
    pays,
    report,
    say,
    thing,
)

FORMER = "alliance/옛이름"
"""An id that an entity of the graph had before."""
MINISTER = thing("Person", "김정관")
DIVISION = thing("Division", "AI 팩토리 분과")
SKETCH = sketch_of(" ".join(f"{number}번째로 뽑힌 기업은 공장을 새로 짓는다." for number in range(40)))
"""Of two articles of the graph, which are so copies of one report."""
JOINT = "산업통상부와 해양수산부는 함께 1603억원을 들인다."

GRAPH = (
    report(
        "a/max",
        "2025-12-24",
        pays(
            MOTIR,
            MAX,
            "산업통상부는 M.AX 얼라이언스에 최대 7천억원을 쓴다.",
            7 * 10**11,
            amount_qualifier="at_most",
            year=2026,
        ),
        pays(MOTIR, FACTORY, "AI 팩토리 선도 프로젝트에는 2천억원이 든다.", 2 * 10**11, year=2026, status="planned"),
        say("PART_OF", DIVISION, MAX, "M.AX 얼라이언스의 AI 팩토리 분과가 맡는다."),
        say("PART_OF", FACTORY, TASKS, "AI 팩토리 선도 프로젝트는 10대 과제의 일환이다."),
        say("TARGETS", MAX, CHIPS, "M.AX 얼라이언스는 반도체를 겨냥한다."),
        say("HOLDS_POSITION", MINISTER, MOTIR, "김정관 산업통상부 장관", title="장관"),
        say(
            "HAS_GOAL",
            MAX,
            None,
            "“100조원의 부가가치”",
            value=10**14,
            metric="부가가치",
            by_year=2030,
            asserted_by=MINISTER,
        ),
        publisher="kaigraph samples",
        url=None,
        based_on="https://news.example/max?no=1&x=2",
        license="CC BY 4.0",
    ),
    report(
        "b/max-again",
        "2025-12-26",
        pays(MOTIR, MAX, "산업통상부가 M.AX 얼라이언스에 7000억원을.", 7 * 10**11, year=2026, status="budgeted"),
        pays(MOTIR, MAX, "8000억원이라는 말도 있다.", 8 * 10**11, year=2026, confidence=0.4),
        say("PARTICIPATES_IN", MOF, MAX, "해양수산부도 참여한다.", role="회원"),
        sketch=SKETCH,
    ),
    report(
        "c/ship",
        None,
        pays(MOTIR, SHIP, JOINT, 1603 * 10**8, period_start=2026, period_end=2032, shared=True),
        pays(MOF, SHIP, JOINT, 1603 * 10**8, period_start=2026, period_end=2032, shared=True),
        say("TARGETS", SHIP, SHIPBUILDING, "조선을 겨냥한다."),
        say("HAS_BUDGET", SHIP, None, "6000억원 규모다.", amount_krw=6000 * 10**8, amount_qualifier="about"),
        title=None,
        sketch=SKETCH,
    ),
    report(
        "d/tasks",
        "2025-10-02",
        say("DERIVED_FROM", TASKS, DIRECTION, "정책 방향을 바탕으로 10대 과제를 만들었다."),
        say("ANNOUNCES", MOTIE, TASKS, "산업통상자원부가 발표했다.", date="2025-01-22"),
        say("APPROVES", SITTING, TASKS, "제3차 AI 산업정책위원회에서 의결했다.", date="2025-01"),
        say("SUCCEEDS", MOTIR, MOTIE, "산업통상부로 이름을 바꿨다.", kind="renamed", date="2025-10-01"),
        say("SUCCEEDS", STRATEGY_COMMITTEE, COMMITTEE, "국가인공지능전략위원회로 격상됐다.", kind="reorganised"),
        say("LEADS", GOVERNMENT, TASKS, "정부가 추진해야 한다.", modality="proposal"),
        say("PART_OF", MEMORY, CHIPS, "메모리 반도체는 반도체에 속한다."),
    ),
)

EVERYTHING = sorted({claim.id for extraction in GRAPH for claim in extraction.claims})
ENTITIES = sorted({entity.id for extraction in GRAPH for entity in extraction.entities})
PAIRS = [
    {"predicate": predicate, "subject": subject.id, "object": obj.id, "joins": f"{predicate} {subject.id} {obj.id}"}
    for predicate, (subject, obj) in product(("FUNDS", "PART_OF"), product((MOTIR, MOF, DIVISION), (MAX, SHIP)))
]
EVERY = Scope().parameters()
NARROWED = Scope(
    as_of=date(2025, 12, 24), publisher="kaigraph samples", min_confidence=0.5, modality="fact"
).parameters()
FILTERS = (*ClaimFilters.__annotations__.keys() - {"scope"}, *EVERY)
NO_FILTER = dict.fromkeys((*FILTERS, "after_day", "after_article", "after_start", "after_id"))
ONLY_2026 = {"article": "a/max", "modality": "fact", "min_confidence": 0.5, "year": 2026}
AFTER = {"after_day": "2025-12-24", "after_article": "a/max", "after_start": 0, "after_id": ""}
SCOPE = dict.fromkeys(("published_from", "published_to", "publisher", "min_confidence", "modality"))
IN_DECEMBER = {"published_from": "2025-12-25", "published_to": "2025-12-31", "min_confidence": 0.5}
ARTICLES = EVERY | dict.fromkeys(("title", "language", "after_day", "after_id"))
PLACE: dict[str, Any] = {"from_day": None, "from_id": None}
WORDS = {
    "role": "회원",
    "min_amount": 10**11,
    "max_amount": 10**12,
    "status": "budgeted",
    "date": "2025",
    "text": "산업",
}
NEW = {"name": "새것", "kind": None, "aliases": ["새 것"], "valid_from": "2026"}
ORPHAN = {"id": "program/없는-것", "properties": {"name": "없는 것", "label": "Program", "aliases": [], "keys": []}}
DAYS: dict[str, Any] = {"publisher": None, "published_from": None, "published_to": None}
ANYWHERE = DAYS | {"labels": None, "everywhere": True}
SOMEWHERE = {
    "labels": ["Alliance", "Ministry"],
    "everywhere": False,
    "publisher": "kaigraph samples",
    "published_from": "2025-12-01",
    "published_to": "2025-12-31",
}
FILES = ["/news/a.md", "/news/b.zip"]
"""Files from which articles of the graph were read; the second one failed in part."""
RUN = {
    "id": "run/1",
    "properties": {
        "name": "run/1", "began": "2026-01-01T00:00:00+00:00", "ended": "2026-01-01T00:00:09+00:00", "paths": ["/news"],
        "reader": "rules 1", "added": 2, "changed": 0, "unchanged": 0, "removed": 0, "failed": 1, "stopped": False,
        "sources": ["/news/b.zip/c.pdf"], "reasons": ["is encrypted"],
    },
}  # fmt: skip
STRAY = "아무도쓰지않는이름"
"""A folded name that no entity carries."""

COPIES = (("a/max", "b/max-again"), ("c/ship", None), ("nothing", "a/max"))

Example = dict[str, Any]

READ: dict[str, list[Example]] = {
    "aiming_at": [EVERY | {"ids": [CHIPS.id, SHIPBUILDING.id]}, NARROWED | {"ids": ENTITIES}],
    "aims_of": [{"ids": ENTITIES, "label": "Sector", "day": day} for day in (None, "2025-12-24")],
    "aims_stated": [
        SCOPE | {"joins": [pair["joins"] for pair in PAIRS]},
        SCOPE | IN_DECEMBER | {"joins": [pair["joins"] for pair in PAIRS]},
        SCOPE | {"joins": []},
    ],
    "article": [{"id": "a/max"}, {"id": "nothing"}],
    "article_claims": [{"id": "a/max"}, {"id": "nothing"}],
    "article_entities": [{"id": "a/max"}, {"id": "nothing"}],
    "articles_since": [SCOPE | {"since": "2025-12-24"}, SCOPE | IN_DECEMBER | {"since": "2025-01-01"}],
    "articles": [
        ARTICLES | {"limit": 10},
        ARTICLES | {"limit": 2, "after_day": "2025-12-26", "after_id": "b/max-again"},
        ARTICLES
        | {"publisher": "kaigraph samples", "published_from": "2025-12-01", "published_to": "2025-12-31"}
        | {"limit": 10},
        ARTICLES | {"modality": "proposal", "limit": 10},
        ARTICLES | {"title": "기사", "language": "ko", "min_confidence": 0.95, "limit": 10},
    ],
    "articles_from": [
        EVERY | PLACE | {"limit": 2},
        NARROWED | PLACE | {"limit": 9},
        EVERY | {"from_day": "2025-12-24", "from_id": "a/max", "limit": 9},
    ],
    "articles_on": [
        ARTICLES | {"mentions": MAX.id, "limit": 10},
        ARTICLES | {"mentions": TASKS.id, "modality": "proposal", "limit": 10},
    ],
    "changes": [
        {"since": 0} | DAYS,
        {"since": 0, "published_from": "2025-12-24", "published_to": "2025-12-31", "publisher": "시험일보"},
    ],
    "changes_of": [{"since": 0, "ids": ["a/max", "nothing"]}, {"since": 9, "ids": ["a/max"]}],
    "claims_at": [
        {"subject": MOTIR.id, "object": MAX.id, "speaker": None},
        dict.fromkeys(("subject", "object", "speaker")),
    ],
    "claims_by_id": [{"ids": EVERYTHING}, {"ids": []}, {"ids": ["claim/nothing"]}],
    "claims_by_object": [
        NO_FILTER | {"object": MAX.id, "limit": 100},
        NO_FILTER | {"object": MAX.id, "predicate": "FUNDS", "year": 2026, "limit": 100},
    ],
    "claims_by_speaker": [NO_FILTER | {"asserted_by": MINISTER.id, "metric": "가치", "unit": None, "limit": 9}],
    "claims_by_subject": [
        NO_FILTER | {"subject": MOTIR.id, "limit": 100},
        NO_FILTER | AFTER | {"subject": MOTIR.id, "object": SHIP.id, "limit": 100},
    ],
    "claims_in_articles": [
        NO_FILTER | {"articles": ["a/max", "b/max-again", "d/tasks"], "limit": 100},
        NO_FILTER | AFTER | {"articles": ["a/max", "c/ship", "d/tasks"], "limit": 3},
        NO_FILTER | ONLY_2026 | {"articles": ["a/max"], "limit": 100},
        *(
            NO_FILTER | {name: value, "articles": ["a/max", "b/max-again", "d/tasks"], "limit": 100}
            for name, value in WORDS.items()
        ),
    ],
    "claims_joining": [
        SCOPE | {"joins": [pair["joins"] for pair in PAIRS]},
        SCOPE | IN_DECEMBER | {"joins": [pair["joins"] for pair in PAIRS]},
        SCOPE | {"joins": []},
    ],
    "claims_weighed": [
        SCOPE | {"joins": [pair["joins"] for pair in PAIRS]},
        SCOPE | IN_DECEMBER | {"joins": [pair["joins"] for pair in PAIRS]},
        SCOPE | {"joins": []},
    ],
    "comparable": [SCOPE | {"predicate": "FUNDS"}, SCOPE | IN_DECEMBER | {"predicate": "FUNDS"}],
    "comparable_of": [
        SCOPE | {"ids": [MAX.id, MOTIR.id], "predicates": ["FUNDS", "HAS_GOAL", "SUCCEEDS"]},
        SCOPE | IN_DECEMBER | {"ids": [MAX.id], "predicates": ["FUNDS"]},
    ],
    "copies": [{"copies": "b/max-again"}, {"copies": "nothing"}],
    "dated_claims": [
        SCOPE | {"id": MOTIR.id, "limit": 100},
        SCOPE | IN_DECEMBER | {"id": MAX.id, "limit": 1},
    ],
    "degrees": [{"ids": [MAX.id, MOTIR.id, MINISTER.id]}, {"ids": []}],
    "edges_beside": [{"ids": [MOTIR.id, MAX.id], "predicates": ["FUNDS"]}, {"ids": [], "predicates": []}],
    "edges_in": [{"id": MAX.id, "predicate": None}, {"id": MAX.id, "predicate": "FUNDS"}],
    "edges_out": [{"id": MOTIR.id, "predicate": None}, {"id": MOTIR.id, "predicate": "LEADS"}],
    "edges_to": [{"ids": [MAX.id, SHIP.id], "predicates": ["FUNDS", "PART_OF"]}, {"ids": [], "predicates": []}],
    "entities_by_key": [{"key": fold("M.AX 얼라이언스")}, {"key": fold("산업부")}, {"key": "nothing"}],
    "entity": [{"id": MAX.id}, {"id": "nothing"}],
    "entity_articles": [NARROWED | {"id": MOTIR.id}, EVERY | {"id": MOTIR.id}, EVERY | {"id": "nothing"}],
    "entity_claims": [EVERY | {"id": MOTIR.id}, NARROWED | {"id": MAX.id}, EVERY | {"id": "nothing"}],
    "first_mention": [SCOPE | {"id": MAX.id}, SCOPE | IN_DECEMBER | {"id": MAX.id}, SCOPE | {"id": "nothing"}],
    "labelled": [{"ids": ENTITIES, "label": "Ministry"}, {"ids": ["nothing"], "label": "Sector"}],
    "ministries": [{"ids": ENTITIES, "name": "대한민국 정부"}, {"ids": [MAX.id, MOF.id], "name": MAX.name}],
    "money": [EVERY | {"year": None}, EVERY | {"year": 2026}, NARROWED | {"year": 1999}],
    "money_from": [EVERY | {"ids": [MOTIR.id, MOF.id], "year": None}, NARROWED | {"ids": [MOF.id], "year": 2027}],
    "money_shared": [EVERY | {"ids": [SHIP.id], "year": 2027}, EVERY | {"ids": [MAX.id], "year": None}],
    "money_to": [EVERY | {"ids": [MAX.id, SHIP.id], "year": 2026}, NARROWED | {"ids": ENTITIES, "year": None}],
    "found": [ANYWHERE | {"ids": [*ENTITIES, "nothing"]}, SOMEWHERE | {"ids": [MAX.id, MOTIR.id]}],
    "headlines": [
        DAYS | {"words": ["기사"], "longest": "기사", "limit": 2},
        DAYS | {"words": ["기사", "max"], "longest": "기사", "publisher": "kaigraph samples", "limit": 9},
    ],
    "names_by_initials": [
        ANYWHERE | {"initials": fold("ㅅㅇ"), "at_most": 3, "limit": 9},
        SOMEWHERE | {"initials": fold("ㅇㄹㅇ"), "at_most": 99, "limit": 9},
    ],
    "names_by_parts": [
        dict(zip(("first", "second", "third"), parts_to_look_up(jamo("산엄통상부")), strict=True)),
        {"first": [], "second": [], "third": []},
    ],
    "names_by_prefix": [
        ANYWHERE | {"jamo": jamo("사"), "at_most": 3, "limit": 9},
        SOMEWHERE | {"jamo": jamo("ma"), "at_most": 99, "limit": 9},
    ],
    "names_carried": [ANYWHERE | {"names": ["산업부", "맥스", "nothing"]}, SOMEWHERE | {"names": ["맥스", "산업부"]}],
    "names_containing": [
        ANYWHERE | {"words": ["ai", "선도"], "longest": "선도", "at_most": 3, "limit": 9},
        SOMEWHERE | {"words": ["얼라이언스"], "longest": "얼라이언스", "at_most": 99, "limit": 9},
    ],
    "names_since": [{"after": 0}, {"after": 9}],
    "names_until": [{"ids": ENTITIES, "day": "2025-12-24"}, {"ids": [MAX.id], "day": "2001-01-01"}],
    "overview_articles": [SCOPE, SCOPE | IN_DECEMBER],
    "overview_claims": [SCOPE, SCOPE | IN_DECEMBER],
    "overview_entities": [{}],
    "overview_mentioned": [SCOPE, SCOPE | IN_DECEMBER],
    "overview_months": [SCOPE, SCOPE | IN_DECEMBER],
    "overview_publishers": [SCOPE, SCOPE | {"publisher": "kaigraph samples"}],
    "recorded": [{}],
    "parts_of": [{"ids": [MAX.id, TASKS.id, CHIPS.id], "day": day} for day in (None, "2025-12-01")],
    "refs": [{"ids": [MAX.id, "nothing"]}, {"ids": []}],
    "renames": [{}],
    "sizes": [EVERY | {"year": None}, NARROWED | {"year": None}],
    "sizes_of": [EVERY | {"ids": [SHIP.id]}, EVERY | {"ids": [MAX.id]}],
    "wholes_of": [{"ids": ENTITIES, "day": day} for day in (None, "2025-12-01")],
    "redirect": [{"id": FORMER}, {"id": "nothing"}],
    "said_before": [
        SCOPE | {"joins": [pair["joins"] for pair in PAIRS], "before": "2025-12-26"},
        SCOPE | IN_DECEMBER | {"joins": [pair["joins"] for pair in PAIRS], "before": "2025-12-31"},
    ],
    "led_before": [
        SCOPE | {"ids": [*ENTITIES, "nothing"], "before": "2025-12-26"},
        SCOPE | IN_DECEMBER | {"ids": ENTITIES, "before": "2025-12-31"},
        SCOPE | {"ids": [], "before": "2025-12-31"},
    ],
    "statements_of": [{"ids": ["a/max", "d/tasks"]}, {"ids": ["nothing"]}],
    "rewritten": [{"id": MAX.id}, {"id": "nothing"}],
    "run": [{"id": RUN["id"]}, {"id": "nothing"}],
    "runs": [{"limit": 5}],
    "sources": [{"ids": [*FILES, "/nothing"]}, {"ids": []}],
    "sources_articles": [{"ids": FILES}, {"ids": []}],
    "sources_below": [{"prefix": "/news/"}, {"prefix": "/other/"}],
    "sources_failed": [{}],
    "stated_in": [
        SCOPE | {"id": MAX.id, "predicate": "FUNDS", "limit": 10},
        SCOPE | {"id": SHIP.id, "predicate": "FUNDS", "limit": 1},
    ],
    "stated_out": [
        SCOPE | {"id": MOTIR.id, "predicate": "FUNDS", "limit": 10},
        SCOPE | IN_DECEMBER | {"id": MOTIR.id, "predicate": "FUNDS", "limit": 10},
    ],
    "steps_in": [
        SCOPE | {"ids": ENTITIES, "predicates": ["PART_OF", "FUNDS"]},
        SCOPE | IN_DECEMBER | {"ids": ENTITIES, "predicates": ["PART_OF", "FUNDS"]},
    ],
    "steps_out": [
        SCOPE | {"ids": ENTITIES, "predicates": ["SUCCEEDS", "FUNDS"]},
        SCOPE | {"ids": [MAX.id], "predicates": ["TARGETS"], "publisher": "kaigraph samples", "modality": "fact"},
    ],
    "renamings": [{"joins": [f"SUCCEEDS {MOTIR.id} {MOTIE.id}", "nothing"]}, {"joins": []}],
    "successors": [{"ids": [MOTIE.id, COMMITTEE.id]}, {"ids": []}],
    "successors_by_date": [{"ids": [MOTIE.id]}, {"ids": [MAX.id]}],
}

CHECK: dict[str, list[Example]] = {
    "articles": [{}],
    "changes": [{}],
    "claims": [{}],
    "edges": [{}],
    "entities": [{}],
    "mentions": [{}],
    "names": [{}],
    "redirects": [{}],
    "revision": [{}],
    "sources": [{}],
    "spelling": [{}],
}

_EDGE = {"predicate": "FUNDS", "subject": MOTIR.id, "object": MAX.id, "key": f"FUNDS {MOTIR.id} {MAX.id} 2026 -"}

WRITE: dict[str, list[Example]] = {
    "article": [
        {"id": "a/max", "properties": {"name": "새 제목", "license": None}},
        {"id": "z/new", "properties": {"name": "새 글", "published_on": "2026-01-01"}},
    ],
    "article_delete": [{"id": "c/ship"}, {"id": "nothing"}],
    "article_headlines": [{"articles": [{"id": "a/max", "properties": {"name": "새 제목", "headline": "새제목"}}]}],
    "article_names": [{"after": "", "limit": 2}, {"after": "a/max", "limit": 9}],
    "article_ends": [{"article": "a/max"}],
    "article_mentions": [{"article": "a/max"}],
    "article_state": [{"id": "a/max"}, {"id": "nothing"}],
    "article_statements": [{"article": "a/max"}, {"article": "nothing"}],
    "begin": [{}],
    "change": [{"id": "change/1/9", "properties": {"name": "removed", "removed": ["{}"], "added": []}}],
    "changes_forget": [{"until": 0}, {"until": 1}],
    "changes_from": [{"until": 1}],
    "claim_objects": [{"claims": [{"id": EVERYTHING[0], "object": CHIPS.id}]}],
    "claim_speakers": [{"claims": [{"id": EVERYTHING[0], "speaker": GOVERNMENT.id}]}],
    "claims": [
        {
            "article": "a/max",
            "claims": [
                {"id": "claim/new", "subject": MAX.id, "properties": {"name": "HAS_GOAL", "value": 4.5, "shared": True}}
            ],
        }
    ],
    "claims_between": [{"pairs": PAIRS}, {"pairs": []}],
    "claims_delete": [{"article": "a/max"}, {"article": "nothing"}],
    "copies": [{"articles": [{"id": key, "properties": {"copies": to}}]} for key, to in COPIES],
    "copies_ends": [{"ids": ["a/max", "d/tasks"]}, {"ids": ["nothing"]}],
    "copies_members": [{"copies": ["b/max-again", "nothing"]}, {"copies": []}],
    "copies_near": [
        {"articles": [{"id": "a/max", **span, **keys_of(SKETCH)}]}
        for span in ({"first": None, "last": None}, {"first": "2025-12-01", "last": "2025-12-25"})
    ],
    "copies_sketches": [{"ids": ["a/max", "d/tasks", "nothing"]}, {"ids": []}],
    "edges": [
        {"edges": [{field: _EDGE[field] for field in ("subject", "object", "key")} | {"properties": properties}]}
        for properties in ({"amount_krw": None, "amounts": []}, {"amount_krw": 3, "amounts": [3, 4], "articles": 2})
    ],
    "edges_between": [{"pairs": PAIRS}, {"pairs": []}],
    "edges_delete": [{"edges": [_EDGE]}, {"edges": [_EDGE | {"predicate": "LEADS"}]}],
    "entities": [
        {"entities": [{"id": key, "properties": NEW | {"label": "Program"}} for key in ("program/새것", MAX.id)]}
    ],
    "entities_delete": [{"ids": [*ENTITIES, ORPHAN["id"]]}],
    "entity_keys": [{"after": "", "limit": 3}, {"after": MAX.id, "limit": 100}],
    "entity_labels": [{"ids": [ORPHAN["id"], MAX.id]}],
    "entity_state": [{"ids": [*ENTITIES, "nothing"]}],
    "entity_votes": [{"ids": [*ENTITIES, "nothing"]}],
    "manifest": [{}],
    "mentioning": [{"id": MAX.id}, {"id": "nothing"}],
    "mentions": [
        {"article": "c/ship", "mentions": [{"id": MAX.id, "properties": NEW | {"starts": [], "ends": []}}]},
        {
            "article": "a/max",
            "mentions": [{"id": MAX.id, "properties": {"starts": [1, 2], "ends": [3, 4], "texts": ["맥스", "맥스"]}}],
        },
    ],
    "mentions_delete": [{"article": "a/max"}],
    "names": [{"names": called({MAX.id: ["맥스", "새것"], MOTIE.id: ["새것"]})}, {"names": []}],
    "names_delete": [{"entities": [{"id": MAX.id, "keys": ["맥스"]}, {"id": MOTIR.id, "keys": []}]}],
    "names_drop": [{"ids": [STRAY, fold("맥스"), "nothing"]}],
    "names_of": [{"ids": [*ENTITIES, "nothing"]}],
    "projected": [{}],
    "redirect": [{"id": "program/옛것", "to": MAX.id}, {"id": FORMER, "to": MAX.id}],
    "redirect_delete": [{"id": FORMER}, {"id": "nothing"}],
    "run": [
        RUN,
        {"id": "run/new", "properties": {"name": "run/new", "began": "2026-01-02T00:00:00+00:00", "added": 0}},
    ],
    "sources": [{"sources": [{"id": FILES[0], "properties": {"stamp": "2", "failed": "is empty"}}]}, {"sources": []}],
    "sources_delete": [{"ids": [FILES[0], "nothing"]}],
    "sources_forget_articles": [{"ids": FILES}, {"ids": []}],
    "sources_gave": [{"gave": [{"source": FILES[1], "article": "c/ship"}, {"source": FILES[1], "article": "nothing"}]}],
    "spelling": [{"spelling": 7}],
    "supported": [{}],
}

IN_2025 = {"published_from": "2025-01-01", "published_to": "2025-12-25", "publisher": None}
ANY_ARTICLE = dict.fromkeys(("published_from", "published_to", "publisher"))
ANY_CLAIM = ANY_ARTICLE | dict.fromkeys(("min_confidence", "modality"))
OF_ARTICLES: list[Example] = [{"articles": ["a/max", "c/ship", "nothing"]}, {"articles": []}]
OF_ENTITIES: list[Example] = [{"entities": [*ENTITIES, "nothing"]}, {"entities": [MAX.id]}]

OF_PAIRS: Example = {"pairs": sorted(pair["joins"] for pair in PAIRS)}

EXPORT: dict[str, list[Example]] = {
    "article": [{"id": "a/max"}, {"id": "nothing"}],
    "article_ids": [
        ANY_ARTICLE | {"after": "", "limit": 2},
        ANY_ARTICLE | {"after": "b/max-again", "limit": 10},
        IN_2025 | {"after": "", "limit": 10},
    ],
    "articles": OF_ARTICLES,
    "claims": OF_ARTICLES,
    "claims_between": [
        ANY_CLAIM | OF_PAIRS,
        ANY_CLAIM | IN_2025 | OF_PAIRS,
        ANY_CLAIM | {"min_confidence": 0.5, "modality": "fact", "publisher": "시험일보"} | OF_PAIRS,
        ANY_CLAIM | {"pairs": []},
    ],
    "edges": OF_ENTITIES,
    "entities": OF_ENTITIES,
    "entity_ids": [{"after": "", "limit": 3}, {"after": MAX.id, "limit": 100}],
    "mentioned": [ANY_ARTICLE | OF_ENTITIES[0], IN_2025 | OF_ENTITIES[0]],
    "mentions": OF_ARTICLES,
    "names": OF_ENTITIES,
    "pairs": [
        OF_ENTITIES[0] | {"after": "", "limit": 3},
        OF_ENTITIES[0] | {"after": f"LEADS {GOVERNMENT.id} {TASKS.id}", "limit": 100},
    ],
    "redirects": [{"after": "", "limit": 10}, {"after": FORMER, "limit": 10}],
}

EXAMPLES: dict[str, list[Example]] = {
    f"{folder}/{name}": examples
    for folder, statements in (("read", READ), ("check", CHECK), ("export", EXPORT), ("write", WRITE))
    for name, examples in statements.items()
}
SLOTS: dict[str, tuple[str, ...]] = {"label": LABELS, "predicate": EDGE_PREDICATES}
