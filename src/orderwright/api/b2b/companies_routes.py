"""Routes of companies, their users and roles in the B2B management API."""

from orderwright.api.b2b import companies, roles, users
from orderwright.api.b2b import company_schemas as s
from orderwright.api.b2b.envelopes import io_answer, io_list_answer
from orderwright.api.routing import Handler, Route, reads, writes
from orderwright.api.schema import Array, Integer, Kind, Number, Object, Text

IO = "/api/v3/io"
CUSTOMERS = "store_v2_customers"
NOTHING = Object("", {})


def _route(
    method: str,
    path: str,
    handler: Handler,
    operation: str,
    summary: str,
    *,
    query: Object | None = None,
    body: Kind | None = None,
    answer: Kind,
) -> Route:
    return Route(
        method,
        f"{IO}{path}",
        handler,
        operation,
        reads(CUSTOMERS) if method == "GET" else writes(CUSTOMERS),
        summary=summary,
        query=query,
        body=body,
        answers={200: answer},
        dialect="b2b_io",
    )


_COMPANY = "/companies/{companyId}"
_USER = "/users/{userId}"
_ROLE = "/companies/roles/{roleId}"
_CHANGED = io_answer("B2BCompanyChangedAnswer", s.COMPANY_CHANGED, Number())
_USER_ANSWER = io_answer("B2BUserAnswer", s.USER)
_ROLE_ANSWER = io_answer("B2BRoleAnswer", s.ROLE_DETAIL)

ROUTES = [
    _route(
        "GET", "/companies", companies.get_companies, "get-companies", "List companies",
        query=s.COMPANY_QUERY,
        answer=io_list_answer(
            "B2BCompanies", s.company("B2BCompanyListed", Integer()), Number()
        ),
    ),
    _route(
        "POST", "/companies", companies.post_companies, "post-companies",
        "Make a company and its administrator",
        body=s.COMPANY_POST,
        answer=io_answer("B2BCompanyMadeAnswer", s.COMPANY_MADE),
    ),
    _route(
        "GET", "/companies/roles", roles.get_roles, "get-stores-companies-roles",
        "The roles that company users may have",
        query=s.ROLE_QUERY,
        answer=io_list_answer("B2BRoles", s.ROLE),
    ),
    _route(
        "POST", "/companies/roles", roles.post_roles, "post-stores-companies-roles",
        "Make a role",
        body=s.ROLE_PUT,
        answer=_ROLE_ANSWER,
    ),
    _route(
        "GET", _ROLE, roles.get_role, "get-stores-companies-roles-int:roleId",
        "One role with its permissions",
        answer=_ROLE_ANSWER,
    ),
    _route(
        "PUT", _ROLE, roles.put_role, "put-stores-companies-roles-roleId",
        "Change a role of the store's own",
        body=s.ROLE_PUT,
        answer=_ROLE_ANSWER,
    ),
    _route(
        "DELETE", _ROLE, roles.delete_role, "delete-stores-companies-roles-roleId",
        "Delete a role of the store's own",
        answer=io_answer("B2BNothing", NOTHING),
    ),
    _route(
        "GET", "/companies/permissions", roles.get_permissions,
        "get-stores-companies-permissions",
        "What roles may allow",
        query=s.PERMISSION_QUERY,
        answer=io_answer("B2BPermissions", Array(s.PERMISSION)),
    ),
    _route(
        "GET", _COMPANY, companies.get_company, "get-companies-companyId", "One company",
        answer=io_answer("B2BCompanyAnswer", s.company("B2BCompany", Text()), Number()),
    ),
    _route(
        "PUT", _COMPANY, companies.put_company, "put-companies-companyId", "Change a company",
        body=s.COMPANY_PUT,
        answer=_CHANGED,
    ),
    _route(
        "DELETE", _COMPANY, companies.delete_company, "delete-companies-companyId",
        "Delete a company; its customers and orders stay",
        answer=io_answer("B2BNothing", NOTHING),
    ),
    _route(
        "PUT", f"{_COMPANY}/status", companies.put_company_status,
        "put-companies-companyId-status",
        "Approve, reject or deactivate a company",
        body=s.STATUS_PUT,
        answer=_CHANGED,
    ),
    _route(
        "GET", "/users", users.get_users, "companies_users_list", "List company users",
        query=s.USER_QUERY,
        answer=io_list_answer("B2BUsers", s.USER),
    ),
    _route(
        "POST", "/users", users.post_users, "companies_users_create", "Make a company user",
        body=s.USER_POST,
        answer=io_answer("B2BUserMadeAnswer", s.USER_MADE),
    ),
    _route(
        "GET", "/users/customer/{customerId}", users.get_user_of_customer,
        "companies_user_read",
        "The company user that a customer is",
        answer=_USER_ANSWER,
    ),
    _route(
        "GET", _USER, users.get_user, "companies_user_by_id", "One company user",
        answer=_USER_ANSWER,
    ),
    _route(
        "PUT", _USER, users.put_user, "companies_user_update", "Change a company user",
        body=s.USER_PUT,
        answer=_USER_ANSWER,
    ),
    _route(
        "DELETE", _USER, users.delete_user, "companies_user_delete",
        "Delete a company user; the customer stays",
        answer=io_answer("B2BUserDeletedAnswer", s.USER_DELETED),
    ),
]  # fmt: skip
