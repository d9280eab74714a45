"""Starting, stopping and weighing process trees through /proc: CPU seconds and resident memory."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 60.0
STOP_SECONDS = 20.0
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Stat:
    """The fields of /proc/PID/stat that matter here; CPU in seconds, memory in bytes."""

    parent: int
    cpu: float
    cpu_with_reaped: float
    resident: int


def read_stat(process: int) -> Stat | None:
    """What /proc says of one process, or None once it is gone."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = text.rpartition(")")[2].split()
    own = int(fields[11]) + int(fields[12])
    reaped = int(fields[13]) + int(fields[14])
    return Stat(
        parent=int(fields[1]),
        cpu=own / TICKS,
        cpu_with_reaped=(own + reaped) / TICKS,
        resident=int(fields[21]) * PAGE_BYTES,
    )


def tree(root: int) -> dict[int, Stat]:
    """Every living process below `root`, and `root` itself."""
    stats: dict[int, Stat] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            stat = read_stat(int(entry.name))
            if stat is not None:
                stats[int(entry.name)] = stat
    members = {root}
    grew = True
    while grew:
        more = {process for process, stat in stats.items() if stat.parent in members} - members
        members |= more
        grew = bool(more)
    return {process: stats[process] for process in members if process in stats}


def cpu_seconds(root: int) -> float:
    """CPU used so far by the tree, with the children that its members have reaped."""
    return sum(stat.cpu_with_reaped for stat in tree(root).values())


def resident_bytes(root: int) -> int:
    """Resident memory of the tree, pages shared between processes counted once each."""
    return sum(stat.resident for stat in tree(root).values())


def free_port() -> int:
    """A loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def start(
    command: Sequence[str],
    *,
    port: int | None,
    environment: dict[str, str] | None = None,
    log: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own; with a port, wait until it accepts connections.

    What it writes to standard error goes to `log`, where one is given.
    """
    with contextlib.ExitStack() as stack:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE if port is None else subprocess.DEVNULL,
            stderr=None if log is None else stack.enter_context(log.open("ab")),
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    if port is not None:
        wait_for_port(process, port)
    return process


def wait_for_port(process: subprocess.Popen[bytes], port: int) -> None:
    """Return once something accepts connections on the port."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            message = f"{process.args!r} ended with {process.returncode}"
            raise RuntimeError(message)
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(0.01)
    message = f"nothing listens on port {port}"
    raise RuntimeError(message)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server that `start` began, the hard way if it does not leave by itself."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
