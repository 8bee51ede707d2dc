from __future__ import annotations

from ingest.extract.pairs import read
from tests.ingest.extract.marked_text import pipeline, read_marked


def test_a_document_is_parsed_once_as_long_as_its_nodes_stay() -> None:
    doc = read_marked(pipeline(), "«산업부|Ministry»는 «성장 펀드|Fund»를 조성한다.")
    first = read(doc)
    assert read(doc) is first
    doc._.nodes = doc._.nodes[:1]
    assert [node.name for node in read(doc).nodes] == ["산업부"]
