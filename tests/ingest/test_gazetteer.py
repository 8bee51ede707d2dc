from datetime import date

import pytest

from graph.errors import InputError
from ingest.gazetteer import Entry, Gazetteer, Spelling, gazetteer
from ingest.gazetteer.entries import NameFile, first_day, last_day, make_entry
from ingest.korean.tokenizer import kiwi, morphs

BEFORE, AFTER = date(2025, 9, 30), date(2025, 10, 1)


def found(text: str, on: date | None = AFTER) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.entry.id) for m in gazetteer().find(text, morphs(text), on)]


def ids(text: str, on: date | None = AFTER) -> list[str]:
    return [entry_id for _, entry_id in found(text, on)]


def entry(entry_id: str, name: str, **given: object) -> Entry:
    spellings = (Spelling(text=name, use="name"),)
    label = entry_id.split("/")[0].capitalize()
    return Entry.model_validate({"id": entry_id, "label": label, "name": name, "spellings": spellings, **given})


def test_every_known_kind_of_name_is_there() -> None:
    labels = [e.label for e in gazetteer().entries.values()]
    assert labels.count("Ministry") > 80
    assert labels.count("Organization") > 800
    assert labels.count("Sector") >= 40
    assert labels.count("Technology") >= 80
    provinces = [e for e in gazetteer().entries.values() if e.label == "Region" and e.parent is None and e.name_en]
    assert {"서울", "경남", "제주", "전북"} <= {e.name for e in provinces}


def test_ids_are_readable_and_those_made_from_names_equal_those_of_unknown_things() -> None:
    assert gazetteer().entries["ministry/motir"].name == "산업통상부"
    assert gazetteer().entries["organization/에이로봇"].kind == "company"
    assert gazetteer().entries["division/max얼라이언스:ai팩토리분과"].scope == "alliance/max"


def test_two_entries_of_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="fund/a"):
        Gazetteer([entry("fund/a", "가"), entry("fund/a", "나")])


def test_a_spelling_claimed_twice_for_the_same_days_is_refused_unless_marked() -> None:
    one, other = entry("fund/a", "새 펀드"), entry("fund/b", "새펀드")
    with pytest.raises(InputError, match="새펀드"):
        Gazetteer([one, other])
    marked = Gazetteer([one.model_copy(update={"ambiguous": ("새 펀드",)}), other])
    assert [e.id for e in marked.lookup("새펀드")] == ["fund/a", "fund/b"]


def test_a_spelling_may_pass_from_one_entry_to_the_next() -> None:
    old = entry("fund/a", "펀드", valid_to="2024-12-31")
    new = entry("fund/b", "펀드", valid_from="2025-01-01")
    both = Gazetteer([old, new])
    assert [e.id for e in both.lookup("펀드", on=date(2024, 12, 31))] == ["fund/a"]
    assert [e.id for e in both.lookup("펀드", on=date(2025, 1, 1))] == ["fund/b"]


def test_a_spelling_shared_on_one_day_is_refused() -> None:
    old, new = entry("fund/a", "펀드", valid_to="2025-10-01"), entry("fund/b", "펀드", valid_from="2025-10-01")
    with pytest.raises(InputError, match="for the same days"):
        Gazetteer([old, new])


def test_an_entry_that_names_what_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="fund/none"):
        Gazetteer([entry("fund/a", "가", successors=("fund/none",))])


def test_an_entry_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="begins on 2025"):
        entry("fund/a", "가", valid_from="2025", valid_to="2024-12")


def test_templates_and_variants_make_spellings() -> None:
    file = NameFile.model_validate(
        {
            "label": "Sector",
            "templates": ["{}산업"],
            "variants": {"대학교": ["대"]},
            "entries": [{"name": "가나대학교", "short": ["가나"]}],
        }
    )
    made = make_entry(file.entries[0], file)
    assert {s.text: s.use for s in made.spellings} == {
        "가나대학교": "name",
        "가나대": "alias",
        "가나대학교산업": "alias",
        "가나": "short",
    }


