"""Compares the demo's three answers with those of a careful reader: the tables of samples/README.md.

A row of the tables is **found** where some shown row says the same, read as a user reads it: by the names, amounts and
years that the answer shows, and by the articles that it cites.

- money (1a, 1b, 1c): payer, recipient, amount and its qualifier, and years agree. A bound of the years that either side
  leaves open is no disagreement; one year is never several. A thing's size has no payer.
- lineage: relation and both ends agree, and so does the date where the shown row has one. Direction counts.
- targets: the programme or body is the table's.

A shown row of money is **wrong** where it shows a payer or an amount that the articles do not give. The tables are
taken for complete: besides the sums in them, only those listed under `beyond` in answers.yaml are right, each with the
words that state it.

- It shows an amount that none of its articles gives for these years, gives it to a recipient that it is not for (3조
  of 자동차 shown for 반도체 is a wrong amount for 반도체), or shows one year's money as several years' or the reverse.
- It shows a payer other than the one who pays, or one where the articles name none.
- It shows no amount, and the payer is none of those whose money for that recipient the article tells of.

It is not wrong for what it leaves out: a size shown where the article names a payer, another qualifier and an open year
miss the row, no more. A row without an amount whose recipient the tables do not know cannot be judged; such rows
are counted apart and stay out of the share of wrong rows. Rows of lineage and targets that the tables do not have are
listed and not judged, save the successions that the tables warn of (`guesses`) and steps shown backwards.

Names agree where they are equal when folded, or differ by so little that one letter of a long name has slipped; numbers
in names always agree. There is no matching of parts of names: 국가인공지능위원회 is not 국가인공지능전략위원회.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.answers import ClaimAnswer, LineageAnswer, LineageContext, LineageStep, Targeting, TargetsAnswer
from graph.funding_answers import FundingAnswer, FundingRow
from tests.demo.answers import Answers, Guess, Money, Step, Sum, Target, Years, same, say_step, say_years


@dataclass(slots=True)
class Part:
    """How one question was answered. `shown` counts the rows that could be judged; each list holds lines to print."""

    name: str
    rows: int
    found: int = 0
    shown: int = 0
    unjudged: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """How the three questions were answered."""

    money: Part
    lineage: Part
    targets: Part

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        return self.money, self.lineage, self.targets

    @property
    def found_share(self) -> float:
        """Share of the tables' rows that were found."""
        return sum(part.found for part in self.parts) / sum(part.rows for part in self.parts)

    @property
    def wrong_share(self) -> float:
        """Share of the shown rows of money that have a wrong payer or amount; 0 where none could be judged."""
        return len(self.money.wrong) / self.money.shown if self.money.shown else 0.0

    def __str__(self) -> str:
        found, rows = sum(part.found for part in self.parts), sum(part.rows for part in self.parts)
        wrong, shown = len(self.money.wrong), self.money.shown
        lines = [f"Of {rows} rows {found} are found ({self.found_share:.0%})"]
        lines.append(f"Of {shown} rows of money shown {wrong} have a wrong payer or amount ({self.wrong_share:.0%})")
        for part in self.parts:
            lines.append(f"{part.name}: {part.found} of {part.rows} rows found")
            lines += [f"  missed  {line}" for line in part.missed]
            lines += [f"  wrong   {line}" for line in part.wrong]
            lines += [f"  other   {line}" for line in part.other]
            if part.unjudged:
                lines.append(f"  {part.unjudged} rows without an amount could not be judged")
        return "\n".join(lines)


def compare(answers: Answers, funding: FundingAnswer, lineage: LineageAnswer, targets: TargetsAnswer) -> Report:
    """Compare the three answers with the tables."""
    return Report(score_money(answers, funding), score_lineage(answers, lineage), score_targets(answers, targets))


def score_money(answers: Answers, funding: FundingAnswer) -> Part:
    """Compare who funds what with the tables 1a, 1b and 1c."""
    sections = (funding.named, funding.periods, funding.undated, funding.sizes)
    shown = [row for section in sections for row in section.rows]
    part = Part("Who funds what in 2026", len(answers.money))
    for entry in answers.money:
        if any(_says(answers, row, entry) for row in shown):
            part.found += 1
        else:
            part.missed.append(f"{entry.table} {entry} ({_places(entry.articles)})")
    for row in shown:
        known, why = _judge(answers, row)
        part.shown += known
        part.unjudged += not known
        if why:
            part.wrong.append(f"{_row(row)} ({_places(answers.cited(row.claims))}): {why}")
    return part


def _says(answers: Answers, row: FundingRow, entry: Money) -> bool:
    """Tell whether a shown row is the table's."""
    return (
        row.amount_krw == entry.amount
        and row.amount_qualifier == entry.qualifier
        and bool(answers.cited(row.claims) & set(entry.articles))
        and same(row.recipient.name, entry.recipient)
        and _paid_by(answers, row, entry)
        and _when(row, entry.years, open_end=False)
    )


