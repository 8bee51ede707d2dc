"""What the text rules out before anything is weighed: purses as receivers, payers without a name, whose sum it is."""

from __future__ import annotations

import re

from ingest.extract.money.candidates import Candidate
from ingest.extract.money.looks import Looked
from ingest.extract.money.page import Mention, Page, Site
from ingest.extract.money.words import words
from ingest.extract.money.years import OF_THE_THING

FIELDS = frozenset({"Technology", "Sector"})
_PURSE = re.compile(r"['\"’”)]*[ ]?(?:관련[ ])?예산")
_TURNED_TO = re.compile(r"[을를]?[ ][^.,;]{1,20}?[ ](?:중심|위주)으로")
_ACTING = re.compile(r"(?:이|가|은|는|에서|도)(?![가-힣])")
"""Particles of who acts."""
_RESPECTIVELY = re.compile(r"각각[ ]?(?:약[ ]?)?$")
_GROUP = re.compile(
    r"['\"’”」』)]*(?:,[ ][^,.]{1,14}){0,5}?[ ]?등(?:의)?[ ](?:[^\d,.]{1,16}[ ])?[\d,]+여?[ ]?"
    r"(?:개|대|곳|종|건|가지)(?=[ 가-힣])"
)
"""Right behind a member of a group with a number, others of which may follow: "A와 B 등 6개 사업에"."""
_GIVEN = re.compile(r"(?P<thing>[가-힣A-Za-z0-9'’\"”」]+)에(?:는)?[ ](?:(?:총|약|모두|각각|올해|내년|최대)[ ]?)?$")
"""Right before a sum: what it is for."""
_WITH_OTHERS = re.compile(r"['\"’”)]*(?:[와과][ ]?(?:함께|공동)|[ ]?등(?:이|은|과|에서)?[ ](?!총|모두))")
"""Right behind a payer: others give, too."""
_OVER = re.compile(r"(?<=[가-힣])(?:고|며), ?")
"""Where a clause is over."""
_TIMES = r"['’`\d~∼–.년월 ]+"
_BRACKET = re.compile(rf"['\"’”」』]*[ ]?\((?:{_TIMES},[ ])?(?:총사업비|사업비|총|국비|약)?[ ]?")
"""Between a name and a number in the brackets right behind it."""
_BRACKET_ENDS = re.compile(rf"(?:,{_TIMES})?\)")
MEMBERS = 2
"""Of a list, at least, whose counts are added up."""
_NEXT_SUM = re.compile(r"씩?[ ]?(?:,|과|와|및|·)[ ]?(?:약[ ]?)?")


def respectively_others(page: Page, site: Site) -> frozenset[int]:
    """Return the nodes that another sum of a list is for: "기업은행과 신한은행이 각각 600억원과 400억원을 낸다"."""
    sums = [s for s in page.sums if s.sentence == site.sentence]
    if site.kind != "sum" or len(sums) < 2:
        return frozenset()
    first = last = place = sums.index(site)
    while first > 0 and _NEXT_SUM.fullmatch(page.text, sums[first - 1].end, sums[first].start):
        first -= 1
    while last + 1 < len(sums) and _NEXT_SUM.fullmatch(page.text, sums[last].end, sums[last + 1].start):
        last += 1
    before = page.text[page.sentences[site.sentence].start : sums[first].start]
    if first == last or not _RESPECTIVELY.search(before):
        return frozenset()
    for members in reversed(_lists(page, site.sentence, sums[first].start)):
        if len(members) == last - first + 1:
            return frozenset(members) - {members[place - first]}
    return frozenset()


def examples(page: Page, site: Site) -> frozenset[int]:
    """Return the nodes that are named as examples of the group that a sum is for: "A와 B 등 6개 사업에 712억 원".

    They get some of it, and nobody says how much.
    """
    if site.kind != "sum":
        return frozenset()
    for mention in reversed(page.mentions[site.sentence]):
        group = _GROUP.match(page.text, mention.end)
        if group is None or group.end() > site.start:
            continue
        if any(group.end() <= other.start < site.start for other in page.sums):
            continue
        return frozenset(_lists(page, site.sentence, mention.end)[-1])
    return frozenset()


