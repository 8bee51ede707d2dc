"""What `kaigraph runs` shows of past runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.cli.conftest import ROOT, Run

KILLED = """
import os
from graph.runs import Runs
from graph.store.opening import open_store

runs = Runs(open_store())
record = runs.begin(["news"], "reader")
runs.end(record, {"added": 1, "changed": 0, "unchanged": 0, "removed": 0, "failed": 0}, [], stopped=False)
os._exit(0)
"""


def test_a_run_is_shown_also_where_the_process_was_killed_after_it(kaigraph: Run) -> None:
    subprocess.run([sys.executable, "-c", KILLED], env=dict(os.environ), cwd=ROOT, check=True)
    result = kaigraph("runs", "--json")
    (run,) = json.loads(result.stdout)
    assert (run["paths"], run["added"], result.stderr) == (["news"], 1, "")
