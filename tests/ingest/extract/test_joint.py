"""The joint look at money: what a proposal is made of, and what its network makes of it."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.extract.money.evidence import FORMS, Proposal, proposals
from ingest.extract.money.joint import Joint, Layer, columns, name_cues, pair_cues
from ingest.extract.money.layout import lay_out
from ingest.extract.money.looks import look
from ingest.extract.money.page import Page
from ingest.extract.money.scorer import default_scorer
from ingest.extract.network import Network
from ingest.training.joint import Vocabulary
from tests.ingest.extract.marked_text import pipeline, read_marked

TEXT = "«산업통상부|Ministry»는 «로봇 실증 사업|Program»에 국비 300억 원을 지원한다."


@pytest.fixture(scope="module")
def proposed() -> tuple[Page, list[Proposal]]:
    page = lay_out(read_marked(pipeline(), TEXT))
    return page, list(proposals(page, look(page, default_scorer())))


def cues_of(proposed: tuple[Page, list[Proposal]], which: str) -> set[str]:
    """Return the cues of the parts of the first proposal of a form, each named with its part."""
    page, found = proposed
    vocabulary = Vocabulary()
    lesson = vocabulary.lesson(page, found, [(False, True)] * len(found))
    names = list(vocabulary.numbers)
    row = lesson.laid.rows[next(i for i, one in enumerate(found) if one.form == which)]
    return {names[cue] for part in row for cue in lesson.laid.parts[part]}


def test_a_payment_is_its_site_its_payer_its_object_and_the_tie_between_them(
    proposed: tuple[Page, list[Proposal]],
) -> None:
    cues = cues_of(proposed, "funds")
    assert {"site:W국비", "site:w<국비", "site:w>지원"} <= cues
    assert {"payer:ministry=산업통상부", "object:head=사업", "object:noun=로봇", "pair:T=Ministry<Program"} <= cues
    assert not any(cue.startswith(("site:W로봇", "payer:noun=")) for cue in cues)


def test_what_proposals_share_is_laid_out_once(proposed: tuple[Page, list[Proposal]]) -> None:
    page, found = proposed
    laid = Layer(lambda _role, _cue: 0).lay(page, found)
    assert len(laid.rows) == len(found)
    assert len({row[0] for row in laid.rows}) == len({id(one.looked) for one in found}) == len(set(laid.groups))
    assert len(laid.parts) == len({part for row in laid.rows for part in row})


def test_the_joint_look_adds_up_the_parts(proposed: tuple[Page, list[Proposal]]) -> None:
    page, found = proposed
    cues = {"site:W국비": 0, "payer:ministry=산업통상부": 1, "object:head=사업": 2}
    nothing = np.zeros((0, 3), np.float32)
    joint = Joint(cues, Network(np.diag([1.0, 2.0, 4.0]).astype(np.float32)[[0, 0, 0]] * [[1], [2], [4]], *(
        np.zeros(0, np.float32), nothing, np.zeros(3, np.float32)
    )))  # fmt: skip
    told = joint.look(page, found)
    row = next(i for i, one in enumerate(found) if one.form == "funds")
    assert FORMS[0] == "funds"
    assert told.shape == (len(found), 2)
    assert told[row, 0] == 7
    assert Joint().look(page, found)[:, 0].tolist() == [0.0] * len(found)
    assert Joint().look(page, []).shape == (0, 2)


def test_a_rival_is_the_best_other_proposal_of_the_same_sum() -> None:
    odds = np.array([1, 3, 3, 2, -1], np.float32)
    assert columns([0, 0, 0, 1, 2], odds)[:, 1].tolist() == [-2.0, 0.0, 0.0, 11.0, 8.0]


def test_far_and_near_ends_are_told_apart() -> None:
    page = lay_out(read_marked(pipeline(), TEXT + " 올해는 200억 원을 더 지원한다."))
    found = list(proposals(page, look(page, default_scorer())))
    said = {
        one.looked.site.sentence: pair_cues(page, one.payer, one.object)
        for one in found
        if one.form == "funds" and one.payer is not None
    }
    assert "list=False" in said[0]
    assert said[1] == said[0]  # the tie is that of the two, wherever the sum stands


def test_a_body_that_pays_is_known_by_its_kind_and_not_by_its_nouns() -> None:
    page = lay_out(read_marked(pipeline(), "«한국로봇산업진흥원|Organization»이 «로봇 펀드|Fund»에 100억 원을 댄다."))
    body, fund = (next(n for n in page.nodes if n.type == label) for label in ("Organization", "Fund"))
    assert not any(cue.startswith(("head", "noun")) for cue in name_cues(body, ["로봇", "진흥원"], "payer"))
    assert "head=펀드" in set(name_cues(fund, ["로봇", "펀드"], "object"))