def things_before(page: Page, site: Site) -> frozenset[int]:
    """Return the nodes that have a sum of their own where this one is for something else, which has no node.

    In "나노 사업에는 668억원, 새 과제에는 292억원을 쓴다" the second sum is that of 새 과제, and not of 나노 사업.
    """
    before = [s for s in page.sums if s.sentence == site.sentence and s.end <= site.start]
    if site.kind != "sum" or not before:
        return frozenset()
    given = _GIVEN.search(page.text, page.sentences[site.sentence].start, site.start)
    if given is None or given.start("thing") < before[-1].end:
        return frozenset()
    mentions = page.mentions[site.sentence]
    if any(m.start < given.end("thing") and given.start("thing") < m.end for m in mentions):
        return frozenset()
    return frozenset(m.node for m in mentions if m.end <= before[-1].start)


def things_of_clauses_before(page: Page, site: Site) -> frozenset[int]:
    """Return the nodes of clauses that are over where a sum is the size of what follows it.

    In "보조금을 도입하고, 2조원 규모의 새 사업을 시작한다" the sum is that of 새 사업, whether it has a node or not.
    """
    if site.kind != "sum" or OF_THE_THING.match(page.text, site.end) is None:
        return frozenset()
    mentions = page.mentions[site.sentence]
    return frozenset(m.node for m in mentions if m.end <= site.start and _OVER.search(page.text, m.end, site.start))


def things_of_smaller_sums(page: Page, site: Site) -> frozenset[int]:
    """Return the nodes that have a smaller sum right behind them in brackets: a larger one is not theirs.

    In "나노 사업(208억원)과 이어 6000억원 규모의 본사업을 유치한다" the whole is not more than its own sum.
    """
    if site.kind != "sum" or site.amount is None or site.amount.won is None:
        return frozenset()
    found, sums = set(), [s for s in page.sums if s.sentence == site.sentence]
    for mention in page.mentions[site.sentence]:
        own = next((s for s in sums if s.start > mention.end), None)
        if own is None or own is site or own.amount is None or own.amount.won is None:
            continue
        alone = _BRACKET.fullmatch(page.text, mention.end, own.start) and _BRACKET_ENDS.match(page.text, own.end)
        if alone and own.amount.won < site.amount.won:
            found.add(mention.node)
    return frozenset(found)


def members_of_total(page: Page, site: Site) -> frozenset[int]:
    """Return the nodes of a list whose counts in brackets a number adds up: "A(30개), B(400개) 등 430개"."""
    if site.quantity is None:
        return frozenset()
    counts = [
        n for n in page.numbers
        if n.sentence == site.sentence and n.end <= site.start and page.text[n.start - 1 : n.start] == "("
        and n.quantity is not None and n.quantity.unit == site.quantity.unit
    ]  # fmt: skip
    total = sum(n.quantity.value for n in counts if n.quantity is not None)
    if len(counts) < MEMBERS or total != site.quantity.value:
        return frozenset()
    mentions = page.mentions[site.sentence]
    return frozenset(m.node for n in counts for m in mentions if _BRACKET.fullmatch(page.text, m.end, n.start))


def _lists(page: Page, row: int, end: int) -> list[list[int]]:
    """Return the nodes that a sentence lists up to an offset, list by list."""
    found: list[list[Mention]] = []
    for mention in page.mentions[row]:
        if mention.end > end:
            break
        if found and page.coordinated(found[-1][-1], mention):
            found[-1].append(mention)
        else:
            found.append([mention])
    return [[mention.node for mention in members] for members in found]


def leave_out_purses(page: Page, one: Looked) -> None:
    """Take what only names the purse out of the nodes that may get a sum."""
    purses = _purses(page, one)
    if purses:
        one.rank(
            "object", [(candidate, odds) for candidate, odds in one.parts["object"] if candidate.node not in purses]
        )


