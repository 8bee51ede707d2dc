"""Whose sum a sum of a list is, and what a name's neighbours tell of its ends."""

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from ingest.document import Node, Span
from ingest.extract.money.around import BEGINS, FOLLOWS, begins, follows
from ingest.extract.money.exclusions import (
    examples,
    members_of_total,
    nobody_pays,
    respectively_others,
    things_before,
    things_of_clauses_before,
    things_of_smaller_sums,
)
from ingest.extract.money.layout import lay_out
from ingest.extract.money.page import Page
from ingest.korean.tokenizer import blank


@pytest.fixture(scope="module")
def nlp():
    made = blank()
    made.add_pipe("kaigraph_sentences")
    return made


def page(nlp, text: str, named: dict[str, str]) -> Page:
    doc = nlp(text)
    doc._.nodes = [
        Node(label, name, [Span(text.index(name), text.index(name) + len(name))]) for name, label in named.items()
    ]
    return lay_out(doc)


def others(read: Page) -> list[set[str]]:
    return [{read.nodes[node].name for node in respectively_others(read, site)} for site in read.sums]


BANKS = {"한빛은행": "Organization", "새벽은행": "Organization"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("한빛은행과 새벽은행이 각각 600억원과 400억원을 출자한다.", [{"새벽은행"}, {"한빛은행"}]),
        ("한빛은행, 새벽은행에 각각 71억원, 75억원을 출자한다.", [{"새벽은행"}, {"한빛은행"}]),
        ("한빛은행과 새벽은행이 각각 600억원을 출자한다.", [set()]),
        ("한빛은행과 새벽은행이 600억원과 400억원을 출자한다.", [set(), set()]),
        ("한빛은행은 각각 600억원과 400억원을 새벽은행에 맡긴다.", [set(), set()]),
    ],
)
def test_each_of_a_list_has_the_sum_at_its_place(nlp, text: str, expected: list[set[str]]) -> None:
    assert others(page(nlp, text, BANKS)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2천억원은 한빛은행 예산이고, 남은 1500억원은 참여하는 기업과 기관의 몫으로 돌아간다.", [False, True]),
        ("나머지 53억원은 참여 기업이 부담한다.", [True]),
        ("나머지 53억원은 한빛은행의 몫이다.", [False]),
        ("53억원은 참여 기업의 연구에 쓰인다.", [False]),
    ],
)
def test_a_sum_that_is_the_portion_of_people_without_a_name_is_paid_by_nobody(
    nlp, text: str, expected: list[bool]
) -> None:
    named = {name: label for name, label in BANKS.items() if name in text}
    read = page(nlp, text, named)
    assert [nobody_pays(read, site) for site in read.sums] == expected


def test_what_stands_before_and_behind_a_name_tells_whether_it_goes_on(nlp) -> None:
    read = page(
        nlp,
        "정부는 국산 'AI 팩토리'에 투자하고 인공지능 시티를 만든다.",
        {"AI 팩토리": "Program", "인공지능": "Technology"},
    )
    row = read.mentions[0]
    end = read.sentences[0].end
    assert [BEGINS[begins(read, mention)] for mention in row] == ["quoted", "open"]
    assert [FOLLOWS[follows(read, mention.last, end)] for mention in row] == ["mark", "noun"]


