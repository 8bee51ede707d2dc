"""The name finder reads an article into things, each with all its mentions."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from spacy.language import Language

import ingest.extract.names
import ingest.korean.sentences
from graph.errors import InputError
from ingest.document import Node
from ingest.extract.crf import Labeller
from ingest.korean.tokenizer import blank


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    nlp.add_pipe("kaigraph_names")
    return nlp


def read(nlp: Language, text: str) -> dict[str, tuple[Node, list[str]]]:
    doc = nlp(text)
    return {n.name: (n, [text[s.start : s.end] for s in n.spans]) for n in doc._.nodes}


def test_a_ministry_is_one_thing_under_its_full_and_its_short_name(nlp):
    found = read(nlp, "과학기술정보통신부는 예산을 늘린다. 과기정통부 관계자는 내년에도 늘린다고 말했다.")
    node, surfaces = found["과학기술정보통신부"]
    assert node.type == "Ministry"
    assert surfaces == ["과학기술정보통신부", "과기정통부"]


def test_a_gloss_in_brackets_belongs_to_what_it_explains(nlp):
    found = read(nlp, "사업은 한국산업기술진흥원(KIAT)이 맡는다.")
    node, surfaces = found["한국산업기술진흥원"]
    assert node.type == "Organization"
    assert surfaces == ["한국산업기술진흥원", "KIAT"]
    assert [s.how for s in node.spans] == ["name", "alias"]


def test_the_government_is_one_thing_however_it_is_called(nlp):
    found = read(nlp, "정부는 25일 대책을 발표했다. 새 정부 들어 처음이다.")
    assert found["대한민국 정부"][0].type == "Ministry"


def test_a_ministry_is_found_before_a_title_that_is_written_onto_its_name(nlp):
    apart = "위원회에는 기획재정부 장관, 교육부 장관, 외교부 장관, 환경부 장관이 위원으로 참여한다."
    assert {"기획재정부", "교육부", "외교부", "환경부"} <= read(nlp, apart).keys()
    assert read(nlp, apart.replace(" 장관", "장관")).keys() == read(nlp, apart).keys()


def test_what_a_programme_is_made_is_no_programme(nlp):
    text = "국무회의는 '자율운항선박 기술개발사업'을 국가 정책사업으로 의결했다."
    assert {name for name, (node, _) in read(nlp, text).items() if node.type == "Program"} == {
        "자율운항선박 기술개발사업"
    }


def test_the_same_text_gives_the_same_nodes(nlp):
    text = "산업통상자원부(이하 산업부)는 'AI 팩토리 선도사업'에 한국산업은행과 함께 2000억원을 투입한다."
    assert nlp(text)._.nodes == nlp(text)._.nodes


def test_an_article_without_a_name_has_no_nodes(nlp):
    assert nlp("날씨가 맑다.")._.nodes == []
    assert nlp("")._.nodes == []


MOST_BYTES = {"names.crfsuite": 5_000_000, "judge.crfsuite": 5_000_000}


def test_the_models_are_the_ones_described_and_small():
    folder = Path(ingest.extract.names.__file__).parent / "models"
    described = json.loads((folder / "names.json").read_text("utf-8"))
    for name, digest in described["models"].items():
        content = (folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
        assert len(content) < MOST_BYTES[name]


def test_an_article_is_read_into_its_things(nlp):
    text = (
        "산업통상자원부(장관 김정관, 이하 산업부)는 10일 '제3차 AI 산업정책위원회'를 열었다. "
        "이어 산업 AI 얼라이언스를 출범시켰다.\n"
        "얼라이언스는 산업데이터, 표준, 인력 등 3개 분과로 움직인다. 김 장관은 삼성전자와 현대차를 찾았다."
    )
    found = read(nlp, text)
    labels = {name: node.type for name, (node, _) in found.items()}
    assert labels["김정관"] == "Person"
    assert labels["제3차 AI 산업정책위원회"] == "Event"
    assert labels["산업 AI 얼라이언스"] == "Alliance"
    assert [labels[f"{name} 분과"] for name in ("산업데이터", "표준", "인력")] == ["Division"] * 3
    assert labels["삼성전자"] == labels["현대자동차"] == "Organization"
    assert "김 장관" in found["김정관"][1]
    assert found["산업 AI 얼라이언스"][1][-1] == "얼라이언스"
    assert found["표준 분과"][0].scope == "산업 AI 얼라이언스"


def test_a_missing_or_broken_model_is_named(tmp_path):
    with pytest.raises(InputError, match="make train"):
        Labeller(tmp_path / "none.crfsuite")
    broken = tmp_path / "broken.crfsuite"
    broken.write_bytes(b"no model")
    with pytest.raises(InputError, match="no CRFsuite model"):
        Labeller(broken)
