"""What stands around a site: morphemes, predicates, particles and its clause, worked out once for all candidates."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.extract.money.page import Mention, Page, Site
from ingest.extract.money.structure import Clause, clause_at
from ingest.extract.money.words import words

WIDTH = 7
"""Morphemes looked at on either side of a site."""


@dataclass(slots=True)
class Around:
    """What stands around a site.

    Attributes:
        left, right: forms of the morphemes before (the nearest first) and after.
        particle: what stands right after the site.
        heads: the next predicates, see `verbs`.
        verb: the stem of the first of them, or an empty string.
        purse: the word of money nearest to the site.
        clause: what governs the site.
        opening: the first forms of the sentence.
        cues: of each mention in the sentence that has been asked for, what ties it to the site.
    """

    left: list[str]
    right: list[str]
    particle: str
    heads: list[str]
    verb: str
    purse: str
    clause: Clause
    opening: str
    cues: dict[Mention, list[str]] = field(default_factory=dict)

    @property
    def voice(self) -> str:
        """The voice of the clause's verb, or an empty string."""
        return self.clause.stem.rpartition("/")[2]


def around(page: Page, site: Site) -> Around:
    """Look around a site."""
    sentence = page.sentences[site.sentence]
    heads = verbs(page, site.last, site.sentence, 3)
    begin = page.morph_at(sentence.start)
    return Around(
        before(page, site.first, site.sentence),
        after(page, site.last, site.sentence),
        particle(page, site.last, sentence.end),
        heads,
        heads[0].split("/")[0] if heads else "",
        purse(page, site),
        clause_at(page.reading.clauses[site.sentence], site.start),
        "|".join(form(page, i) for i in range(begin, min(begin + 2, site.first))),
    )


def bucket(number: int) -> str:
    """Cut a count or distance to one of a few sizes."""
    for size in (0, 1, 2, 3, 5, 8, 12, 20, 40):
        if number <= size:
            return str(size)
    return "far"


def particle(page: Page, at: int, end: int) -> str:
    """Return the particles that stand right at a morpheme index, joined; or the mark that does; or an empty string."""
    found = []
    while at < len(page.morphs) and page.morphs[at].tag.startswith("J"):
        found.append(page.morphs[at].form)
        at += 1
    if at < len(page.morphs) and page.morphs[at].start < end and turned_to(page, at):
        return "에"
    if found:
        return "".join(found)
    if at < len(page.morphs) and page.morphs[at].start < end:
        morph = page.morphs[at]
        if morph.tag.startswith("S"):
            return morph.form if morph.tag not in ("SL", "SN") else "#"
        return "_"
    return "$"


FOLLOWS = ("end", "noun", "number", "mark", "other", "에", "을", "는", "이", "의", "과", "으로", "particle")
"""What may stand right behind a name."""
_ALIKE = {
    "를": "을",
    "은": "는",
    "가": "이",
    "께서": "이",
    "와": "과",
    "및": "과",
    "로": "으로",
    "에게": "에",
    "엔": "에",
}


def follows(page: Page, at: int, end: int) -> int:
    """Return the place in `FOLLOWS` of what stands at a morpheme index: a noun shows that the name goes on."""
    if at >= len(page.morphs) or page.morphs[at].start >= end:
        return 0
    morph = page.morphs[at]
    if morph.tag.startswith("J"):
        found = _ALIKE.get(morph.form, morph.form)
        return FOLLOWS.index(found if found in FOLLOWS else "particle")
    if morph.tag in ("SN", "NR"):
        return FOLLOWS.index("number")
    if morph.tag.startswith("S") and morph.tag != "SL":
        return FOLLOWS.index("mark")
    return FOLLOWS.index("noun" if morph.tag.startswith(("NN", "SL", "XR", "XSN", "XPN")) else "other")


BEGINS = ("open", "quoted", "noun", "end", "mark")
"""How a name may begin: after a particle or the like, in quotes, right after a noun, first of its sentence, a mark."""
QUOTES = "'\"‘“「『《〈"


def begins(page: Page, mention: Mention) -> int:
    """Return the place in `BEGINS` of what stands before a name: a noun shows that it may have begun earlier."""
    if mention.first == 0 or page.morphs[mention.first - 1].start < page.sentences[mention.sentence].start:
        return BEGINS.index("end")
    before = page.morphs[mention.first - 1]
    if before.form in QUOTES:
        return BEGINS.index("quoted")
    if before.tag.startswith(("NN", "SL", "XR", "XSN", "SN")):
        return BEGINS.index("noun")
    return BEGINS.index("mark" if before.tag.startswith("S") else "open")


def turned_to(page: Page, at: int) -> bool:
    """Tell whether a noun makes one particle with what stands before: "얼라이언스(를) 중심으로" is as good as 에."""
    after = page.morphs[at + 1].form if at + 1 < len(page.morphs) else ""
    return page.morphs[at].form in words().turned_to and after in ("으로", "로")


def form(page: Page, at: int) -> str:
    """Return the form of a morpheme, figures and letters folded."""
    morph = page.morphs[at]
    if morph.tag in ("SN", "SL", "SH"):
        return morph.tag
    return morph.form if not morph.tag.startswith("NNP") else "NNP"


def after(page: Page, at: int, sentence: int) -> list[str]:
    """Return forms to the right of a morpheme index, within the sentence."""
    end = page.sentences[sentence].end
    found: list[str] = []
    while at < len(page.morphs) and page.morphs[at].start < end and len(found) < WIDTH:
        found.append(form(page, at))
        at += 1
    return found


def before(page: Page, at: int, sentence: int) -> list[str]:
    """Return forms to the left of a morpheme index, nearest first, within the sentence."""
    start = page.sentences[sentence].start
    found: list[str] = []
    at -= 1
    while at >= 0 and page.morphs[at].start >= start and len(found) < WIDTH:
        found.append(form(page, at))
        at -= 1
    return found


def verbs(page: Page, at: int, sentence: int, most: int = 2) -> list[str]:
    """Return the next predicates to the right of a morpheme index: stem, voice, and how the clause ends."""
    end = page.sentences[sentence].end
    found: list[str] = []
    noun = ""
    index = at
    while index < len(page.morphs) and page.morphs[index].start < end and len(found) < most:
        morph = page.morphs[index]
        if morph.tag in ("NNG", "XR", "NNP"):
            noun = morph.form
        elif morph.tag.startswith(("VV", "VA", "XSV", "XSA", "VX", "VC")):
            stem = (
                noun + morph.form
                if morph.tag.startswith("XS")
                else morph.form + ("(" + noun + ")" if morph.tag.startswith("VC") else "")
            )
            ending = next(
                (m.tag for m in page.morphs[index + 1 : index + 4] if m.tag.startswith("E") and m.tag != "EP"), ""
            )
            found.append(stem + "/" + ending)
            noun = ""
        elif not morph.tag.startswith(("J", "E")):
            noun = ""
        index += 1
    if not found and noun:
        found.append(noun + "/N")
    return found


def purse(page: Page, site: Site) -> str:
    """Return the word of money nearest to a site, before it or right after: 국비, 예산, 사업비, 출연금."""
    known = words()
    start, end = page.sentences[site.sentence].start, page.sentences[site.sentence].end
    for at in range(site.first - 1, max(-1, site.first - 6), -1):
        if page.morphs[at].start >= start and page.morphs[at].form in known.money:
            return page.morphs[at].form
    for morph in page.morphs[site.last : site.last + 4]:
        if morph.start < end and morph.form in known.money:
            return ">" + morph.form
    return ""
