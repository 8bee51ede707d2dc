"""What the text around two mentions says, as named cues."""

from __future__ import annotations

import pytest
from spacy.language import Language

from ingest.extract.cues import alone, spelled, together
from ingest.extract.instances import instances, remoteness, standing
from ingest.extract.pairs import read
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def cues_of(nlp: Language, marked: str, subject: str, obj: str) -> set[str]:
    """Return all cues of the first place of a pair that are not of one mention alone."""
    reading = read(read_marked(nlp, marked))
    pairs, places = instances(reading)
    for place in places:
        a, b = pairs[place.pair]
        if (reading.nodes[a].name, reading.nodes[b].name) == (subject, obj):
            own, shared = together(reading, place)
            return {*own, *(cue for pattern in shared for cue in spelled(pattern))}
    raise AssertionError((subject, obj))


def test_what_is_done_to_a_part_is_told_of_its_whole(nlp: Language) -> None:
    found = cues_of(nlp, "도는 «실증 사업|Program»으로 «조선|Sector» 현장의 공정에 로봇을 입힌다.", "실증 사업", "조선")
    assert "의 sv|로,에|입히" in found
    assert "sv|로,에|입히" not in found
    reading = read(read_marked(nlp, "«조선|Sector» 현장의 공정에 로봇을 입힌다."))
    assert "의 v에입히" in alone(reading, reading.mentions[0][0])


def test_a_name_tells_its_nouns_wherever_it_is_meant(nlp: Language) -> None:
    reading = read(read_marked(nlp, "«로봇 실증 사업|Program»을 시작한다. 정부는 «로봇 실증 사업|Program»을 넓힌다."))
    for mention in reading.mentions[0]:
        assert {"noun로봇", "noun실증", "noun사업", "TnounProgram사업"} <= set(alone(reading, mention))


def test_a_sector_in_brackets_before_a_programme_is_its_tag(nlp: Language) -> None:
    assert "TtagBProgram>Sector11" in cues_of(
        nlp, "(«조선|Sector») '«용접 로봇 개발|Program»'을 한다.", "용접 로봇 개발", "조선"
    )


def test_a_later_sentence_tells_how_it_stands_to_what_the_article_is_about(nlp: Language) -> None:
    text = "부는 «실증 사업|Program»을 시작한다. 이 사업은 «조선|Sector»을 겨냥한다."
    found = cues_of(nlp, text, "실증 사업", "조선")
    assert {"TxProgram>Sector<1", "TllProgram>SectorA"} <= found
    assert "stand A0" in found


def test_two_nodes_that_neither_meet_nor_matter_are_not_looked_at(nlp: Language) -> None:
    reading = read(read_marked(nlp, "부는 «실증 사업|Program»을 시작한다. 다음은 «조선|Sector»이다."))
    _, (place,) = instances(reading)
    assert (standing(reading, place), remoteness(reading, place)) == ("Program>Sector<", 0)
    assert instances(reading, {"Program>Sector<": 0})[0] == [(0, 1)]
    assert instances(reading, {"Program>Sector<": -1}) == ([], [])
