"""The guide of the B2B Edition, pasted block by block into a shell."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

from tests.e2e.processes import COMMAND, ROOT, START_SECONDS, environment
from tests.e2e.test_quickstart import BLOCK, stand_in_for_curl


def test_every_block_works_when_pasted(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    blocks = BLOCK.findall((ROOT / "docs" / "b2b.md").read_text())
    assert len(blocks) == 8
    script = "\n".join(["set -e", "trap 'kill $(jobs -p)' EXIT", *blocks])
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "orderwright").symlink_to(COMMAND)
    (commands / "python3").symlink_to(sys.executable)
    if shutil.which("curl") is None:
        stand_in_for_curl(commands / "curl")
    ended = subprocess.run(
        ["bash", "-c", script.replace("8000", str(port))],
        cwd=tmp_path,
        env=environment(PATH=f"{commands}:{environment()['PATH']}"),
        capture_output=True,
        text=True,
        timeout=START_SECONDS * 2,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == [
        "SUCCESS",
        "300",
        "[{'orderId': 300}]",
        "40013",
        "User does not have permission to place an order",
        "Pending",
        "PO-2026-001",
        "Ring the bell",
        "PO-2026-001",
        "[{'fieldName': 'Cost centre', 'fieldValue': '7'}]",
        "Trade",
    ]
