"""What the server shows of itself beside the API."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from orderwright.api.openapi import build_document, operation_ids
from orderwright.api.routes import ROUTES
from orderwright.api.routing import Route
from orderwright.api.schema import Integer, Object, Prop, Text
from orderwright.api.v2 import store
from orderwright.app import build_app, build_services
from orderwright.settings import Settings
from tests.support.client import Client, Reply
from tests.support.world import SECRET_KEY, World


class Links(HTMLParser):
    """Collects every address that a page mentions, and all that it would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src"):
                (self.links if tag == "a" else self.loads).append(value or "")


def test_health_needs_no_token(world: World) -> None:
    reply = world.client.get("/healthz", headers={"x-auth-token": ""})
    assert (reply.status, reply.json()) == (200, {"status": "alive"})


def test_ready_while_the_database_answers(world: World) -> None:
    reply = world.client.get("/readyz")
    assert (reply.status, reply.json()) == (200, {"status": "ready", "database": "reachable"})


def test_not_ready_without_the_database(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/x.db", secret_key=SECRET_KEY)
    app = build_app(settings, build_services(settings))
    client = Client(app)  # its lifespan, which opens the database, is not started
    reply = client.get("/readyz")
    assert (reply.status, reply.json()["status"]) == (503, "unavailable")
    assert client.get("/healthz").status == 200


def test_metrics_count_requests_by_route(world: World) -> None:
    world.get("/v2/time")
    world.get("/v2/time")
    text = world.client.get("/metrics").text
    assert (
        'orderwright_requests_total{method="GET",route="/stores/{store_hash}/v2/time",status="200"}'
        " 2.0\n"
    ) in text


def test_own_pages_are_read_only(world: World) -> None:
    reply = world.client.post("/healthz", {})
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")
    head = world.client.request("HEAD", "/openapi.json")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 1_000


def test_unknown_page_is_a_404(world: World) -> None:
    for path in ("/nothing", "/docs/nothing.md", "/docs/operations/nothing", "/docs/../README.md"):
        assert world.client.get(path).status == 404, path


def test_document_is_valid_and_names_every_route(world: World) -> None:
    document = world.client.get("/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    published = {(m.upper(), p) for p, methods in document["paths"].items() for m in methods}
    assert published == {(route.method, route.path) for route in ROUTES}
    ids = [o["operationId"] for methods in document["paths"].values() for o in methods.values()]
    assert len(ids) == len(set(ids))
    for pointer in set(re.findall(r'"\$ref": ?"#/([^"]+)"', json.dumps(document))):
        target: Any = document
        for part in pointer.split("/"):
            target = target[part]
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_path_parameter_is_published() -> None:
    document = build_document(ROUTES)
    for path, methods in document["paths"].items():
        named = set(re.findall(r"\{([^}]+)\}", path))
        for operation in methods.values():
            given = {p["name"] for p in operation["parameters"] if p.get("in") == "path"}
            assert given == named, path


def test_two_schemas_of_one_name_are_refused() -> None:
    def route(path: str, kind: Object) -> Route:
        return Route("GET", path, store.get_time, "op", None, answers={200: kind})

    one = route("/a", Object("Same", {"a": Prop(Integer())}))
    other = route("/b", Object("Same", {"a": Prop(Text())}))
    with pytest.raises(ValueError, match="two different schemas are named Same"):
        build_document([one, other])


def test_operations_that_share_an_id_are_told_apart() -> None:
    def route(path: str, dialect: Any) -> Route:
        return Route("GET", path, store.get_time, "getThing", None, dialect=dialect)

    routes = [route("/v3/things", "v3"), route("/v2/things", "v2"), route("/v2/others", "v2")]
    assert list(operation_ids(routes).values()) == ["getThing", "getThingV2", "get_v2_others"]


def test_production_publishes_no_control_routes(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/x.db", secret_key=SECRET_KEY)
    text = Client(build_app(settings, build_services(settings))).get("/openapi.json").text
    assert "/x/control/" not in text
    assert "/v2/time" in text


def test_pages_load_nothing_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    settings = Settings(f"sqlite:///{tmp_path}/x.db", secret_key=SECRET_KEY, dev=True)
    client = Client(build_app(settings, build_services(settings)))
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        reply: Reply = client.get(path)
        assert reply.status == 200, path
        if reply.headers["content-type"].startswith("text/html"):
            page = Links(reply.text)
            assert page.loads == []
            assert [link for link in page.links if not link.startswith("/")] == []
            assert reply.headers["content-security-policy"].startswith("default-src 'none'")
            waiting += page.links
    operations = {f"/docs/operations/{name}" for name in operation_ids(ROUTES).values()}
    assert {"/docs", "/openapi.json", "/llms.txt", "/docs/demo.md"} | operations <= seen


def test_page_of_an_operation_tells_what_it_needs_and_gives(world: World) -> None:
    text = world.client.get("/docs/operations/getSystemTimestamp").text
    assert "/stores/{store_hash}/v2/time" in text
    assert "<code>store_v2_information</code>" in text
    assert "<li><code>time</code> integer" in text


def test_index_for_language_models_names_every_page(world: World) -> None:
    text = world.client.get("/llms.txt").text
    assert text.startswith("# Orderwright\n\n> ")
    names = re.findall(r"\]\((/docs/[^)]+\.md)\)", text)
    assert "/docs/adr/0003-tooling.md" in names
    for name in names:
        reply = world.client.get(name)
        assert (reply.status, reply.headers["content-type"]) == (
            200,
            "text/markdown; charset=utf-8",
        )
