"""Writing is idempotent, replaces an article's own claims only, and does not depend on the order of articles."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from decimal import Decimal

import pytest

from graph.check import check, graph_hash
from graph.errors import StoreError
from graph.model import Claim, Extraction
from graph.settings import StoreSettings
from graph.store import Row, Store, Transaction
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.examples import FACTORY, GOVERNMENT, MAX, MOTIR, SHIPBUILDING, pays, report, say, thing

LAUNCH = report(
    "launch",
    "2025-09-10",
    pays(MOTIR, MAX, "산업통상부는 내년 M.AX 얼라이언스에 7000억원을 투입한다.", 700_000_000_000, year=2026),
    say("TARGETS", MAX, SHIPBUILDING, "M.AX 얼라이언스는 조선을 겨냥한다."),
    say(
        "HAS_GOAL",
        MAX,
        None,
        "100조원의 부가가치를 낸다.",
        value=10**14,
        metric="부가가치",
        by_year=2030,
        asserted_by=MOTIR,
    ),
)
MEETING = report(
    "meeting",
    "2025-12-24",
    pays(MOTIR, MAX, "산업통상부가 M.AX 얼라이언스에 7000억원을 댄다.", 700_000_000_000, year=2026),
    say("LEADS", MOTIR, FACTORY, "산업통상부는 AI 팩토리 선도 프로젝트를 이끈다."),
)
CUT = report("launch", "2025-09-10", say("TARGETS", MAX, SHIPBUILDING, "M.AX 얼라이언스는 조선을 겨냥한다."))


def claims(store: Store) -> set[tuple[str, str]]:
    return {(row["article_id"], row["predicate"]) for row in store.read("check/claims")}


def names(store: Store) -> dict[str, str]:
    return {row["id"]: row["name"] for row in store.read("check/entities")}


def aliases(store: Store) -> dict[str, list[str]]:
    return {row["id"]: row["aliases"] for row in store.read("check/entities")}


def edges(store: Store) -> dict[str, Row]:
    return {row["key"]: row for row in store.read("check/edges")}


def test_an_article_goes_in_with_all_it_says(store: Store) -> None:
    assert Writer(store).write(LAUNCH) == "added"
    assert claims(store) == {("launch", "FUNDS"), ("launch", "TARGETS"), ("launch", "HAS_GOAL")}
    assert names(store) == {MOTIR.id: "산업통상부", MAX.id: "M.AX 얼라이언스", SHIPBUILDING.id: "조선"}
    (goal,) = [row for row in store.read("check/claims") if row["predicate"] == "HAS_GOAL"]
    assert (goal["value"], goal["metric"], goal["by_year"]) == (10**14, "부가가치", 2030)
    assert (goal["subject"], goal["object"], goal["speaker"]) == (MAX.id, None, MOTIR.id)
    assert goal["quote"] == "100조원의 부가가치를 낸다."
    (article,) = store.read("check/articles")
    assert (article["name"], article["published_on"], article["body"]) == ("기사 launch", "2025-09-10", None)


def test_an_entity_has_its_label_its_names_and_their_keys(store: Store) -> None:
    Writer(store).write(LAUNCH)
    (motir,) = [row for row in store.read("check/entities") if row["id"] == MOTIR.id]
    assert motir["label"] == "Ministry"
    assert motir["labelled"] is True
    assert (motir["valid_from"], motir["valid_to"], motir["aliases"]) == ("2025-10-01", None, ["산업부"])
    assert motir["keys"] == ["산업부", "산업통상부"]
    (alliance,) = [row for row in store.read("check/entities") if row["id"] == MAX.id]
    assert (alliance["name_en"], "maxalliance" in alliance["keys"]) == ("M.AX Alliance", True)


def test_a_mention_says_what_the_article_calls_it_and_where(store: Store) -> None:
    Writer(store).write(CUT)
    (mention,) = [row for row in store.read("check/mentions") if row["entity"] == SHIPBUILDING.id]
    assert (mention["article"], mention["name"], mention["aliases"]) == ("launch", "조선", ["조선업"])
    assert CUT.article.text is not None
    assert [CUT.article.text[a:b] for a, b in zip(mention["starts"], mention["ends"], strict=True)] == ["조선"]


def test_the_same_article_twice_changes_nothing(store: Store) -> None:
    writer = Writer(store)
    writer.write(LAUNCH)
    before = (graph_hash(store), store.read("check/revision"))
    assert writer.write(LAUNCH) == "unchanged"
    assert (graph_hash(store), store.read("check/revision")) == before


def test_a_changed_article_replaces_its_own_claims_only(store: Store) -> None:
    writer = Writer(store)
    writer.write(LAUNCH)
    writer.write(MEETING)
    assert writer.write(CUT) == "changed"
    assert claims(store) == {("launch", "TARGETS"), ("meeting", "FUNDS"), ("meeting", "LEADS")}
    (funds,) = [edge for edge in edges(store).values() if edge["predicate"] == "FUNDS"]
    assert (funds["articles"], funds["first_stated"]) == (1, "2025-12-24")


def test_a_changed_article_leaves_the_store_as_if_it_had_always_been_so(
    store: Store, another: Callable[[], Store]
) -> None:
    writer = Writer(store)
    for extraction in (LAUNCH, MEETING, CUT):
        writer.write(extraction)
    fresh = another()
    Writer(fresh).write(CUT)
    Writer(fresh).write(MEETING)
    assert graph_hash(store) == graph_hash(fresh)


def test_a_field_that_an_article_no_longer_has_goes(store: Store) -> None:
    writer = Writer(store)
    writer.write(CUT)
    bare = CUT.model_copy(update={"article": CUT.article.model_copy(update={"publisher": None, "title": None})})
    assert writer.write(bare) == "changed"
    (article,) = store.read("check/articles")
    assert (article["publisher"], article["name"]) == (None, "launch")


def test_deleting_an_article_takes_its_claims_and_what_nobody_mentions_any_more(store: Store) -> None:
    writer = Writer(store)
    writer.write(LAUNCH)
    writer.write(MEETING)
    assert writer.delete("launch") is True
    assert claims(store) == {("meeting", "FUNDS"), ("meeting", "LEADS")}
    assert names(store).keys() == {MOTIR.id, MAX.id, FACTORY.id}
    assert {edge["predicate"] for edge in edges(store).values()} == {"FUNDS", "LEADS"}
    assert writer.delete("launch") is False


def test_deleting_every_article_leaves_nothing(store: Store) -> None:
    writer = Writer(store)
    writer.write(LAUNCH)
    writer.write(MEETING)
    assert [writer.delete(key) for key in writer.manifest()] == [True, True]
    for statement in ("check/articles", "check/claims", "check/entities", "check/edges", "check/mentions"):
        assert store.read(statement) == []


def test_an_entity_is_named_as_most_articles_name_it(store: Store) -> None:
    writer = Writer(store)
    short, long = thing("Program", "AI 팩토리"), thing("Program", "AI팩토리")
    assert short.id == long.id
    for key, entity in (("a", short), ("b", long), ("c", long)):
        writer.write(report(key, None, extra=(entity,)))
    assert names(store) == {long.id: "AI팩토리"}
    assert aliases(store) == {long.id: ["AI 팩토리"]}
    writer.delete("b")
    assert names(store) == {long.id: "AI 팩토리"}, "a tie goes to the first in code-point order"
    writer.delete("a")
    assert (names(store), aliases(store)) == ({long.id: "AI팩토리"}, {long.id: []})


def test_an_article_that_calls_its_entity_differently_renames_it(store: Store) -> None:
    writer = Writer(store)
    writer.write(report("a", None, extra=(thing("Program", "AI 팩토리", "공장"),)))
    assert writer.write(report("a", None, extra=(thing("Program", "AI팩토리", kind="project"),))) == "changed"
    (row,) = store.read("check/entities")
    assert (row["name"], row["aliases"], row["kind"], row["keys"]) == ("AI팩토리", [], "project", ["ai팩토리"])


def test_what_a_few_articles_know_of_an_entity_the_others_do_not_take_away(store: Store) -> None:
    writer = Writer(store)
    writer.write(report("a", None, extra=(thing("Organization", "에이로봇", kind="company"),)))
    writer.write(report("b", None, extra=(thing("Organization", "에이로봇", "A로봇"),)))
    (row,) = store.read("check/entities")
    assert (row["kind"], row["aliases"]) == ("company", ["A로봇"])


def test_the_order_of_articles_makes_no_difference(store: Store, another: Callable[[], Store]) -> None:
    said = [
        report("a", "2025-01-01", pays(MOTIR, thing("Program", "AI 팩토리"), "하나", 5, year=2026)),
        report("b", None, pays(MOTIR, thing("Program", "AI팩토리", "공장"), "둘", 7, year=2026)),
        report("c", "2025-01-03", say("LEADS", MOTIR, thing("Program", "AI팩토리", kind="project"), "셋")),
        CUT,
    ]
    for extraction in said:
        Writer(store).write(extraction)
    expected = graph_hash(store)
    for order in list(itertools.permutations(said))[1::4]:
        other = another()
        assert [what for _, what in Writer(other).write_many(order, together=3)] == ["added"] * 4
        assert graph_hash(other) == expected


def test_several_articles_go_in_together(store: Store) -> None:
    writer = Writer(store)
    writer.write(LAUNCH)
    done = list(writer.write_many([LAUNCH, MEETING, CUT]))
    assert done == [("launch", "unchanged"), ("meeting", "added"), ("launch", "changed")]
    assert store.read("check/revision") == [{"revision": 2}]


def test_changes_that_are_written_together_leave_what_they_leave_one_by_one(
    store: Store, another: Callable[[], Store]
) -> None:
    chance = random.Random(1)
    names = ("AI 팩토리", "AI팩토리", "AI-팩토리")

    def version(number: int) -> Extraction:
        plants = [
            thing("Program", chance.choice(names), chance.choice(("공장", "팩토리")), kind=kind)
            for kind in ("plan", "project")
        ]
        mine = thing("Program", f"{chance.randrange(3)}번째 과제")
        won = chance.randrange(1, 4)
        return report(
            f"{number}",
            f"2025-01-0{chance.randrange(1, 9)}",
            pays(MOTIR, chance.choice(plants), f"{number}: {won}조원을 낸다.", won * 10**12, year=2026),
            say("LEADS", MOTIR, mine, f"{number}: 이끈다."),
        )

    written = [version(chance.randrange(5)) for _ in range(30)]
    list(Writer(store).write_many(written, together=1))
    for together in (4, 30):
        other = another()
        list(Writer(other).write_many(written, together=together))
        assert graph_hash(other) == graph_hash(store)
        assert check(other).ok


def test_an_error_inside_leaves_the_store_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Writer(store)
    writer.write(MEETING)
    before = graph_hash(store)

    def fail(transaction: Transaction, pairs: object) -> int:
        raise RuntimeError("the projection failed")

    monkeypatch.setattr("graph.change.update", fail)
    with pytest.raises(RuntimeError, match="the projection failed"):
        list(writer.write_many([LAUNCH, CUT]))
    assert graph_hash(store) == before
    monkeypatch.undo()
    assert writer.write(LAUNCH) == "added"


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_an_unwritable_value_is_refused_and_leaves_nothing_behind(store: Store) -> None:
    broken = LAUNCH.model_copy(update={"claims": [*LAUNCH.claims, _unwritable(LAUNCH.claims[0])]})
    with pytest.raises(StoreError):
        Writer(store).write(broken)
    assert store.read("check/articles") == store.read("check/entities") == []


def _unwritable(claim: Claim) -> Claim:
    return claim.model_copy(update={"id": "claim/x", "qualifiers": {"fiscal_year": Decimal(2026)}})


def test_a_number_beyond_what_stores_keep_becomes_a_float(store: Store) -> None:
    Writer(store).write(report("a", None, say("HAS_GOAL", GOVERNMENT, None, "큰 수", value=10**20, unit="연산")))
    (row,) = store.read("check/claims")
    assert (row["value"], type(row["value"])) == (1e20, float)


def test_an_article_is_current_until_it_or_its_reader_changes(store: Store) -> None:
    writer = Writer(store)
    assert writer.read_by(LAUNCH.article) is None
    writer.write(LAUNCH, reader="rules 1")
    assert writer.read_by(LAUNCH.article) == "rules 1"
    assert writer.read_by(LAUNCH.article.model_copy(update={"title": "다른 제목"})) is None
    assert Writer(store, keep_text=True).read_by(LAUNCH.article) is None
    assert writer.write(LAUNCH, reader="rules 2") == "unchanged"
    assert writer.read_by(LAUNCH.article) == "rules 2"


def test_the_manifest_tells_what_is_in_without_asking_for_it(store: Store) -> None:
    writer = Writer(store)
    writer.write(LAUNCH)
    writer.write(MEETING)
    assert writer.manifest() == {"launch": writer.fingerprint(LAUNCH), "meeting": writer.fingerprint(MEETING)}
    assert writer.fingerprint(CUT) != writer.fingerprint(LAUNCH)


def test_the_text_is_kept_only_where_asked_for(store: Store) -> None:
    assert Writer(store).write(CUT) == "added"
    assert Writer(store, keep_text=True).write(CUT) == "changed"
    assert store.read("check/articles")[0]["body"] == CUT.article.text
    assert Writer(store).write(CUT) == "changed"
    assert store.read("check/articles")[0]["body"] is None


def test_an_article_without_entities_goes_in_too(store: Store) -> None:
    empty: Extraction = report("empty", "2025-01-01")
    assert Writer(store).write(empty) == "added"
    assert Writer(store).delete("empty") is True


@pytest.fixture
def another(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Store]]:
    """Make further empty stores, embedded whatever the engine of the test: the graph is to be the same on both."""
    with ExitStack() as opened:

        def make() -> Store:
            folder = tmp_path_factory.mktemp("another")
            return opened.enter_context(closing(open_store(StoreSettings(neo4j_uri=None, data=folder))))

        yield make
