"""Company users in the B2B management API."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import company_users
from orderwright.actions.company_users import NewUser
from orderwright.api.b2b.companies import DEFAULT_CHANNEL, SECOND_MS, date_filters
from orderwright.api.b2b.envelopes import io, io_list, page_of
from orderwright.api.b2b.order_fields import extra_values
from orderwright.api.b2b.queries import query_of
from orderwright.api.call import Answer, Call
from orderwright.db import channels as stored_channels
from orderwright.db import companies as stored
from orderwright.db.companies import UserView
from orderwright.db.listing import like_pattern
from orderwright.db.unit import Unit
from orderwright.domain.company import CompanyUser
from orderwright.domain.customer import Customer, email_key
from orderwright.domain.errors import FieldError, InvalidInput, Unprocessable

NO_ROLE = "User must have a role."
NO_CHANNEL = "At least one B2B storefront needs to be enabled for a Company user."
SUCCESS = "Success"
_OF_CUSTOMER = {
    "firstName": "first_name",
    "lastName": "last_name",
    "email": "email",
    "phoneNumber": "phone",
}


async def get_users(call: Call) -> Answer:
    query = query_of(call)
    limit, offset = page_of(query)
    filters = date_filters(query)
    if "companyId" in query:
        filters["company_id"] = query["companyId"]
    if "roles" in query:
        filters["roles"] = query["roles"]
    if "channelId" in query:
        filters["channel"] = f"%,{query['channelId']},%"
    if "email" in query:
        filters["email"] = email_key(query["email"])
    if "q" in query:
        filters["q"] = like_pattern(query["q"])
    shows_extra = query.get("isIncludeExtraFields") == 1

    async def work(unit: Unit) -> Answer:
        found = await stored.list_users(unit, call.store.id, filters, limit=limit, offset=offset)
        total = await stored.count_users(unit, call.store.id, filters)
        names = await stored_channels.names(unit, call.store.id)
        rows = [_print(view, names, shows_extra=shows_extra) for view in found]
        answer = io_list(rows, total, query)
        answer.body["meta"]["message"] = SUCCESS
        return answer

    return await call.read(work)


async def post_users(call: Call) -> Answer:
    body: dict[str, Any] = call.body()
    role_id = _role_id(body)
    if role_id is None:
        raise InvalidInput(FieldError("non_field_errors", "invalid", NO_ROLE))
    channel_ids = tuple(body.get("channelIds") or ())
    if not channel_ids:
        raise Unprocessable(NO_CHANNEL)
    new = NewUser(
        user=CompanyUser(
            company_id=body["companyId"],
            company_role_id=role_id,
            uuid=body.get("uuid") or "",
            extra_fields=extra_values(body.get("extraFields")) or (),
        ),
        customer=Customer(
            email=body["email"],
            first_name=body["firstName"],
            last_name=body["lastName"],
            phone=body.get("phoneNumber") or "",
            origin_channel_id=body.get("originChannelId") or channel_ids[0],
            channel_ids=channel_ids,
        ),
    )

    async def work(unit: Unit) -> Answer:
        made = await company_users.create_user(unit, call.store, new, call.now)
        return io({"userId": made.id, "bcId": made.customer_id}, SUCCESS)

    return await call.write(work)


async def get_user(call: Call) -> Answer:
    return await _get(call, {"id": call.id("userId")})


async def get_user_of_customer(call: Call) -> Answer:
    return await _get(call, {"customer_id": call.id("customerId")})


async def put_user(call: Call) -> Answer:
    user_id, body = call.id("userId"), call.body()
    changes: dict[str, Any] = {}
    role_id = _role_id(body)
    if role_id is not None:
        changes["company_role_id"] = role_id
    if "uuid" in body:
        changes["uuid"] = body["uuid"] or ""
    values = extra_values(body.get("extraFields"))
    if values is not None:
        changes["extra_fields"] = values
    of_customer = {field: body[name] or "" for name, field in _OF_CUSTOMER.items() if name in body}
    if body.get("channelIds") is not None:
        if not body["channelIds"]:
            raise Unprocessable(NO_CHANNEL)
        of_customer["channel_ids"] = tuple(body["channelIds"])

    async def work(unit: Unit) -> Answer:
        await company_users.update_user(unit, call.store, user_id, changes, of_customer, call.now)
        await unit.flush()
        return await _shown(unit, call, {"id": user_id})

    return await call.write(work)


async def delete_user(call: Call) -> Answer:
    user_id = call.id("userId")

    async def work(unit: Unit) -> Answer:
        await company_users.delete_user(unit, call.store.id, user_id)
        return io({"userId": user_id}, SUCCESS)

    return await call.write(work)


async def _get(call: Call, filters: Mapping[str, int]) -> Answer:
    async def work(unit: Unit) -> Answer:
        return await _shown(unit, call, filters)

    return await call.read(work)


async def _shown(unit: Unit, call: Call, filters: Mapping[str, int]) -> Answer:
    view = await company_users.get_user(unit, call.store.id, filters)
    names = await stored_channels.names(unit, call.store.id)
    return io(_print(view, names, shows_extra=True), SUCCESS)


def _role_id(body: Mapping[str, Any]) -> int | None:
    """A role of the company's own overrides the predefined one, whose code counts from 0."""
    if body.get("companyRoleId") is not None:
        return int(body["companyRoleId"])
    return None if body.get("role") is None else int(body["role"]) + 1


def _print(
    view: UserView, channel_names: Mapping[int, str], *, shows_extra: bool
) -> dict[str, Any]:
    user = view.user
    printed = {
        "id": user.id,
        "firstName": view.first_name,
        "lastName": view.last_name,
        "email": view.email,
        "phoneNumber": view.phone,
        "role": user.role,
        "companyRoleId": user.company_role_id,
        "companyRoleName": view.role.name,
        "uuid": user.uuid,
        "companyId": user.company_id,
        "customerId": user.customer_id,
        "channelList": [
            {"channelId": each, "channelName": channel_names.get(each, ""), "iconUrl": ""}
            for each in view.channel_ids or (DEFAULT_CHANNEL,)
        ],
        "createdAt": user.created_at // SECOND_MS,
        "updatedAt": user.updated_at // SECOND_MS,
    }
    return printed | {"extraFields": list(user.extra_fields)} if shows_extra else printed
