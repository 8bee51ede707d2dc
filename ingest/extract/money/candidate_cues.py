"""What the text says of a site and a node that may play a part there, as cues for the trained model.

A cue joins morphemes, particles, order and the types of nodes; none holds a name or a figure, so that what is learned
from some articles reads others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ingest.document import Node
from ingest.extract.money.around import Around, bucket, form, particle
from ingest.extract.money.page import Mention, Page, Site
from ingest.extract.money.structure import tie

STATE = "대한민국 정부"

Said = tuple[str, ...]
"""A pattern of cues and what fills it in: the same for many candidates, so that its cues are weighed only once."""

PATTERNS: dict[str, tuple[str, ...]] = {
    "away": ("far", "fT={0}", "fT,d={0}{1}", "fT,l={0}{2}", "fd,l={1},{2}", "fT,d,l={0}{1}{2}"),
    "rank": ("fN={0}", "fN,l={0}{1}", "fN,d={0}{2}"),
    "particle": ("fP={1}", "fT,P={0}{1}", "fN,P={2}{1}"),
    "row": ("fabove={0}{1}", "frole={2}{1}"),
    "places": ("fplace={0}{1}", "frest={0}{2}"),
    "near": ("fnear={0}{1}", "fd,near={2}{3}"),
    "how": ("fhow={0}",),
    "node": ("fc={0}{1}", "frank={0}{2}", "flead={0}{3}"),
    "headline": ("fheadline={0}",),
    "only": ("fonly={0}",),
    "paragraph": ("fpar={0}",),
    "opening": ("fopen={0}{1}",),
    "left": ("fT,l0={0}{1}",),
    "active": ("act={0}{1}", "act,l={0}{1}{2}", "act,a={0}{3}{4}", "act,d={0}{3}{5}"),
    "active verb": ("act,v={0}{1}{2}",),
    "purse": ("fN,m={0}{1}",),
    "verb": ("fT,V={0}{2}", "fN,V={1}{2}"),
}
"""Cues of a node that another sentence names, filled in with what `far_cues` says. No cue stands in two patterns."""


def spelled(said: Said) -> list[str]:
    """Name the cues of a pattern.

    Example:
        >>> spelled(("rank", "Fund", "2", "1"))
        ['fN=Fund', 'fN,l=Fund2', 'fN,d=Fund1']
    """
    pattern, *values = said
    return [cue.format(*values) for cue in PATTERNS[pattern]]


def rank_of(node: Node) -> str:
    """Return what kind of payer or receiver a node is: the state itself stands apart from its ministries."""
    return "state" if node.name == STATE else f"{node.type}/{node.kind}" if node.kind else node.type


def mention_cues(page: Page, site: Site, near: Around, mention: Mention) -> list[str]:
    """Return what ties a site to a node named in the same sentence."""
    node = page.nodes[mention.node]
    sentence = page.sentences[site.sentence]
    side = "<" if mention.start < site.start else ">"
    joined = particle(page, mention.last, sentence.end)
    kind = node.type
    gap = (mention.last, site.first) if side == "<" else (site.last, mention.first)
    inner = page.morphs[gap[0] : gap[1]]
    ends = sum(m.tag in ("EC", "EF", "ETM") for m in inner)
    sums = sum(1 for s in page.sums if min(mention.start, site.start) < s.start < max(mention.start, site.start))
    row = page.mentions[site.sentence]
    low, high = sorted((mention.start, site.start))
    others = [m for m in row if low < m.start < high]
    same = sum(page.nodes[m.node].type == kind for m in others)
    own, verb, clause = near.particle, near.verb, near.clause
    rank = rank_of(node)
    word = next((m.form for m in page.morphs[mention.last : mention.last + 4] if not m.tag.startswith(("J", "S"))), "")
    base = [
        f"T={kind}", f"s={side}", f"P={joined}", f"T{side}P={kind}{side}{joined}", f"{side}ends={min(ends, 3)}",
        f"{side}sums={min(sums, 3)}", f"{side}between={min(len(others), 4)}", f"{side}same={min(same, 3)}",
        f"{side}gap={bucket(len(inner))}", f"how={mention.how}", f"{side}W={word}", f"T{side}W={kind}{side}{word}",
        f"T{side}ends={kind}{side}{min(ends, 3)}", f"T{side}sums={kind}{side}{min(sums, 3)}",
        f"P{side}V={joined}{side}{verb}", f"T{side}V={kind}{side}{verb}", f"P{side}p={joined}{side}{own}",
        f"T{side}p={kind}{side}{own}", f"T{side}P{side}p={kind}{side}{joined}{side}{own}",
        f"P{side}sums={joined}{side}{min(sums, 2)}{min(ends, 2)}", f"T{side}same={kind}{side}{min(same, 2)}",
        f"N={rank}", f"T{side}gap={kind}{side}{bucket(len(inner))}",
        f"c={min(page.counts[mention.node], 5)}", f"N{side}P={rank}{side}{joined}",
        f"N{side}m={rank}{side}{near.purse}", f"N{side}V={rank}{side}{verb}",
        f"N{side}ends={rank}{side}{min(ends, 3)}",
    ]  # fmt: skip
    if len(inner) <= 4:
        base.append(
            f"{side}inner=" + "|".join(m.form if not m.tag.startswith(("NNP", "SN", "SL")) else m.tag for m in inner)
        )
        base.append(f"T{side}tags=" + kind + "|".join(m.tag for m in inner))
    base.extend(f"{side}in={m.form}" for m in inner[:8] if m.tag in ("NNG", "VV", "MAG"))
    if mention.first > 0 and page.morphs[mention.first - 1].start >= sentence.start:
        base.append("B=" + form(page, mention.first - 1))
    hangs = tie(clause, mention.phrase)
    case = "에" if joined == "에" else clause.tied.case[mention.phrase] if mention.phrase >= 0 else ""
    base += [
        f"H={hangs}", f"H,T={hangs}{kind}", f"H,c={hangs}{case}", f"H,T,c={hangs}{kind}{case}",
        f"H,v={hangs}{clause.stem}",
        f"H,c,v={hangs}{case}{clause.stem}", f"H,voice={hangs}{kind}{near.voice}", f"H,c,cc={hangs}{case}{clause.case}",
        f"H,N={hangs}{rank}", f"H,e={hangs}{case}{clause.ending}",
    ]  # fmt: skip
    if sentence.role != "body":
        base.append(f"role={sentence.role}{side}{kind}")
    base.extend(_standing(page, mention.node, kind))
    return base


def _standing(page: Page, index: int, kind: str) -> Iterator[str]:
    """Yield what a node is in the whole article: in its headline, the most named of its type, the first."""
    if index in page.headline:
        yield f"headline={kind}"
    rank, peers = page.standing[index]
    yield f"rank={kind}{min(rank, 3)}"
    yield f"lead={kind}{bucket(page.leads.get(index, 99))}"
    if peers == 1:
        yield f"only={kind}"


def far_cues(page: Page, site: Site, near: Around, mention: Mention, *, role: str, local: int) -> list[Said]:
    """Return what ties a site to a node that is named in another sentence.

    Args:
        page: the article.
        site: the place.
        near: what stands around it.
        mention: the nearest one before the site, or the first of all.
        role: "above" where the site stands under its heading, else "".
        local: how many nodes that could play the part the site's own sentence names.
    """
    node = page.nodes[mention.node]
    kind, rank = node.type, rank_of(node)
    distance = site.sentence - mention.sentence
    away, some = bucket(distance) if distance >= 0 else "later", SMALL[min(local, 2)]
    rows = page.named[kind]
    nearer = max(0, bisect_left(rows, site.sentence) - bisect_right(rows, mention.sentence))
    spoken, clause = page.sentences[mention.sentence], near.clause
    active = int(page.reading.active[site.sentence][mention.node])
    found = [
        *_wherever(page, mention, kind, rank),
        ("away", kind, away, some),
        ("rank", rank, some, away),
        ("row", role, kind, spoken.role),
        ("near", kind, SMALL[min(nearer, 3)], away, SMALL[min(nearer, 2)]),
        ("opening", kind, near.opening),
        ("active", kind, SMALL[min(active, 4)], some, SMALL[min(active, 3)], str(clause.actor == ""), away),
        ("active verb", kind, SMALL[min(active, 2)], clause.stem),
        ("purse", rank, near.purse),
    ]
    if page.sentences[site.sentence].paragraph != spoken.paragraph:
        found.append(("paragraph", kind))
    if near.left:
        found.append(("left", kind, near.left[0]))
    if near.heads:
        found.append(("verb", kind, rank, near.heads[0]))
    return found


SMALL = "01234"


def _wherever(page: Page, mention: Mention, kind: str, rank: str) -> list[Said]:
    """Return what a mention says of its node to every site of other sentences, worked out once."""
    found = page.told.get(mention)
    if found is None:
        index, row = mention.node, page.mentions[mention.sentence]
        place = sum(page.nodes[m.node].type == kind for m in row if m.start < mention.start)
        rest = sum(page.nodes[m.node].type == kind for m in row if m.start > mention.start)
        joined = particle(page, mention.last, page.sentences[mention.sentence].end)
        most, peers = page.standing[index]
        found = page.told[mention] = [
            ("particle", kind, joined, rank),
            ("places", kind, SMALL[min(place, 2)], SMALL[min(rest, 2)]),
            ("how", mention.how),
            ("node", kind, str(min(page.counts[index], 6)), SMALL[min(most, 3)], bucket(page.leads.get(index, 99))),
        ]
        if index in page.headline:
            found.append(("headline", kind))
        if peers == 1:
            found.append(("only", kind))
    return found
