"""What a route is, and how a path finds its route."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from orderwright.api.schema import Kind, Object
from orderwright.domain.errors import MethodNotAllowed, NotFound

if TYPE_CHECKING:
    from orderwright.api.call import Answer, Call

Dialect = Literal["v2", "v3", "payments", "b2b", "b2b_io"]
Handler = Callable[["Call"], Awaitable["Answer"]]

READ_ONLY = "_read_only"
GRAPHQL = "/graphql"
LITERAL_SCOPES = (
    "store_payments_methods_read", "store_payments_access_token_create",
    "store_order_fulfillment_manage", "store_order_fulfillment_read_only",
    "store_fulfillment_methods_manage", "store_fulfillment_methods_read_only",
)  # fmt: skip
ANY_SCOPE: frozenset[str] = frozenset()
"""The scopes of a route that every access token may use."""


def reads(*names: str) -> frozenset[str]:
    """The scopes that allow reading: each name, and its read-only form."""
    suffixed = {f"{n}{READ_ONLY}" for n in names if n not in LITERAL_SCOPES}
    return frozenset(names) | suffixed


def writes(*names: str) -> frozenset[str]:
    """The scopes that allow changing."""
    return frozenset(names)


@dataclass(frozen=True, slots=True)
class Route:
    """One operation of the surface.

    `operation` is the reference's operationId. `answers` gives each success status its schema
    (None: no body). `xml` names the elements of a list and of one of its rows in V2 XML.
    `scopes` None means that no access token is asked for, `for_buyers` that a token of the B2B
    storefront is, `ANY_SCOPE` that any token will do. One that `streams` answers with events as
    they happen, where these are accepted.
    """

    method: str
    path: str
    handler: Handler
    operation: str
    scopes: frozenset[str] | None
    summary: str = ""
    query: Object | None = None
    body: Kind | None = None
    answers: Mapping[int, Kind | None] = field(default_factory=dict)
    xml: tuple[str, str] = ("resources", "resource")
    dialect: Dialect = "v3"
    dev_only: bool = False
    for_buyers: bool = False
    has_default: bool = False
    """Whether the reference describes any other answer, as an error."""
    streams: bool = False


def dialect_of(path: str) -> Dialect:
    """The dialect in which even an unserved path is answered."""
    if path.startswith(("/api/v3/io", "/api/io")):
        return "b2b_io"
    if path == GRAPHQL or (path.startswith("/api/") and not path.startswith("/api/storefront")):
        return "b2b"
    parts = path.split("/", 4)
    if len(parts) > 3 and parts[1] == "stores":
        if parts[3] == "v2":
            return "v2"
        if parts[3] == "payments":
            return "payments"
    return "v3"


class _Node:
    __slots__ = ("fixed", "names", "routes", "variable")

    def __init__(self) -> None:
        self.fixed: dict[str, _Node] = {}
        self.variable: _Node | None = None
        self.routes: dict[str, Route] = {}
        self.names: tuple[str, ...] = ()


class Router:
    """Finds a route by path and method, fixed segments before variable ones."""

    def __init__(self, routes: list[Route]) -> None:
        self._root = _Node()
        for route in routes:
            self._add(route)

    def _add(self, route: Route) -> None:
        node = self._root
        names: list[str] = []
        for segment in route.path.strip("/").split("/"):
            if segment.startswith("{"):
                names.append(segment[1:-1])
                node.variable = node.variable or _Node()
                node = node.variable
            else:
                node = node.fixed.setdefault(segment, _Node())
        if route.method in node.routes:
            raise ValueError(f"two routes for {route.method} {route.path}")
        node.routes[route.method] = route
        node.names = tuple(names)

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """The route and its path parameters.

        Raises NotFound, or MethodNotAllowed where the path serves other methods.
        """
        segments = path.strip("/").split("/")
        values: list[str] = []
        node = self._descend(self._root, segments, 0, values)
        if node is None:
            raise NotFound
        route = node.routes.get(method)
        if route is None:
            raise MethodNotAllowed(tuple(sorted(node.routes)))
        return route, dict(zip(node.names, values, strict=True))

    def _descend(
        self, node: _Node, segments: list[str], at: int, values: list[str]
    ) -> _Node | None:
        """Follow the segments; only where a node goes on both ways may it have to come back."""
        for position in range(at, len(segments)):
            segment = segments[position]
            fixed = node.fixed.get(segment)
            variable = node.variable if segment else None
            if fixed is not None:
                if variable is not None:
                    tried = len(values)
                    found = self._descend(fixed, segments, position + 1, values)
                    if found is not None:
                        return found
                    del values[tried:]
                else:
                    node = fixed
                    continue
            if variable is None:
                return None
            values.append(segment)
            node = variable
        return node if node.routes else None
