"""What a charge means for its order, once it is known what became of it."""

from orderwright.actions.order_changes import By
from orderwright.db.unit import Unit
from orderwright.domain.payment import Attempt
from orderwright.gateways.gateway import Outcome


async def conclude_charge(unit: Unit, by: By, attempt: Attempt, outcome: Outcome | None) -> None:
    """Record the transaction, and move the order on if it is paid in full."""
