"""What holds for every test: no skips, one PostgreSQL cluster a run, repeatable examples."""

import pytest
from hypothesis import HealthCheck, settings

from orderwright import logs

pytest_plugins = [
    "tests.support.skips",
    "tests.support.postgres",
    "tests.support.databases",
    "tests.contract.plugin",
]

# Examples are derived from the test's code, so that a run repeats the one before it.
# `--hypothesis-profile=campaign` looks longer, at new examples each time.
settings.register_profile(
    "ordinary",
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "campaign", settings.get_profile("ordinary"), max_examples=2_000, derandomize=False
)
settings.load_profile("ordinary")
logs.configure("text", "error")


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, bool]]:
    """Coroutine tests run on the loop that the server runs on."""
    return "asyncio", {"use_uvloop": True}
