"""Events and the bodies whose sittings they are: "제33차 연구개발특구위원회" names a sitting and in it a committee."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.mentions import Mention

_NUMBER = r"(?:제\s?\d+\s?(?:차|회)|\d+(?:차|회|기)|20\d\d년(?:도)?|첫)"
_NUMBERED = re.compile(rf"^{_NUMBER}\s+\S")
_HEADS = r"위원회|심의회|협의회|관계장관회의|장관회의|조정회의|자문회의|협의체|얼라이언스|포럼|연합|컨소시엄|분과|TF"
_OCCASION = (
    r"(?:회의|전체회의|본회의|심의회의|총회|정기총회|출범식|발족식|발대식|출범|발족|킥오프\s?회의|간담회|현판식)"
)
_BODY_AFTER = re.compile(rf"^{_NUMBER}\s+(?P<body>\S.*(?:{_HEADS}))(?:\s+(?:{_NUMBER}\s+)?{_OCCASION})?$")
_BODY_BEFORE = re.compile(rf"^(?P<body>\S.*?(?:{_HEADS}))['’”」』]?\s+(?:{_NUMBER}\s+)?{_OCCASION}$")
_BODY_LABELS = (("위원회", "Committee"), ("회의", "Committee"), ("심의회", "Committee"), ("협의회", "Committee"),
                ("분과", "Division"), ("TF", "Division"))  # fmt: skip
_NUMBER_BEFORE = re.compile(r"(?:20\d\d년(?:도)?\s)?제?\s?\d+(?:차|회)\s['‘「]?$")
_OCCASION_BEHIND = re.compile(rf"['’」]?\s(?:{_NUMBER}\s)?{_OCCASION}(?![가-힣]{{3}})")


def as_event(text: str, mention: Mention) -> Mention:
    """Turn a mention of a numbered sitting ("제2차 경제관계장관회의") into an event."""
    surface = text[mention.start : mention.end]
    if mention.label in ("Committee", "Alliance") and (_NUMBERED.match(surface) or _BODY_BEFORE.match(surface)):
        return replace(mention, label="Event")
    return mention


def body_of(text: str, mention: Mention) -> Mention | None:
    """Return the body that an event's name holds, as a mention inside it, or `None`."""
    if mention.label != "Event":
        return None
    surface = text[mention.start : mention.end]
    match = _BODY_AFTER.match(surface) or _BODY_BEFORE.match(surface)
    if match is None or len(match["body"]) < 4:
        return None
    start, end = match.span("body")
    label = next((label for head, label in _BODY_LABELS if match["body"].endswith(head)), "Alliance")
    return Mention(mention.start + start, mention.start + end, label, mention.score)


def sittings(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the sittings that bodies are named with: "제13회" before a committee, "3차 회의" behind any body."""
    found = []
    events = {at for m in mentions if m.label == "Event" for at in range(m.start, m.end)}
    for mention in mentions:
        if mention.label not in ("Committee", "Alliance") or mention.start in events:
            continue
        before = _NUMBER_BEFORE.search(text, max(0, mention.start - 16), mention.start)
        after = _OCCASION_BEHIND.match(text, mention.end)
        if (before and mention.label == "Committee") or after:
            start = before.start() if before else mention.start
            end = after.end() if after else mention.end
            found.append(Mention(start, end, "Event", mention.score, rule="sitting"))
    return found
