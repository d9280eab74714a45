"""What a store's owner calls the order statuses."""

from dataclasses import replace

from orderwright.db import access, order_statuses
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.order_status import ORDER_STATUSES
from orderwright.domain.store import Profile


def known_status(status_id: int) -> int:
    """The id itself. Raises NotFound."""
    if status_id >= len(ORDER_STATUSES):
        raise NotFound("order_status", status_id)
    return status_id


async def set_label(unit: Unit, store_id: int, status_id: int, label: str | None) -> Profile:
    """Give a status a label of the owner's own, or its first name back; the settings then.

    Printed orders in this status are dropped, since they show the label. Raises NotFound.
    """
    key = str(known_status(status_id))
    store = await access.lock_store(unit, store_id)
    labels = {k: v for k, v in store.profile.order_status_labels.items() if k != key}
    if label:
        labels[key] = label
    if labels == store.profile.order_status_labels:
        return store.profile
    profile = replace(store.profile, order_status_labels=labels)
    await access.save_store(unit, replace(store, profile=profile))
    await order_statuses.drop_rendered(unit, store_id, status_id)
    return profile
