"""An article laid out for reading its money: where nodes, sums, targets and times stand, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc

from ingest.document import Morph, Node, Sentence
from ingest.extract.money.words import words
from ingest.extract.pairs import Reading, read
from ingest.korean import amounts, quantities, tables, times
from ingest.korean.amounts import Amount
from ingest.korean.quantities import Quantity
from ingest.korean.times import TimeExpr

_SEPARATOR = re.compile(
    r"['’\"”」]?[ ]?(?:[,·ㆍ/&]|와|과|및|하고|이나|나|\([^()]{1,40}\)[ ]?[,·ㆍ와과]?)[ ]?['‘\"“「]?"
)


@dataclass(slots=True, eq=False)
class Mention:
    """One place where a node is named: its index in `doc._.nodes`, the sentence's index, and the morphemes around.

    `first` and `last` are the indices in `doc._.morphs` of its first morpheme and of the one after it, `phrase` its
    phrase in the sentence's clauses. Several nodes may share a place ("두 부처는").
    """

    node: int
    start: int
    end: int
    sentence: int
    first: int
    last: int
    how: str
    phrase: int = -1


@dataclass(slots=True, eq=False)
class Site:
    """A place that may say something of money or of a target.

    Attributes:
        kind: `sum` (an amount of won), `verb` (a word of paying without an amount), `number` (a count or measure,
            or an amount of any currency that may be a target).
        start, end: code points.
        sentence: index.
        first, last: indices of its first morpheme and of the one after it.
        amount: of a sum.
        quantity: of a number.
        idle: nothing is claimed of it: a difference, or money of nobody named.
    """

    kind: str
    start: int
    end: int
    sentence: int
    first: int
    last: int
    amount: Amount | None = None
    quantity: Quantity | None = None
    idle: bool = False


@dataclass(slots=True, eq=False)
class Page:
    """What the money reader looks at.

    Attributes:
        text, on, morphs, nodes: the article's.
        sentences: that are read; boilerplate is left out.
        parents: for each, the index of the sentence it stands under, or -1.
        reading: the clauses of each sentence, and what the article is about there.
        mentions: of each sentence, in order of the text; the shorter of two that overlap is left out.
        sums, verbs, numbers: sites of each kind, in order.
        times: of the whole text.
        counts: how often each node is named.
        named: for each label, the sentences that name a node of it, one entry a mention.
        leads: for each node, the index of the sentence that names it first.
        standing: for each node named, how many of its label are named more often, and how many of it are named.
        title: the article's.
        headline: nodes that the article's title names.
        starts: of each morpheme.
        places: the mentions of each node named, in order of the text.
        anywhere: for each part that has been asked for, the nodes that may play it at any place.
        title_times: of the title.
        own_times: for each number that has been asked for, by its place, the time that it belongs to.
        ruled: for each number that has been asked for, the years that the rules give it.
        told: for each mention that has been asked for, the cues that it gives to sites of other sentences.
    """

    text: str
    on: date | None
    morphs: list[Morph]
    nodes: list[Node]
    sentences: list[Sentence]
    parents: list[int]
    reading: Reading
    mentions: list[list[Mention]] = field(default_factory=list)
    sums: list[Site] = field(default_factory=list)
    verbs: list[Site] = field(default_factory=list)
    numbers: list[Site] = field(default_factory=list)
    times: list[TimeExpr] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)
    named: dict[str, list[int]] = field(default_factory=dict)
    leads: dict[int, int] = field(default_factory=dict)
    standing: dict[int, tuple[int, int]] = field(default_factory=dict)
    title: str = ""
    headline: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    places: dict[int, list[Mention]] = field(default_factory=dict)
    anywhere: dict[str, list[int]] = field(default_factory=dict)
    told: dict[Mention, list[tuple[str, ...]]] = field(default_factory=dict)
    title_times: list[TimeExpr] = field(default_factory=list)
    own_times: dict[tuple[int, int, bool], TimeExpr | None] = field(default_factory=dict)
    ruled: dict[tuple[str, int], tuple[tuple[str, int], ...]] = field(default_factory=dict)

    def morph_at(self, offset: int) -> int:
        """Return the index of the first morpheme that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def sentence_at(self, offset: int) -> int | None:
        """Return the index of the sentence that holds an offset, `None` outside of all."""
        index = bisect_right([s.start for s in self.sentences], offset) - 1
        return index if index >= 0 and offset < self.sentences[index].end else None

    def over(self, row: int) -> list[int]:
        """Return the headings and items that a sentence stands under, the nearest first."""
        found: list[int] = []
        while self.parents[row] >= 0 and self.parents[row] not in found:
            row = self.parents[row]
            found.append(row)
        return found

    def times_of(self, row: int) -> list[TimeExpr]:
        """Return the times that a sentence names, in order."""
        place = self.sentences[row]
        low = bisect_left(self.times, place.start, key=lambda t: t.start)
        return self.times[low : bisect_left(self.times, place.end, lo=low, key=lambda t: t.start)]

    def coordinated(self, one: Mention, other: Mention) -> bool:
        """Tell whether two mentions are members of one list: only separators and other mentions stand between them."""
        left, right = sorted((one, other), key=lambda m: m.start)
        if left.sentence != right.sentence:
            return False
        at = left.end
        for mention in self.mentions[left.sentence]:
            if left.start < mention.start <= right.start:
                if not _SEPARATOR.fullmatch(self.text, at, mention.start):
                    return False
                at = mention.end
        return True


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
            page.leads.setdefault(mention.node, index)
            page.named.setdefault(page.nodes[mention.node].type, []).append(index)
    page.standing = _standing(page)
    page.title = (doc._.article.title or "") if doc._.article is not None else ""
    page.headline = _named_in(page.title, doc)
    page.times, page.title_times = times.find(doc.text, on), times.find(page.title, on)
    _find_sites(page)
    return page


