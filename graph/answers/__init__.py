"""The answers: what every question of `graph.reader` returns, as typed records that the terminal and HTTP both show.

Money is whole won, years are four digits, dates are ISO 8601. Every row carries the quotes it stands on.
"""

from graph.answers.base import (
    AmountQualifier,
    Citation,
    ClaimAnswer,
    EntityRef,
    Page,
)
from graph.answers.history import (
    ArticleChange,
    ChangesAnswer,
    Contradiction,
    ContradictionsAnswer,
    GoneStatement,
    Side,
    TimelineAnswer,
    TimelineEvent,
)
from graph.answers.joined import (
    Direction,
    Neighbor,
    NeighborsAnswer,
    Path,
    PathEdge,
    PathHop,
    PathsAnswer,
    Targeting,
    TargetsAnswer,
)
from graph.answers.lineage import (
    ChainLink,
    LineageAnswer,
    LineageContext,
    LineageCounts,
    LineageStep,
    Responsible,
)
from graph.answers.records import (
    ArticleAnswer,
    ArticleSummary,
    Counted,
    EntityAnswer,
    Facet,
    How,
    MentionedEntity,
    Overview,
    SearchAnswer,
    SearchHit,
)

__all__ = [
    "AmountQualifier",
    "ArticleAnswer",
    "ArticleChange",
    "ArticleSummary",
    "ChainLink",
    "ChangesAnswer",
    "Citation",
    "ClaimAnswer",
    "Contradiction",
    "ContradictionsAnswer",
    "Counted",
    "Direction",
    "EntityAnswer",
    "EntityRef",
    "Facet",
    "GoneStatement",
    "How",
    "LineageAnswer",
    "LineageContext",
    "LineageCounts",
    "LineageStep",
    "MentionedEntity",
    "Neighbor",
    "NeighborsAnswer",
    "Overview",
    "Page",
    "Path",
    "PathEdge",
    "PathHop",
    "PathsAnswer",
    "Responsible",
    "SearchAnswer",
    "SearchHit",
    "Side",
    "Targeting",
    "TargetsAnswer",
    "TimelineAnswer",
    "TimelineEvent",
]
