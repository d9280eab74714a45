"""A pytest plugin under which an entry of the deviations that nothing needs fails a whole run.

Workers tell the controller which entries they used. Nothing is said of a run that left contract
tests out, or in which some failed: it cannot know; nor of entries for operations yet to be served.
"""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.contract.deviations import Deviation, deviations, unused_after
from tests.contract.served import served
from tests.support.reference import reference_directory

FOLDER = "tests/contract/"
MODULES = ("test_cases.py", "test_openapi.py", "test_operations.py", "test_unreplayed.py")

_used_by_workers = pytest.StashKey[set[str]]()
_collected = pytest.StashKey[set[str]]()
_unused = pytest.StashKey[list[Deviation]]()
_WORKER_KEY = "contract_deviations_used"
_COLLECTED_KEY = "contract_modules_collected"


def pytest_configure(config: pytest.Config) -> None:
    config.stash.setdefault(_used_by_workers, set())
    config.stash.setdefault(_collected, set())
    if config.pluginmanager.hasplugin("xdist") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Controller(config))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Remember the contract modules of which every test will run."""
    names = {item.nodeid.split("::")[0].rpartition("/")[2] for item in session.items}
    session.config.stash[_collected].update(names & set(MODULES))


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(FOLDER):
            item.config.stash[_collected] = {"a part only"}


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    collected: set[str] = config.stash[_collected]
    output = getattr(config, "workeroutput", None)
    if output is not None:
        output[_WORKER_KEY] = [str(entry) for entry in deviations().used]
        output[_COLLECTED_KEY] = list(collected)
        return
    if (
        collected != set(MODULES)
        or session.testsfailed
        or session.exitstatus not in (0, pytest.ExitCode.OK)
    ):
        return
    if reference_directory() is None or config.option.collectonly:
        return
    elsewhere: set[str] = config.stash[_used_by_workers]
    unused = [
        entry
        for entry in unused_after(deviations(), elsewhere)
        if any(entry.concerns(operation) for operation in served())
    ]
    if unused:
        config.stash[_unused] = unused
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    unused = config.stash.get(_unused, [])
    if unused:
        terminalreporter.section("deviations that nothing needs", red=True)
        for entry in unused:
            terminalreporter.line(str(entry))


class _Controller:
    """Gathers what the workers of a distributed run report."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        output = getattr(node, "workeroutput", {})
        self._config.stash[_used_by_workers].update(output.get(_WORKER_KEY, ()))
        self._config.stash[_collected].update(output.get(_COLLECTED_KEY, ()))
