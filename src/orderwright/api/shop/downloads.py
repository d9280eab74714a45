"""`/stores/{store_hash}/downloads/{token}`: a file, once, to whoever holds its link."""

import re
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from orderwright.api.auth import hash_token
from orderwright.api.services import Services
from orderwright.db import access, downloads
from orderwright.db.unit import Unit
from orderwright.domain.store import Store

PATH = re.compile(r"/stores/([^/]+)/downloads/([0-9a-f]{64})")
GONE = "This link no longer works: it has been used, or is too old."
MISSING = "The shop has not put this file here yet. Your link still works; please try again later."
READY = "Your download is ready. This link works once."
HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer",
           "x-content-type-options": "nosniff",
           "content-security-policy": "default-src 'none'; form-action 'self'"}  # fmt: skip


class Downloads:
    """Looking at a link shows a button, so that no mail scanner uses it up; the button does."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(Request(scope, receive))
        answer.headers.update(HEADERS)
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        found = PATH.fullmatch(request.url.path)
        assert found is not None
        store_hash, token = found.groups()
        token_hash, now = hash_token(token), self._services.clock.now()

        async def look(unit: Unit) -> tuple[Store | None, downloads.Link | None]:
            store = await access.find_store(unit, store_hash)
            if store is None:
                return None, None
            return store, await downloads.find_link(unit, store.id, token_hash, now)

        store, link = await self._services.database.read(look)
        if store is None or link is None:
            return _page(GONE, 404)
        file = self._file(store.hash, link.product_id)
        if file is None:
            return _page(MISSING, 404)
        if request.method != "POST":
            return _page(READY, 200, "<form method='post'><button>Download</button></form>")
        store_id = store.id
        used = await self._services.database.write(
            lambda unit: downloads.use_link(unit, store_id, token_hash, now)
        )
        return FileResponse(file, filename=file.name) if used else _page(GONE, 404)

    def _file(self, store_hash: str, product_id: int) -> Path | None:
        """`FOLDER/STORE_HASH/PRODUCT_ID.ENDING`."""
        folder = self._services.downloads
        if folder is None or not (folder / store_hash).is_dir():
            return None
        return next(iter(sorted((folder / store_hash).glob(f"{product_id}.*"))), None)


def _page(text: str, status: int, more: str = "") -> HTMLResponse:
    body = f"<!doctype html><meta charset='utf-8'><title>Download</title><p>{escape(text)}</p>"
    return HTMLResponse(body + more, status)
