"""Databases for started servers: an empty file, or an empty database of the run's cluster."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from tests.support.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without a schema, each test on both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'orderwright.db'}"
        return
    yield from _fresh(request.getfixturevalue("postgres_cluster"))


@pytest.fixture
def empty_postgres(postgres_cluster: Cluster) -> Iterator[str]:
    """The URL of a PostgreSQL database without a schema."""
    yield from _fresh(postgres_cluster)


def _fresh(cluster: Cluster) -> Iterator[str]:
    name = f"e2e_{uuid.uuid4().hex}"
    yield cluster.create(name)
    cluster.drop(name)


@dataclass(frozen=True, slots=True)
class Authority:
    """A throw-away certificate authority and a certificate of it for this machine."""

    bundle: Path
    certificate: Path
    key: Path


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    made = Authority(folder / "ca.pem", folder / "certificate.pem", folder / "key.pem")
    ca = trustme.CA()
    issued = ca.issue_cert("127.0.0.1", "localhost")
    ca.cert_pem.write_to_path(made.bundle)
    issued.private_key_pem.write_to_path(made.key)
    for position, part in enumerate(issued.cert_chain_pems):
        part.write_to_path(made.certificate, append=position > 0)
    return made
