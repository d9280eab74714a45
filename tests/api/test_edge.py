"""What every request meets before its handler: tokens, scopes, methods, representations."""

from tests.support.world import World


def test_time_is_the_injected_clock(world: World) -> None:
    reply = world.get("/v2/time")
    assert (reply.status, reply.json()) == (200, {"time": 1_781_792_589})
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["x-rate-limit-requests-quota"] == "150"
    assert reply.headers["x-bc-store-version"] == "7.6.0"


def test_without_token_401_in_the_dialect(world: World) -> None:
    reply = world.get("/v2/time", headers={"x-auth-token": ""})
    assert reply.status == 401
    assert [error["status"] for error in reply.json()] == [401]


def test_unserved_path_is_404_in_its_dialect(world: World) -> None:
    assert world.get("/v2/nothing").json() == [
        {"status": 404, "message": "The requested resource was not found."}
    ]
    assert world.get("/v3/nothing").json()["title"] == "The requested resource was not found."


def test_wrong_method_405_and_patch_501(world: World) -> None:
    reply = world.post("/v2/time", {})
    assert (reply.status, reply.headers["allow"]) == (405, "GET")
    assert world.request("PATCH", "/v2/time").status == 501


def test_token_without_the_scope_is_403(world: World) -> None:
    token = world.add_token(world.store, "store_v2_orders")
    reply = world.get("/v2/time", headers={"x-auth-token": token})
    assert reply.status == 403


def test_token_of_another_store_is_403(world: World) -> None:
    token = world.add_token(world.add_store("other"), "store_v2_information")
    assert world.get("/v2/time", headers={"x-auth-token": token}).status == 403


def test_xml_by_accept_and_by_extension(world: World) -> None:
    by_accept = world.get("/v2/time", headers={"accept": "application/xml"})
    assert by_accept.body.endswith(b"<time><time>1781792589</time></time>")
    assert world.get("/v2/time.xml").body == by_accept.body
    assert world.get("/v2/time.xml", headers={"accept": "application/json"}).json()["time"]
    assert world.get("/v2/time", headers={"accept": "text/plain"}).status == 406
