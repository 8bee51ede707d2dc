"""What the article is about at each of its sentences.

A node becomes active where it is named, more so as the topic or actor of a clause or in a heading, and fades from
sentence to sentence. What a sentence leaves unsaid, such as the actor that Korean drops, is most likely the most
active node of a label.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.ontology import LABELS
from ingest.document import Node, Sentence
from ingest.extract.clauses import Clauses

FADING = 0.7
"""What is left of a node's activity one sentence later."""
BY_CASE = {"은": 1.6, "는": 1.6, "도": 1.2, "가": 1.3}
HEADING = 1.5
STANDING = 0.25
"""How much of a node's weight in the whole article counts at every sentence."""


def activity(
    nodes: Sequence[Node],
    sentences: Sequence[Sentence],
    parsed: Sequence[Clauses],
    parents: Sequence[int],
    salience: Sequence[float],
) -> NDArray[np.int64]:
    """Rank the nodes of each label by how active they are before each sentence.

    Returns:
        One row a sentence, one column a node: 0 for the most active node of its label.
    """
    size = len(nodes)
    labels = np.array([LABELS.index(node.type) for node in nodes], dtype=np.int64)
    standing = np.array(salience, dtype=np.float64) * STANDING
    numbers, within = np.arange(size), _within(labels)
    named: list[NDArray[np.float64]] = []
    active = np.zeros(size)
    ranks = np.zeros((len(sentences), size), dtype=np.int64)
    for index, tied in enumerate(parsed):
        above = np.zeros(size)
        at = parents[index]
        while at >= 0:
            above = np.maximum(above, named[at])
            at = parents[at]
        ranks[index, np.lexsort((numbers, -(active + HEADING * above + standing), labels))] = within
        here = np.zeros(size)
        for mention in tied.mentions:
            case = tied.case[mention.phrase] if mention.phrase >= 0 else ""
            weight = (
                BY_CASE.get(case, 1.0) if mention.phrase >= 0 and tied.last[mention.phrase] == mention.phrase else 0.8
            )
            here[mention.node] = max(here[mention.node], weight)
        named.append(here)
        active = active * FADING + here
    return ranks


def _within(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places within their label, from 0, of nodes sorted by label."""
    _, sizes = np.unique(labels, return_counts=True)
    return np.arange(len(labels)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
