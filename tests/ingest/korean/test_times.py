from datetime import date

import pytest

from ingest.korean.times import TimeExpr, find, within

ON = date(2025, 12, 24)


def one(text: str, on: date | None = ON) -> TimeExpr:
    found = find(text, on)
    assert len(found) == 1, f"{text!r} has {len(found)} times: {found}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("올해", "2025"),
        ("금년도 예산", "2025"),
        ("내년", "2026"),
        ("내년도 정부안", "2026"),
        ("지난해보다", "2024"),
        ("작년", "2024"),
        ("전년 대비", "2024"),
        ("재작년", "2023"),
        ("내후년", "2027"),
        ("새해 예산", "2026"),
        ("이달 출범한", "2025-12"),
        ("지난달", "2025-11"),
        ("내달 13일까지", "2026-01-13"),
        ("다음 달", "2026-01"),
        ("지난 9월", "2025-09"),
        ("오는 3월", "2026-03"),
        ("오는 12월", "2025-12"),
        ("10월 1일", "2025-10-01"),
        ("지난해 12월", "2024-12"),
        ("내년 3월 2일", "2026-03-02"),
        ("24일 밝혔다", "2025-12-24"),
        ("지난 24일", "2025-12-24"),
        ("지난 28일", "2025-11-28"),
        ("오는 3일", "2026-01-03"),
        ("29일 출범한다", "2025-12-29"),
        ("24일(수)", "2025-12-24"),
        ("12.24.(수)", "2025-12-24"),
        ("2025.9.24. 배포", "2025-09-24"),
        ("2025-09-24", "2025-09-24"),
        ("2026년", "2026"),
        ("2026년도 예산", "2026"),
        ("'26년 예산", "2026"),
        ("’98년 설립", "1998"),
        ("('30)", "2030"),
        ("2026년 3월", "2026-03"),
        ("2026년 3월 2일", "2026-03-02"),
        ("오늘", "2025-12-24"),
        ("어제", "2025-12-23"),
    ],
)
def test_a_written_time_is_resolved_against_the_date_of_the_article(text: str, iso: str) -> None:
    assert one(text).iso == iso


@pytest.mark.parametrize(
    ("text", "part"),
    [("내년 상반기", "H1"), ("올 하반기", "H2"), ("3분기", "Q3"), ("올해 말까지", "end"), ("연내", "end")],
)
def test_a_part_of_the_year_is_kept_with_it(text: str, part: str) -> None:
    assert one(text).part == part


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026~2030년", 2026, 2030),
        ("2026∼30년", 2026, 2030),
        ("'25~'28년, 484억 원", 2025, 2028),
        ("'26-'30", 2026, 2030),
        ("2023년~2027년", 2023, 2027),
        ("2025년부터 2030년까지", 2025, 2030),
        ("내년부터 2028년까지", 2026, 2028),
        ("2026년 하반기부터 2027년까지", 2026, 2027),
        ("내년부터 5년간", 2026, 2030),
        ("올해부터 2032년까지 8년간", 2025, 2032),
        ("2026년부터 5년 동안", 2026, 2030),
        ("2035년까지 10년간", 2026, 2035),
        ("향후 5년간", 2026, 2030),
        ("지난 5년간", 2021, 2025),
        ("내년부터 향후 5년간", 2026, 2030),
        ("2009년 이후 16년간", 2009, 2024),
        ("2026년 6월~2027년 12월", 2026, 2027),
        ("’25.10~’28.12", 2025, 2028),
        ("2025년 12월~2028년 11월 3년간", 2025, 2028),
    ],
)
def test_a_period_has_its_first_and_last_year(text: str, first: int, last: int) -> None:
    period = one(text)
    assert (period.relation, period.first, period.last) == ("during", first, last)


def test_coming_years_begin_with_this_one_while_it_is_young() -> None:
    period = one("향후 5년간", date(2025, 3, 10))
    assert (period.first, period.last) == (2025, 2029)


