import io
import json
from datetime import date
from pathlib import Path

import pytest

from ingest.readers import Document, Unreadable, count, find, read

SAMPLES = Path(__file__).parents[3] / "samples"


def everything(*paths: Path | str, limit: int = 5_000_000, day: date | None = None) -> list[Document | Unreadable]:
    return [item for source in find(paths).sources for item in read(source, limit=limit, day=day)]


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_the_samples_are_eighteen_dated_articles_and_their_readme_is_none() -> None:
    found = find([SAMPLES])
    documents = [item for source in found.sources for item in read(source)]
    assert [type(item) for item in documents] == [Document] * 18
    assert {item.dated_by for item in documents if isinstance(item, Document)} == {"its source"}
    assert documents[0].article.id == "industrial-ai-ten-tasks"  # type: ignore[union-attr]
    assert documents[0].article.based_on == "https://kukinews.com/article/view/kuk202501220170"  # type: ignore[union-attr]
    assert [note.split(" ")[0] for note in found.left_out] == [str(SAMPLES / "README.md")]


def test_a_folder_is_read_to_its_depth_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.markdown", ".hidden.md", ".git/x.md", "notes.png", "noend"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("글")
    found = find([tmp_path])
    assert [Path(s.name).relative_to(tmp_path).as_posix() for s in found.sources] == [
        "a/b/c.markdown",
        "a/z.md",
        "b.txt",
    ]
    assert found.left_out == [f"{tmp_path}: files of other kinds (1 .png, 1 no ending)"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("글")
    assert len(find([file, tmp_path, tmp_path / "." / "a.md"]).sources) == 1
    assert find([file, tmp_path]).problems == []


def test_a_readme_that_is_named_is_read(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("글")
    assert [s.path for s in find([file]).sources] == [file]


def test_what_is_not_there_or_of_another_kind_is_a_problem_and_the_rest_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("글")
    (tmp_path / "b.pdf").write_text("글")
    (tmp_path / "empty").mkdir()
    found = find([tmp_path / "nosuch.md", tmp_path / "b.pdf", tmp_path / "empty", tmp_path / "a.md"])
    assert [p.error.message for p in found.problems] == ["is not there", "holds no article"]
    assert all(p.error.hint for p in found.problems)
    read_from = [item for source in found.sources for item in read(source)]
    assert [getattr(item, "error", None) and item.error.message for item in read_from] == [
        "is named .pdf and is a text",
        None,
    ]  # type: ignore[union-attr]


def test_jsonl_gives_one_article_a_line_and_names_the_line_of_an_error(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(
        line(title="가", date="2025-12-24", text="첫 글이다.")
        + "{not json\n\n"
        + line(title="본문 없음")
        + '["a list"]\n'
        + line(url="https://example.com/2", body="둘째\r\n글이다.", publisher="신문")
        + line(text="셋째", date="어제")
        + line(content="NUL\x00")
    )
    items = everything(file)
    assert [item.name.removeprefix(f"{file}:") for item in items] == ["1", "2", "4", "5", "6", "7", "8"]
    assert [item.error.message.split(":")[0] for item in items if isinstance(item, Unreadable)] == [
        "is no JSON",
        "has no text",
        "is no JSON object",
        "has a field 'date' that cannot be used",
        "is binary, not text",
    ]
    first, second = (item.article for item in items if isinstance(item, Document))
    assert (first.title, first.published_on, first.text) == ("가", date(2025, 12, 24), "첫 글이다.")
    assert (second.text, second.publisher, second.url) == ("둘째\n글이다.", "신문", "https://example.com/2")
    assert count(find([file]).sources[0]) == 7


def test_json_beyond_all_measure_is_named_and_the_next_line_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    deep = f'{{"text": "글이다.", "x": {"[" * 200_000}{"]" * 200_000}}}'
    long = f'{{"text": "글이다.", "id": {"1" * 5000}}}'
    file.write_text("\n".join([deep, long, line(text="글이다.", url="http://[::1/x")]))
    first, second, third = everything(file)
    assert isinstance(first, Unreadable)
    assert first.error.message == "is JSON that is nested too deep"
    assert isinstance(second, Unreadable)
    assert second.error.message == "is JSON with an integer of too many digits"
    assert isinstance(third, Document)


def test_jsonl_in_cp949_is_read(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_bytes(line(title="가", text="첫 글이다.").encode("cp949"))
    assert [item.article.text for item in everything(file) if isinstance(item, Document)] == ["첫 글이다."]


def test_the_limit_is_an_articles_not_a_collections(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(line(text="가" * 30) + line(text="나" * 100) + line(text="다" * 30))
    items = everything(file, limit=150)
    assert [isinstance(item, Document) for item in items] == [True, False, True]
    assert [item.name for item in items] == [f"{file}:{n}" for n in (1, 2, 3)]


def test_a_file_of_20_megabytes_is_refused_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as stream:
        stream.truncate(20_000_000)
    (problem,) = everything(file)
    assert isinstance(problem, Unreadable)
    assert "larger than 5 MB" in problem.error.message
    assert "--max-mb" in (problem.error.hint or "")


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("글")
    source = find([file]).sources[0]
    file.unlink()
    (problem,) = read(source)
    assert isinstance(problem, Unreadable)
    assert problem.error.message == "cannot be opened: no such file or directory"


def test_an_empty_jsonl_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("\n\n")
    (problem,) = everything(file)
    assert isinstance(problem, Unreadable)
    assert problem.error.message == "is empty"


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ("---\nid: a\n---\n글이다.", ["a"]),
        (line(id="a", text="글") + line(id="b", text="글"), ["a", "b"]),
    ],
)
def test_standard_input_is_one_text_or_jsonl(given: str, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    assert [item.article.id for item in everything("-") if isinstance(item, Document)] == ids


def test_the_day_given_dates_what_brings_no_date(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("글이다.")
    (tmp_path / "b.md").write_text("---\npublished_on: 2025-01-01\n---\n글이다.")
    items = everything(tmp_path, day=date(2025, 2, 2))
    assert [(i.article.published_on, i.dated_by) for i in items if isinstance(i, Document)] == [
        (date(2025, 2, 2), "--date"),
        (date(2025, 1, 1), "its source"),
    ]
