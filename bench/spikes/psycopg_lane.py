"""A lane on psycopg, imported only by the spikes that ask for it: the product does not need it."""

from __future__ import annotations

import psycopg  # type: ignore[import-not-found]  # a driver of the spike alone

from bench.orders import Draft
from bench.statements import one_order, one_order_values
from bench.tables import STORE


class PsycopgLane:
    """Model (b) on PostgreSQL: a plain function on psycopg, one CTE an order."""

    def __init__(self, url: str, reads: bool) -> None:
        self.url = url
        self.reads = reads
        self.text = one_order().encode()  # bytes pass psycopg's check for literals

    def open(self) -> None:
        """Connect."""
        self.connection = psycopg.connect(self.url, autocommit=True, prepare_threshold=0)
        self.cursor = psycopg.RawCursor(self.connection)

    def run(self, drafts: list[Draft]) -> list[int]:
        """Write the orders, one commit for all; after a deadlock a commit each."""
        if len(drafts) > 1:
            try:
                return self.together(drafts)
            except psycopg.errors.DeadlockDetected:
                self.cursor.execute("ROLLBACK")
        return [self.unit(draft) for draft in drafts]

    def together(self, drafts: list[Draft]) -> list[int]:
        """One commit, each order in a SAVEPOINT."""
        numbers = []
        self.cursor.execute("BEGIN")
        for draft in drafts:
            self.cursor.execute("SAVEPOINT unit")
            numbers.append(self.unit(draft, retried=False))
            self.cursor.execute("RELEASE unit")
        self.cursor.execute("COMMIT")
        return numbers

    def unit(self, draft: Draft, *, retried: bool = True) -> int:
        """One order."""
        if self.reads:
            self.cursor.execute(
                f"SELECT product_id, level, name, sku, price FROM stock WHERE store_id = {STORE}"
                " AND product_id = ANY($1::bigint[])",
                [[product for product, _ in draft.stock]],
            ).fetchall()
        values = one_order_values(draft)
        while True:
            try:
                row = self.cursor.execute(self.text, values).fetchone()
            except psycopg.errors.DeadlockDetected:
                if not retried:
                    raise
            else:
                assert row is not None
                return int(row[0])
