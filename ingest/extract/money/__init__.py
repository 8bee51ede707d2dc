"""Who pays how much for what, what things cost, and the numbers still to be reached.

Importing this package registers the component `kaigraph_money`.
"""

from ingest.extract.money.reader import MoneyReader, create_money

__all__ = ["MoneyReader", "create_money"]
