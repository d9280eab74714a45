"""V3 connections with outside tax providers."""

from typing import Any

from orderwright.actions import tax_providers
from orderwright.actions.tax_providers import TaxConnection, is_configured
from orderwright.api.call import Answer, Call
from orderwright.db.provider_connections import Connection
from orderwright.db.unit import Unit
from orderwright.domain.errors import FieldError, InvalidInput, NotFound
from orderwright.domain.geography import COUNTRIES
from orderwright.gateways.providers import is_profile


async def get_connection(call: Call) -> Answer:
    provider_id, needs_profile = _provider(call)

    async def work(unit: Unit) -> Answer:
        found = await tax_providers.find_connection(unit, call.store.id, provider_id)
        return _answer(found, is_active=is_configured(found, needs_profile=needs_profile))

    return await call.read(work)


async def update_connection(call: Call) -> Answer:
    provider_id, needs_profile = _provider(call)
    body = call.body()
    profile = body.get("profile")
    if profile and not is_profile(profile):
        raise InvalidInput(FieldError("profile"))
    password = body.get("password")
    changes = TaxConnection(
        username=body.get("username"),
        secret=call.services.sealer.seal(password) if password else None,
        profile=profile,
    )

    async def work(unit: Unit) -> Answer:
        kept = await tax_providers.update_connection(
            unit, call.store, provider_id, changes, needs_profile=needs_profile
        )
        return _answer(kept, is_active=is_configured(kept, needs_profile=needs_profile))

    return await call.write(work)


async def delete_connection(call: Call) -> Answer:
    provider_id, _ = _provider(call)

    async def work(unit: Unit) -> Answer:
        gone = await tax_providers.delete_connection(unit, call.store, provider_id)
        return _answer(gone, is_active=False)

    return await call.write(work)


def _provider(call: Call) -> tuple[str, bool]:
    """The provider that the path names, and whether it needs a profile. Raises NotFound."""
    provider_id = call.params["provider_id"]
    asking = call.services.asking
    if asking is None or not asking.providers.knows("tax", provider_id):
        raise NotFound("tax provider", provider_id)
    return provider_id, asking.providers.has_profile("tax", provider_id)


def _answer(connection: Connection, *, is_active: bool) -> Answer:
    """A provider is asked wherever goods go: there is no other `target` to be set."""
    shown: dict[str, Any] = {
        "username": connection.username,
        "configured": is_active,
        "profile": connection.profile,
        "target": {
            "country_codes": sorted(COUNTRIES) if is_active else [],
            "subdivision_codes": [],
        },
    }
    return Answer(body={"data": shown})
