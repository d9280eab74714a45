"""Companies in the B2B management API."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.actions import companies
from orderwright.actions.company_users import NewUser
from orderwright.api.b2b.envelopes import io, io_list, page_of
from orderwright.api.b2b.order_fields import extra_values
from orderwright.api.b2b.queries import query_of
from orderwright.api.call import Answer, Call
from orderwright.db import channels as stored_channels
from orderwright.db import companies as stored
from orderwright.db import extra_fields
from orderwright.db.companies import CompanyView
from orderwright.db.listing import like_pattern
from orderwright.db.unit import Unit
from orderwright.domain.company import Company, CompanyUser
from orderwright.domain.customer import Customer
from orderwright.domain.extra_field import ExtraField

SECOND_MS = 1_000
DATES = {
    "minModified": "min_modified",
    "maxModified": "max_modified",
    "minCreated": "min_created",
    "maxCreated": "max_created",
}
_FILTERS = {
    "companyStatus": "status",
    "customerId": "customer_id",
    "bcOrderId": "order_id",
    "orderId": "order_id",
    "bcGroupId": "customer_group_id",
}
_SORTS = {"companyName": "name", "updatedAt": "updated_at"}
_FIELDS = {
    "companyName": "name",
    "companyEmail": "email",
    "companyPhone": "phone",
    "addressLine1": "address_line_1",
    "addressLine2": "address_line_2",
    "city": "city",
    "state": "state",
    "country": "country",
    "zipCode": "zip_code",
    "uuid": "uuid",
}
ADMIN_ROLE = 1
DEFAULT_CHANNEL = 1


async def get_companies(call: Call) -> Answer:
    query = query_of(call)
    limit, offset = page_of(query)
    filters = date_filters(query)
    filters |= {column: int(query[name]) for name, column in _FILTERS.items() if name in query}
    if "q" in query:
        filters["q"] = like_pattern(query["q"])
    wanted = _extra_filters(query)
    shows_extra = query.get("isIncludeExtraFields") == 1

    async def work(unit: Unit) -> Answer:
        found = await stored.list_companies(
            unit,
            call.store.id,
            filters,
            limit=stored.ALL if wanted else limit,
            offset=0 if wanted else offset,
            sort=_SORTS[query.get("sortBy", "updatedAt")],
            descending=query.get("orderBy", "DESC") == "DESC",
        )
        if wanted:
            exact = query.get("extraFieldFilterType") == "exact-match"
            found = [view for view in found if _has(view.company, wanted, exact=exact)]
            total, found = len(found), found[offset : offset + limit]
        else:
            total = await stored.count_companies(unit, call.store.id, filters)
        printed = await _printer(unit, call)
        rows = [printed(view, shows_extra) for view in found]
        return io_list(rows, total, query)

    return await call.read(work)


async def post_companies(call: Call) -> Answer:
    body: dict[str, Any] = call.body()
    channel_ids = tuple(body.get("channelIds") or (DEFAULT_CHANNEL,))
    admin = NewUser(
        user=CompanyUser(
            company_role_id=ADMIN_ROLE,
            extra_fields=extra_values(body.get("userExtraFields")) or (),
        ),
        customer=Customer(
            email=body["adminEmail"],
            first_name=body["adminFirstName"],
            last_name=body["adminLastName"],
            phone=body.get("adminPhoneNumber") or "",
            origin_channel_id=body.get("originChannelId") or channel_ids[0],
            channel_ids=channel_ids,
        ),
    )
    uuid = body.get("uuid") or call.services.randomness.uuid()
    company = Company(**{**_changes(body), "uuid": uuid})

    async def work(unit: Unit) -> Answer:
        made = await companies.create_company(
            unit, call.store, company, body.get("customerGroupId"), admin, call.now
        )
        return io(
            {
                "companyId": made.company_id,
                "customerId": made.customer_id,
                "customerGroupId": made.customer_group_id,
            }
        )

    return await call.write(work)


async def get_company(call: Call) -> Answer:
    company_id = call.id("companyId")

    async def work(unit: Unit) -> Answer:
        view = await companies.get_company(unit, call.store.id, company_id)
        printed = (await _printer(unit, call))(view, True)
        return io(printed | {"bcGroupId": str(view.company.customer_group_id)})

    return await call.read(work)


async def put_company(call: Call) -> Answer:
    body: dict[str, Any] = call.body()
    changes = _changes(body)
    if body.get("customerGroupId") is not None:
        changes["customer_group_id"] = body["customerGroupId"]
    if body.get("priceListAssign") is not None:
        changes["price_lists"] = tuple(body["priceListAssign"])
    return await _update(call, changes)


async def put_company_status(call: Call) -> Answer:
    return await _update(call, {"status": call.body()["companyStatus"]})


async def delete_company(call: Call) -> Answer:
    company_id = call.id("companyId")

    async def work(unit: Unit) -> Answer:
        await companies.delete_company(unit, call.store.id, company_id)
        return io({})

    return await call.write(work)


async def _update(call: Call, changes: Mapping[str, Any]) -> Answer:
    company_id = call.id("companyId")

    async def work(unit: Unit) -> Answer:
        await companies.update_company(unit, call.store, company_id, changes, call.now)
        return io({"companyId": company_id})

    return await call.write(work)


def date_filters(query: Mapping[str, Any]) -> dict[str, Any]:
    """Filters by Unix timestamps, as instants; the latest one takes its whole second."""
    filters: dict[str, Any] = {}
    for name, filter_name in DATES.items():
        if name in query:
            rest = SECOND_MS - 1 if name.startswith("max") else 0
            filters[filter_name] = query[name] * SECOND_MS + rest
    return filters


def _changes(body: Mapping[str, Any]) -> dict[str, Any]:
    changes = {field: body[name] or "" for name, field in _FIELDS.items() if name in body}
    if body.get("catalogId") is not None:
        changes["catalog_id"] = str(body["catalogId"]) if body["catalogId"] else ""
    values = extra_values(body.get("extraFields"))
    return changes if values is None else changes | {"extra_fields": values}


def _extra_filters(query: Mapping[str, Any]) -> list[tuple[str, str]]:
    """`name:value` pairs, all of which must hold."""
    pairs = [pair.partition(":") for pair in query.get("extraFields", ())]
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _has(company: Company, wanted: Sequence[tuple[str, str]], *, exact: bool) -> bool:
    values = {str(v["fieldName"]): str(v["fieldValue"]) for v in company.extra_fields}
    if exact:
        return all(values.get(name) == value for name, value in wanted)
    return all(name in values and value.lower() in values[name].lower() for name, value in wanted)


async def _printer(unit: Unit, call: Call) -> Any:
    """What prints companies, once channels and definitions are read."""
    fields = await extra_fields.list_fields(unit, call.store.id, "company")
    names = await stored_channels.names(unit, call.store.id)
    return lambda view, shows_extra: _print(view, fields if shows_extra else None, names)


def _print(
    view: CompanyView, fields: Sequence[ExtraField] | None, channel_names: Mapping[int, str]
) -> dict[str, Any]:
    company = view.company
    printed = {
        "companyId": company.id,
        "companyName": company.name,
        "companyEmail": company.email,
        "companyPhone": company.phone,
        "companyStatus": str(company.status),
        "catalogId": company.catalog_id,
        "catalogName": "",
        "bcGroupId": company.customer_group_id,
        "bcGroupName": view.customer_group_name,
        "parentCompany": {},
        "priceListAssign": [
            {
                "channelId": each["channelId"],
                "channelName": channel_names.get(_number(each["channelId"]), ""),
                "priceListId": each["priceListId"],
                "priceListName": "",
            }
            for each in company.price_lists
        ],
        "uuid": company.uuid,
        "createdAt": str(company.created_at // SECOND_MS),
        "updatedAt": str(company.updated_at // SECOND_MS),
    }
    if fields is None:
        return printed
    known = {field.field_name: field for field in fields}
    shown = [_print_extra(value, known) for value in company.extra_fields]
    return printed | {"extraFields": shown}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _print_extra(value: Mapping[str, object], known: Mapping[str, ExtraField]) -> dict[str, Any]:
    field = known.get(str(value["fieldName"]), ExtraField())
    return {
        "fieldName": value["fieldName"],
        "fieldValue": value["fieldValue"],
        "labelName": field.label_name or value["fieldName"],
        "isRequired": "1" if field.is_required else "0",
        "dataType": str(int(field.field_type)),
        "fieldType": int(field.field_type),
    }
