"""What a target counts, and which numbers are no targets."""

from datetime import date

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from graph.ids import text_hash
from graph.model import Article
from ingest.extract.money.goals import counts_nothing, metric, reached
from ingest.extract.money.layout import lay_out
from ingest.extract.money.page import Page
from ingest.extract.money.years import year_of_target, years_of_sum
from ingest.korean.tokenizer import blank


@pytest.fixture(scope="module")
def nlp():
    made = blank()
    made.add_pipe("kaigraph_sentences")
    return made


def page(nlp, text: str, on: date | None = date(2025, 12, 24)) -> Page:
    doc = nlp.make_doc(text)
    doc._.article = Article(id="a", published_on=on, text=text, text_sha256=text_hash(text))
    return lay_out(nlp(doc))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("2030년까지 서비스 로봇을 10만 대 보급한다.", "서비스 로봇"),
        ("자동화율을 2027년까지 40%로 높인다.", "자동화율"),
        ("전문인력 1만5000명을 양성한다.", "전문인력"),
        ("수출을 9억달러로 늘린다.", "수출"),
        ("육상풍력을 누적 6GW 보급한다.", "육상풍력"),
        ("목표 : 소부장 수출 4,500억 달러", "소부장 수출"),
        ("산업재해를 20% 줄인다.", "산업재해 감축"),
        ("제품 개발비 85% 이상 절감을 목표로 한다.", "제품 개발비 절감"),
        ("생산성을 30% 높이고 불량률을 10%로 낮춘다.", "생산성 향상"),
        ("탄소 감축률을 30% 더 높인다.", "탄소 감축률 향상"),
        ("자동화율을 40%까지 높인다.", "자동화율"),
        ("AI 팩토리를 지난해 26곳에서 2030년 500곳으로 늘린다.", "AI 팩토리"),
        ("로봇을 업종별 500여 대 보급한다.", "로봇"),
        ("컴퓨팅 역량을 지난해 대비 7배 이상 끌어올린다.", "컴퓨팅 역량 향상"),
    ],
)
def test_a_target_counts_the_noun_phrase_before_its_number(nlp, text: str, counted: str) -> None:
    read = page(nlp, text)
    assert metric(read, read.numbers[-1 if "26곳" in text else 0]) == counted


def test_a_target_counts_what_its_number_is_joined_to(nlp) -> None:
    read = page(nlp, "제조 분야에서 2030년까지 100조원 이상의 부가가치를 창출한다.")
    assert metric(read, read.numbers[-1]) == "부가가치"
    read = page(nlp, "추가 확보로 2030년까지 3만7000장의 GPU를 갖춘다.")
    assert metric(read, read.numbers[-1]) == "GPU"


def test_a_target_that_goes_on_from_another_counts_the_same(nlp) -> None:
    read = page(nlp, "서비스 로봇을 올해 100대로 늘리고 2030년까지 500대로 늘린다.")
    assert [metric(read, site) for site in read.numbers] == ["서비스 로봇", "서비스 로봇"]
    other = page(nlp, "서비스 로봇을 올해 100대로 늘리고 2030년까지 40%로 높인다.")
    assert metric(other, other.numbers[1]) is None


def test_words_of_size_are_nothing_that_a_target_counts(nlp) -> None:
    read = page(nlp, "올해 안에 3곳 안팎을 추린다.")
    assert metric(read, read.numbers[0]) is None


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("재석 206명 가운데 찬성 199명으로 통과됐다.", [True, True]),
        ("센터는 24시간 문을 연다.", [True]),
        ("교육 시간을 40시간으로 늘린다.", [False]),
        ("얼라이언스는 10개 분과로 구성된다.", [True]),
        ("연합은 6개 전문그룹 체제로 운영된다.", [True]),
        ("10개 분야별 얼라이언스로 구성된다.", [True]),
        ("전문기업 80여 개사와 함께 지원단을 꾸린다.", [True]),
        ("대학 15곳과 손잡고 인력을 기른다.", [True]),
        ("기업 80개사와 대학을 함께 돕는다.", [False]),
        ("실증 단지를 10개 지역으로 늘린다.", [False]),
        ("찬성 의견을 낸 전문가 30명을 뽑는다.", [False]),
    ],
)
def test_votes_hours_of_a_day_parts_of_a_whole_and_partners_are_no_aim(nlp, text: str, nothing: list[bool]) -> None:
    read = page(nlp, text)
    assert [counts_nothing(read, site) for site in read.numbers] == nothing


