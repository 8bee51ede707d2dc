import pytest

from ingest.korean.boilerplate import closes_page, kind_of, opens_list, trimmed


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("홍길동 기자 hong@example.com", "byline"),
        ("세종=홍길동 기자", "byline"),
        ("news@example.com", "byline"),
        ("<저작권자 ⓒ 가나신문, 무단 전재 및 재배포 금지>", "rights"),
        ("Copyright ⓒ 가나경제. All rights reserved.", "rights"),
        ("참석자들이 협약서를 들어 보이고 있다. /사진=한국철강협회", "caption"),
        ("홍길동 산업통상자원부 장관. 연합뉴스", "caption"),
        ("▲ 지난 1일 서울의 한 은행에서 '성장펀드 만남의 날' 행사가 열리고 있다.", "caption"),
        ("▲ 명지녹산국가산업단지 전경. 부산시 제공", "caption"),
        ("제2차 총회에 모인 회원사들 / 사진. 한국철강협회", "caption"),
        ("사업 구조도. 부산시 제공", "caption"),
        ("홍길동 장관이 4일 회의에서 발언하고 있다. 산업통상부", "caption"),
        ("이미지 출처: 부산시", "caption"),
        ("@게티이미지뱅크", "caption"),
        ("![용접 로봇 [출처=부산시]](https://example.com/a.jpg)", "caption"),
        ("![]() |", "caption"),
        ("산업통상부. |", "caption"),
        ("거제 실증 조선소 조감도", "caption"),
        ("홍길동 거제시장(앞줄 왼쪽 두 번째)이 조선소에서 설명을 듣고 있다.", "caption"),
        ("협회 회원사 대표들이 협약을 맺은 뒤 기념촬영을 하고 있다.", "caption"),
        ("[거제시 제공]", "caption"),
        ("인공지능(AI)이 생성한 이미지.", "caption"),
        ("이미지 확대 거제 조선소에서 로봇이 용접하고 있다. 거제시 제공 닫기", "caption"),
        ("보도시점: 2025. 6. 10.(화) 11:00 이후", "embargo"),
        ("보 도 자 료", "embargo"),
        ("2025.12.24 산업통상부", "embargo"),
        ("등록번호 : 서울 아01234", "masthead"),
        ("제호: 가나일보 | 발행인: 홍길동 | 등록일: 2010.01.02", "masthead"),
        ("회사소개 기사제보 광고문의 개인정보처리방침", "masthead"),
        ("가나일보의 모든 콘텐츠(기사)는 저작권법의 보호를 받으며, 무단 복사를 금합니다.", "masthead"),
        ("기사 메일전송", "page"),
        ("12.23 (월)", "page"),
        ("[전화] 02-123-4567", "page"),
        ("소리 없이 보는 뉴스 [자막뉴스] 〉", "page"),
        ("기사가 속한 카테고리는 언론사가 분류합니다.", "page"),
        ("가나뉴스TV 홍길동입니다. (hong@example.com)", "page"),
        ("다음글 부산시, 로봇 시험소 연다", "related"),
        ("작성자 홍길동", "contact"),
        ("제철소에 로봇이 들어온다. 2025.6.11/가나1", "caption"),
        ("재생", "page"),
        ("텍스트 음성 변환 서비스 사용하기", "page"),
        ("이 기사는 언론사에서 경제 섹션으로 분류했습니다.", "page"),
        ("홍길동 2026. 3. 4. 09:12", "page"),
        ("연락처044-203-1234", "contact"),
        ("0:00 / 2:10", "page"),
        ("지원하지 않는 브라우저로 접근하셨습니다.", "page"),
        ("2026/03/04 09:12 송고", "page"),
        ("송고시간 2026-03-04 09:12", "page"),
        ("이전다음기사 영역", "page"),
        ("가", "page"),
        ("☞ 로봇 시험소 연다", "related"),
        ("담당 부서 | 산업통상자원부 산업기술융합정책관 | 책임자 과장 (044-203-0000)", "contact"),
        ("| 담당 | 기계로봇과 사무관 (044-203-0000) |", "contact"),
        ("※ 붙임 : 2022년 실행계획 개요 1부.  끝.", "attachment"),
        ("좋아요 12 추천해요 0", "page"),
        ("• 슬퍼요", "page"),
        ("본문 바로가기 메인메뉴 바로가기", "page"),
        ("글자크기 설정 인쇄하기 목록", "page"),
        ("Search", "page"),
        ("등록일 : 2026.01.29 20:55", "page"),
        ("산업입력 :2026/01/05 16:01    수정: 2026/01/05 17:06", "page"),
        ("전체댓글 0", "page"),
        ("홈 > 뉴스 > 산업", "page"),
        ("경제 › 산업·기업", "page"),
        ("SNS 기사보내기", "page"),
        ("페이스북(으)로 기사보내기 트위터(으)로 기사보내기", "page"),
        ("바로가기 복사하기 본문 글씨 줄이기 본문 글씨 키우기", "page"),
        ("기사의 본문 내용은 이 글자크기로 변경됩니다.", "page"),
        ("조회수 1,234", "page"),
        ("기자명 홍길동 기자", "page"),
        ("2025년 11월 3일 10시 00분", "page"),
        ("go.kr 주소를 사용하는 누리집은 대한민국 정부기관이 관리하는 누리집입니다.", "page"),
        ("페이지 정보", "page"),
        ("페이스북 트위터 카카오톡 URL복사", "page"),
        ("민생 토론회 바로가기", "page"),
        ("이 자료는 「공공누리 제1유형:출처표시」의 조건에 따라 쓸 수 있습니다.", "page"),
        ("첨부파일 [보도자료] 용접 로봇 공모.hwpx (1.2MB)", "attachment"),
        ("<자료출처=정책브리핑 www.example.kr>", "source"),
        ("가나투데이 세종=홍길동 기자 2026.01.17 11:00", "byline"),
        ("가나방송 취재기자", "byline"),
        ("||2026.01.15", "page"),
        ("2026-01-23 13:00:07 게재", "page"),
        ("이 누리집은 대한민국 공식 전자정부 누리집입니다.", "page"),
        ("자세한 내용은 기사 본문을 확인해주세요.", "page"),
        ("2026.01.12 홍길동 한국철강협회 본부장", "byline"),
        ("0", "page"),
        ("기사승인 2025-01-22 15:34:37", "page"),
        ('관련기사 "배도 스스로 달린다"…실증선 출항', "related"),
    ],
)
def test_it_says_what_kind_of_boilerplate_a_line_is(line: str, kind: str) -> None:
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "산업부는 데이터 제공 사업에 30억원을 쓴다.",
        "- AI 학습용 데이터 제공",
        "정부는 청사진을 제시했다.",
        "△지역혁신성장사업 = 중소벤처기업부",
        "▲전남=한 기업이 산업단지에 871억원 규모의 위성 공장을 짓고 있다.",
        "중소벤처기업부가 사업을 담당한다.",
        "관련 기업이 많이 본 손실은 30억원이다.",
        "붙임 | 2021년 신규과제 분야별 규모",
        "장관은 기자들과 만나 계획을 설명했다.",
        "자료 공유 플랫폼(출처: 협회)을 짓는다고 정부는 밝혔다.",
        "2. 실증 데이터 제공",
        "2026.1.12 철강 AI 사업 공고",
        "□ 검색 서비스 확대",
        "목록 관리 체계 구축",
        "로고 제작 지원 사업",
        "| 용접 로봇 실증 | 30억원 |",
        "이미지 확대경 개발 사업",
        "협회는 기념촬영을 마치고 협약을 맺었다.",
        "정부(산업부)는 이전 기사에서 다룬 사업을 다음 해로 미뤘다.",
        "데이터는 PDF로도 낸다.",
        "본문에서 밝힌 사업비는 30억원이다.",
        "데이터 입력: 로봇 30대",
        "전기차 > 수소차 > 내연기관차",
        "기자재 산업",
        "구독 경제",
        "〈내년 예산 뜯어보기〉",
        "AI 활용 영역",
        "2026.3.4 착공한 산업단지",
        "본사 : 부산",
        "이전 글로벌 계획을 잇는 사업",
        "추진단장은 홍길동입니다.",
    ],
)
def test_what_belongs_to_the_article_is_no_boilerplate(line: str) -> None:
    assert kind_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "관련기사",
        "[많이 본 기사]",
        "실시간 인기뉴스",
        "추천기사",
        "< 담당 부서 >",
        "주요 뉴스",
        "가나일보 주요뉴스",
        "홍길동 기자의 다른 기사",
        "지금 이 뉴스",
        "이전다음기사",
        "Hot Click",
        "당신이 좋아할 만한 기사",
        "헤드라인 뉴스",
    ],
)
def test_heads_of_lists_open_a_list(line: str) -> None:
    assert opens_list(line)