def test_cut_dates_cover_their_month_or_year() -> None:
    assert (first_day("2023"), last_day("2023")) == (date(2023, 1, 1), date(2023, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("산업부", BEFORE, "ministry/motie"),
        ("산업부", AFTER, "ministry/motir"),
        ("과기정통부", BEFORE, "ministry/msit"),
        ("기재부", date(2026, 1, 1), "ministry/moef"),
        ("재경부", date(2026, 1, 2), "ministry/mofe"),
        ("재정경제부", date(2005, 5, 1), "ministry/mofe-1998"),
        ("Ministry of Trade", None, None),
        ("산은", None, "organization/한국산업은행"),
    ],
)
def test_a_name_is_looked_up_as_of_a_day(name: str, on: date | None, expected: str | None) -> None:
    assert [e.id for e in gazetteer().lookup(name, on=on)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("산업부는 예산을 늘린다.", BEFORE, ["ministry/motie"]),
        ("산업부는 예산을 늘린다.", AFTER, ["ministry/motir"]),
        ("산업통상자원부는 예산을 늘린다.", BEFORE, ["ministry/motie"]),
        ("산업통상자원부는 예산을 늘린다.", AFTER, ["ministry/motir"]),
        ("환경부와 통계청이 손을 잡았다.", AFTER, ["ministry/mcee", "ministry/mods"]),
        ("기획재정부는 예산을 늘린다.", date(2026, 2, 1), ["ministry/moef"]),
    ],
)
def test_names_of_ministries_mean_what_stands_on_the_day_of_the_article(
    text: str, on: date, expected: list[str]
) -> None:
    assert ids(text, on) == expected


@pytest.mark.parametrize(
    "text",
    [
        "옛 산업통상자원부가 만든 계획이다.",
        "홍길동 전 산업통상자원부 장관이 왔다.",
        "산업통상자원부는 이름을 바꾼 뒤에도 자리를 지켰다.",
        "2019년 산업통상자원부가 내놓은 전략이다.",
        "산업통상자원부 시절 시작한 사업이다.",
    ],
)
def test_an_old_name_keeps_its_meaning_where_the_sentence_speaks_of_the_past(text: str) -> None:
    assert ids(text, AFTER)[0] == "ministry/motie"


def test_a_sentence_about_a_renaming_names_both() -> None:
    assert ids("산업통상자원부가 산업통상부로 이름을 바꿨다.", AFTER) == ["ministry/motie", "ministry/motir"]


