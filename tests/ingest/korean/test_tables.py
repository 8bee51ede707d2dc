from ingest.korean.tables import find


def test_a_caption_gives_the_numbers_of_a_table_their_unit() -> None:
    text = "[표] 사업별 예산(단위: 억원)\n----\n사업 | 예산\n로봇 보급 | 4150\n센서 개발 | 1,297\n\n문의 | 1234"
    assert [(text[a.start : a.end], a.won) for a in find(text)] == [
        ("4150", 415_000_000_000),
        ("1,297", 129_700_000_000),
    ]


def test_a_column_head_gives_its_column_a_unit() -> None:
    text = "| 순번 | 부처 | 예산(백만원) |\n| 1 | 산업부 | 62,130 |"
    assert [a.won for a in find(text)] == [62_130_000_000]


def test_a_row_of_years_takes_the_unit_before_the_colon() -> None:
    assert [a.won for a in find("* R&D 예산(억원): ('24) 676 → ('25) 927")] == [67_600_000_000, 92_700_000_000]


def test_a_row_with_two_plain_numbers_tells_nothing() -> None:
    assert find("(단위: 억원)\n로봇 | 12 | 4150") == []


def test_without_a_unit_there_is_no_amount() -> None:
    assert find("사업 | 예산\n로봇 | 4150") == []


def test_a_caption_of_two_units_tells_nothing() -> None:
    assert find("(단위: 억원, 개사)\n사업 | 지원 기업 수\n로봇 | 120") == []
    assert [a.won for a in find("(단위: 억원, %)\n사업 | 예산\n로봇 | 120")] == [12_000_000_000]


def test_a_year_in_a_column_without_a_unit_is_no_amount() -> None:
    assert find("(단위: 억원)\n사업 | 시작\n로봇 | 2026") == []
    assert [a.won for a in find("사업 | 예산(억원)\n로봇 | 2026")] == [202_600_000_000]


def test_the_end_of_a_period_is_no_amount() -> None:
    assert [a.won for a in find("예산(억원): ('26~30) 1,200")] == [120_000_000_000]
