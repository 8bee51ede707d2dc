from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.ontology import ONTOLOGY
from ingest.document import Draft
from ingest.extract.instances import Instance
from ingest.extract.pairs import read
from ingest.extract.relations import LEAST_ODDS, RelationReader, _quote
from ingest.extract.scorer import default_scorer
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


@pytest.fixture(scope="module")
def reader() -> RelationReader:
    return RelationReader()


def drafts(nlp, reader: RelationReader, marked: str, on: date | None = date(2025, 9, 10)) -> list[Draft]:
    doc = read_marked(nlp, marked, on)
    return list(reader(doc)._.claims)


def said(found: list[Draft]) -> set[tuple[str, str, str]]:
    return {(d.predicate, d.subject.name, d.object.name) for d in found if d.object}


def test_who_runs_a_programme_leads_it(nlp, reader) -> None:
    found = drafts(nlp, reader, "«산업통상부|Ministry»는 10일 «로봇 선도 사업|Program»을 추진한다고 밝혔다.")
    assert ("LEADS", "산업통상부", "로봇 선도 사업") in said(found)


def test_every_member_of_a_list_takes_part(nlp, reader) -> None:
    text = (
        "«현대자동차|Organization»와 «LG전자|Organization», «포스코|Organization»가 "
        "«제조 AI 얼라이언스|Alliance»에 참여한다."
    )
    found = {d for d in said(drafts(nlp, reader, text)) if d[0] == "PARTICIPATES_IN"}
    assert found == {("PARTICIPATES_IN", name, "제조 AI 얼라이언스") for name in ("현대자동차", "LG전자", "포스코")}


def test_a_minister_holds_the_office_that_stands_beside_the_name(nlp, reader) -> None:
    (claim,) = drafts(nlp, reader, '«김정관|Person» «산업통상부|Ministry» 장관은 "속도를 내겠다"고 말했다.')
    assert (claim.predicate, claim.object.name) == ("HOLDS_POSITION", "산업통상부")
    assert claim.qualifiers["title"] == "장관"
    (claim,) = drafts(nlp, reader, "«김정관|Person» «산업통상부|Ministry» 장관은 국회에 예산을 건의했다.")
    assert (claim.predicate, claim.modality) == ("HOLDS_POSITION", "fact")


def test_the_president_is_the_states_and_no_citys(nlp, reader) -> None:
    city = drafts(nlp, reader, "«이재명|Person» «대구시=대구광역시|Organization» 대통령이 참석했다.")
    state = drafts(nlp, reader, "«이재명|Person» «정부=대한민국 정부|Ministry» 대통령이 참석했다.")
    assert not [draft for draft in city if draft.predicate == "HOLDS_POSITION"]
    assert ("HOLDS_POSITION", "이재명", "대한민국 정부") in said(state)


@pytest.mark.parametrize(("predicate", "told"), [("PARTICIPATES_IN", 0), ("TARGETS", 1), ("LEADS", 1)])
def test_of_two_sentences_the_one_that_tells_it_is_quoted(nlp, predicate: str, told: int) -> None:
    doc = read_marked(nlp, "«한빛대|Organization»는 인력을 기른다. «로봇 센터|Program»는 내년에 문을 연다.")
    reading = read(doc)
    place = Instance(0, reading.mentions[0][0], reading.mentions[1][0])
    start, end = _quote(reading, predicate, place)
    assert doc.text[start:end] == ("한빛대는 인력을 기른다.", "로봇 센터는 내년에 문을 연다.")[told]


def test_an_announcement_carries_its_date(nlp, reader) -> None:
    text = "«정부|Ministry»는 지난달 24일 «로봇 산업 육성 전략|Program»을 발표했다."
    (claim,) = [d for d in drafts(nlp, reader, text) if d.predicate == "ANNOUNCES"]
    assert claim.qualifiers["date"] == "2025-08-24"
    assert claim.modality == "fact"


def test_the_quote_is_the_sentence_and_the_ends_are_allowed(nlp, reader) -> None:
    text = (
        "«산업통상부|Ministry»는 10일 «제조 AI 얼라이언스|Alliance» 출범식을 열었다. "
        "«얼라이언스=제조 AI 얼라이언스|Alliance» 산하에는 "
        "«AI 팩토리 분과|Division»와 «자율운항선박 분과|Division»를 둔다."
    )
    doc = read_marked(nlp, text)
    found = reader(doc)._.claims
    parts = {("PART_OF", division, "제조 AI 얼라이언스") for division in ("AI 팩토리 분과", "자율운항선박 분과")}
    assert parts <= said(found)
    for draft in found:
        assert doc.text[draft.start : draft.end].endswith(".")
        assert ONTOLOGY.predicates[draft.predicate].allows(draft.subject.type, draft.object.type)
        assert 0 < draft.confidence <= 1


def test_order_of_time_alone_is_no_succession(nlp, reader) -> None:
    text = (
        "2017년에는 «4차산업혁명위원회|Committee»가 있었다. "
        "2022년에는 «디지털플랫폼정부위원회|Committee»가 문을 열었다."
    )
    assert not {d for d in said(drafts(nlp, reader, text)) if d[0] == "SUCCEEDS"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("«가 연구국|Division»은 «나 연구실|Division»로 격상됐다.", "fact"),
        ("«가 연구국|Division»은 «나 연구실|Division»로 격상된다.", "plan"),
        ("«나 연구실|Division»은 «가 연구국|Division»을 개편한 것이다.", "fact"),
        ("내년 1월 «가 연구국|Division»이 «나 연구실|Division»로 격상되면 단장이 바뀐다.", "plan"),
    ],
)
def test_what_has_not_become_another_thing_yet_is_planned_to(nlp, reader, text: str, modality: str) -> None:
    (change,) = [draft for draft in drafts(nlp, reader, text) if draft.predicate == "SUCCEEDS"]
    assert (change.subject.name, change.object.name, change.modality) == ("나 연구실", "가 연구국", modality)


def test_reading_twice_gives_the_same(nlp, reader) -> None:
    text = "«정부|Ministry»는 «로봇 전략|Program»의 일환으로 «로봇 실증 사업|Program»을 추진한다."
    assert drafts(nlp, reader, text) == drafts(nlp, reader, text)


def test_a_document_without_nodes_has_no_relations(nlp, reader) -> None:
    assert drafts(nlp, reader, "비가 온다.") == []


@pytest.mark.parametrize(("least", "named"), [(0.0, 1), (-99.0, 3)])
def test_only_a_likely_successor_is_named(nlp, monkeypatch, least: float, named: int) -> None:
    scorer = default_scorer()
    mixing = scorer.mixing.copy()
    mixing[:, 3] = -99.0
    monkeypatch.setitem(LEAST_ODDS, "SUCCEEDS", least)
    text = (
        "2022년에 «디지털플랫폼정부위원회|Committee»가 출범했다. 2024년에는 «AI전략최고위협의회|Committee»가 "
        "«국가인공지능위원회|Committee»로 격상됐다."
    )
    found = [d for d in drafts(nlp, RelationReader(replace(scorer, mixing=mixing)), text) if d.predicate == "SUCCEEDS"]
    assert len(found) == named
    assert ("SUCCEEDS", "국가인공지능위원회", "AI전략최고위협의회") in said(found)
