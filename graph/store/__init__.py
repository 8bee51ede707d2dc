"""The two stores behind one interface: Neo4j through the official driver, and kglite in a folder."""

from graph.store.base import Row, Store, StoreInfo, Transaction

__all__ = ["Row", "Store", "StoreInfo", "Transaction"]
