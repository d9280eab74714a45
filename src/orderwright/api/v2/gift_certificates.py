"""V2 gift certificates."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import gift_certificates
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db import gift_certificates as stored
from orderwright.db.unit import Unit
from orderwright.domain.coupon import code_key
from orderwright.domain.errors import NotFound
from orderwright.domain.gift_certificate import CODE_DIGITS, GiftCertificate, make_code
from orderwright.domain.money import print_4

_NO_FILTERS = ("page", "limit", "sort", "direction")


async def get_certificates(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = {name: value for name, value in query.items() if name not in _NO_FILTERS}
    if "code" in filters:
        filters["code"] = code_key(filters["code"])
    descending = query.get("direction") == "desc"

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_certificates(
            unit,
            call.store.id,
            filters,
            limit=page.limit,
            offset=page.offset,
            descending=descending,
        )
        return v2_list([_print(row) for row in rows])

    return await call.read(work)


async def get_certificate(call: Call) -> Answer:
    certificate_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find_certificate(unit, call.store.id, certificate_id)
        if found is None:
            raise NotFound("gift certificate", certificate_id)
        return Answer(body=_print(found))

    return await call.read(work)


async def create_certificate(call: Call) -> Answer:
    fields = _fields(call.body())
    fields.setdefault("balance", fields["amount"])
    if "code" not in fields:
        fields["code"] = make_code(call.services.randomness.hex(CODE_DIGITS))
    certificate = GiftCertificate(**fields)

    async def work(unit: Unit) -> Answer:
        made = await gift_certificates.create_certificate(unit, call.store, certificate, call.now)
        return Answer(201, _print(made))

    return await call.write(work)


async def update_certificate(call: Call) -> Answer:
    certificate_id = call.id("id")
    changes = _fields(call.body())

    async def work(unit: Unit) -> Answer:
        changed = await gift_certificates.update_certificate(
            unit, call.store, certificate_id, changes, call.now
        )
        return Answer(body=_print(changed))

    return await call.write(work)


async def delete_certificate(call: Call) -> Answer:
    certificate_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        await gift_certificates.delete_certificate(unit, call.store, certificate_id)
        return Answer(204)

    return await call.write(work)


async def delete_certificates(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        await stored.delete_certificates(unit, call.store.id)
        return Answer(204)

    return await call.write(work)


def _fields(body: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(body)
    if fields.get("purchase_date", 0) is None:
        del fields["purchase_date"]
    return fields


def _print(certificate: GiftCertificate) -> dict[str, Any]:
    return {
        "id": certificate.id,
        "code": certificate.code,
        "amount": print_4(certificate.amount),
        "status": certificate.status,
        "balance": print_4(certificate.balance),
        "to_name": certificate.to_name,
        "order_id": certificate.order_id,
        "template": certificate.template,
        "message": certificate.message,
        "to_email": certificate.to_email,
        "from_name": certificate.from_name,
        "from_email": certificate.from_email,
        "customer_id": certificate.customer_id,
        "expiry_date": str((certificate.expiry_date or 0) // 1000),
        "purchase_date": str(certificate.purchase_date // 1000),
        "currency_code": certificate.currency_code,
    }
