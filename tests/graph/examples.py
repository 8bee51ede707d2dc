"""Small hand-made extractions: a few Korean sentences, each with the claim that a reader makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.ids import claim_id, entity_id, text_hash
from graph.model import Article, Claim, Entity, Extraction, Mention


def thing(label: str, name: str, *aliases: str, key: str | None = None, **known: Any) -> Entity:
    """Make an entity; `key` is its id where it is not the one made from its name."""
    return Entity(id=key or entity_id(label, name), type=label, name=name, aliases=list(aliases), **known)


MOTIE = thing("Ministry", "산업통상자원부", "산업부", key="ministry/motie", valid_to="2025-09-30")
MOTIR = thing("Ministry", "산업통상부", "산업부", key="ministry/motir", valid_from="2025-10-01")
MOF = thing("Ministry", "해양수산부", "해수부", key="ministry/mof")
GOVERNMENT = thing("Ministry", "대한민국 정부", "정부", key="ministry/government")
COMMITTEE = thing("Committee", "국가인공지능위원회")
STRATEGY_COMMITTEE = thing("Committee", "국가인공지능전략위원회")
COUNCIL = thing("Committee", "AI전략최고위협의회")
MAX = thing("Alliance", "M.AX 얼라이언스", "맥스", key="alliance/max", name_en="M.AX Alliance")
FACTORY = thing("Program", "AI 팩토리 선도 프로젝트", "AI 팩토리", kind="project")
AUTONOMOUS = thing("Program", "AI 자율제조 선도 프로젝트", "AI 자율제조", kind="project")
SHIP = thing("Program", "AI 완전자율운항선박 기술개발 사업", kind="rnd")
OLD_SHIP = thing("Program", "자율운항선박 기술개발사업", kind="rnd")
TASKS = thing("Program", "산업 AI 확산 10대 과제", "산업 AI 확산을 위한 10대 과제", kind="plan")
DIRECTION = thing("Program", "국가 AI 전략 정책 방향", kind="strategy")
TASK = thing("Program", "자율 제조 선도 과제", kind="task")
FUND = thing("Fund", "국민성장펀드", key="fund/ngf")
INDUSTRY_FUND = thing("Fund", "첨단전략산업기금")
SHIPBUILDING = thing("Sector", "조선", "조선업", key="sector/shipbuilding")
CHIPS = thing("Sector", "반도체", key="sector/semiconductor")
MEMORY = thing("Sector", "메모리 반도체")
AUTONOMOUS_SHIP = thing("Technology", "자율운항선박")
SITTING = thing("Event", "제3차 AI 산업정책위원회")
POLICY_COMMITTEE = thing("Committee", "AI 산업정책위원회")
ROBOT_SECTOR = thing("Sector", "로봇", key="sector/robot")
ROBOT_TECHNOLOGY = thing("Technology", "로봇", key="technology/robot")


@dataclass(frozen=True)
class Said:
    """One claim and the sentence that it is read from."""

    predicate: str
    subject: Entity
    object: Entity | None
    quote: str
    qualifiers: dict[str, Any]
    modality: str = "fact"
    asserted_by: Entity | None = None
    confidence: float = 0.9


def say(predicate: str, subject: Entity, obj: Entity | None, quote: str, **said: Any) -> Said:
    """Make a claim; keywords are its qualifiers, or `modality`, `asserted_by`, `confidence`."""
    apart = {key: said.pop(key) for key in ("modality", "asserted_by", "confidence") if key in said}
    return Said(predicate, subject, obj, quote, said, **apart)


def pays(funder: Entity, recipient: Entity, quote: str, won: int | None = None, **said: Any) -> Said:
    """Make a claim of money; `year` is short for `fiscal_year`."""
    if won is not None:
        said = {"amount_krw": won, "amount_qualifier": "exact", **said}
    if "year" in said:
        said["fiscal_year"] = said.pop("year")
    return say("FUNDS", funder, recipient, quote, **said)


def report(key: str, day: str | None, *claims: Said, extra: tuple[Entity, ...] = (), **article: Any) -> Extraction:
    """Make what is read from an article whose sentences are the quotes of its claims, one a line."""
    text = "\n".join(dict.fromkeys([one.quote for one in claims] + [entity.name for entity in extra]))
    ends = [end for one in claims for end in (one.subject, one.object, one.asserted_by) if end is not None]
    entities = {entity.id: _mentioned(entity, text) for entity in (*ends, *extra)}
    published = date.fromisoformat(day) if day else None
    source = {"publisher": "시험일보", "title": f"기사 {key}", "url": f"https://news.example/{key}"} | article
    return Extraction(
        article=Article(id=key, published_on=published, text_sha256=text_hash(text), text=text, **source),
        entities=list(entities.values()),
        claims=[_claim(key, one, text.index(one.quote)) for one in claims],
    )


def _mentioned(entity: Entity, text: str) -> Entity:
    name = next((name for name in (entity.name, *entity.aliases) if name in text), None)
    if name is None:
        return entity
    start = text.index(name)
    return entity.model_copy(update={"mentions": [Mention(text=name, start=start, end=start + len(name))]})


def _claim(article: str, one: Said, start: int) -> Claim:
    obj = one.object.id if one.object else None
    return Claim(
        id=claim_id(article, one.predicate, one.subject.id, obj, one.qualifiers, start),
        predicate=one.predicate,
        subject=one.subject.id,
        object=obj,
        qualifiers=one.qualifiers,
        modality=one.modality,  # type: ignore[arg-type]
        asserted_by=one.asserted_by.id if one.asserted_by else None,
        quote=one.quote,
        start=start,
        end=start + len(one.quote),
        confidence=one.confidence,
        extractor="hand 1",
    )
