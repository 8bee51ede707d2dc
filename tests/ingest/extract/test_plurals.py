from __future__ import annotations

import pytest

from ingest.extract.plurals import plurals
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def meant(nlp, marked: str) -> list[tuple[str, list[str]]]:
    doc = read_marked(nlp, marked)
    found = plurals(doc.text, doc._.sentences, doc._.nodes)
    return [(doc.text[start:end], [doc._.nodes[i].name for i in many]) for start, end, many in found]


def test_two_ministries_are_the_two_that_one_sentence_named(nlp) -> None:
    text = (
        "«기획재정부|Ministry»도 나섰다. «산업부|Ministry»와 «해수부|Ministry»는 협약을 맺었다. "
        "두 부처는 내년에 사업을 시작한다."
    )
    assert meant(nlp, text) == [("두 부처", ["산업부", "해수부"])]


def test_only_nodes_that_the_noun_fits_are_meant(nlp) -> None:
    text = (
        "«산업부|Ministry»와 «신한은행|Organization», «하나은행|Organization», «KT|Organization»가 모였다. "
        "두 은행은 돈을 낸다."
    )
    assert meant(nlp, text) == [("두 은행", ["신한은행", "하나은행"])]


def test_too_few_candidates_mean_nobody(nlp) -> None:
    assert meant(nlp, "«산업부|Ministry»가 발표했다. 두 부처는 협력한다.") == []
