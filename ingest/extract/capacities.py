"""As what somebody takes part: "현대모비스가 앵커기업으로 합류한다", "간사기관을 맡는다", "(수요기업) A사, B사"."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.clauses import Clauses
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention, Phrase
from ingest.extract.wording import WORDING
from ingest.korean.patterns import any_of

_PRESIDING = re.compile(
    r"(?:[ ][가-힣·A-Z0-9]{1,12}(?:\([^()]{1,20}\))?){0,3}[ ]주재(?:로|하에|[ ](?:하에|아래))(?![가-힣])"
)
"""Behind somebody's name: he presides over what others hold."""
LONGEST = 12
"""Code points of a capacity."""


def capacity_of(reading: Reading, predicate: str, mention: Mention) -> str | None:
    """Return as what the text lets somebody act, in its words: by the clause, else by the label of a list.

    Who leads something makes others what a clause says by 로 ("B사를 수행기관으로 선정했다"), and is what it takes on.
    """
    tied = reading.clauses[mention.sentence]
    if mention.phrase >= 0:
        verb = tied.verb[mention.phrase]
        for index in range(mention.phrase + 1, verb):
            if tied.verb[index] == verb and _says_as_what(tied, index, by_role=predicate != "LEADS"):
                return _written(reading.text, tied.phrases[index])
    if predicate == "LEADS":
        presiding = _PRESIDING.match(reading.text, mention.end)
        return "주재" if presiding and reading.nodes[mention.node].type == "Person" else None
    sentence = reading.sentences[mention.sentence]
    label = _label().match(reading.text, sentence.start, mention.start)
    written = (label["inside"] or label["outside"]).strip() if label is not None else None
    return next((role for end, role in WORDING.labels.items() if written and written.endswith(end)), written)


def _says_as_what(tied: Clauses, index: int, *, by_role: bool) -> bool:
    """Tell whether a noun phrase says as what somebody acts; several in a list are those of several."""
    phrase, case = tied.phrases[index], tied.case[index]
    if tied.last[index] != index or any(last == index for last in tied.last[:index]):
        return False
    as_what = (by_role and case == "로") or (case == "를" and tied.phrases[tied.verb[index]].stem in WORDING.taking_on)
    if phrase.kind != "N" or not as_what or not phrase.words or any(w.mention is not None for w in phrase.words):
        return False
    return phrase.head.endswith(WORDING.capacities) and phrase.words[-1].end - phrase.words[0].start <= LONGEST


def _written(text: str, phrase: Phrase) -> str:
    return text[phrase.words[0].start : phrase.words[-1].end]


@cache
def _label() -> re.Pattern[str]:
    """Compile the label at the head of a list: "(수요기업) ", "정부위원 : "."""
    noun = rf"[가-힣·/ ]{{0,8}}(?:{any_of([*WORDING.capacities, *WORDING.labels])})"
    return re.compile(rf"[\W_ㅇ]*(?:\((?P<inside>{noun})\)|(?P<outside>{noun})[ ]?[:：=])[ ]")
