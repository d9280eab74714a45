"""The quickstart, pasted block by block into a shell."""

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from tests.e2e.processes import COMMAND, ROOT, START_SECONDS, environment

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def test_every_block_works_when_pasted(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    blocks = BLOCK.findall((ROOT / "docs" / "quickstart.md").read_text())
    assert len(blocks) == 6
    script = "\n".join(["set -e", "trap 'kill $(jobs -p)' EXIT", *blocks]).replace(
        "8000", str(port)
    )
    wait = f"until call http://127.0.0.1:{port}/readyz | grep -q ready; do sleep 0.1; done"
    script = script.replace("call $API/v3", f"{wait}\ncall $API/v3", 1)
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "orderwright").symlink_to(COMMAND)
    (commands / "python3").symlink_to(sys.executable)
    if shutil.which("curl") is None:
        stand_in_for_curl(commands / "curl")
    ended = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=environment(PATH=f"{commands}:{environment()['PATH']}"),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    answers = [line for line in ended.stdout.splitlines() if line[:1] in "{["]
    product, made, shipment, shipped, noted = answers
    assert '"inventory_level":10' in product
    assert made.startswith('{"id":100,')
    assert '"status":"Awaiting Fulfillment"' in made
    assert '"tracking_number":"T-1"' in shipment
    assert '"status":"Shipped"' in shipped
    assert '"staff_notes":"thanked"' in noted


def stand_in_for_curl(path: Path) -> None:
    """As much of curl as the quickstart uses, where a machine has none."""
    path.write_text(
        f"#!{sys.executable}\n"
        "import argparse, urllib.error, urllib.request\n"
        "parser = argparse.ArgumentParser()\n"
        "parser.add_argument('url')\n"
        "parser.add_argument('--silent', action='store_true')\n"
        "parser.add_argument('--header', action='append', default=[])\n"
        "parser.add_argument('--data')\n"
        "parser.add_argument('--request')\n"
        "given = parser.parse_args()\n"
        "request = urllib.request.Request(given.url, given.data and given.data.encode(),\n"
        "    dict(header.split(': ', 1) for header in given.header), method=given.request)\n"
        "try:\n"
        "    print(urllib.request.urlopen(request).read().decode(), end='')\n"
        "except urllib.error.HTTPError as error:\n"
        "    print(error.read().decode(), end='')\n"
        "except OSError:\n"
        "    raise SystemExit(7)\n"
    )
    path.chmod(0o755)
