"""Settings of the inventory: those that the server goes by are in the profile, the rest is kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.domain.store import Profile

Settings = dict[str, Any]

INVENTORY = "inventory"
WHEN_PLACED, WHEN_SENT = "order_placed", "order_completed_or_shipped"
INVENTORY_DEFAULTS: Mapping[str, Any] = {
    "product_out_of_stock_behavior": "do_nothing",
    "option_out_of_stock_behavior": "do_nothing",
    "update_stock_behavior": WHEN_PLACED,
    "edit_order_stock_adjustment": True,
    "refund_order_stock_adjustment": False,
    "stock_level_display": "dont_show",
    "default_out_of_stock_message": "",
    "hide_in_product_filtering": False,
    "show_pre_order_stock_levels": False,
    "show_out_of_stock_message": False,
}
_BEHAVIOUR, _EDIT, _REFUND = (
    "update_stock_behavior",
    "edit_order_stock_adjustment",
    "refund_order_stock_adjustment",
)


def stock_settings(profile: Profile, channel_id: int = 0) -> Settings:
    """The settings that orders go by; for a channel, None where it has the store's."""
    if channel_id:
        own = profile.channel_stock.get(str(channel_id), {})
        late, edit = own.get("takes_stock_late"), own.get("moves_stock_on_edit")
        refund = own.get("restock_on_refund")
    else:
        late, edit = profile.takes_stock_late, profile.moves_stock_on_edit
        refund = profile.restock_on_refund
    behaviour = None if late is None else WHEN_SENT if late else WHEN_PLACED
    return {_BEHAVIOUR: behaviour, _EDIT: edit, _REFUND: refund}


def profile_with(profile: Profile, changes: Mapping[str, Any], channel_id: int = 0) -> Profile:
    """The profile after a change of these settings; None takes away what a channel has."""
    fields: dict[str, bool | None] = {}
    if _BEHAVIOUR in changes:
        behaviour = changes[_BEHAVIOUR]
        fields["takes_stock_late"] = None if behaviour is None else behaviour == WHEN_SENT
    if _EDIT in changes:
        fields["moves_stock_on_edit"] = changes[_EDIT]
    if _REFUND in changes:
        fields |= dict.fromkeys(("restock_on_cancel", "restock_on_refund"), changes[_REFUND])
    if not channel_id:
        given: dict[str, Any] = {name: to for name, to in fields.items() if to is not None}
        return replace(profile, **given)
    known = {**profile.channel_stock.get(str(channel_id), {}), **fields}
    own = {name: to for name, to in known.items() if to is not None}
    return replace(profile, channel_stock={**profile.channel_stock, str(channel_id): own})
