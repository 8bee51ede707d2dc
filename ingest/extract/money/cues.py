"""What a site says by itself, as cues: short strings that the trained model weighs.

A cue joins morphemes, particles, order and the types of nodes; none holds a name or a figure, so that what is learned
from some articles reads others.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.money.around import Around, form
from ingest.extract.money.page import Page, Site
from ingest.extract.money.words import words


def site_cues(page: Page, site: Site, near: Around) -> list[str]:
    """Return what a site says by itself."""
    sentence = page.sentences[site.sentence]
    right, left, heads, clause = near.right, near.left, near.heads, near.clause
    found = ["bias", "k=" + site.kind, "role=" + sentence.role]
    found.append("p=" + near.particle)
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
    found.extend(f"v{place}={verb}" for place, verb in enumerate(heads))
    found.extend("V=" + verb.split("/")[0] for verb in heads)
    found.extend(_number_cues(site))
    found += [
        "cv=" + clause.stem, "cc=" + clause.case, "ce=" + clause.ending, "ca=" + clause.actor, "cvoice=" + near.voice,
        f"cv,a={clause.stem}{clause.actor == 'node'}", f"cvoice,a={near.voice}{clause.actor == 'node'}{clause.ending}",
        f"cc,v={clause.case}{clause.stem}",
    ]  # fmt: skip
    found.append("m=" + near.purse)
    found.append(f"sums={min(sum(s.sentence == site.sentence for s in page.sums), 4)}")
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
