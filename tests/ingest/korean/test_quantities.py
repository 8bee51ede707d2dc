import pytest

from ingest.korean.quantities import find


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("500개 이상", 500, "개", "at_least"),
        ("1.5만 명 이상", 15_000, "명", "at_least"),
        ("100만 대", 1_000_000, "대", "exact"),
        ("40%", 40, "%", "exact"),
        ("두 배로", 2, "배", "exact"),
        ("네 곳", 4, "곳", "exact"),
        ("1위", 1, "위", "exact"),
        ("220Tbps", 220, "Tbps", "exact"),
        ("39.9페타플롭스", 39.9, "페타플롭스", "exact"),
        ("2.2GW", 2.2, "GW", "exact"),
        ("1만5000장", 15_000, "장", "exact"),
        ("200개사", 200, "개사", "exact"),
        ("22개교", 22, "개교", "exact"),
        ("20여 개", 20, "개", "about"),
        ("1만7천여 명", 17_000, "명", "about"),
        ("390메가와트급", 390, "MW", "exact"),
        ("레벨4+ 자율주행차", 4, "레벨", "exact"),
        ("최대 5곳", 5, "곳", "at_most"),
        ("1억6000만건", 160_000_000, "건", "exact"),
        ("신규 과제 3개", 3, "개", "exact"),
        ("과제 2개 안팎", 2, "개", "about"),
        ("매년 60건의 성적서", 60, "건", "exact"),
        ("103㎿로", 103, "MW", "exact"),
        ("212만평", 2_120_000, "평", "exact"),
        ("두 팀", 2, "팀", "exact"),
        ("6개월", 6, "개월", "exact"),
        ("비중의 절반 이상", 50, "%", "at_least"),
        ("바이오 5대 강국", 5, "위", "exact"),
        ("4대 수출 강국", 4, "위", "exact"),
        ("AI 3강으로", 3, "위", "exact"),
    ],
)
def test_a_count_has_its_value_in_whole_units(text: str, value: float, unit: str, qualifier: str) -> None:
    (found,) = find(text)
    assert (found.value, found.unit, found.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "10대 과제",
        "5대 분야",
        "수십 개",
        "제3호",
        "2026년",
        "3개년",
        "1,30개",
        "3분의 1",
        "16강 진출",
        "12대 국가전략기술",
    ],
)
def test_names_orders_and_broken_numbers_are_no_counts(text: str) -> None:
    assert find(text) == []


def test_from_and_to_are_two_counts() -> None:
    assert [q.value for q in find("430만 건에서 1,500만 건으로")] == [4_300_000, 15_000_000]