REACH = 24
"""Code points before a sum in which a word may say that it is for each of many."""


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
    covered = bytearray(len(page.text) + 1)
    for row in page.mentions:
        for mention in row:
            if mention.how != "reference":
                covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)

    def site(kind: str, start: int, end: int, amount: Amount | None = None, quantity: Quantity | None = None) -> None:
        index = bisect_right(starts, start) - 1
        named = kind != "sum" and covered[start]
        if index >= 0 and end <= page.sentences[index].end and not named:
            made = Site(kind, start, end, index, page.morph_at(start), page.morph_at(end), amount, quantity)
            {"sum": page.sums, "verb": page.verbs, "number": page.numbers}[kind].append(made)

    taken = bytearray(len(page.text) + 1)
    for amount in _sums(page.text):
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
        found.idle = _left_behind(page, found, after)
    for found in page.sums:
        found.idle = any(check(page, found) for check in (_differs, _nameless, _not_given, _for_each_of_many, _summed))
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


def _differs(page: Page, site: Site) -> bool:
    """Tell whether a sum is only how much more or less another one is: "올해보다 457억 원 많은"."""
    words_of = "|".join(words().differing)
    return (
        re.match(rf"[이가을를]?[ ]?(?:더|가량|가까이|넘게|정도|씩)?[ ]?(?:{words_of})", page.text[site.end :])
        is not None
    )


_FROM = re.compile(
    r"(?:[ ]?이상|[ ]?수준|[ ]?안팎)?(?:에서(?!만|는|도|의)|이?던|인데|[ ]?(?:→|->|⇒)|[ ]?\('?\d\d년?\)[ ]?(?:→|에서))"
)
"""Right after a number: it is where things stand, and what follows is where they shall."""


def _left_behind(page: Page, site: Site, after: Site) -> bool:
    """Tell whether a number is only what a target starts from: "32곳에서 69곳으로"."""
    if site.quantity is None or after.quantity is None or after.sentence != site.sentence:
        return False
    return site.quantity.unit == after.quantity.unit and _FROM.match(page.text, site.end) is not None


