"""What counted sums add up to, in figures and in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from graph.answers import AmountQualifier, EntityRef
from graph.counting import CAUTION, Counted
from graph.funding_answers import Counting, FundingTotals, LeftOut
from graph.money import format_won
from graph.renames import Renames
from graph.steady import note_gone

MOST_PASSED_ON = 10
"""How many recipients that pass money on are named, those that get most."""

_WORDS: dict[AmountQualifier, str] = {
    "exact": "exactly",
    "about": "about",
    "at_least": "at least",
    "at_most": "at most",
}
_LEFT_OUT: dict[Counting, str] = {
    "again": "the same money as in another row",
    "part": "within a sum that is in it",
    "superseded": "replaced by a later stage",
    "proposed": "only asked for",
    "no_amount": "without an amount",
    "not_spread": "over years of which one end is not known",
}

AmountIn = Callable[[Counted], int]
"""Says with how much won a sum enters a total: one year's share of it, say."""


class Totals:
    """Adds up sums that `graph.counting` settled. They may be of one section only.

    Args:
        renames: under which names a payer and a recipient are the same.
        amount_in: with how much a sum enters; with all that is stated unless given.
        spread: whether `amount_in` gives shares of years.
    """

    def __init__(self, renames: Renames, amount_in: AmountIn | None = None, *, spread: bool = False) -> None:
        self._renames = renames
        self._amount_in = amount_in
        self._spread = spread
        self._krw: dict[AmountQualifier, int] = dict.fromkeys(CAUTION, 0)
        self._sums: dict[AmountQualifier, int] = dict.fromkeys(CAUTION, 0)
        self._disputed: dict[int, tuple[int, int]] = {}
        """The lowest and the highest amount stated for each disputed sum."""
        self._left_out: dict[Counting, tuple[int, int]] = {}
        """How many sums are left out, and their won."""
        self._payers: set[tuple[str, ...]] = set()
        self._gets: dict[str, int] = {}
        """What each recipient gets, be it disputed."""
        self.sums = 0

    @classmethod
    def of(cls, counted: Iterable[Counted], renames: Renames) -> Totals:
        """Add up some sums with the amounts as they are stated."""
        totals = cls(renames)
        for one in counted:
            totals.add(one)
        return totals

    @property
    def krw(self) -> int:
        """All that is counted, in won, however surely it is stated: what groups are ordered by."""
        return sum(self._krw.values())

    def add(self, one: Counted) -> None:
        """Let one sum in."""
        self.sums += 1
        money, counting = one.money, one.counting
        amount = (money.amount or 0) if self._amount_in is None else self._amount_in(one)
        if counting == "counted":
            self._krw[money.qualifier or "exact"] += amount
            self._sums[money.qualifier or "exact"] += 1
        elif counting == "disputed":
            low, high = self._disputed.get(id(one.rivals), (amount, amount))
            self._disputed[id(one.rivals)] = (min(low, amount), max(high, amount))
        else:
            sums, krw = self._left_out.get(counting, (0, 0))
            self._left_out[counting] = (sums + 1, krw + amount)
            return
        self._payers.add(money.payers)
        self._gets[money.recipient] = self._gets.get(money.recipient, 0) + amount

    def absorb(self, other: Totals) -> None:
        """Let in everything that another has. Both must give sums alike, and no sum may be in both."""
        self.sums += other.sums
        for qualifier in CAUTION:
            self._krw[qualifier] += other._krw[qualifier]
            self._sums[qualifier] += other._sums[qualifier]
        self._disputed |= other._disputed
        for why, (sums, krw) in other._left_out.items():
            before = self._left_out.get(why, (0, 0))
            self._left_out[why] = (before[0] + sums, before[1] + krw)
        self._payers |= other._payers
        for recipient, krw in other._gets.items():
            self._gets[recipient] = self._gets.get(recipient, 0) + krw

    def passed_on(self) -> list[str]:
        """Return the ids of the recipients that are payers of other sums in it, those that get most first."""
        present = self._renames.present
        payers = {present(payer) for payers in self._payers for payer in payers}
        followed = self._renames.followed
        gets = {key: krw for key, krw in self._gets.items() if followed.get(key, key) in payers}
        return sorted(gets, key=lambda key: (-gets[key], key))

    def answer(self, refs: Mapping[str, EntityRef]) -> FundingTotals:
        """Return the figures. `refs` holds the first `MOST_PASSED_ON` of `passed_on`, but for those gone by now."""
        figures: dict[str, object] = {f"{q}_krw": self._krw[q] for q in CAUTION}
        figures |= {f"{q}_sums": self._sums[q] for q in CAUTION}
        ranges = self._disputed.values()
        passed_on = self.passed_on()
        named = [refs[key] for key in passed_on[:MOST_PASSED_ON] if key in refs]
        if len(named) < len(passed_on[:MOST_PASSED_ON]):
            note_gone()
        left_out = [
            LeftOut(why=why, sums=self._left_out[why][0], krw=self._left_out[why][1])
            for why in _LEFT_OUT
            if why in self._left_out
        ]
        low, high = sum(low for low, _ in ranges), sum(high for _, high in ranges)
        figures |= {"disputed_low_krw": low, "disputed_high_krw": high, "disputed_sums": len(ranges)}
        text = [self._added(), self._not_added(low, high, left_out), self._passed(named, len(passed_on))]
        said = {"left_out": left_out, "spread": self._spread, "passed_on": named}
        return FundingTotals.model_validate({**figures, **said, "contains": " ".join(filter(None, text))})

    def _added(self) -> str:
        added = [f"{_WORDS[q]} {format_won(self._krw[q])} ({self._sums[q]:,})" for q in CAUTION if self._sums[q]]
        share = ", sums for several years with the even share of one" if self._spread else ""
        return f"Each sum once, by how its amount is stated{share}: " + (", ".join(added) or "none") + "."

    def _not_added(self, low: int, high: int, left_out: Iterable[LeftOut]) -> str:
        disputed = len(self._disputed)
        text = ""
        if disputed:
            text = f"Not added: sums that articles dispute ({disputed:,}), together {format_won(low)} to "
            text += f"{format_won(high)}. "
        said = [
            f"{_LEFT_OUT[one.why]} ({one.sums:,}{f', {format_won(one.krw)}' if one.krw else ''})" for one in left_out
        ]
        text += "Left out: " + ", ".join(said) + ". " if said else ""
        return text + "Sums that contain one another without the articles saying so are all in it."

    def _passed(self, named: list[EntityRef], count: int) -> str:
        if not named:
            return ""
        more = f" and {count - len(named):,} more" if count > len(named) else ""
        return f"Money into {', '.join(one.name for one in named)}{more} and out of it again is in both."
