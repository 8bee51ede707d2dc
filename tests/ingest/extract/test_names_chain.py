"""What is computed for whole documents at once is what CRFsuite computes sentence by sentence."""

from __future__ import annotations

import pycrfsuite
import pytest

from ingest.extract.crf import SURE_OUTSIDE, Labeller
from ingest.extract.features import Features, document_features
from ingest.extract.units import sequences
from ingest.korean.tokenizer import blank

TEXT = """정부는 2025년 5월 ‘AI 자율제조 얼라이언스’를 출범했다.
김정관 장관이 나섰다.
삼성전자와 현대자동차가 참여해 대구에서 로봇을 시험한다.
끝."""


@pytest.fixture(scope="module")
def features() -> Features:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    found = sequences(nlp(TEXT))
    return document_features(found, [["-"] * len(s.units) for s in found])


@pytest.fixture(scope="module")
def model(features, tmp_path_factory):
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": 0.5, "max_iterations": 5, "feature.possible_transitions": True})
    kinds = ("O", "O", "B-Event", "I-Event", "B-Person")
    for sentence in features.sentences():
        trainer.append(sentence, [kinds[i % 5] for i in range(len(sentence))])
    path = tmp_path_factory.mktemp("model") / "small.crfsuite"
    trainer.train(str(path))
    return path


def test_labels_and_probabilities_are_those_of_crfsuite(features, model):
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    labelled = Labeller(model).label(features)
    assert [len(s) for s in labelled] == features.lengths
    for sentence, found in zip(features.sentences(), labelled, strict=True):
        assert [x.label for x in found] == tagger.tag(sentence)
        chances = [tagger.marginal(x.label, i) for i, x in enumerate(found)]
        sure = [x.label == "O" and chance > SURE_OUTSIDE for x, chance in zip(found, chances, strict=True)]
        assert [x.score for x in found] == pytest.approx(
            [1.0 if outside else chance for outside, chance in zip(sure, chances, strict=True)]
        )


def test_what_a_unit_outside_may_be_is_its_likeliest_other_label(features, model):
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    doubtful = 0
    for sentence, found in zip(features.sentences(), Labeller(model).label(features), strict=True):
        tagger.set(sentence)
        for at, unit in enumerate(found):
            inside = {x: tagger.marginal(x, at) for x in tagger.labels() if x != "O"}
            if unit.label == "O" and unit.score <= SURE_OUTSIDE:
                doubtful += 1
                assert inside[unit.other] == pytest.approx(max(inside.values()))
                assert unit.chance == pytest.approx(inside[unit.other])
            else:
                assert (unit.other, unit.chance) == ("O", 0.0)
    assert doubtful


def test_a_document_read_again_is_labelled_alike(features, model):
    labeller = Labeller(model)
    assert labeller.label(features) == labeller.label(features)


def test_nothing_is_labelled_where_nothing_stands(model):
    assert Labeller(model).label(document_features([], [])) == []
