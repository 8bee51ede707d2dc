from __future__ import annotations

import pytest

from ingest.extract.clauses import Clauses
from ingest.extract.pairs import read
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def only_sentence(nlp, marked: str) -> Clauses:
    (tied,) = read(read_marked(nlp, marked)).clauses
    return tied


def phrase_of(tied: Clauses, number: int) -> int:
    return tied.mentions[number].phrase


def verbs(tied: Clauses) -> dict[str, int]:
    return {p.stem: i for i, p in enumerate(tied.phrases) if p.kind == "V"}


def test_a_topic_acts_in_the_last_verb_and_an_inner_subject_in_its_own(nlp) -> None:
    tied = only_sentence(nlp, "«산업부|Ministry»는 «현대차|Organization»가 참여하는 «로봇 사업|Program»을 추진한다.")
    ministry, company, programme = (phrase_of(tied, i) for i in range(3))
    found = verbs(tied)
    assert tied.verb[ministry] == found["추진"]
    assert tied.verb[company] == found["참여"]
    assert tied.actor[found["참여"]] == company
    assert tied.actor[found["추진"]] == ministry
    assert tied.modifies[found["참여"]] == programme


def test_members_of_a_list_take_the_particle_and_verb_of_the_last(nlp) -> None:
    tied = only_sentence(
        nlp, "«현대차|Organization»와 «기아|Organization», «포스코|Organization»가 «연합|Alliance»에 참여한다."
    )
    first, last = phrase_of(tied, 0), phrase_of(tied, 2)
    assert tied.case[first] == "가"
    assert tied.last[first] == last
    assert tied.verb[first] == verbs(tied)["참여"]


def test_an_actor_said_once_acts_in_every_verb_that_hands_on(nlp) -> None:
    tied = only_sentence(nlp, "«정부|Ministry»는 «성장 펀드|Fund»를 조성하고 «지원 센터|Program»를 설치한다.")
    found = verbs(tied)
    assert tied.actor[found["조성"]] == tied.actor[found["설치"]] == phrase_of(tied, 0)
    assert tied.onto[found["조성"]] == found["설치"]


def test_what_stands_in_brackets_hangs_onto_the_phrase_before(nlp) -> None:
    tied = only_sentence(nlp, "«산업부|Ministry»(장관 «김정관|Person»)는 «로봇 전략|Program»을 발표했다.")
    ministry, person = phrase_of(tied, 0), phrase_of(tied, 1)
    assert tied.phrases[person].host == ministry
    assert tied.actor[verbs(tied)["발표"]] == ministry


def test_words_that_only_say_a_role_become_part_of_the_particle(nlp) -> None:
    tied = only_sentence(nlp, "«로봇 사업|Program»은 «로봇 전략|Program»의 일환으로 추진된다.")
    assert tied.case[phrase_of(tied, 1)] == "의 일환"
    assert tied.phrases[verbs(tied)["추진"]].voice == "passive"


def test_a_plan_is_one_verb_with_its_mood(nlp) -> None:
    tied = only_sentence(nlp, "«산업부|Ministry»는 «로봇 사업|Program»을 추진할 계획이다.")
    verb = tied.phrases[verbs(tied)["추진"]]
    assert "계획" in verb.forms
    assert verb.ending == "EF"
