"""A pytest plugin under which a skipped test is a failed one.

The contract tests alone may be skipped, and only on a machine that lacks the reference.
"""

from collections.abc import Generator

import pytest

from tests.support.reference import ABSENT, reference_directory

_ALLOWED_BELOW = "tests/contract/"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not hasattr(report, "wasxfail"):
        _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped(report)
    return report


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.outcome != "skipped":
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if (
        reference_directory() is None
        and report.nodeid.startswith(_ALLOWED_BELOW)
        and ABSENT in reason
    ):
        return
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} was skipped, and no test may be: {reason}"
