"""Several long steps of training beside each other, each in a process that shares this one's data."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
from collections.abc import Callable, Sequence
from multiprocessing.context import ForkProcess

from ingest.workers import processors


def beside_each_other(steps: Sequence[Callable[[], None]], most: int | None = None) -> None:
    """Run steps, each in a fork of this process, which has its data without a copy; what a step makes it writes down.

    Args:
        steps: what to do; none may need what another one makes.
        most: how many processes run at a time; as many as there are processors where none is given.

    Raises:
        RuntimeError: a step failed; its own error stands on standard error. The others are ended.
    """
    forks = multiprocessing.get_context("fork")
    waiting = [forks.Process(target=step) for step in steps]
    running: list[ForkProcess] = []
    try:
        while waiting or running:
            while waiting and len(running) < (most or processors()):
                running.append(waiting.pop(0))
                running[-1].start()
            multiprocessing.connection.wait([process.sentinel for process in running])
            ended = [process for process in running if not process.is_alive()]
            running = [process for process in running if process not in ended]
            failed = next((process for process in ended if process.exitcode), None)
            if failed is not None:
                raise RuntimeError(f"a step of the training ended with {failed.exitcode}")
    finally:
        for process in running:
            process.terminate()
            process.join()
