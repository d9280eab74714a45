"""Taxes for tests: one rate for everyone, or for one country or state."""

from typing import Any

from tests.support.world import World

DEFAULT_ZONE = 1


def tax_everyone(world: World, percent: str, *class_ids: int) -> int:
    """A rate named Tax of the default zone on these classes (the default one); its id."""
    return add_rate(world, DEFAULT_ZONE, "Tax", percent, *class_ids)


def add_rate(world: World, zone_id: int, name: str, percent: str, *class_ids: int) -> int:
    rates = [{"tax_class_id": class_id, "rate": float(percent)} for class_id in class_ids or (0,)]
    body: list[dict[str, Any]] = [
        {
            "name": name,
            "tax_zone_id": zone_id,
            "enabled": True,
            "priority": 1,
            "class_rates": rates,
        }
    ]
    reply = world.post("/v3/tax/rates", body)
    assert reply.status in (200, 201), reply.text
    rate_id: int = reply.json()["data"][0]["id"]
    return rate_id