@pytest.mark.parametrize("line", ["댓글 2", "댓글쓰기", "댓글을 입력해 주세요", "관련기사"])
def test_behind_its_end_nothing_is_of_an_article_once_others_are_listed_or_speak(line: str) -> None:
    assert closes_page(line)
    assert not closes_page("댓글 조작을 막는 기술을 개발한다.")


def test_a_sentence_about_related_articles_opens_no_list() -> None:
    assert not opens_list("관련 기사를 쓴 기업은 없다.")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("(세종=가나통신) 홍길동 기자 = 정부가 나섰다.", ("(세종=가나통신) 홍길동 기자 = ", "정부가 나섰다.", "")),
        ("[가나경제=홍길동 기자] 정부가 나섰다.", ("[가나경제=홍길동 기자] ", "정부가 나섰다.", "")),
        ("[가나일보] 홍길동 기자 = 정부가 나섰다.", ("[가나일보] 홍길동 기자 = ", "정부가 나섰다.", "")),
        ("가나일보 홍길동 기자 | 정부가 나섰다.", ("가나일보 홍길동 기자 | ", "정부가 나섰다.", "")),
        ("정부가 나섰다. hong@example.com", ("", "정부가 나섰다.", " hong@example.com")),
        ("정부가 나섰다. AD 원본보기 아이콘", ("", "정부가 나섰다.", " AD 원본보기 아이콘")),
        ("정부가 나섰다.<저작권자 ⓒ 가나>", ("", "정부가 나섰다.", "<저작권자 ⓒ 가나>")),
        ("[기자수첩] 공장이 멈췄다", ("", "[기자수첩] 공장이 멈췄다", "")),
    ],
)
def test_datelines_and_bylines_are_cut_from_a_paragraph(line: str, parts: tuple[str, str, str]) -> None:
    assert trimmed(line) == parts
    assert "".join(parts) == line


@pytest.mark.parametrize("piece", [" ", "가 ", "다. ", "- ", "[사진"])
def test_a_long_line_of_one_thing_is_text_and_read_to_its_end(piece: str) -> None:
    line = piece * 2000 + "가"
    assert trimmed(line) == ("", line, "")
    assert kind_of(line) is None