def _nameless(page: Page, site: Site) -> bool:
    """Tell whether a sum is private money, or turnover and the like: the last noun before it says so."""
    at = site.first - 1
    between = ("JKS", "JX", "JKO", "SP", "MAG", "MM", "JKB", "XSN")
    while at >= 0 and (page.morphs[at].tag in between or page.morphs[at].form in words().carriers):
        at -= 1
    start = page.sentences[site.sentence].start
    return at >= 0 and page.morphs[at].start >= start and page.morphs[at].form in words().nameless


def _not_given(page: Page, site: Site) -> bool:
    """Tell whether a sum was taken back, or is what somebody wishes for, by its sentence or by the one it goes on."""
    known = words()
    told = page.sentences[site.sentence]
    text = page.text[told.start : told.end]
    before = page.sentences[site.sentence - 1] if site.sentence else None
    if before is not None and before.paragraph == told.paragraph and not any(word in text for word in known.paying):
        text = page.text[before.start : before.end] + text if _wished(page, before) else text
    return any(word in text for word in (*known.withdrawn, *known.wished))


def _wished(page: Page, sentence: Sentence) -> bool:
    return any(word in page.text[sentence.start : sentence.end] for word in words().wished)


ABOUT = 2
"""Code points that may stand between words of adding up and the sum: "모두 약 1000억원"."""
_YEARLY = re.compile(r"(?:해마다|매년|매해|연|당|하나에|년(?:간|[ ]동안))[ ](?:[^.,;·\d]{0,8}[ ])?$")
_OF_MANY = re.compile(
    r"(?:매년|매해|매월|마다|당|하나에|년(?:간|[ ]동안)|\d여?[ ]?(?:개|곳|명|건)[^.,;\d]{0,14}에(?:는)?)"
    r"[ ](?:[^.,;·\d]{0,8}[ ])?$"
)
_ADDED_UP = re.compile(r"(?:[ ]?(?:가량|정도|안팎))?씩,?[ ](?:[^\d,.]{0,14}[ ])?(?:모두|총|합쳐|도합)[ ]")


def _for_each_of_many(page: Page, site: Site) -> bool:
    """Tell whether a sum is for each of many that are not named: "기업마다 최장 2년간 6억 원"."""
    start = max(page.sentences[site.sentence].start, site.start - REACH)
    many, one = "|".join(words().each_of_many), "|".join(words().per_one)
    each = rf"(?:(?:{many})[ ]?(?:마다|당(?![가-힣]))|(?:{one})당(?![가-힣]))(?P<behind>[^.,;·]*)$"
    found = re.search(each, page.text[start : site.start])
    return found is not None and _ADDED_UP.search(found["behind"]) is None


def _summed(page: Page, site: Site) -> bool:
    """Tell whether a sum is that of one year or place, and the text adds it up: "해마다 100억원씩 모두 500억원"."""
    start = max(page.sentences[site.sentence].start, site.start - REACH)
    each = _YEARLY.search(page.text, start, site.start)
    return each is not None and _ADDED_UP.match(page.text, site.end) is not None


def each_giver_s(page: Page, site: Site) -> bool:
    """Tell whether a sum is what each of several gives: "두 기관이 500억원씩", not "곳당 5억원" or "해마다 5억원씩"."""
    start = max(page.sentences[site.sentence].start, site.start - REACH)
    each = site.amount is not None and site.amount.share == "each"
    return each and _OF_MANY.search(page.text, start, site.start) is None


def added_up(page: Page, site: Site) -> Site | None:
    """Return the sum that the text adds a sum up to: that of 1000억원 in "두 기관이 500억원씩 모두 1000억원"."""
    joined = _ADDED_UP.match(page.text, site.end)
    behind = (s for s in page.sums if s.sentence == site.sentence and joined and 0 <= s.start - joined.end() <= ABOUT)
    return next(behind, None)


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
