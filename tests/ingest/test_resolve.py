from collections.abc import Sequence
from datetime import date

import pytest

from graph.model import Article, Entity
from ingest.document import Draft, Node, Span
from ingest.korean.tokenizer import blank
from ingest.pipeline import article_of
from ingest.resolve import Resolution, resolve

NLP = blank()


def spans(text: str, *names: str, how: str = "name") -> list[Span]:
    return [Span(text.index(n), text.index(n) + len(n), how) for n in names]  # type: ignore[arg-type]


def resolved(
    text: str, nodes: Sequence[Node], on: date | None = None, drafts: Sequence[Draft] = (), article_id: str = "a1"
) -> Resolution:
    article: Article = article_of(text, article_id, published_on=on)
    doc = NLP(text)
    doc._.article, doc._.nodes, doc._.claims = article, list(nodes), list(drafts)
    return resolve(doc)


def one(text: str, node: Node, on: date | None = None, article_id: str = "a1") -> Entity:
    return resolved(text, [node], on, article_id=article_id).entity(node)


def node(text: str, label: str, name: str, **given: str) -> Node:
    return Node(label, name, spans(text, name), **given)  # type: ignore[arg-type]


def test_what_the_gazetteer_knows_gets_its_id_name_and_dates() -> None:
    text = "산업부는 계획을 냈다."
    entity = one(text, node(text, "Ministry", "산업부"), date(2025, 12, 24))
    assert (entity.id, entity.name, entity.name_en) == (
        "ministry/motir",
        "산업통상부",
        "Ministry of Trade, Industry and Resources",
    )
    assert (entity.valid_from, entity.valid_to) == ("2025-10-01", None)
    assert entity.aliases == ["산업부"]
    assert [(m.text, m.start) for m in entity.mentions] == [("산업부", 0)]


def test_a_ministry_of_the_past_stays_what_it_was() -> None:
    text = "2019년 산업통상자원부가 만든 계획이다."
    assert one(text, node(text, "Ministry", "산업통상자원부"), date(2026, 1, 5)).id == "ministry/motie"
    assert one(text, node(text, "Ministry", "산업통상자원부", known="ministry/motie"), None).id == "ministry/motie"


def test_the_president_is_the_government_and_no_name_of_it() -> None:
    text = "대통령은 계획을 보고받았다."
    entity = one(text, node(text, "Ministry", "대통령"), date(2026, 1, 5))
    assert (entity.id, entity.aliases) == ("ministry/government", [])


def test_an_office_is_the_body_that_it_heads() -> None:
    text = "금융위원장과 조달청장이 왔다."
    assert one(text, node(text, "Ministry", "금융위원장"), date(2026, 1, 5)).id == "ministry/fsc"
    assert one(text, node(text, "Ministry", "조달청장"), date(2026, 1, 5)).name == "조달청"


def test_what_the_finder_took_of_the_sentence_is_no_alias() -> None:
    text = "장관이 온 가운데 K-배터리 포럼 제2차 총회가 열렸다. K-배터리 포럼 제2차 총회는 처음이다."
    nodes = [node(text, "Event", "가운데 K-배터리 포럼 제2차 총회")]
    nodes.append(Node("Event", "K-배터리 포럼 제2차 총회", [Span(text.rindex("K-"), text.rindex("는 처음"))]))
    (entity,) = resolved(text, nodes).entities
    assert (entity.name, entity.aliases) == ("K-배터리 포럼 제2차 총회", [])


def test_a_known_thing_keeps_its_name_where_an_unknown_spelling_of_its_id_comes_first() -> None:
    text = "M.AX가 출범했다. M.AX 얼라이언스는 크다."
    nodes = [node(text, "Alliance", "M.AX"), node(text, "Alliance", "M.AX 얼라이언스")]
    (entity,) = resolved(text, nodes, date(2025, 12, 24)).entities
    assert (entity.id, entity.name, entity.aliases) == ("alliance/max", "M.AX 얼라이언스", [])
    (alone,) = resolved(text, nodes[:1], date(2025, 12, 24)).entities
    assert alone.name == "M.AX 얼라이언스"


def test_an_industry_is_the_known_one_whichever_label_the_finder_gave() -> None:
    text = "조선업에 로봇을 들인다."
    entity = one(text, node(text, "Technology", "조선업"))
    assert (entity.id, entity.type) == ("sector/shipbuilding", "Sector")


def test_an_unknown_thing_gets_an_id_that_its_spellings_share() -> None:
    first, second = "「2025년 인공지능 용접로봇 선도사업」을 공고했다.", "AI 용접로봇 선도 사업이 끝났다."
    one_id = one(first, node(first, "Program", "2025년 인공지능 용접로봇 선도사업")).id
    assert one_id == one(second, node(second, "Program", "AI 용접로봇 선도 사업"), article_id="a2").id
    assert one_id == "program/ai용접로봇선도사업"


def test_two_nodes_of_one_thing_become_one_entity_with_all_mentions() -> None:
    text = "산업은행이 대출한다. 한국산업은행은 출자도 한다. 이 은행이 맡는다."
    short = Node("Organization", "산업은행", spans(text, "산업은행"))
    full = Node(
        "Organization", "한국산업은행", [*spans(text, "한국산업은행"), *spans(text, "이 은행", how="reference")]
    )
    found = resolved(text, [short, full])
    assert [e.id for e in found.entities] == ["organization/한국산업은행"]
    assert found.entity(short) is found.entity(full)
    assert [m.text for m in found.entities[0].mentions] == ["산업은행", "한국산업은행", "이 은행"]
    assert found.entities[0].aliases == ["산업은행"]
    assert found.entities[0].kind == "bank"


def test_what_refers_without_naming_is_a_mention_and_no_alias() -> None:
    text = "김정관 장관이 왔다. 김 장관은 말했다. 이 사업은 새 사업이다."
    person = Node("Person", "김정관", [*spans(text, "김정관"), *spans(text, "김 장관", how="alias")])
    entity = one(text, person)
    assert (entity.aliases, len(entity.mentions)) == ([], 2)


def test_a_general_name_is_scoped_by_its_body() -> None:
    text = "AI 산업정책위원회는 표준분과를 둔다."
    division = node(text, "Division", "표준분과")
    body = node(text, "Committee", "AI 산업정책위원회")
    told = Draft("PART_OF", division, body, 0, len(text))
    assert resolved(text, [division, body], drafts=[told]).entity(division).id == ("division/ai산업정책위원회:표준분과")
    given = node(text, "Division", "표준분과", scope="AI산업정책위원회")
    assert one(text, given).id == "division/ai산업정책위원회:표준분과"


def test_a_general_name_without_a_body_stays_within_its_article() -> None:
    text = "업무협약을 맺었다."
    ids = {one(text, node(text, "Event", "업무협약"), article_id=i).id for i in ("a1", "a2")}
    assert ids == {"event/a1:업무협약", "event/a2:업무협약"}


def test_the_order_of_nodes_changes_nothing() -> None:
    text = "탄소섬유 협의체는 탄소 섬유 협의체다."
    nodes = [node(text, "Alliance", "탄소섬유 협의체"), node(text, "Alliance", "탄소 섬유 협의체")]
    assert resolved(text, nodes).entities == resolved(text, nodes[::-1]).entities
    assert resolved(text, nodes).entities[0].name == "탄소 섬유 협의체"


def test_an_unknown_node_is_an_error() -> None:
    text = "정부가 나섰다."
    with pytest.raises(KeyError):
        resolved(text, []).entity(node(text, "Ministry", "정부"))
