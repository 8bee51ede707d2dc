"""Who pays a sum, where brackets behind it name him: "사업에 2조 1000억원(과기정통부)이 들어간다".

Brackets around both ("새 사업(환경부, 972억원)") tell whose the programme is and what it costs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.money.evidence import Proposal
from ingest.extract.money.page import Page, Site

PAYERS = frozenset({"Ministry"})
"""Labels of who may be named beside a sum in brackets without a word of paying."""
_BRACKETS = re.compile(r"[ ]?\((?P<inside>[^()\n]{2,40})\)")
_BETWEEN = re.compile(r"[\s·ㆍ‧・,/]*")
"""What may stand between the names."""


def paid_by(page: Page, site: Site) -> frozenset[int]:
    """Return the nodes that brackets behind a sum name as who pays it; none where the brackets say more."""
    match = _BRACKETS.match(page.text, site.end) if site.kind == "sum" else None
    if match is None:
        return frozenset()
    start, end = match.span("inside")
    named = [m for m in page.mentions[site.sentence] if start <= m.start and m.end <= end]
    if not named or any(page.nodes[m.node].type not in PAYERS for m in named):
        return frozenset()
    gaps = zip([start, *(m.end for m in named)], [*(m.start for m in named), end], strict=True)
    if not all(_BETWEEN.fullmatch(page.text, left, right) for left, right in gaps):
        return frozenset()
    return frozenset(m.node for m in named)


def by_brackets(page: Page, found: Sequence[Proposal], chances: Sequence[float]) -> list[float]:
    """Give the payer that brackets name the chance of each object, and others none.

    What is in doubt is then only what the sum is for: an object is as likely as in its likeliest proposal.
    """
    result = list(chances)
    looks = {id(proposal.looked): proposal.looked for proposal in found}
    named = {key: paid_by(page, looked.site) for key, looked in looks.items()}
    likeliest: dict[tuple[int, int], float] = {}
    told: set[int] = set()
    for proposal, chance in zip(found, chances, strict=True):
        key = id(proposal.looked), proposal.object.node
        likeliest[key] = max(likeliest.get(key, 0.0), chance)
        if proposal.payer is not None and proposal.payer.node in named[key[0]]:
            told.add(key[0])
    for place, proposal in enumerate(found):
        look = id(proposal.looked)
        if look in told:
            pays = proposal.payer is not None and proposal.payer.node in named[look]
            result[place] = likeliest[look, proposal.object.node] if pays else 0.0
    return result