def test_numbers_that_are_reached_are_told_apart_from_targets(nlp) -> None:
    told = page(nlp, "참여 기업은 이미 1,300곳을 넘겼다.")
    meant = page(nlp, "정부는 2030년까지 1,300곳을 지정한다는 목표를 세웠다.")
    assert reached(told, told.numbers[0])
    known = page(nlp, "산업부는 후보 사업을 40개 이상 발굴한 바 있다.")
    assert reached(known, known.numbers[0])
    assert not reached(meant, meant.numbers[0])


def test_where_things_stand_is_no_target(nlp) -> None:
    read = page(nlp, "전문기업을 32곳에서 69곳으로 늘린다.")
    assert [(s.quantity.value, s.idle) for s in read.numbers] == [(32, True), (69, False)]


@pytest.mark.parametrize(
    "text", ["예산은 올해보다 457억 원 많다.", "민간이 53억원을 낸다.", "지난해 매출은 3조원이다."]
)
def test_differences_private_money_and_turnover_are_left_out(nlp, text: str) -> None:
    assert [s.idle for s in page(nlp, text).sums] == [True]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2030년까지 500개를 구축한다.", 2030),
        ("내년에는 69곳으로 늘린다.", 2026),
        ("2026~2030년 10만 명을 양성한다.", 2030),
        ("지난해 시작해 2028년까지 200개를 만든다.", 2028),
    ],
)
def test_a_target_has_the_year_that_lies_ahead(nlp, text: str, year: int) -> None:
    read = page(nlp, text)
    assert year_of_target(read, read.numbers[0]) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("프로젝트를 2027년까지 200개로 늘린다. 제조비용은 20% 줄인다.", None),
        ("종착점은 2028년이다. 산업부는 그때까지 점유율을 6%로 올린다.", 2028),
        ("2027년까지 3만 개를 보급한다. 같은 기간 산업재해를 30% 줄인다.", 2027),
        ("공단은 내년에 산단의 환경을 바꾼다. 스마트그린산단은 27곳으로 늘린다.", 2026),
        ("2030년 목표는 다음과 같다.\n- 도입률 10% 달성\n- 산업재해율 20% 감축", 2030),
        ("주차장 1,500곳에 태양광을 올리고, 육상풍력은 2030년까지 6GW를 보급한다.", 2030),
    ],
)
def test_a_target_without_a_year_of_its_own_has_one_only_where_the_text_goes_on_with_it(
    nlp, text: str, year: int | None
) -> None:
    read = page(nlp, text)
    assert year_of_target(read, read.numbers[-1]) == year


def test_a_year_in_the_clause_after_a_target_is_not_its_own(nlp) -> None:
    read = page(nlp, "주차장 1,500곳에 태양광을 올리고, 육상풍력은 2030년까지 6GW를 보급한다.")
    assert [year_of_target(read, s) for s in read.numbers] == [None, 2030]


@pytest.mark.parametrize(
    ("text", "which", "expected"),
    [
        ("내년 예산은 300억원이다.", 0, {"fiscal_year": 2026}),
        ("2026년부터 2030년까지 300억원을 투입한다.", 0, {"period_start": 2026, "period_end": 2030}),
        ("2029년까지 300억원이 든다.", 0, {"period_end": 2029}),
        ("올해 100억원에서 내년 300억원으로 늘린다.", 0, {"fiscal_year": 2025}),
        ("올해 100억원에서 내년 300억원으로 늘린다.", 1, {"fiscal_year": 2026}),
        ("내년 예산을 100억원에서 300억원으로 늘린다.", 0, {"fiscal_year": 2025}),
        ("지난해보다 많은 300억원을 올해 투입한다.", 0, {"fiscal_year": 2025}),
        ("올해(5,000억 원)보다 늘어난 내년 8,200억 원을 쓴다.", 0, {"fiscal_year": 2025}),
        ("올해(5,000억 원)보다 늘어난 내년 8,200억 원을 쓴다.", 1, {"fiscal_year": 2026}),
        ("2023년에는 3년간 국비 63억 원을 받았다.", 0, {"period_start": 2023, "period_end": 2025}),
    ],
)
def test_a_sum_belongs_to_the_years_of_its_clause(nlp, text: str, which: int, expected: dict[str, int]) -> None:
    read = page(nlp, text)
    assert years_of_sum(read, read.sums[which], budget=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "올해 뽑힌 과제는 모두 26개다.",
        "데이터 활용률은 8.4%, AI 활용률은 1.6%에 머문다.",
        "1,300곳을 넘긴 연합을 키우겠다는 구상이다.",
    ],
)
def test_how_things_stand_and_how_they_grew_are_no_targets(nlp, text: str) -> None:
    read = page(nlp, text)
    assert reached(read, read.numbers[0])
