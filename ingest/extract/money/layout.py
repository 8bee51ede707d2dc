"""How an article is laid out for reading its money: the nodes, sums, targets and words of paying of each sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from spacy.tokens import Doc

from ingest.document import Morph
from ingest.extract.money.idle import is_idle, left_behind
from ingest.extract.money.page import Mention, Page, Site
from ingest.extract.money.words import words
from ingest.extract.pairs import read
from ingest.korean import amounts, quantities, tables, times
from ingest.korean.amounts import Amount
from ingest.korean.quantities import Quantity
from ingest.korean.times import TimeExpr


def lay_out(doc: Doc) -> Page:
    """Lay an article out. Needs the morphemes, sentences and nodes of `doc`."""
    morphs: list[Morph] = doc._.morphs
    reading = read(doc)
    on = doc._.article.published_on if doc._.article is not None else None
    page = Page(
        doc.text, on, morphs, doc._.nodes, reading.sentences, reading.parent, reading, starts=[m.start for m in morphs]
    )
    page.mentions = _mentions(page)
    for index, row in enumerate(page.mentions):
        for mention in row:
            page.counts[mention.node] += 1
            page.places.setdefault(mention.node, []).append(mention)
            page.leads.setdefault(mention.node, max(index - reading.lead, 0))
            page.named.setdefault(page.nodes[mention.node].type, []).append(index)
    page.standing = _standing(page)
    page.title = (doc._.article.title or "") if doc._.article is not None else ""
    page.headline = _named_in(page.title, doc)
    page.times, page.title_times = _told(page, times.find(doc.text, on)), times.find(page.title, on)
    _find_sites(page)
    return page


def _told(page: Page, found: Iterable[TimeExpr]) -> list[TimeExpr]:
    """Return the times that stand in the sentences that are read: another article's headline says nothing of a year."""
    starts = [s.start for s in page.sentences]
    rows = ((bisect_right(starts, time.start) - 1, time) for time in found)
    return [time for row, time in rows if row >= 0 and time.end <= page.sentences[row].end]


def _standing(page: Page) -> dict[int, tuple[int, int]]:
    labels = [node.type for node in page.nodes]
    found = {}
    for index, count in page.counts.items():
        peers = [n for n in page.counts if labels[n] == labels[index]]
        found[index] = sum(page.counts[n] > count for n in peers), len(peers)
    return found


def _named_in(title: str, doc: Doc) -> set[int]:
    """Return the nodes whose name, or a span of which, stands in the title."""
    found = set()
    for index, node in enumerate(doc._.nodes):
        forms = {node.name} | {doc.text[s.start : s.end] for s in node.spans if s.how != "reference"}
        if any(len(form) > 1 and form in title for form in forms):
            found.add(index)
    return found


def _mentions(page: Page) -> list[list[Mention]]:
    """Return the places of the nodes in each sentence; of places that overlap the longer, of equal ones all."""
    rows: list[list[Mention]] = []
    for index, tied in enumerate(page.reading.clauses):
        row: list[Mention] = []
        for found in tied.mentions:
            if row and found.start < row[-1].end and (found.start, found.end) != (row[-1].start, row[-1].end):
                continue
            first, last = page.morph_at(found.start), page.morph_at(found.end)
            row.append(Mention(found.node, found.start, found.end, index, first, last, found.how, found.phrase))
        rows.append(row)
    return rows


def _find_sites(page: Page) -> None:
    """Find the sums, the targets and the bare words of paying, each within one sentence that is read."""
    starts = [s.start for s in page.sentences]
    covered, people = bytearray(len(page.text) + 1), set()
    for row in page.mentions:
        for mention in row:
            if mention.how != "reference":
                covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            if page.nodes[mention.node].type == "Person":
                people.add((mention.start, mention.end))

    def site(kind: str, start: int, end: int, amount: Amount | None = None, quantity: Quantity | None = None) -> None:
        index = bisect_right(starts, start) - 1
        named = kind != "sum" and covered[start]
        if index >= 0 and end <= page.sentences[index].end and not named:
            made = Site(kind, start, end, index, page.morph_at(start), page.morph_at(end), amount, quantity)
            {"sum": page.sums, "verb": page.verbs, "number": page.numbers}[kind].append(made)

    taken = bytearray(len(page.text) + 1)
    for amount in _sums(page.text):
        if (amount.start, amount.end) in people:
            continue  # 이억원 is somebody's name
        site("sum", amount.start, amount.end, amount)
        taken[amount.start : amount.end] = b"\1" * (amount.end - amount.start)
        if amount.high is None:
            counted = Quantity(amount.start, amount.end, amount.value, amount.currency, amount.qualifier)
            site("number", amount.start, amount.end, None, counted)
    for quantity in quantities.find(page.text):
        if not any(taken[quantity.start : quantity.end]):
            site("number", quantity.start, quantity.end, None, quantity)
    page.numbers.sort(key=lambda s: s.start)
    for found, after in pairwise(page.numbers):
        found.idle = left_behind(page, found, after)
    for found in page.sums:
        found.idle = is_idle(page, found)
    with_sums = {s.sentence for s in page.sums}
    for index in range(len(page.sentences)):
        paid = None if index in with_sums else _paying(page, index, covered)
        if paid is not None:
            site("verb", paid.start, paid.end)


def _sums(text: str) -> list[Amount]:
    """Return the amounts of a text, those of tables among them, in order."""
    found = amounts.find(text)
    written = {a.start for a in found}
    return sorted([*found, *(a for a in tables.find(text) if a.start not in written)], key=lambda a: a.start)


def _paying(page: Page, sentence: int, covered: bytearray) -> Morph | None:
    """Return the word of paying that a sentence without a sum turns on, if any."""
    known = words()
    row = page.morphs[page.morph_at(page.sentences[sentence].start) : page.morph_at(page.sentences[sentence].end)]
    nouns = [m for m in row if m.tag == "NNG" and not covered[m.start]]
    other = {a.start for a, b in pairwise(row) if a.end == b.start and b.form in known.not_paying}
    paying = [m for m in nouns if m.form in known.paying and m.start not in other]
    if paying:
        return paying[-1]
    money = [m for m in nouns if m.form in known.money]
    if not money:
        return None
    verbs = [m for m in row if m.tag == "VV" and m.form in known.paying_verbs and m.start > money[0].start]
    return (verbs or money)[-1]
