"""Reads articles on a Ray cluster, whose nodes have the same kaigraph as this machine (extra `kaigraph[ray]`).

An article is a Ray task: a process that dies, or a node that goes, costs time and nothing else, since Ray gives the
task to another one. The processes stay, so that each loads the reader once. What is read comes back with the version of
the reader that read it; another one than this machine's is refused.
"""

from __future__ import annotations

import logging
import os
import socket
from typing import Any
from urllib.parse import urlsplit

import structlog

from graph.errors import InputError, KaigraphError
from graph.model import Article, Extraction
from ingest.reading import Pending, fault, plain, read_safely

log = structlog.get_logger(__name__)

ANSWERS = 5.0
"""Seconds within which the address must take a connection: Ray itself tries one that is not there for minutes."""
BEGINS = 120.0
"""Seconds within which every node must tell the version of its reader."""
LONGEST = 300.0
"""Seconds that an article may take from the moment at which nothing but it is waited for."""
RETRIES = 3
"""How often an article is read again whose process or node went while it was read."""
LOCAL = ("localhost", "127.0.0.1", "::1")
INSTALL = "pip install 'kaigraph[ray]'"

# What Ray tells of tasks that it runs again would stand between the answers on standard output. Ray looks at this when
# it is imported.
os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", "^")


class Cluster:
    """Reads on all processors of a Ray cluster that runs already.

    Args:
        address: `HOST:PORT` of the cluster's head, on a machine that is one of its nodes; `ray://HOST:PORT` of its
            client server from any other.
        reader: version that every node's reader must have.

    Raises:
        InputError: Ray is not installed, nothing answers there, or a node has no kaigraph or another one.
    """

    def __init__(self, address: str, reader: str) -> None:
        self._ray = _connect(address)
        try:
            processors = self._check_nodes(address, reader)
        except BaseException:
            self.close()
            raise
        self._reader = reader
        self._read = self._ray.remote(_read).options(num_cpus=1, max_retries=RETRIES)
        self._references: dict[Pending, Any] = {}
        self.ahead = 4 * processors

    def submit(self, article: Article) -> Pending:
        """Hand an article to the cluster."""
        reference = self._read.remote(article)

        def result() -> Extraction:
            self._references.pop(result, None)
            return self._settled(reference, article)

        self._references[result] = reference
        return result

    def is_ready(self, pending: Pending) -> bool:
        """Tell whether the cluster is through with it."""
        ready, _ = self._ray.wait([self._references[pending]], timeout=0)
        return bool(ready)

    def close(self) -> None:
        """Leave the cluster, which drops what it had not read yet."""
        self._ray.shutdown()

    def _settled(self, reference: Any, article: Article) -> Extraction:
        try:
            reader, read = self._ray.get(reference, timeout=LONGEST)
        except self._ray.exceptions.GetTimeoutError as error:
            self._ray.cancel(reference, force=True)
            raise fault(f"it takes more than {LONGEST:g} seconds on the cluster") from error
        except self._ray.exceptions.RayError as error:
            log.info("worker.died", article=article.id, exc_info=True)
            raise fault(f"the cluster gave it up ({_first_line(error)})") from error
        if reader != self._reader:
            raise _other(reader, self._reader)
        if isinstance(read, KaigraphError):
            raise read
        return read  # type: ignore[no-any-return]

    def _check_nodes(self, address: str, reader: str) -> int:
        """Ask every node for the version of its reader; return how many processors they have together."""
        ask = self._ray.remote(_version)
        nodes = [node for node in self._ray.nodes() if node["Alive"] and node["Resources"].get("CPU", 0) >= 1]
        if not nodes:
            hint = "Start its nodes with processors: `ray start --num-cpus N`."
            raise InputError(f"{address}: has no processor to read on", hint=hint)
        only = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy
        asked = [
            ask.options(num_cpus=0, scheduling_strategy=only(node_id=node["NodeID"], soft=False)).remote()
            for node in nodes
        ]
        for node, reference in zip(nodes, asked, strict=True):
            where = f"{address}: its node {node['NodeManagerAddress']}"
            try:
                version = self._ray.get(reference, timeout=BEGINS)
            except self._ray.exceptions.GetTimeoutError as error:
                raise InputError(f"{where} does not answer", hint="`ray status` shows what it does.") from error
            except Exception as error:  # whatever Ray makes of a function that is not there
                hint = f"Install the same kaigraph on every node: {INSTALL}"
                raise InputError(f"{where} cannot run kaigraph: {_first_line(error)}", hint=hint) from error
            if version != reader:
                raise _other(version, reader, where)
        return sum(int(node["Resources"]["CPU"]) for node in nodes)


def _connect(address: str) -> Any:
    """Join a cluster and return Ray.

    Raises:
        InputError: Ray is not installed, or no cluster that it can use is there.
    """
    try:
        import ray
        import ray.util.scheduling_strategies
    except ImportError as error:
        raise InputError("--ray needs Ray, which is not installed", hint=INSTALL) from error

    _knock(address, ray.util.get_node_ip_address)
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
    except ImportError as error:
        raise InputError(f"{address}: {_first_line(error)}", hint=INSTALL) from error
    except (ConnectionError, RuntimeError, ValueError, AssertionError) as error:
        hint = "Ray and Python must have the same versions there and here; `ray status` tells whether the cluster runs."
        raise InputError(f"{address}: no cluster that can be joined: {_first_line(error)}", hint=hint) from error
    return ray


def _knock(address: str, own_address: Any) -> None:
    """Make sure that something answers at an address, where Ray would look for it."""
    scheme, _, rest = address.rpartition("://")
    parts = urlsplit(f"//{rest}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if scheme not in ("", "ray") or not host or not port:
        raise InputError(
            f"{address}: is no address of a Ray cluster",
            hint="It looks like 10.0.0.5:6379 on one of its nodes, and like ray://10.0.0.5:10001 elsewhere.",
        )
    if not scheme and host in LOCAL:
        host = own_address()  # Ray takes the machine's name in its network instead
    try:
        socket.create_connection((host, port), timeout=ANSWERS).close()
    except OSError as error:
        reason = (error.strerror or str(error) or type(error).__name__).lower()
        hint = "Start the cluster (`ray start --head`) or check the address; without --ray this machine reads alone."
        raise InputError(f"{address}: no Ray cluster answers at {host}:{port}: {reason}", hint=hint) from error


def _other(found: str, wanted: str, where: str = "a node of the cluster") -> InputError:
    return InputError(
        f"{where} has another reader: {found}, not {wanted}",
        hint="Install the same kaigraph on every node: what an article says must not depend on who read it.",
    )


def _first_line(error: BaseException) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[-1 if type(error).__name__.startswith("RayTaskError") else 0].strip()


def _version() -> str:
    """Tell which reader a node has."""
    from ingest.version import reader_version

    return reader_version()


def _read(article: Article) -> tuple[str, Extraction | KaigraphError]:
    """Read one article on a node. Errors are returned, as raising them would lose their hints on the way."""
    from ingest.pipeline import READER_VERSION
    from ingest.preloaded import PIPELINE

    try:
        return READER_VERSION, read_safely(PIPELINE.read, article)
    except KaigraphError as error:
        return READER_VERSION, plain(error)