def _judge(answers: Answers, row: FundingRow) -> tuple[bool, str | None]:
    """Tell whether a shown row can be judged, and what is wrong with it."""
    cited = answers.cited(row.claims)
    here: list[Sum] = [one for one in (*answers.money, *answers.beyond) if cited & set(one.articles)]
    to_it = [one for one in here if same(row.recipient.name, one.recipient)]
    if row.amount_krw is None:
        payers = [one for one in to_it if one.payer]
        if not payers or not row.funders:
            return False, None
        right = any(_paid_by(answers, row, one) for one in payers)
        return True, None if right else f"is paid by {payers[0].payer[0]}"
    amounts = [one for one in here if one.amount == row.amount_krw]
    if not amounts:
        reasons = [one.why for one in answers.no_answer if one.amount == row.amount_krw and one.article in cited]
        return True, reasons[0] if reasons else "no such sum is given there for these years"
    fitting = [one for one in to_it if one.amount == row.amount_krw]
    if not fitting:
        return True, f"is the sum of {amounts[0].recipient[0]}"
    timely = [one for one in fitting if _when(row, one.years, open_end=True)]
    if not timely:
        return True, f"is the sum for {say_years(fitting[0].years)}"
    if row.funders and not any(_paid_by(answers, row, one) for one in timely):
        payer = timely[0].payer
        return True, f"is paid by {payer[0]}" if payer else "the articles name no payer"
    return True, None


def _paid_by(answers: Answers, row: FundingRow, entry: Sum) -> bool:
    """Tell whether a shown row has the table's payer, or no payer where the table has none."""
    cited = answers.cited(row.claims)
    names = entry.payer + [name for number, more in entry.payer_in.items() if number in cited for name in more]
    if not names:
        return not row.funders
    return bool(row.funders) and all(same(funder.name, names) for funder in row.funders)


def _when(row: FundingRow, years: int | Years | None, *, open_end: bool) -> bool:
    """Tell whether a shown row is for the table's years; `open_end` lets it name none, or others of several."""
    start, end = (row.fiscal_year, row.fiscal_year) if row.fiscal_year else (row.period_start, row.period_end)
    if years is None or (open_end and start is None and end is None):
        return True
    if isinstance(years, int):
        return start == end == years
    if start is not None and start == end:
        return False
    if open_end:
        return True
    bounds = ((start, years.start), (end, years.end))
    open_years = years.start is None and years.end is None
    said = open_years or start is not None or end is not None
    return said and all(None in (shown, known) or shown == known for shown, known in bounds)


def score_lineage(answers: Answers, lineage: LineageAnswer) -> Part:
    """Compare the lineage with table 2."""
    shown = [_Link.of(one) for one in _links(lineage)]
    part = Part("The lineage of 산업 AI 확산 10대 과제", len(answers.lineage), shown=len(shown))
    for entry in answers.lineage:
        if any(link.is_step(answers, entry) for link in shown):
            part.found += 1
        else:
            part.missed.append(f"{entry} ({_places(entry.articles)})")
    for link in shown:
        line = f"{link} ({_places(answers.cited(link.claims))})"
        if any(link.turned().joins(entry) for entry in answers.lineage):
            part.wrong.append(f"{line}: is the other way round")
        elif any(link.is_guess(guess) for guess in answers.guesses):
            part.wrong.append(f"{line}: no article says so")
        elif not any(link.is_step(answers, entry) for entry in answers.lineage):
            part.other.append(line)
    return part


@dataclass(frozen=True, slots=True)
class _Link:
    """One shown step or act."""

    relation: str
    earlier: str
    later: str
    date: str | None
    claims: tuple[ClaimAnswer, ...]

    @classmethod
    def of(cls, one: LineageStep | LineageContext) -> _Link:
        if isinstance(one, LineageStep):
            return cls(one.relation, one.earlier.name, one.later.name, one.date, tuple(one.claims))
        return cls(one.relation, one.actor.name, one.thing.name, one.date, tuple(one.claims))

    def turned(self) -> _Link:
        return _Link(self.relation, self.later, self.earlier, self.date, self.claims)

    def joins(self, entry: Step) -> bool:
        return self.relation == entry.relation and same(self.earlier, entry.earlier) and same(self.later, entry.later)

    def is_step(self, answers: Answers, entry: Step) -> bool:
        dated = self.date is None or not entry.date or any(_same_date(self.date, known) for known in entry.date)
        return self.joins(entry) and dated and bool(answers.cited(self.claims) & set(entry.articles))

    def is_guess(self, guess: Guess) -> bool:
        descends = self.relation in ("SUCCEEDS", "DERIVED_FROM")
        return descends and same(self.earlier, guess.earlier) and same(self.later, guess.later)

    def __str__(self) -> str:
        return say_step(self.relation, self.earlier, self.later) + (f", {self.date}" if self.date else "")


def _links(lineage: LineageAnswer) -> Iterator[LineageStep | LineageContext]:
    yield from lineage.before
    yield from lineage.after
    yield from lineage.wholes
    yield from lineage.parts
    yield from lineage.context
    yield from lineage.around


def score_targets(answers: Answers, targets: TargetsAnswer) -> Part:
    """Compare what targets 조선 with table 3."""
    part = Part("What targets 조선", len(answers.targets), shown=len(targets.targeting))
    for entry in answers.targets:
        if any(_is_target(answers, row, entry) for row in targets.targeting):
            part.found += 1
        else:
            part.missed.append(f"{entry} ({_places(entry.articles)})")
    for row in targets.targeting:
        if not any(_is_target(answers, row, entry) for entry in (*answers.targets, *answers.weak_targets)):
            part.other.append(f"{row.entity.name} ({_places(answers.cited(row.claims))})")
    return part


def _is_target(answers: Answers, row: Targeting, entry: Target) -> bool:
    return same(row.entity.name, entry.subject) and bool(answers.cited(row.claims) & set(entry.articles))


def _same_date(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _places(numbers: Iterable[int]) -> str:
    return "article " + ", ".join(str(number) for number in sorted(numbers))


def _row(row: FundingRow) -> str:
    payers = "·".join(funder.name for funder in row.funders) or "(names no payer)"
    return f"{payers} → {row.recipient.name}: {row.amount_text or 'no amount'}, {row.when or 'no year'}"
