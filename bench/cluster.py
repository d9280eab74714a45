"""A throw-away PostgreSQL cluster with its durable defaults, gone when the run ends."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.postgres import Cluster, start, stop


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a cluster in a temporary folder; stop and remove it on the way out."""
    with tempfile.TemporaryDirectory(prefix="orderwright-bench-") as folder:
        Path(folder).chmod(0o711)
        directory = Path(folder) / "cluster"
        try:
            yield start(directory, durable=True)
        finally:
            stop(directory)


def root_process(server: Cluster) -> int:
    """The cluster's first process, whose tree is the whole server."""
    text = (server.directory / "data" / "postmaster.pid").read_text()
    return int(text.splitlines()[0])