def test_without_a_date_the_full_name_in_the_text_decides() -> None:
    assert ids("산업통상자원부는 공고를 냈다. 산업부는 접수도 받는다.", None) == ["ministry/motie", "ministry/motie"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("조선소에 로봇을 들인다.", "조선"),
        ("조선시대 공예를 배운다.", "조선"),
        ("기계학습을 배운다.", "기계"),
        ("높은 산은 춥다.", "산은"),
        ("정부안이 국회로 갔다.", "정부"),
        ("중국 정부가 보조금을 줬다.", "정부"),
        ("지방 정부가 나섰다.", "정부"),
        ("국내산업 부문이 자랐다.", "산업부"),
        ("부산물을 줄인다.", "부산"),
        ("올해 예산을 늘린다.", "예산"),
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str, surface: str) -> None:
    assert surface not in [piece for piece, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("산업부장관이 삼성전자와 만났다.", ["ministry/motir", "organization/삼성전자"]),
        ("과기정통부·중기부가 AI팩토리를 세운다.", ["ministry/msit", "ministry/mss", "technology/ai-factory"]),
        ("맥스 얼라이언스에 온디바이스 AI 반도체를 넣는다.", ["alliance/max", "technology/on-device-ai-chip"]),
        ("충남 예산과 경기 광주에 공장이 선다.", ["region/충남예산", "region/경기광주"]),
        ("국민성장펀드가 반도체산업에 투자한다.", ["fund/국민성장펀드", "sector/semiconductor"]),
        ("대덕연구개발특구에서 서울대가 연구한다.", ["region/대덕특구", "organization/서울대학교"]),
    ],
)
def test_particles_titles_and_spacing_do_not_hide_a_name(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_name_spelt_as_no_entry_is_found_by_what_its_spellings_share() -> None:
    assert [e.name for e in gazetteer().lookup("2026년 AX 실증밸리 조성", "Program")] == ["AX 실증밸리 조성사업"]
    assert gazetteer().lookup("2026년 AX 실증밸리 조성") == []


def test_a_ship_that_sails_wholly_by_itself_is_the_later_programme() -> None:
    assert ids("완전자율운항선박 기술개발사업을 시작했다.") == ["program/ai완전자율운항선박기술개발"]
    assert ids("자율운항선박 기술개발사업이 끝났다.") == ["program/자율운항선박기술개발"]


def test_a_board_with_a_general_name_needs_its_fund_in_the_text() -> None:
    board = "committee/국민성장펀드:국민성장펀드기금운용심의회"
    assert board in ids("국민성장펀드가 섰다. 기금운용심의회가 심사한다.")
    assert ids("기금운용심의회가 심사한다.") == []


def test_the_longest_name_wins() -> None:
    assert found("국가인공지능전략위원회 산하다.")[0] == (
        "국가인공지능전략위원회",
        "committee/국가ai전략위원회",
    )
    assert ids("삼성전자의 AI 반도체와 반도체를 판다.")[1:] == ["technology/ai-chip", "sector/semiconductor"]


def test_a_short_name_needs_the_full_one_in_the_text() -> None:
    assert found("수은이 대출을 늘린다.") == []
    assert ids("한국수출입은행이 나섰다. 수은이 대출을 늘린다.") == ["organization/한국수출입은행"] * 2


def test_a_division_with_a_generic_name_needs_its_body_in_the_text() -> None:
    assert found("AI 팩토리 분과가 모였다.") == [("AI 팩토리", "technology/ai-factory")]
    assert "division/max얼라이언스:ai팩토리분과" in ids("M.AX 얼라이언스의 AI 팩토리 분과가 모였다.")


def test_a_government_acts_and_its_place_lies() -> None:
    assert ids("창원시는 창원시에 공장을 짓는다.") == ["organization/창원시", "region/경남창원"]
    assert ids("경상남도가 경남에 돈을 쓴다.") == ["organization/경상남도", "region/경남"]
    assert ids("경기 성남시 판교에 모였다.")[0] == "region/경기성남"


def test_what_a_place_name_could_also_mean_is_kept() -> None:
    match = gazetteer().find("창원시는 공장을 짓는다.", morphs("창원시는 공장을 짓는다."), AFTER)[0]
    assert [other.id for other in match.others] == ["region/경남창원"]


def test_matches_tell_names_from_aliases() -> None:
    text = "산업통상부는 산업부다."
    assert [m.how for m in gazetteer().find(text, morphs(text), AFTER)] == ["name", "alias"]


def test_kiwi_keeps_names_in_one_piece_and_leaves_common_words_alone() -> None:
    tags = {
        t.form: t.tag for t in kiwi().tokenize("국가인공지능전략위원회가 얼라이언스에 반도체와 조선, 기계를 맡겼다.")
    }
    assert tags["국가인공지능전략위원회"] == "NNP"
    assert tags["얼라이언스"] == "NNG"
    assert (tags["반도체"], tags["조선"], tags["기계"]) == ("NNG", "NNG", "NNG")
    words = set(gazetteer().dictionary())
    assert not {"반도체", "조선", "기아", "메타", "대동", "산은", "육군"} & words
    assert all(len(word) >= 3 for word in words)


def test_a_commission_is_found_in_the_office_of_its_head_and_not_called_by_it() -> None:
    assert found("조경식 공정거래위원장과 이억원 금융위원장은") == [
        ("공정거래위원장", "ministry/ftc"),
        ("금융위원장", "ministry/fsc"),
    ]
    assert found("조준희 한국인공지능·소프트웨어산업협회장은")[0][0] == "한국인공지능·소프트웨어산업협회장"
    assert ids("분과위원장과 부위원장은") == []
    assert "금융위원장" not in gazetteer().entries["ministry/fsc"].aliases
    assert "공정거래위원장" not in set(gazetteer().dictionary())