THINGS = {"나노 사업": "Program", "바이오 사업": "Program", "첨단산업": "Sector", "국토부": "Ministry"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("국토부는 나노 사업과 바이오 사업 등 6개 사업에 712억원을 쓴다. 첨단산업.", {"나노 사업", "바이오 사업"}),
        ("국토부는 '나노 사업' 등 총 13개 분야에 올해 1조6천억원을 낸다. 바이오 사업, 첨단산업.", {"나노 사업"}),
        ("국토부는 나노 사업, 지역성장, 글로벌 등 총 13개 분야에 1조원을 낸다. 바이오 사업, 첨단산업.", {"나노 사업"}),
        ("국토부는 나노 사업 등 기업 지원·서비스 44개 사업에는 792억원을 쓴다. 바이오 사업, 첨단산업.", {"나노 사업"}),
        ("나노 사업, 바이오 사업 등 6대 첨단산업에 국토부가 1조원을 쓴다.", {"나노 사업", "바이오 사업"}),
        ("국토부는 나노 사업과 바이오 사업 등에 712억원을 쓴다. 첨단산업.", set()),
        ("나노 사업 등 3개 사업에 5억원, 바이오 사업에 국토부가 712억원을 쓴다. 첨단산업.", set()),
    ],
)
def test_what_is_named_of_a_group_does_not_get_the_groups_sum(nlp, text: str, expected: set[str]) -> None:
    read = page(nlp, text, THINGS)
    assert {read.nodes[node].name for node in examples(read, read.sums[-1])} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("국토부는 나노 사업에는 668억원, 새 과제에는 292억원을 쓴다. 바이오 사업, 첨단산업.", {"나노 사업", "국토부"}),
        ("국토부는 나노 사업에는 668억원, 바이오 사업에는 292억원을 쓴다. 첨단산업.", set()),
        ("국토부는 나노 사업에 올해 668억원, 내년 292억원을 쓴다. 바이오 사업, 첨단산업.", set()),
        ("국토부는 나노 사업의 새 과제에 292억원을 쓴다. 바이오 사업, 첨단산업.", set()),
    ],
)
def test_a_sum_for_something_without_a_node_is_not_that_of_what_has_one(nlp, text: str, expected: set[str]) -> None:
    read = page(nlp, text, THINGS)
    assert {read.nodes[node].name for node in things_before(read, read.sums[-1])} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("국토부는 나노 사업을 시작하고, 2조원 규모의 바이오 사업을 잇는다. 첨단산업.", {"나노 사업", "국토부"}),
        ("국토부는 나노 사업을 시작하고, 2조원을 바이오 사업에 쓴다. 첨단산업.", set()),
        ("국토부는 나노 사업과 2조원 규모의 바이오 사업을 한다. 첨단산업.", set()),
    ],
)
def test_the_size_of_what_follows_is_not_that_of_what_a_clause_before_names(nlp, text: str, expected: set[str]) -> None:
    read = page(nlp, text, THINGS)
    assert {read.nodes[node].name for node in things_of_clauses_before(read, read.sums[-1])} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("국토부는 나노 사업(208억원)과 이어 6000억원 규모의 본사업을 유치한다. 바이오 사업, 첨단산업.", {"나노 사업"}),
        ("국토부는 나노 사업(2024~26년, 208억원)과 이어 6000억원을 쓴다. 바이오 사업, 첨단산업.", {"나노 사업"}),
        ("국토부는 '나노 사업'(총 208억원)과 별개로 300억원을 쓴다. 바이오 사업, 첨단산업.", {"나노 사업"}),
        ("국토부는 나노 사업(208억원)에 올해 20억원을 쓴다. 바이오 사업, 첨단산업.", set()),
        ("국토부는 나노 사업(국토부, 208억원)과 이어 6000억원을 쓴다. 바이오 사업, 첨단산업.", set()),
    ],
)
def test_what_has_a_smaller_sum_of_its_own_does_not_get_a_larger_one(nlp, text: str, expected: set[str]) -> None:
    read = page(nlp, text, THINGS)
    assert {read.nodes[node].name for node in things_of_smaller_sums(read, read.sums[-1])} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("나노 사업(30개), 바이오 사업(400개) 등 430개 과제를 돕는다. 국토부, 첨단산업.", {"나노 사업", "바이오 사업"}),
        ("나노 사업(30개), 바이오 사업(400개) 등 450개 과제를 돕는다. 국토부, 첨단산업.", set()),
        ("나노 사업(30개)으로 30개 과제를 돕는다. 국토부, 바이오 사업, 첨단산업.", set()),
    ],
)
def test_the_total_of_a_list_is_none_of_its_members(nlp, text: str, expected: set[str]) -> None:
    read = page(nlp, text, THINGS)
    assert {read.nodes[node].name for node in members_of_total(read, read.numbers[-1])} == expected


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("국토부는 나노 사업에 해마다 2억원씩 모두 6억원을 낸다. 바이오 사업, 첨단산업.", [True, False]),
        ("국토부는 나노 사업에 해마다 2억원씩 6억원을 낸다. 바이오 사업, 첨단산업.", [True, False]),
        ("국토부는 나노 사업에 해마다 2억원씩 3곳에 낸다. 바이오 사업, 첨단산업.", [False]),
        ("국토부는 나노 사업 한 곳당 140억원씩 총 1400억원을 낸다. 바이오 사업, 첨단산업.", [True, False]),
        ("국토부는 나노 사업과 바이오 사업에 6조원씩 모두 12조원을 낸다. 첨단산업.", [False, False]),
        ("나노 사업 지원액은 과제당 최대 100억원이다. 국토부, 바이오 사업, 첨단산업.", [True]),
        ("국토부는 나노 사업 과제마다 100억원을 쓴다. 바이오 사업, 첨단산업.", [False]),
    ],
)
def test_a_part_that_the_text_itself_adds_up_is_no_sum_of_its_own(nlp, text: str, idle: list[bool]) -> None:
    assert [site.idle for site in page(nlp, text, THINGS).sums] == idle
