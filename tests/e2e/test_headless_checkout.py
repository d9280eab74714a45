"""The tutorial of the headless checkout, pasted block by block into a shell."""

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from tests.e2e.processes import COMMAND, ROOT, START_SECONDS, environment
from tests.e2e.test_quickstart import BLOCK, stand_in_for_curl

UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def test_every_block_works_when_pasted(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    blocks = BLOCK.findall((ROOT / "docs" / "headless_checkout.md").read_text())
    assert len(blocks) == 7
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
    link, coupon, country, options, grand_total, status, total = ended.stdout.splitlines()
    address = rf"http://127\.0\.0\.1:{port}/stores/demo/cart\.php\?action=loadInCheckout"
    assert re.fullmatch(rf"{address}&id={UUID}&token=[0-9a-f]{{64}}", link)
    assert (coupon, country) == ("2.4", "United States")  # a tenth of two at 12.00
    assert "shipping_flatrate" in options
    assert (status, total) == ("Incomplete", f"{float(grand_total):.4f}")
