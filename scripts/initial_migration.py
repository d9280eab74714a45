"""Write the first migration anew from the tables: allowed only while nothing has been released."""

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from orderwright.db.migrations.runner import configuration

VERSIONS = Path(__file__).parent.parent / "src/orderwright/db/migrations/versions"


def main() -> None:
    before = {path: path.read_text() for path in VERSIONS.glob("0*.py")}
    for old in before:
        old.unlink()
    try:
        write()
    except BaseException:
        for path, text in before.items():
            path.write_text(text)
        raise


def write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty.db")
        with engine.begin() as connection:
            command.revision(
                configuration(connection), "Lay out the schema", autogenerate=True, rev_id="0001"
            )
    (made,) = VERSIONS.glob("0001*.py")
    text = made.read_text()
    kept = [line for line in text.splitlines(keepends=True) if "Alembic" not in line]
    made.write_text("".join(line.rstrip() + "\n" for line in kept))
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(made)], check=True)


if __name__ == "__main__":
    main()
