"""The roles of company users: the three that there always are, and a store's own."""

from dataclasses import replace

from orderwright.db import companies
from orderwright.db.unit import Unit
from orderwright.domain.company import PERMISSION_CODES, CompanyRole
from orderwright.domain.errors import NotFound, Unprocessable


async def get_role(unit: Unit, store_id: int, role_id: int) -> CompanyRole:
    """Raises NotFound."""
    for role in await companies.list_roles(unit, store_id):
        if role.id == role_id:
            return role
    raise NotFound("company", role_id)


async def create_role(unit: Unit, store_id: int, role: CompanyRole) -> CompanyRole:
    """Raises Unprocessable for a name that there is, or an unknown permission."""
    await _check(unit, store_id, role)
    number = companies.add_role(unit, store_id, role)
    await unit.flush()
    return replace(role, id=number.value)


async def update_role(unit: Unit, store_id: int, role: CompanyRole) -> CompanyRole:
    """Raises NotFound, Unprocessable."""
    before = await get_role(unit, store_id, role.id)
    if before.is_predefined:
        raise Unprocessable("A predefined role cannot be changed.")
    await _check(unit, store_id, role)
    companies.change_role(unit, store_id, role)
    return role


async def delete_role(unit: Unit, store_id: int, role_id: int) -> None:
    """Raises NotFound, Unprocessable where it is predefined or some user has it."""
    if (await get_role(unit, store_id, role_id)).is_predefined:
        raise Unprocessable("A predefined role cannot be deleted.")
    if await companies.is_role_in_use(unit, store_id, role_id):
        raise Unprocessable("The role has users and cannot be deleted.")
    await companies.delete_role(unit, store_id, role_id)


async def _check(unit: Unit, store_id: int, role: CompanyRole) -> None:
    unknown = sorted(role.permissions.keys() - PERMISSION_CODES)
    if unknown:
        raise Unprocessable(f"The permission does not exist. ['{unknown[0]}']")
    for other in await companies.list_roles(unit, store_id):
        if other.id != role.id and other.name.lower() == role.name.lower():
            raise Unprocessable(f"The role name already exists. ['{role.name}']")
