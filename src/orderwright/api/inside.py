"""Calls of the API's own handlers from inside the process, for a store that is being seeded."""

from typing import Any

from starlette.datastructures import Headers

from orderwright.api.call import NUMBER_MARK, ORIGIN_MARK, Call, decode, encode
from orderwright.api.routing import Route, Router
from orderwright.api.services import Services
from orderwright.domain.store import Store, Token

ORIGIN = b"http://localhost"


class Inside:
    """A store's API without HTTP: same handlers, same rules, any time for the present."""

    def __init__(self, services: Services, routes: list[Route], store: Store, actor: str) -> None:
        self._services = services
        self._router = Router(routes)
        self._store = store
        self._token = Token(0, 0, actor, frozenset())

    async def call(self, method: str, path: str, body: object, now: int) -> Any:
        """The decoded body of an answer; `path` is below the store's own address, or below `/api`.

        Raises Refusal.
        """
        path, _, query = path.partition("?")
        whole = path if path.startswith("/api/") else f"/stores/{self._store.hash}{path}"
        route, params = self._router.find(method, whole)
        call = Call(
            route=route,
            dialect=route.dialect,
            params=params,
            raw_query=query.encode(),
            headers=Headers(),
            raw_body=b"" if body is None else encode(body),
            services=self._services,
            now=now,
            origin=ORIGIN.decode(),
            store=self._store,
            token=self._token,
        )
        answer = await route.handler(call)
        if not isinstance(answer.body, bytes):
            return answer.body
        return decode(answer.body.replace(ORIGIN_MARK, ORIGIN).replace(NUMBER_MARK, b"0"))
