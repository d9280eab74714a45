"""A started demo store, and a browser that looks at it: the system's Chromium, without a screen."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from tests.e2e.processes import COMMAND, ROOT, environment, start

SETUP = ROOT / "scripts" / "setup_chromium.sh"
WAIT_SECONDS = 10
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1000,1400",
)


@dataclass(frozen=True, slots=True)
class Shop:
    """The demo store of a started server, and a token for it."""

    origin: str
    store_hash: str
    token: str

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """An answered call of the API below the store's address."""
        request = Request(
            f"{self.origin}/stores/{self.store_hash}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"X-Auth-Token": self.token, "Content-Type": "application/json"},
        )
        with urlopen(request, timeout=WAIT_SECONDS) as reply:
            return json.loads(reply.read() or b"null")


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    """One server for all pages: `orderwright demo` on a free port, in memory."""
    with start(COMMAND, "demo", "--port", "0", "--json", "--seed", "7") as running:
        told = json.loads(running.next(running.output))
        yield Shop(told["base_url"].rstrip("/"), told["store_hash"], told["access_token"])


@pytest.fixture(scope="session")
def programs() -> tuple[str, str]:
    """The browser and its driver, installed if need be and possible."""
    subprocess.run([SETUP], check=True, env=environment())
    found = subprocess.run([SETUP, "--where"], check=True, capture_output=True, text=True)
    browser, driver = found.stdout.split()
    return browser, driver


@pytest.fixture
def browser(programs: tuple[str, str], tmp_path: Path) -> Iterator[Chrome]:
    """A browser that has never been anywhere."""
    program, driver = programs
    options = ChromeOptions()
    options.binary_location = program
    for argument in (*ARGUMENTS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(argument)
    opened = Chrome(options=options, service=ChromeService(driver, env=environment()))
    opened.implicitly_wait(WAIT_SECONDS)
    try:
        yield opened
    finally:
        opened.quit()
