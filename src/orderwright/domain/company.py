"""Companies of the B2B Edition, their users, and what the users' roles let them do and see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

ExtraValues = tuple[Mapping[str, object], ...]
"""Values of extra fields, each `{"fieldName": …, "fieldValue": …}`."""


class CompanyStatus(IntEnum):
    PENDING = 0
    APPROVED = 1
    REJECTED = 2
    INACTIVE = 3


class Sight(IntEnum):
    """Whose orders a user sees: the level of a permission, 0 where the role lacks it."""

    NONE = 0
    OWN = 1
    COMPANY = 2


GET_ORDERS = "get_orders"
GET_ORDER_DETAIL = "get_order_detail"
PURCHASE = "purchase_enable"
NOBODY = -1


@dataclass(frozen=True, slots=True)
class CompanyRole:
    """What users of this role may do: permission codes with their levels."""

    id: int = 0
    name: str = ""
    permissions: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_predefined(self) -> bool:
        return self.id <= len(PREDEFINED_ROLES)

    def sight(self, permission: str) -> Sight:
        """How far a permission reaches."""
        return Sight(min(self.permissions.get(permission, 0), Sight.COMPANY))


@dataclass(frozen=True, slots=True)
class Company:
    """A business account; addresses are those of its head office.

    `price_lists` has what each channel assigns: `{"channelId": …, "priceListId": …}`.
    """

    id: int = 0
    name: str = ""
    email: str = ""
    phone: str = ""
    status: int = CompanyStatus.APPROVED
    customer_group_id: int = 0
    address_line_1: str = ""
    address_line_2: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    zip_code: str = ""
    catalog_id: str = ""
    uuid: str = ""
    price_lists: tuple[Mapping[str, object], ...] = ()
    extra_fields: ExtraValues = ()
    created_at: int = 0
    updated_at: int = 0


@dataclass(frozen=True, slots=True)
class CompanyUser:
    """A customer as a buyer of a company; `company_role_id` says what they may do.

    Names, e-mail and phone are the customer's own.
    """

    id: int = 0
    company_id: int = 0
    customer_id: int = 0
    company_role_id: int = 0
    uuid: str = ""
    extra_fields: ExtraValues = ()
    created_at: int = 0
    updated_at: int = 0

    @property
    def role(self) -> int:
        """The code of a predefined role; a store's own roles count as that of junior buyers."""
        return min(self.company_role_id - 1, JUNIOR)


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who calls the storefront API: a customer, and the company that they buy for, if any."""

    customer_id: int
    user: CompanyUser | None = None
    role: CompanyRole | None = None
    company_status: int = CompanyStatus.APPROVED

    @property
    def may_purchase(self) -> bool:
        """Whether orders of this buyer count as the company's."""
        return (
            self.role is not None
            and PURCHASE in self.role.permissions
            and self.company_status == CompanyStatus.APPROVED
        )

    def sight(self, permission: str) -> Sight:
        return Sight.NONE if self.role is None else self.role.sight(permission)


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that a role may allow, and at which levels: 1 own, 2 the company's."""

    code: str
    name: str
    levels: tuple[int, ...]


def _permissions(levels: tuple[int, ...], *codes: str) -> tuple[Permission, ...]:
    return tuple(Permission(code, code.replace("_", " ").capitalize(), levels) for code in codes)


PERMISSIONS = (
    *_permissions(
        (2,),
        "get_addresses", "get_address_detail", "get_default_shipping", "get_default_billing",
        "create_address", "update_address", "delete_address", "get_invoices",
        "get_invoice_detail", "export_invoices", "get_invoice_pdf", "get_invoice_payments_history",
        "pay_invoice", "approve_draft_shopping_list", "get_users", "get_user_detail",
        "create_user", "update_user", "delete_user", "get_roles", PURCHASE,
    ),
    *_permissions((1,), "create_quote", "submit_shopping_list_for_approval"),
    *_permissions(
        (1, 2),
        GET_ORDERS, GET_ORDER_DETAIL, "get_quotes", "get_quote_detail", "update_quote_message",
        "checkout_with_quote", "get_quote_pdf", "get_shopping_lists", "get_shopping_list_detail",
        "create_shopping_list", "deplicate_shopping_list", "update_shopping_list",
        "delete_shopping_list", "create_shopping_list_item", "update_shopping_list_item",
        "delete_shopping_list_item",
    ),
)  # fmt: skip
PERMISSION_CODES = frozenset(permission.code for permission in PERMISSIONS)

ADMIN, SENIOR, JUNIOR = range(3)
_EVERYTHING = {permission.code: permission.levels[-1] for permission in PERMISSIONS}
_ADMINISTRATION = ("create_user", "update_user", "delete_user")
PREDEFINED_ROLES = (
    CompanyRole(1, "Admin", _EVERYTHING),
    CompanyRole(
        2,
        "Senior Buyer",
        {code: level for code, level in _EVERYTHING.items() if code not in _ADMINISTRATION},
    ),
    CompanyRole(
        3,
        "Junior Buyer",
        {permission.code: 1 for permission in PERMISSIONS if 1 in permission.levels},
    ),
)


def visible(buyer: Buyer, permission: str, *, others: bool) -> dict[str, int]:
    """The filters of what a buyer may see: their own orders, or the company's if asked for.

    Who is no company user, or whose role lacks the permission, sees nothing.
    """
    sight = buyer.sight(permission)
    if buyer.user is None or sight == Sight.NONE:
        return {"company_id": NOBODY, "customer_id": NOBODY}
    scope = {"company_id": buyer.user.company_id}
    if others and sight == Sight.COMPANY:
        return scope
    return scope | {"customer_id": buyer.customer_id}
