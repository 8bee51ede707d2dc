"""The `kaigraph` command."""