def test_coming_years_begin_with_the_one_that_is_said_to_be_the_first() -> None:
    period = one("올해부터 향후 5년간", date(2025, 11, 10))
    assert (period.first, period.last) == (2025, 2029)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("지난 연말", "2025"),
        ("지난 하반기", "2025"),
        ("지난 4분기", "2025"),
        ("하반기", "2026"),
        ("오는 3분기", "2026"),
    ],
)
def test_a_part_of_the_year_that_is_past_has_ended(text: str, iso: str) -> None:
    assert one(text, date(2026, 1, 12)).iso == iso


def test_a_part_is_counted_within_the_year_it_is_named_with() -> None:
    on = date(2025, 11, 12)
    assert one("2026년 1/4분기", on).iso == one("내년 상·하반기로", on).iso == "2026"
    assert one("’26.1~12월", on).iso == "2026-01"


def test_a_year_of_a_draft_budget_is_written_short() -> None:
    assert [t.iso for t in find("(’25본예산 800억원 → ’26예산안 900억원, ’27안)", ON)] == ["2025", "2026", "2027"]


def test_a_limit_counts_from_the_article() -> None:
    assert (one("3년 이내에").relation, one("3년 이내에").year) == ("until", 2028)
    assert (one("3년 내 200곳").relation, one("3년 내 200곳").year) == ("until", 2028)
    assert one("5년 뒤에는").year == 2030
    assert not find("창업 7년 내 기업과 업력 3년 이내에 든 곳", ON)


def test_after_something_that_is_not_dated_nobody_knows_when() -> None:
    assert one("준공 이후 3년간").first is None


def test_a_bare_length_says_how_long_but_not_when() -> None:
    period = one("4년간 총 145억 원")
    assert (period.length, period.first, period.last) == (4, None, None)


def test_particles_say_on_which_side_of_a_time_something_lies() -> None:
    assert one("2027년까지").relation == "until"
    assert one("2027년 말까지").relation == "until"
    assert one("2025년부터").relation == "since"
    assert one("2025년에").relation == "at"


def test_the_same_year_is_the_one_named_before() -> None:
    text = "2023년 출범해 같은 해 7월 개편됐고 이듬해 통합됐다"
    assert [t.iso for t in find(text, ON)] == ["2023", "2023-07", "2024"]


def test_this_day_is_the_day_told_before() -> None:
    assert [t.iso for t in find("지난 10일 출범했다. 이날 행사에는", ON)] == ["2025-12-10", "2025-12-10"]


def test_days_of_one_year_make_no_period_of_years() -> None:
    assert [t.iso for t in find("6월 23일부터 7월 21일까지 접수", date(2025, 6, 20))] == ["2025-06-23", "2025-07-21"]


@pytest.mark.parametrize(
    "text",
    [
        "4년제 대학",
        "3년차 사업",
        "26년",
        "5일 동안",
        "3일간",
        "2030년대",
        "업력 7년 이내 기업",
        "20년 전력 계약",
        "2년 후속 지원",
        "2차년도",
    ],
)
def test_lengths_and_kinds_are_no_times(text: str) -> None:
    assert find(text, ON) == []


def test_without_a_date_relative_years_stay_unresolved() -> None:
    assert [(t.year, t.relative) for t in find("내년에는, 2027년에는", None)] == [(None, True), (2027, False)]
    assert one("향후 5년간", None).first is None
    assert one("24일", None).iso is None


def test_offsets_span_the_words_without_their_particles() -> None:
    text = "산업부는 내년부터 2028년까지 지원한다"
    period = one(text)
    assert text[period.start : period.end] == "내년부터 2028년"


def test_times_within_a_stretch_are_those_that_stand_in_it_whole() -> None:
    text = "올해 시작해 내년에 끝난다"
    assert [t.iso for t in within(find(text, ON), 3, len(text))] == ["2026"]


def test_a_line_of_a_chronicle_gives_its_year_to_the_days_in_it() -> None:
    text = "▲2024년=4월 4일 협의회가 섰다. 9월 26일 위원회가 열렸다.\n▲2025년=3월 끝났다."
    assert [t.iso for t in find(text, date(2025, 9, 8)) if t.month] == ["2024-04-04", "2024-09-26", "2025-03"]
