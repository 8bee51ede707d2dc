"""In which office somebody holds a position, as it is written: beside the name, onto the body's name, or apart.

Who chairs a body is often named with an office elsewhere ("분과장에는 이성아 현대자동차 대표"): the office in the body
is the one that the sentence gives the person in it, and not the one that stands beside the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.extract.instances import Instance
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention, Word
from ingest.extract.wording import WORDING
from ingest.korean.patterns import any_of

CHAIRED = frozenset({"Division", "Committee", "Alliance"})
LONGEST_TITLE = 7
"""Nouns of a title at most."""
LONGEST_FUSED = 3
"""Syllables of an office at most that stand behind the body's name onto which it is written."""
JOINT = "겸"
AND_MORE = "등"
"""What follows it is what several are: "김영태 서울대병원장 등 민간위원 24명"."""
_ACTING = re.compile(r" ?(?:권한|직무) ?대행")
_CHAIR = (
    r"(?:(?:공동|상근|민간|정부|총괄|실무)[ ]?)?"
    r"(?:분과위원장|분과장|소위원장|위원장|부위원장|의장|부의장|단장|부단장|팀장|간사)"
)
_BORNE = re.compile(rf"(?<![가-힣])(?P<office>{_CHAIR})(?:직|역할)?(?:[을를인]|으?로|에)(?![가-힣])")
"""Behind a person: the office that the person is given."""
_NAMED = re.compile(rf"(?<![가-힣])(?P<office>{_CHAIR})(?:[은는인:]|에는?|으로는?|이자|[ ]?:|[ ]?[(]|(?=[ ]))")
"""Before a person: the office whose bearers are named."""
_CLAUSE = re.compile(r"(?<=[가-힣])(?:고|며|으며|지만|는데), ?|[.]\s")
"""Where a clause ends."""
_FIRST_OF = r"(?:의)?[ ]?(?:(?:초대|첫|신임|차기|새)[ ])?"
_BARE = re.compile(r"^(?:도|시|군|구|협회|조합|위원회)[ ]")
"""A body that is named by its kind alone before the office: "도 혁신산업국장"."""
_OUTER = " ·,/'\"‘’“”「」()"


def title_of(reading: Reading, place: Instance) -> str | None:
    """Read the office that a person holds in a body from the place that says so; `None` where it names none."""
    person, body = place.subject, place.object
    near = person.sentence == body.sentence and person.phrase >= 0 and abs(person.phrase - body.phrase) <= 1
    own = _fused(reading, body) or (_behind(reading, body) if near else None)
    if reading.nodes[body.node].type in CHAIRED:
        beside = own if near and _adjacent(reading, person, body) else None
        return beside or _given(reading, person) or _presiding(reading, person) or own
    announced = _announced(reading, person, body)
    if announced:
        return announced
    both = _behind(reading, person)
    if both and JOINT in both:
        return both
    return (
        own
        or (_apart(both, reading.nodes[body.node].name) if both else None)
        or _before(reading, person)
        or (_of_the_list(reading, body) if near else None)
        or _of_the_list(reading, person)
        or WORDING.office(reading.text[person.start : person.end])
    )


def _adjacent(reading: Reading, person: Mention, body: Mention) -> bool:
    """Tell whether nothing but blanks and marks stands between a person and a body."""
    left, right = sorted((person, body), key=lambda m: m.start)
    return not reading.text[left.end : right.start].strip(_OUTER)


def _given(reading: Reading, person: Mention) -> str | None:
    """Find the office in a body that its sentence gives a person, else the heading or sentence before."""
    text, sentence = reading.text, reading.sentences[person.sentence]
    over = _CLAUSE.search(text, person.end, sentence.end)
    borne = _BORNE.search(text, person.end, over.end() if over else sentence.end)
    if borne:
        return borne["office"]
    for index in (person.sentence, person.sentence - 1, reading.parent[person.sentence]):
        if index < 0:
            continue
        row = reading.sentences[index]
        named = list(_NAMED.finditer(text, row.start, person.start if index == person.sentence else row.end))
        if named:
            return named[-1]["office"]
    return None


def _presiding(reading: Reading, person: Mention) -> str | None:
    """Read the office of who presides beside a person's name: "장윤호 위원장은"."""
    office = _behind(reading, person)
    return office if office and re.fullmatch(_CHAIR, office) else None


def _apart(title: str, name: str) -> str:
    """Take the beginning of a body's name off an office: 금융위원장 of 금융위원회 is its 위원장."""
    office = WORDING.office(title) or title
    return office if name.startswith(title.removesuffix(office)) else title


@cache
def _offices() -> str:
    return any_of(tuple(WORDING.offices))


