"""V2 currencies."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.actions import currencies
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db import currencies as stored
from orderwright.db.unit import Unit
from orderwright.domain.currency_settings import Currency, known_currency
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.errors import FieldError, InvalidInput, NotFound
from orderwright.domain.money import print_rate


async def get_currencies(call: Call) -> Answer:
    page = page_of(call.query())

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_currencies(
            unit, call.store.id, limit=page.limit, offset=page.offset
        )
        return v2_list([_print(row) for row in rows])

    return await call.read(work)


async def get_currency(call: Call) -> Answer:
    currency_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find_currency(unit, call.store.id, currency_id)
        if found is None:
            raise NotFound("currency", currency_id)
        return Answer(body=_print(found))

    return await call.read(work)


async def create_currency(call: Call) -> Answer:
    fields = _fields(call.body())
    currency = replace(known_currency(fields["currency_code"]), **fields)

    async def work(unit: Unit) -> Answer:
        return Answer(
            body=_print(await currencies.create_currency(unit, call.store, currency, call.now))
        )

    return await call.write(work)


async def update_currency(call: Call) -> Answer:
    currency_id = call.id("id")
    changes = _fields(call.body())

    async def work(unit: Unit) -> Answer:
        changed = await currencies.update_currency(unit, call.store, currency_id, changes, call.now)
        return Answer(body=_print(changed))

    return await call.write(work)


async def delete_currency(call: Call) -> Answer:
    currency_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        await currencies.delete_currency(unit, call.store, currency_id)
        return Answer(204)

    return await call.write(work)


async def delete_currencies(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        await currencies.delete_currencies(unit, call.store)
        return Answer(204)

    return await call.write(work)


def _fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a currency that a body sets. Raises InvalidInput for a false `is_default`."""
    fields = dict(body)
    if "currency_exchange_rate" in fields:
        fields["exchange_rate"] = fields.pop("currency_exchange_rate")
    fields.pop("default_for_country_codes", None)
    fields.setdefault("use_default_name", False)
    if "name" not in fields:
        del fields["use_default_name"]
    if fields.get("is_default") is False:
        raise InvalidInput(FieldError("is_default", "invalid"))
    return fields


def _print(currency: Currency) -> dict[str, Any]:
    return {
        "id": currency.id,
        "is_default": currency.is_default,
        "last_updated": print_rfc2822(currency.last_updated),
        "country_iso2": currency.country_iso2,
        "default_for_country_codes": [currency.country_iso2] if currency.country_iso2 else [],
        "currency_code": currency.currency_code,
        "currency_exchange_rate": print_rate(currency.exchange_rate),
        "auto_update": currency.auto_update,
        "token_location": currency.token_location,
        "token": currency.token,
        "decimal_token": currency.decimal_token,
        "thousands_token": currency.thousands_token,
        "decimal_places": currency.decimal_places,
        "name": currency.name,
        "enabled": currency.enabled,
        "is_transactional": currency.is_transactional,
        "use_default_name": currency.use_default_name,
    }
