"""The graph: its domain types, its stores, what writes to it and what asks it."""
