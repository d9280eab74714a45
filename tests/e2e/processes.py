"""Runs the installed command as its users do: another process, a free port, a real socket."""

import contextlib
import http.client
import json
import os
import queue
import signal
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).with_name("orderwright")
START_SECONDS = 60
STOP_SECONDS = 30


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without settings of ours, and without proxies."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ORDERWRIGHT_") and not name.lower().endswith("_proxy")
    }
    return {**kept, **changes}


def run(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """One command to its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


class Running:
    """A started process whose output is read line by line; `errors` holds what it logged."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.output: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.errors: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._readers: list[threading.Thread] = []
        for stream, lines in ((process.stdout, self.output), (process.stderr, self.errors)):
            assert stream is not None
            reader = threading.Thread(target=_read, args=(stream, lines), daemon=True)
            reader.start()
            self._readers.append(reader)

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        self.process.terminate()
        return self.process.wait(STOP_SECONDS)

    def close(self) -> None:
        """Read what is left of an ended process's output."""
        for reader in self._readers:
            reader.join(STOP_SECONDS)
            assert not reader.is_alive(), "a child still holds the output of an ended process"
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()

    def next(self, lines: "queue.SimpleQueue[str]") -> str:
        """The next line of an output. Raises AssertionError if the process ends without one."""
        for _ in range(START_SECONDS * 10):
            ended = self.process.poll() is not None
            with contextlib.suppress(queue.Empty):
                return lines.get(timeout=0.1)
            assert not ended, "".join(rest(self.errors))
        raise AssertionError("nothing came in time")

    def logged(self, event: str) -> dict[str, Any]:
        """The next log line of an event, as JSON."""
        while True:
            line = self.next(self.errors)
            if line.startswith("{") and json.loads(line)["event"] == event:
                found: dict[str, Any] = json.loads(line)
                return found


def rest(lines: "queue.SimpleQueue[str]") -> list[str]:
    found = []
    while not lines.empty():
        found.append(lines.get())
    return found


def _read(stream: IO[str], lines: "queue.SimpleQueue[str]") -> None:
    for line in stream:
        lines.put(line)


@contextlib.contextmanager
def start(*arguments: str | Path, **changes: str) -> Iterator[Running]:
    """A command, killed on the way out if it still runs."""
    process = subprocess.Popen(
        arguments,
        cwd=ROOT,
        env=environment(**changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    running = Running(process)
    try:
        yield running
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its children as well
        process.wait()
        running.close()


@contextlib.contextmanager
def demo(*arguments: str, **changes: str) -> Iterator[tuple[Running, dict[str, Any]]]:
    """A demo server and its line of JSON."""
    with start(COMMAND, "demo", "--json", "--port", "0", *arguments, **changes) as running:
        yield running, json.loads(running.next(running.output))


@contextlib.contextmanager
def served(*arguments: str, **changes: str) -> Iterator[tuple[Running, str]]:
    """A server and its origin, as its log tells it."""
    with start(COMMAND, "serve", "--port", "0", *arguments, **changes) as running:
        yield running, running.logged("listening")["address"]


class Web:
    """A client of one server; every request has a connection of its own."""

    def __init__(
        self, base_url: str, token: str = "", context: ssl.SSLContext | None = None
    ) -> None:
        address = urlsplit(base_url)
        assert address.hostname is not None
        self._host, self._port = address.hostname, address.port
        self._context = context
        self._headers = {"Accept": "application/json"}
        if token:
            self._headers["X-Auth-Token"] = token

    def request(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        """Status and decoded body; None where there is none."""
        sent = {**self._headers, **(headers or {})}
        payload = None
        if body is not None:
            payload = json.dumps(body)
            sent["Content-Type"] = "application/json"
        with contextlib.closing(self._connect()) as connection:
            connection.request(method, path, payload, sent)
            answer = connection.getresponse()
            raw = answer.read()
        return answer.status, json.loads(raw) if raw else None

    def _connect(self) -> http.client.HTTPConnection:
        if self._context is None:
            return http.client.HTTPConnection(self._host, self._port, timeout=START_SECONDS)
        return http.client.HTTPSConnection(
            self._host, self._port, timeout=START_SECONDS, context=self._context
        )
