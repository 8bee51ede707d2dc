from __future__ import annotations

import pytest

from ingest.extract.pairs import read
from ingest.extract.quotations import quotations, said_by
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def speakers(nlp, marked: str) -> list[str | None]:
    reading = read(read_marked(nlp, marked))
    return [reading.nodes[q.speaker].name if q.speaker is not None else None for q in quotations(reading)]


def test_who_acts_with_a_verb_of_saying_says_it(nlp) -> None:
    text = '«김정관|Person» «산업부|Ministry» 장관은 "«로봇 사업|Program»을 키우겠다"고 밝혔다.'
    assert speakers(nlp, text) == ["김정관"]


def test_an_answer_without_a_verb_is_that_of_the_person_named_before(nlp) -> None:
    text = '«김정관|Person» 장관을 만났다.\n\n"«로봇 사업|Program»을 내년에 시작합니다. 예산도 늘립니다."'
    assert speakers(nlp, text) == ["김정관"]


def test_only_what_stands_within_is_said_by_the_speaker(nlp) -> None:
    text = '«김정관|Person» 장관은 "«로봇 사업|Program»을 키우겠다"며 «조선 사업|Program»도 꼽았다.'
    reading = read(read_marked(nlp, text))
    speech = quotations(reading)
    said = {reading.nodes[m.node].name: said_by(speech, m) for row in reading.mentions for m in row}
    assert said == {"김정관": None, "로봇 사업": 0, "조선 사업": None}


def test_short_words_in_quotes_are_no_speech(nlp) -> None:
    assert speakers(nlp, '«산업부|Ministry»는 "AX"를 말했다.') == []
