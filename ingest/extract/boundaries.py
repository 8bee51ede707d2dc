"""Boundaries of names: what a statistical reader cuts wrong and the text's morphemes and marks put right.

A name does not run over the mark of a list, does not begin with what only introduces it ("산하", "네덜란드"), does not
end inside a word, and a list of bodies or places at 가운뎃점 is not one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.extract.mentions import Mention
from ingest.extract.titles import titles
from ingest.extract.units import Sequence, Unit
from ingest.naming import is_generic

_SEPARATOR = re.compile(r"\s+[-–—]\s+|\s*[▲△▶▷□■○●◇◆◦▪▼▽①-⑳→=:;\n]\s*|\s\*+\s?|\*\*\s?")
_LISTED = re.compile(r"\s?[·ㆍ‧・]\s?|,\s")
_ONE_BODY = re.compile(
    r"(?P<front>(?:한국|대한|전국|국제|국립)[가-힣A-Z]{1,8})[·ㆍ][가-힣A-Z]{2,14}"
    r"(?:협회|학회|연합회|진흥회|연구원|진흥원|재단|센터)장?"
)
"""A body whose field is several: "한국AI·로봇산업협회"."""
_WHOLE_BODY = ("원", "청", "부", "처", "대", "회", "공사", "공단", "재단", "은행", "협회", "연맹", "전력")
"""Ends of what is a body by itself: "한국전력·한국가스공사"."""
_INTRODUCED = re.compile(
    r"^.*\s(?:산하|소속|직속|직속인|소관|주재|내|당시|올해|내년|지난해)\s+(?=\S)"
    r"|^(?:당시|올해|내년|지난해|이번|지난달|이달|내달|최근|향후|앞으로|전날|이날|오늘)\s+"
)
_AND_OTHERS = re.compile(r"\s등\s(?:기존|관련|각종|다양한|주요|여러|다른)\s")
"""Behind a name: what follows is others of its kind."""
_LISTED_APART = frozenset({"Ministry", "Organization", "Region", "Person"})
_BODIES = frozenset({"Ministry", "Organization", "Division", "Committee", "Alliance", "Fund", "Person", "Region"})
_WORDS = frozenset({"Ministry", "Organization", "Division", "Committee", "Alliance", "Fund", "Technology", "Sector"})
_SECTION = "과"
"""The smallest unit of a ministry, which Kiwi takes for the particle that joins nouns."""
_NOT_BEHIND_PARTICLE = frozenset({"가", "이", "를", "을", "와", "에", "로", "에서", ",", "·", "장"})
"""What follows the unit and never the particle."""
_TWO_DIVISIONS = re.compile(r"(?<=[가-힣]{3}[국실관단팀과반])[과와]\s")
_EACH = re.compile(r"['\"’”」』]*(?:[ ](?:예산|사업비|명목|몫))?(?:에|에는|으로|로|은|는|이|가)[ ]각각(?![가-힣])")
"""Behind a name: what it names are several ("A와 B에 각각 40억원")."""
_JOINING = frozenset({"과", "와"})
_NO_BEGINNING = ("J", "E", "XS", "VC")
_CLAUSE_ENDS = ("EC", "EF", "JKS", "JX")
_ATTRIBUTE = ("JKG", "JKS", "JX", "JKB", "JKO", "ETM")
_LONG = frozenset({"Program", "Fund"})
_MODIFYING = ("ETM", "V", "XSV", "XSA")
"""Ends of a word that says what the next one does; a verb's ending may be within the verb's last syllable."""
_NO_FRONT = frozenset({"NNP", "NNB", "SN", "SW", "SO"})
"""Tags of what stands before a name without being of it: who does it, how many there are."""
_OBJECTS = frozenset({"을", "를", "에", "에서", "에게", "로", "으로"})
_PURPOSES = frozenset({"위하", "통하", "향하", "관하", "대하", "의하", "활용", "이용", "기반", "대비", "접목", "연계"})
"""Verbs by which a name tells what a thing is for or about."""
_THREE_SYLLABLES = re.compile(r"[가-힣]{3}(?=[\s,(·])")


class Boundaries:
    """Mends the boundaries of mentions in one document."""

    def __init__(self, text: str, sequences: Iterable[Sequence]) -> None:
        self.text = text
        self._units: list[Unit] = [u for s in sequences for u in s.units]
        self._starts = {u.start: i for i, u in enumerate(self._units)}
        self._ends = {u.end: i for i, u in enumerate(self._units)}

    def mend(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Return the mentions with mended boundaries; one may become several, or none.

        What stands where a name was continued at its front is a part of that name.
        """
        parts = [part for mention in mentions for part in self._split(mention)]
        found = [(part, mended) for part in parts if (mended := self._mend(part)) is not None]
        fronts = [(new.start, old.start) for old, new in found if new.start < old.start and new.label in _LONG]
        return [new for old, new in found if not any(start <= old.start and old.end <= end for start, end in fronts)]

    def _mend(self, mention: Mention) -> Mention | None:
        bare = self._bare(self._from_front(self._introduced(self._bracketed(mention))))
        return self._person(self._section(self._whole_word(bare))) if bare is not None else None

    def _bare(self, mention: Mention) -> Mention | None:
        """Take particles off a mention's ends."""
        first, last = self._starts.get(mention.start), self._ends.get(mention.end)
        if first is None or last is None or mention.label == "Person":
            return mention  # Kiwi takes parts of rare names for particles
        while first <= last and self._units[first].tag.startswith(_NO_BEGINNING):
            first += 1
        while last >= first and self._units[last].tag.startswith("J"):
            last -= 1  # a 과 that is no particle comes back, see _section
        if first > last:
            return None
        return _cut(mention, self._units[first].start, self._units[last].end)

    def _split(self, mention: Mention) -> Iterator[Mention]:
        """Cut a mention at the marks of a list; bodies, places and persons also at 가운뎃점.

        What the sentence says of each is several: "서비스 개발과 플랫폼 구축에 각각 40억원" names two programmes.
        """
        at = mention.start
        if mention.label in _LONG and _EACH.match(self.text, mention.end):
            for particle in self._joining(mention):
                yield _cut(mention, at, particle.start)
                at = particle.end + 1
            yield _cut(mention, at, mention.end)
            return
        pattern = _SEPARATOR
        surface = self.text[mention.start : mention.end]
        listed = mention.label in _LISTED_APART and _LISTED.search(surface) and "(" not in surface
        if listed and not (mention.label == "Organization" and _is_one_body(surface)):
            pattern = _LISTED
        elif mention.label == "Division" and _TWO_DIVISIONS.search(surface):
            pattern = _TWO_DIVISIONS
        for match in pattern.finditer(self.text, mention.start, mention.end):
            if match.start() > at:
                yield _cut(mention, at, match.start())
            at = match.end()
        if at < mention.end:
            yield _cut(mention, at, mention.end)

    def _joining(self, mention: Mention) -> list[Unit]:
        """Return the particles within a mention that join what is named before and behind them."""
        first, last = self._starts.get(mention.start), self._ends.get(mention.end)
        if first is None or last is None:
            return []
        return [
            unit
            for unit, following in pairwise(self._units[first : last + 1])
            if unit.tag.startswith("J") and unit.form in _JOINING and following.spaced
        ]

    def _bracketed(self, mention: Mention) -> Mention:
        """Let a mention that begins inside a bracket and ends behind it begin with the word before the bracket."""
        surface = self.text[mention.start : mention.end]
        closing = surface.find(")")
        if closing < 0 or "(" in surface[:closing]:
            return mention
        if closing == len(surface) - 1:
            return replace(mention, end=mention.end - 1)
        opening = self.text.rfind("(", max(0, mention.start - 30), mention.start)
        if opening <= 0:
            return mention
        start = max(self.text.rfind(mark, 0, opening) for mark in " \n'\"‘“「") + 1
        if start < opening:
            return replace(mention, start=start)
        behind = mention.start + closing + 1
        return replace(mention, start=behind + (self.text[behind : behind + 1] == " "))

    def _introduced(self, mention: Mention) -> Mention:
        """Take off what introduces a name: "농촌진흥청 산하", "강화를 위해"; of a body, all that ends in a particle.

        And what only says that there are others: "혁신성장펀드 등 기존 정책펀드" names the first.
        """
        others = _AND_OTHERS.search(self.text, mention.start, mention.end)
        if others is not None:
            mention = _cut(mention, mention.start, others.start())
        match = _INTRODUCED.match(self.text[mention.start : mention.end])
        start = mention.start + match.end() if match else mention.start
        if start in self._starts and not self._units[self._starts[start]].quote:
            start = self._after_clauses(self._starts[start], mention)
        return replace(mention, start=start) if start != mention.start else mention

    def _after_clauses(self, first: int, mention: Mention) -> int:
        """Return where the name begins behind the clauses that the sentence says of it.

        A name may tell its purpose ("생태계 조성을 위한 업무협약"); any other object or place is the sentence's
        ("예산안에 스마트공장 구축"), and so is the verb that follows it ("재생에너지를 앞세운 에너지 대전환").
        """
        start, said = self._units[first].start, False
        ends = _ATTRIBUTE if mention.label in _BODIES else _CLAUSE_ENDS
        for index in range(first, len(self._units) - 1):
            unit, following = self._units[index], self._units[index + 1]
            if unit.end >= mention.end:
                break
            if not following.spaced:
                continue
            adverbial = unit.tag in ("VV", "XSV") and self.text[unit.end - 1] == "해"
            if unit.tag in ends or adverbial or (said and unit.tag.startswith(_MODIFYING)):
                start, said = following.start, False
            elif unit.tag in ("JKO", "JKB") and unit.form in _OBJECTS and following.form not in _PURPOSES:
                start, said = following.start, True
        return start

    def _from_front(self, mention: Mention) -> Mention:
        """Let a programme's name that says nothing by itself ("기술개발") begin where its noun phrase does."""
        first = self._starts.get(mention.start)
        if first is None or mention.label not in _LONG or self._units[first].phrase < 0:
            return mention
        if not is_generic(mention.label, self.text[mention.start : mention.end]):
            return mention
        at = first
        while at > 0 and self._goes_on(at - 1, at):
            at -= 1
        return replace(mention, start=self._units[at].start) if at < first else mention

    def _goes_on(self, before: int, at: int) -> bool:
        """Tell whether two units stand in one noun phrase, without a mark between them."""
        one, other = self._units[before], self._units[at]
        if not one.nominal or one.phrase != other.phrase or one.quote != other.quote:
            return False
        if _SEPARATOR.fullmatch(self.text, one.start, one.end):
            return False
        between = self.text[one.end : other.start]
        return not between or (between == " " and one.tag not in _NO_FRONT)

    def _whole_word(self, mention: Mention) -> Mention:
        """Let a name that ends inside a compound noun go on to the noun's end."""
        end = self._ends.get(mention.end)
        if mention.label not in _WORDS or end is None:
            return mention
        last = end
        while last + 1 < len(self._units):
            following = self._units[last + 1]
            if (
                following.spaced
                or following.start != self._units[last].end
                or following.tag not in ("NNG", "NNP", "XSN")
            ):
                break
            last += 1
        if last == end or self._units[last].form in ("간", "측", "별", "용", "내", "외", "상", "발", "안", "형"):
            return mention
        return replace(mention, end=self._units[last].end)

    def _section(self, mention: Mention) -> Mention:
        """Let a division's name end in the 과 that is its last syllable: "제조혁신지원과를"."""
        end = self._ends.get(mention.end)
        if mention.label != "Division" or end is None or end + 2 >= len(self._units):
            return mention
        section, behind = self._units[end + 1], self._units[end + 2]
        if section.form != _SECTION or section.spaced or behind.spaced or behind.form not in _NOT_BEHIND_PARTICLE:
            return mention
        return replace(mention, end=section.end)

    def _person(self, mention: Mention) -> Mention | None:
        """Leave of a person the name only; one syllable is none."""
        if mention.label != "Person":
            return mention
        whole = _THREE_SYLLABLES.match(self.text, mention.start)
        if mention.end - mention.start == 2 and whole is not None and self._splits_name(mention.end):
            mention = replace(mention, end=whole.end())
        words = self.text[mention.start : mention.end].split(" ")
        if len(words) > 1 and any(words[-1].endswith(t) for t in (*titles().titles, "전", "현", "신임")):
            mention = replace(mention, end=mention.start + len(words[0]))
        return mention if mention.end - mention.start > 1 else None

    def _splits_name(self, at: int) -> bool:
        """Tell whether what stands at `at` without a space is no particle, so that a name may have been cut there."""
        index = self._starts.get(at)
        return index is not None and not self._units[index].spaced and self._units[index].tag[0] not in "JEVS"


def _is_one_body(surface: str) -> bool:
    """Tell whether a dot stands within the name of one body, whose field is several: "한국AI·로봇산업협회"."""
    match = _ONE_BODY.fullmatch(surface)
    return match is not None and not match["front"].endswith(_WHOLE_BODY)


def _cut(mention: Mention, start: int, end: int) -> Mention:
    """Return a mention with other ends, the same one where they are the same."""
    return mention if (start, end) == (mention.start, mention.end) else replace(mention, start=start, end=end)
