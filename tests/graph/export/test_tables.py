"""Answers as CSV and JSON Lines: what a spreadsheet, pandas and a program make of them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pytest

from graph.errors import InputError
from graph.export.columns import Column, Table, Tables, korean, tables
from graph.export.following import follow, goes_on
from graph.export.tables import BOM, claims_of, csv_lines, guarded, json_lines
from graph.reader import Reader
from graph.settings import StoreSettings
from graph.store.opening import open_store
from tests.graph.asking import fill
from tests.graph.statement_examples import GRAPH, SHIP, TASKS


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = fill(open_store(StoreSettings(neo4j_uri=None, data=tmp_path_factory.mktemp("tables"))), *GRAPH)
    yield Reader(store)
    store.close()


PROGRAM = "정책·사업·과제·전략"


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))


def test_money_is_whole_won_with_its_quote_and_source_in_each_row(reader: Reader) -> None:
    found = rows("".join(csv_lines([reader.funding()])))
    by_recipient = {row["recipient"]: row for row in found}
    row = by_recipient["AI 팩토리 선도 프로젝트"]
    assert (row["amount_krw"], row["amount_qualifier"], row["fiscal_year"], row["status"]) == (
        "200000000000",
        "exact",
        "2026",
        "planned",
    )
    assert row["quote"] == "AI 팩토리 선도 프로젝트에는 2천억원이 든다."
    assert row["source"].startswith("kaigraph samples, 「기사 a/max」, 2025. 12. 24. (다른 글을 다시 쓴 글; 바탕: ")
    assert row["retold"] == "true"
    (joint,) = [row for row in found if row["recipient"] == SHIP.name and row["section"] == "periods"]
    assert (set(joint["funder"].split(" | ")), joint["shared"]) == ({"산업통상부", "해양수산부"}, "true")


def test_a_row_that_several_articles_state_has_the_quote_and_source_of_each(reader: Reader) -> None:
    found = rows("".join(csv_lines([reader.neighbors("산업통상부", predicate="FUNDS", direction="out")])))
    (row,) = [row for row in found if row["entity"] == "M.AX 얼라이언스"]
    assert len(row["quote"].split(" | ")) == len(row["source"].split(" | ")) == 2
    assert row["retold"] == "false | true", "first the claim that states the amount of the edge"


def test_the_korean_head_comes_with_korean_words_and_leaves_names_as_they_are(reader: Reader) -> None:
    (row,) = [
        row for row in rows("".join(csv_lines([reader.funding()], "ko"))) if row["지원 대상"].startswith("AI 팩토리")
    ]
    assert (row["지원 주체"], row["대상 종류"], row["금액(원)"]) == (
        "산업통상부",
        "정책·사업·과제·전략",
        "200000000000",
    )
    assert (row["단계"], row["다시 쓴 글"], row["구분"]) == ("계획", "예", "한 해 금액")


def test_pandas_reads_amounts_as_numbers(reader: Reader) -> None:
    text = "".join(csv_lines([reader.claims(predicate="FUNDS")])).encode()
    frame = pd.read_csv(io.BytesIO(text), encoding="utf-8-sig")
    assert frame.columns[0] == "claim_id"
    assert int(frame.amount_krw.max()) == 800_000_000_000
    assert frame.confidence.min() == 0.4


def test_lineage_says_which_part_of_the_answer_a_row_is_of(reader: Reader) -> None:
    found = rows("".join(csv_lines([reader.lineage(TASKS.id)])))
    assert {(row["part"], row["earlier"], row["later"]) for row in found if row["part"] in ("before", "context")} == {
        ("before", "국가 AI 전략 정책 방향", "산업 AI 확산 10대 과제"),
        ("context", "산업통상자원부", "산업 AI 확산 10대 과제"),
        ("context", "제3차 AI 산업정책위원회", "산업 AI 확산 10대 과제"),
        ("context", "대한민국 정부", "산업 AI 확산 10대 과제"),
    }
    lines = [json.loads(line) for line in json_lines([reader.lineage(TASKS.id)])]
    assert [line["part"] for line in lines] == [row["part"] for row in found]
    assert {line["entity"]["id"] for line in lines} == {TASKS.id}


def test_a_line_of_json_has_all_that_the_answer_has_of_the_row(reader: Reader) -> None:
    page = reader.claims()
    lines = list(json_lines([page]))
    assert [json.loads(line) for line in lines] == [json.loads(claim.model_dump_json()) for claim in page.items]
    assert all(line.count("\n") == 1 for line in lines)


@pytest.mark.parametrize(
    "question",
    [
        lambda reader: reader.search("산업"),
        lambda reader: reader.entity("산업통상부"),
        lambda reader: reader.articles(),
        lambda reader: reader.article("a/max"),
        lambda reader: reader.targets("반도체"),
    ],
)
def test_every_answer_with_rows_is_a_table_in_both_languages(reader: Reader, question: Any) -> None:
    english = list(csv.reader(io.StringIO("".join(csv_lines([question(reader)])))))
    in_korean = list(csv.reader(io.StringIO("".join(csv_lines([question(reader)], "ko")))))
    assert len(english) == len(in_korean) > 1
    assert {len(row) for row in (*english, *in_korean)} == {len(english[0])}
    assert len(list(json_lines([question(reader)]))) == len(english) - 1


def test_counts_are_a_row_each(reader: Reader) -> None:
    found = {(row["part"], row["name"]): row["count"] for row in rows("".join(csv_lines([reader.overview()])))}
    assert (found["claims", "FUNDS"], found["entities", "Ministry"], found["publishers", "시험일보"]) == ("6", "4", "3")
    lines = [json.loads(line) for line in json_lines([reader.overview()])]
    assert {"part": "claims", "name": "FUNDS", "count": 6} in lines


def test_what_has_no_rows_is_no_table(reader: Reader) -> None:
    with pytest.raises(InputError, match="no list of rows"):
        list(csv_lines([reader.claims().items[0].citation]))


def test_a_list_that_found_nothing_has_its_head_where_its_kind_is_known(reader: Reader) -> None:
    assert len(list(csv_lines([reader.claims(year=1999)]))) == 1
    assert list(csv_lines([[]])) == []


@pytest.mark.parametrize("text", ["=1+1", "+82 2", "-3", "@SUM(A1)", "\t=1", "\r\n=1", "＝1", "\x00=1", " =1"])
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert guarded(text).startswith("'")


def test_a_cell_is_one_line_no_longer_than_excel_takes() -> None:
    assert guarded("가\n  나\tb") == "가 나 b"
    assert guarded("산업 AI - 10대 과제 = 좋다") == "산업 AI - 10대 과제 = 좋다"
    assert len(guarded("가" * 40_000)) == 32_767


def test_pages_follow_each_other_under_one_head(reader: Reader) -> None:
    whole = "".join(csv_lines([reader.claims(limit=500)]))
    pages = follow(reader.claims(limit=3), lambda cursor: reader.claims(limit=3, cursor=cursor))
    assert "".join(csv_lines(pages)) == whole


def test_the_sections_of_funding_are_followed_each_to_its_end(reader: Reader) -> None:
    first = reader.funding(limit=1)
    assert goes_on(first)["section"] == "named"
    assert goes_on(reader.funding()) == goes_on(reader.overview()) == {}
    seen = follow(first, lambda **on: reader.funding(limit=1, **on))
    one_by_one = {row["row_id"] for row in rows("".join(csv_lines(seen)))}
    assert one_by_one == {row["row_id"] for row in rows("".join(csv_lines([reader.funding()])))}
    assert len(one_by_one) == 5


def test_the_claims_of_an_answer_are_those_under_its_rows(reader: Reader) -> None:
    assert [getattr(claim, "predicate", None) for claim in claims_of(reader.targets("반도체"))] == ["TARGETS"]
    assert len(list(claims_of(reader.claims()))) == len(reader.claims().items)


def test_a_column_that_leads_nowhere_is_refused() -> None:
    for path in ("nothing", "subject.nothing", "quote[]", "answer:nothing"):
        with pytest.raises(ValueError, match="ClaimAnswer has no"):
            Tables(tables={"ClaimAnswer": Table(columns=(Column("x", "가", path),))}, words={})
    twice = (Column("x", "가", "id"), Column("x", "나", "quote"))
    with pytest.raises(ValueError, match="one name"):
        Tables(tables={"ClaimAnswer": Table(columns=twice)}, words={})


def test_every_word_of_a_closed_list_has_its_korean(reader: Reader) -> None:
    for table, answer in (("FundingAnswer", reader.funding()), ("LineageAnswer", reader.lineage(TASKS.id))):
        words = [column.korean for column in tables().tables[table].columns if column.kind == "word"]
        for row in rows("".join(csv_lines([answer], "ko"))):
            for word in words:
                assert all(not cell or not cell.isascii() for cell in row[word].split(" | ")), (word, row[word])
    assert korean()["FUNDS"] == "자금을 대다"