def _purses(page: Page, one: Looked) -> set[int]:
    """Return what only names the purse beside something that gets the money: "M.AX에 AI 예산 7천억원을 투입한다"."""
    local = [candidate for candidate, _ in one.parts["object"] if candidate.local]
    named = {c.node for c in local if page.nodes[c.node].type in FIELDS and _PURSE.match(page.text, c.mention.end)}
    others = any(c.node not in named and page.nodes[c.node].type not in FIELDS for c in local)
    return named if others or _TURNED_TO.match(page.text, one.site.end) else set()


def nobody_pays(page: Page, site: Site) -> bool:
    """Tell whether people without a name pay a sum: "나머지 1500억원은 참여하는 기업과 기관이 댄다", "기업의 몫이다".

    They pay the sum right after them, or the one that the sentence is about where it names no other after it.
    """
    end = page.sentences[site.sentence].end
    if site.kind != "sum":
        return False
    if _acts_nameless(page, site.first - 1):
        return page.morph_at(page.sentences[site.sentence].start) <= site.first - 2 and _bears(page, site.last + 1)
    rest = page.morphs[site.last : page.morph_at(end)]
    if not rest or rest[0].form not in ("은", "는") or any(site.start < s.start < end for s in page.sums):
        return False
    if any(m.start > site.end for m in page.mentions[site.sentence]):
        return False
    acting = [at for at, m in enumerate(rest, site.last) if m.tag == "JKS"]
    if acting and _acts_nameless(page, acting[-1]) and _bears(page, acting[-1] + 1):
        return True
    return any(_portion_of_nameless(page, at) for at, m in enumerate(rest, site.last) if m.tag == "JKG")


def _portion_of_nameless(page: Page, at: int) -> bool:
    """Tell whether a morpheme joins people without a name to what is theirs: "참여 기업의 몫"."""
    after = page.morphs[at + 1].form if at + 1 < len(page.morphs) else ""
    return page.morphs[at - 1].form in words().nobody and after in words().portions


def _acts_nameless(page: Page, at: int) -> bool:
    """Tell whether a morpheme is the particle of who acts, after a noun for people without a name."""
    return at > 0 and page.morphs[at].tag == "JKS" and page.morphs[at - 1].form in words().nobody


def beside_nameless(page: Page, payer: Mention) -> bool:
    """Tell whether a payer is named together with people without a name: "정부와 민간이"."""
    behind = page.morphs[payer.last : payer.last + 2]
    return len(behind) == 2 and behind[0].tag in ("JC", "JKB", "SP") and behind[1].form in words().nobody


def gives_with_others(page: Page, payer: Candidate) -> bool:
    """Tell whether a sentence lets others give with a payer: "정부와 기업이", "산업부와 함께", "산업은행 등"."""
    others = _WITH_OTHERS.match(page.text, payer.mention.end) is not None or beside_nameless(page, payer.mention)
    return payer.local and others


def _bears(page: Page, at: int) -> bool:
    """Tell whether the verb that follows is one of paying."""
    known = words()
    for morph in page.morphs[at : at + 3]:
        if morph.tag.startswith(("VV", "NNG")):
            return morph.form in known.bearing or morph.form in known.paying
    return False


def may_pay(page: Page, payer: Candidate, thing: Candidate, *, purse: str) -> bool:
    """Tell whether a candidate may pay: no ministry pays local money, no city that of a province, no province a city's.

    국비 is nobody else's where a ministry acts.
    """
    node, known = page.nodes[payer.node], words()
    if payer.node == thing.node:
        return False
    if purse in known.local_money and (
        node.type == "Ministry"
        or (node.name.endswith(known.places) and not node.name.endswith(known.local_money[purse]))
    ):
        return False
    mention = payer.mention
    if not payer.local or page.text[mention.start : mention.end] not in words().state_money:
        return True
    return not any(
        other.node != payer.node and page.nodes[other.node].type == "Ministry" and _ACTING.match(page.text, other.end)
        for other in page.mentions[mention.sentence]
    )
