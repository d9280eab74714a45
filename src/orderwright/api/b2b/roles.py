"""Roles of company users and their permissions in the B2B management API."""

from typing import Any

from orderwright.actions import company_roles
from orderwright.api.b2b.envelopes import io, io_list, page_of
from orderwright.api.call import Answer, Call
from orderwright.db import companies as stored
from orderwright.db.unit import Unit
from orderwright.domain.company import PERMISSIONS, CompanyRole

PREDEFINED, CUSTOM = 1, 2
COMPANY_LEVEL = 1
_NUMBERS = {permission.code: number for number, permission in enumerate(PERMISSIONS, 1)}


async def get_roles(call: Call) -> Answer:
    query = call.query()
    limit, offset = page_of(query)
    part = query.get("q", "").lower()

    async def work(unit: Unit) -> Answer:
        roles = await stored.list_roles(unit, call.store.id)
        found = [role for role in roles if part in role.name.lower()]
        rows = [_print(role) for role in found[offset : offset + limit]]
        return io_list(rows, len(found), query)

    return await call.read(work)


async def post_roles(call: Call) -> Answer:
    role = _read(call, 0)

    async def work(unit: Unit) -> Answer:
        return io(_print_whole(await company_roles.create_role(unit, call.store.id, role)))

    return await call.write(work)


async def get_role(call: Call) -> Answer:
    role_id = call.id("roleId")

    async def work(unit: Unit) -> Answer:
        return io(_print_whole(await company_roles.get_role(unit, call.store.id, role_id)))

    return await call.read(work)


async def put_role(call: Call) -> Answer:
    role = _read(call, call.id("roleId"))

    async def work(unit: Unit) -> Answer:
        return io(_print_whole(await company_roles.update_role(unit, call.store.id, role)))

    return await call.write(work)


async def delete_role(call: Call) -> Answer:
    role_id = call.id("roleId")

    async def work(unit: Unit) -> Answer:
        await company_roles.delete_role(unit, call.store.id, role_id)
        return io({})

    return await call.write(work)


async def get_permissions(call: Call) -> Answer:
    part = call.query().get("q", "").lower()
    rows = [
        {
            "id": _NUMBERS[permission.code],
            "code": permission.code,
            "name": permission.name,
            "description": permission.name,
            "moduleName": permission.code.rpartition("_")[2],
            "isCustom": False,
        }
        for permission in PERMISSIONS
        if part in permission.name.lower()
    ]
    return io(rows)


def _read(call: Call, role_id: int) -> CompanyRole:
    body: dict[str, Any] = call.body()
    levels = {each["code"]: each["permissionLevel"] for each in body["permissions"]}
    return CompanyRole(role_id, body["name"], levels)


def _print(role: CompanyRole) -> dict[str, Any]:
    return {
        "id": role.id,
        "name": role.name,
        "roleType": PREDEFINED if role.is_predefined else CUSTOM,
        "roleLevel": COMPANY_LEVEL,
    }


def _print_whole(role: CompanyRole) -> dict[str, Any]:
    permissions = [
        {"id": _NUMBERS[code], "code": code, "permissionLevel": level}
        for code, level in sorted(role.permissions.items())
    ]
    return _print(role) | {"permissions": permissions}
