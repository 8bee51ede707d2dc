from __future__ import annotations

from ingest.extract.cues import alone
from ingest.extract.pairs import read
from tests.ingest.extract.marked_text import pipeline, read_marked


def test_a_document_is_parsed_once_as_long_as_its_nodes_stay() -> None:
    doc = read_marked(pipeline(), "«산업부|Ministry»는 «성장 펀드|Fund»를 조성한다.")
    first = read(doc)
    assert read(doc) is first
    doc._.nodes = doc._.nodes[:1]
    assert [node.name for node in read(doc).nodes] == ["산업부"]


def test_headlines_do_not_put_off_where_the_article_begins() -> None:
    plain = "«산업부|Ministry»는 «성장 펀드|Fund»를 조성한다. «로봇 펀드|Fund»도 만든다."
    without, behind = (read(read_marked(pipeline(), text)) for text in (plain, f"새 기금 두 개\n예산 늘어\n\n{plain}"))
    assert (without.lead, behind.lead) == (0, 2)
    assert without.salience == behind.salience == [4.0, 4.0, 2.5]
    assert [without.place(m) for row in without.mentions for m in row] == [0, 0, 1]
    assert [behind.place(m) for row in behind.mentions for m in row] == [0, 0, 1]
    assert {cue for row in behind.mentions for m in row for cue in alone(behind, m) if cue.startswith("first")} == {
        "first0",
        "first1",
    }