@cache
def _opening() -> re.Pattern[str]:
    """Compile what names an office right behind a body and before who holds it."""
    return re.compile(rf"{_FIRST_OF}(?P<office>(?:{_offices()}))(?:에는?|은|는|으로는?|인)[ ][^.,\n]{{0,6}}")


@cache
def _in_brackets() -> re.Pattern[str]:
    """Compile the office in the brackets behind a body before who holds it: "협회(협회장 김동식 …)"."""
    return re.compile(rf"[ ]?[(][ ]?(?P<office>[가-힣]{{0,6}}(?:{_offices()}))[ ]")


def _announced(reading: Reading, person: Mention, body: Mention) -> str | None:
    """Read an office that stands behind the body and before the person: "우주항공청의 초대 청장에는 윤상빈"."""
    if body.sentence != person.sentence or body.end > person.start:
        return None
    for pattern in (_in_brackets(), _opening()):
        match = pattern.fullmatch(reading.text, body.end, person.start)
        if match:
            return match["office"]
    return None


def _fused(reading: Reading, body: Mention) -> str | None:
    """Read an office that is written onto a body's name, which may take it in: 방위사업청장, 해남군수, 서울대병원장."""
    text, name = reading.text, reading.nodes[body.node].name
    for end in range(min(body.end + LONGEST_FUSED, len(text)), body.end - 1, -1):
        if text[body.end : end] and not re.fullmatch("[가-힣]+", text[body.end : end]):
            continue
        office = WORDING.office(text[body.start : end])
        if office is None:
            continue
        if end - len(office) >= body.end:
            break
        if name.endswith(office):
            return None
        if name.endswith(office[:-1]):  # 연구소장 of a 연구소 is its 소장
            office = WORDING.office(office[-2:]) or office
        acting = _ACTING.match(text, end)
        return office + acting.group() if acting else office
    return "도지사" if text.startswith("지사", body.end) else None


def _behind(reading: Reading, mention: Mention) -> str | None:
    """Read the office in the nouns that follow a mention in its phrase."""
    if mention.phrase < 0:
        return None
    words = reading.clauses[mention.sentence].phrases[mention.phrase].words
    own = next((i for i, w in enumerate(words) if w.mention is mention), len(words))
    return _office(reading, words[own + 1 :])


def _of_the_list(reading: Reading, mention: Mention) -> str | None:
    """Read the office behind the last member of a mention's list, which all of them hold."""
    tied = reading.clauses[mention.sentence]
    if mention.phrase < 0 or tied.last[mention.phrase] == mention.phrase:
        return None
    words = tied.phrases[tied.last[mention.phrase]].words
    return _office(reading, words[max((i for i, w in enumerate(words) if w.mention), default=-1) + 1 :])


def _before(reading: Reading, mention: Mention) -> str | None:
    """Read the office in the nouns that stand before a mention in its phrase: "(장관 김정관)"."""
    if mention.phrase < 0:
        return None
    words = reading.clauses[mention.sentence].phrases[mention.phrase].words
    own = next((i for i, w in enumerate(words) if w.mention is mention), 0)
    first = max((i + 1 for i, w in enumerate(words[:own]) if w.mention is not None), default=0)
    return _office(reading, words[first:own])


def _office(reading: Reading, words: Sequence[Word]) -> str | None:
    """Return the nouns up to the first that ends in an office; of two offices held jointly (겸), both.

    One name may stand before the office ("김정관 산업통상부 장관"); a unit's head is its office ("반도체과장").
    """
    text = reading.text
    for at, word in enumerate(words[:LONGEST_TITLE]):
        if word.form == AND_MORE:
            return None
        if word.mention is not None:
            fused = _fused(reading, word.mention)
            if fused:
                headed = reading.nodes[word.mention.node].type == "Division"
                return text[word.start : word.end] if headed and word.start == words[0].start else fused
            if at == 0:
                continue
            return None
        first = 1 if words[0].mention is not None else 0
        if WORDING.office(word.form) or WORDING.office(text[words[first].start : word.end]):
            end = _end(text, words, first, at)
            acting = _ACTING.match(text, end)
            title = _BARE.sub("", text[words[first].start : acting.end() if acting else end].strip(_OUTER))
            rest = words[at + 1 :]
            if rest and text[rest[0].start : rest[0].end] == JOINT:
                other = next((o for w in rest if w.mention is None and (o := WORDING.office(w.form))), None)
                return f"{title} {JOINT} {other}" if other else title
            return title
    return None


def _end(text: str, words: Sequence[Word], first: int, at: int) -> int:
    """Return where an office ends that a word ends in: 이사 goes on with the 대표 of 대표이사."""
    end = words[at].end
    for word in words[at + 1 :]:
        if word.start != end or word.mention is not None or not WORDING.office(text[words[first].start : word.end]):
            break
        end = word.end
    return end
