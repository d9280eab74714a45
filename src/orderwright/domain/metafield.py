"""Metafields: named values that apps keep about a resource, each with rules of who may see it."""

from dataclasses import dataclass

PERMISSION_SETS = ("app_only", "read", "write", "read_and_sf_access", "write_and_sf_access")
PRIVATE = "app_only"
OPEN = ("write", "write_and_sf_access")


_EVENTS = {
    "product": "store/product",
    "variant": "store/product/variant",
    "cart": "store/cart",
    "order": "store/order",
    "channel": "store/channel",
}
_TYPED = ("product", "variant", "customer")
"""Whose events name the resource's type too; those of customers have no scope of their own."""


def event_of(resource_type: str, resource_id: str) -> tuple[str, dict[str, str]]:
    """Where the scopes of a resource's metafields begin, and what its events carry of it."""
    about = {"resource_id": resource_id}
    if resource_type in _TYPED:
        about["resource_type"] = resource_type
    return f"{_EVENTS.get(resource_type, 'store')}/metafield", about


@dataclass(frozen=True, slots=True)
class Metafield:
    """One value; `owner_client_id` is the app that made it."""

    id: int
    resource_type: str
    resource_id: str
    owner_client_id: str
    permission_set: str
    namespace: str
    key: str
    value: str
    description: str = ""
    date_created: int = 0
    date_modified: int = 0

    def is_visible_to(self, client_id: str) -> bool:
        return self.permission_set != PRIVATE or client_id == self.owner_client_id

    def is_writable_by(self, client_id: str) -> bool:
        return self.permission_set in OPEN or client_id == self.owner_client_id
