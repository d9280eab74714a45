"""Filling in the B2B records of orders, and handing orders to companies."""

from orderwright.db import companies, company_orders, extra_fields
from orderwright.db.unit import Unit
from orderwright.domain.company import Buyer, CompanyUser
from orderwright.domain.company_order import CompanyOrder, RecordChange, filled_in, is_open
from orderwright.domain.errors import ExtraFieldWrong, NotFound, OrderNotOpen


async def create_order(
    unit: Unit, store_id: int, buyer: Buyer, order_id: int, change: RecordChange, now: int
) -> None:
    """Fill in the record of an order that this buyer has just placed; it may be repeated.

    Raises OrderNotOpen, ExtraFieldMissing, ExtraFieldWrong.
    """
    if buyer.user is None or not buyer.may_purchase:
        raise OrderNotOpen
    await _fill_in(unit, store_id, buyer.user, order_id, change, now)


async def create_order_of_customer(
    unit: Unit, store_id: int, customer_id: int, order_id: int, change: RecordChange, now: int
) -> None:
    """The same for the management API, which names the customer.

    Raises OrderNotOpen, ExtraFieldMissing, ExtraFieldWrong.
    """
    user = await companies.find_user_of(unit, store_id, customer_id)
    if user is None:
        raise OrderNotOpen
    await _fill_in(unit, store_id, user, order_id, change, now)


async def _fill_in(
    unit: Unit, store_id: int, user: CompanyUser, order_id: int, change: RecordChange, now: int
) -> None:
    order = await company_orders.lock_order(unit, store_id, order_id)
    if (
        order is None
        or order["customer_id"] != user.customer_id
        or not is_open(order["inserted_at"], now)
    ):
        raise OrderNotOpen
    before = await company_orders.find(unit, store_id, order_id)
    record = before or company_orders.new_record(user, now, order_id)
    after = await _changed(unit, store_id, record, change, now)
    if before is None:
        await company_orders.add_late(unit, store_id, after)
    elif after != before:
        await company_orders.save(unit, store_id, after)


async def update_order(
    unit: Unit, store_id: int, order_id: int, change: RecordChange, now: int
) -> None:
    """Change a record at any time. Raises NotFound, ExtraFieldMissing, ExtraFieldWrong."""
    order = await company_orders.lock_order(unit, store_id, order_id)
    record = await company_orders.find(unit, store_id, order_id)
    if order is None or record is None:
        raise NotFound("company order record", order_id)
    after = await _changed(unit, store_id, record, change, now)
    if after != record:
        await company_orders.save(unit, store_id, after)


async def _changed(
    unit: Unit, store_id: int, record: CompanyOrder, change: RecordChange, now: int
) -> CompanyOrder:
    """The record with what was given. Raises ExtraFieldMissing, ExtraFieldWrong."""
    fields = await extra_fields.list_fields(unit, store_id, "order")
    after = filled_in(record, change, fields, now)
    given = {str(v["fieldName"]): str(v["fieldValue"]) for v in change.extra_fields or ()}
    for field in fields:
        value = given.get(field.field_name)
        if not field.is_unique or not value:
            continue
        await extra_fields.lock_field(unit, store_id, field.id)
        if await company_orders.is_taken(unit, store_id, record.order_id, field.field_name, value):
            raise ExtraFieldWrong(field.field_name)
    return after


async def assign_customer_orders(unit: Unit, store_id: int, customer_id: int, now: int) -> int:
    """Give the customer's company the orders that they placed before; how many.

    Raises NotFound where the customer is no company user.
    """
    user = await companies.find_user_of(unit, store_id, customer_id)
    if user is None:
        raise NotFound("company buyer", customer_id)
    return await company_orders.assign(unit, store_id, user, now)


async def reassign_customer_orders(
    unit: Unit, store_id: int, customer_id: int, group_id: int, now: int
) -> int:
    """Hand all records of a company user to the company of a customer group; how many.

    Raises NotFound where there is no such user, or the group is not that of one company.
    """
    user = await companies.find_user_of(unit, store_id, customer_id)
    owners = await companies.companies_of_group(unit, store_id, group_id) if group_id else []
    if user is None or len(owners) != 1:
        raise NotFound("company buyer or group", customer_id)
    return await company_orders.reassign(unit, store_id, customer_id, owners[0], now)
