"""The component `kaigraph_money`: reads FUNDS, HAS_BUDGET and HAS_GOAL.

Every sum, word of paying and number is a site; the nodes around it may pay, receive or be its subject. A trained
scorer weighs what the text says of each (`cues.py`), then of payer, object and sum together, by the words around them
(`joint.py`) and by the whole article (`evidence.py`); what is chosen gets its years from what `dating.py` finds around
it, and its modality, status and instrument from `terms.py`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ingest.document import Draft, register
from ingest.extract.money.dating import Dater, default_dater
from ingest.extract.money.decision import decide
from ingest.extract.money.drafts import draft
from ingest.extract.money.evidence import proposals
from ingest.extract.money.layout import lay_out
from ingest.extract.money.looks import look
from ingest.extract.money.scorer import MoneyScorer, default_scorer
from ingest.extract.money.terms import Terms, default_terms
from ingest.extract.quotations import quotations


class MoneyReader:
    """Reads who pays how much for what, what things cost, and the numbers still to be reached.

    Args:
        scorer: the trained scorer; the package's own where none is given.
        dater: tells the years; the package's own where none is given.
        terms: tells the terms of sums; the package's own where none is given.
    """

    def __init__(
        self, scorer: MoneyScorer | None = None, dater: Dater | None = None, terms: Terms | None = None
    ) -> None:
        register()
        self._scorer, self._dater, self._terms = scorer, dater, terms

    @property
    def scorer(self) -> MoneyScorer:
        """The scorer in use."""
        return self._scorer or default_scorer()

    @property
    def dater(self) -> Dater:
        """What tells the years."""
        return self._dater or default_dater()

    def __call__(self, doc: Doc) -> Doc:
        """Append what is read to `doc._.claims`, in order of the text."""
        doc._.claims = [*doc._.claims, *self.drafts(doc)]
        return doc

    def drafts(self, doc: Doc) -> list[Draft]:
        """Read the money and the targets of a document with sentences and nodes."""
        page = lay_out(doc)
        found = list(proposals(page, look(page, self.scorer)))
        chances = self.scorer.chances(page, found)
        decisions = decide(page, found, chances, self.scorer.least)
        if not decisions:
            return []
        speech, terms = quotations(page.reading), self._terms or default_terms()
        years = self.dater.years(page, [(d.proposal.looked.site, d.proposal.form) for d in decisions])
        return [
            draft(page, d, self.scorer.confidence(d.proposal.form, d.chance), when, terms, speech)
            for d, when in zip(decisions, years, strict=True)
        ]


@Language.factory("kaigraph_money", assigns=["doc._.claims"])
def create_money(nlp: Language, name: str) -> MoneyReader:  # noqa: ARG001 - spaCy's signature
    """Make the component for a pipeline."""
    return MoneyReader()
