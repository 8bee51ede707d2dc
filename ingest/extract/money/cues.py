"""What the text around a site and a node says of the two, as cues: short strings that the trained model weighs.

A cue joins morphemes, particles, order and the types of nodes; none holds a name or a figure, so that what is learned
from some articles reads others.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Node
from ingest.extract.money.page import Mention, Page, Site
from ingest.extract.money.structure import clause_at, tie
from ingest.extract.money.words import words

PARTICLES = ("J",)
CONTENT = ("NNG", "NNP", "XR", "VV", "VA", "MAG", "MM", "XSV", "VCP", "NNB")
STATE = "대한민국 정부"
WIDTH = 7
"""Morphemes looked at on either side of a site."""


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
    if found:
        return "".join(found)
    if at < len(page.morphs) and page.morphs[at].start < end:
        morph = page.morphs[at]
        if morph.tag.startswith("S"):
            return morph.form if morph.tag not in ("SL", "SN") else "#"
        return "_"
    return "$"


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


def rank_of(node: Node) -> str:
    """Return what kind of payer or receiver a node is: the state itself stands apart from its ministries."""
    return "state" if node.name == STATE else f"{node.type}/{node.kind}" if node.kind else node.type


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


def site_cues(page: Page, site: Site) -> list[str]:
    """Return what a site says by itself."""
    sentence = page.sentences[site.sentence]
    right, left = after(page, site.last, site.sentence), before(page, site.first, site.sentence)
    found = ["bias", "k=" + site.kind, "role=" + sentence.role]
    joined = particle(page, site.last, sentence.end)
    found.append("p=" + joined)
    for place, word in enumerate(right[:4]):
        found.append(f"r{place}={word}")
    found.extend("R=" + word for word in right)
    for place, word in enumerate(left[:3]):
        found.append(f"l{place}={word}")
    found.extend("L=" + word for word in left)
    if len(right) > 1:
        found.append("r01=" + right[0] + "|" + right[1])
    if len(left) > 1:
        found.append("l10=" + left[1] + "|" + left[0])
    heads = verbs(page, site.last, site.sentence, 3)
    found.extend(f"v{place}={verb}" for place, verb in enumerate(heads))
    found.extend("V=" + verb.split("/")[0] for verb in heads)
    found.extend(_number_cues(site))
    clause = clause_at(page.reading.clauses[site.sentence], site.start)
    voice = clause.stem.rpartition("/")[2]
    found += [
        "cv=" + clause.stem, "cc=" + clause.case, "ce=" + clause.ending, "ca=" + clause.actor, "cvoice=" + voice,
        f"cv,a={clause.stem}{clause.actor == 'node'}", f"cvoice,a={voice}{clause.actor == 'node'}{clause.ending}",
        f"cc,v={clause.case}{clause.stem}",
    ]  # fmt: skip
    found.append("m=" + purse(page, site))
    kinds = [n for n in ("sum", "number") for _ in page.sites_of(site.sentence, n)]
    found.append(f"sums={min(kinds.count('sum'), 4)}")
    found.extend(_sentence_cues(page, site))
    return found


def _number_cues(site: Site) -> Iterator[str]:
    if site.amount is not None:
        yield f"q={site.amount.qualifier}"
        yield f"share={site.amount.share}"
        yield f"won={site.amount.won is not None}"
        yield f"size={len(str(site.amount.value))}"
    if site.quantity is not None:
        yield f"unit={site.quantity.unit}"
        yield f"q={site.quantity.qualifier}"
        yield f"qsize={len(str(int(site.quantity.value)))}"


def _sentence_cues(page: Page, site: Site) -> Iterator[str]:
    """Yield the words of money of the sentence, before and after the site, and the times of it."""
    sentence = page.sentences[site.sentence]
    known = words()
    first, last = page.morph_at(sentence.start), page.morph_at(sentence.end)
    for index in range(first, last):
        morph = page.morphs[index]
        if morph.form in known.money or morph.form in known.paying:
            yield ("sB=" if index < site.first else "sA=") + morph.form
    if last > first:
        yield "end=" + "|".join(form(page, i) for i in range(max(first, last - 3), last))
    for time in page.times:
        if sentence.start <= time.start < sentence.end:
            side = "B" if time.start < site.start else "A"
            yield f"t{side}={time.relation}"
            if page.on is not None and time.year is not None:
                shift = max(-2, min(3, time.year - page.on.year))
                yield f"t{side}{shift}"
    if site.sentence > 0:
        earlier = page.sentences[site.sentence - 1]
        yield "prev=" + earlier.role
    types = {page.nodes[m.node].type for m in page.mentions[site.sentence]}
    yield from ("has=" + t for t in sorted(types))


def mention_cues(page: Page, site: Site, mention: Mention) -> list[str]:
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
    own = particle(page, site.last, sentence.end)
    heads = verbs(page, site.last, site.sentence, 1)
    verb = heads[0].split("/")[0] if heads else ""
    word = next((m.form for m in page.morphs[mention.last : mention.last + 4] if not m.tag.startswith(("J", "S"))), "")
    base = [
        f"T={kind}", f"s={side}", f"P={joined}", f"T{side}P={kind}{side}{joined}", f"{side}ends={min(ends, 3)}",
        f"{side}sums={min(sums, 3)}", f"{side}between={min(len(others), 4)}", f"{side}same={min(same, 3)}",
        f"{side}gap={bucket(len(inner))}", f"how={mention.how}", f"{side}W={word}", f"T{side}W={kind}{side}{word}",
        f"T{side}ends={kind}{side}{min(ends, 3)}", f"T{side}sums={kind}{side}{min(sums, 3)}",
        f"P{side}V={joined}{side}{verb}", f"T{side}V={kind}{side}{verb}", f"P{side}p={joined}{side}{own}",
        f"T{side}p={kind}{side}{own}", f"T{side}P{side}p={kind}{side}{joined}{side}{own}",
        f"P{side}sums={joined}{side}{min(sums, 2)}{min(ends, 2)}", f"T{side}same={kind}{side}{min(same, 2)}",
        f"N={rank_of(node)}", f"T{side}gap={kind}{side}{bucket(len(inner))}",
        f"c={min(page.counts[mention.node], 5)}", f"N{side}P={rank_of(node)}{side}{joined}",
        f"N{side}m={rank_of(node)}{side}{purse(page, site)}", f"N{side}V={rank_of(node)}{side}{verb}",
        f"N{side}ends={rank_of(node)}{side}{min(ends, 3)}",
    ]  # fmt: skip
    if len(inner) <= 4:
        base.append(
            f"{side}inner=" + "|".join(m.form if not m.tag.startswith(("NNP", "SN", "SL")) else m.tag for m in inner)
        )
        base.append(f"T{side}tags=" + kind + "|".join(m.tag for m in inner))
    base.extend(f"{side}in={m.form}" for m in inner[:8] if m.tag in ("NNG", "VV", "MAG"))
    ahead = before(page, mention.first, mention.sentence)
    if ahead:
        base.append("B=" + ahead[0])
    clause = clause_at(page.reading.clauses[site.sentence], site.start)
    hangs = tie(clause, mention.phrase)
    case = clause.tied.case[mention.phrase] if mention.phrase >= 0 else ""
    voice = clause.stem.rpartition("/")[2]
    base += [
        f"H={hangs}", f"H,T={hangs}{kind}", f"H,c={hangs}{case}", f"H,T,c={hangs}{kind}{case}", f"H,v={hangs}{clause.stem}",
        f"H,c,v={hangs}{case}{clause.stem}", f"H,voice={hangs}{kind}{voice}", f"H,c,cc={hangs}{case}{clause.case}",
        f"H,N={hangs}{rank_of(node)}", f"H,e={hangs}{case}{clause.ending}",
    ]  # fmt: skip
    if sentence.role != "body":
        base.append(f"role={sentence.role}{side}{kind}")
    base.extend(_standing(page, mention.node, kind))
    return base


def _standing(page: Page, index: int, kind: str) -> Iterator[str]:
    """Yield what a node is in the whole article: in its headline, the most named of its type, the first."""
    if index in page.headline:
        yield f"headline={kind}"
    peers = [n for n in page.counts if page.nodes[n].type == kind]
    rank = sum(page.counts[n] > page.counts[index] for n in peers)
    yield f"rank={kind}{min(rank, 3)}"
    yield f"lead={kind}{bucket(page.leads.get(index, 99))}"
    if len(peers) == 1:
        yield f"only={kind}"


def far_cues(page: Page, site: Site, mention: Mention, *, role: str, local: int) -> list[str]:
    """Return what ties a site to a node that is named in another sentence.

    Args:
        page: the article.
        site: the place.
        mention: the nearest one before the site, or the first of all.
        role: "above" where the site stands under its heading, else "".
        local: how many nodes that could play the part the site's own sentence names.
    """
    node = page.nodes[mention.node]
    kind = node.type
    distance = site.sentence - mention.sentence
    joined = particle(page, mention.last, page.sentences[mention.sentence].end)
    away = bucket(distance) if distance >= 0 else "later"
    row = page.mentions[mention.sentence]
    place = sum(page.nodes[m.node].type == kind for m in row if m.start < mention.start)
    rest = sum(page.nodes[m.node].type == kind for m in row if m.start > mention.start)
    near = [m for s in range(max(0, mention.sentence + 1), site.sentence) for m in page.mentions[s]]
    nearer = sum(page.nodes[m.node].type == kind for m in near)
    some = min(local, 2)
    spoken = page.sentences[mention.sentence]
    found = [
        "far", f"fT={kind}", f"fT,d={kind}{away}", f"fT,l={kind}{some}", f"fP={joined}", f"fT,P={kind}{joined}",
        f"fd,l={away},{some}", f"fT,d,l={kind}{away}{some}", f"fabove={role}{kind}", f"frole={spoken.role}{kind}",
        f"fplace={kind}{min(place, 2)}", f"frest={kind}{min(rest, 2)}", f"fnear={kind}{min(nearer, 3)}",
        f"fd,near={away}{min(nearer, 2)}", f"fhow={mention.how}", f"fN={rank_of(node)}",
        f"fc={kind}{min(page.counts[mention.node], 6)}",
    ]  # fmt: skip
    if page.sentences[site.sentence].paragraph != spoken.paragraph:
        found.append(f"fpar={kind}")
    found.extend("f" + cue for cue in _standing(page, mention.node, kind))
    left = before(page, site.first, site.sentence)
    sentence = page.sentences[site.sentence]
    opening = "|".join(
        form(page, i) for i in range(page.morph_at(sentence.start), min(page.morph_at(sentence.start) + 2, site.first))
    )
    found.append(f"fopen={kind}{opening}")
    if left:
        found.append(f"fT,l0={kind}{left[0]}")
    active = int(page.reading.active[site.sentence][mention.node])
    clause = clause_at(page.reading.clauses[site.sentence], site.start)
    found += [
        f"act={kind}{min(active, 4)}", f"act,l={kind}{min(active, 4)}{some}", f"act,a={kind}{min(active, 3)}{clause.actor == ''}",
        f"act,v={kind}{min(active, 2)}{clause.stem}", f"act,d={kind}{min(active, 3)}{away}",
    ]  # fmt: skip
    rank = rank_of(node)
    found += [f"fN,m={rank}{purse(page, site)}", f"fN,l={rank}{some}", f"fN,d={rank}{away}", f"fN,P={rank}{joined}"]
    heads = verbs(page, site.last, site.sentence, 1)
    if heads:
        found += [f"fT,V={kind}{heads[0]}", f"fN,V={rank}{heads[0]}"]
    return found
