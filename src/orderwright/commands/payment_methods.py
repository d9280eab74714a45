"""What `orderwright payments` does: a store's payment methods, read and written."""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from orderwright.commands.failures import CommandFailed, Exit
from orderwright.commands.local import Local
from orderwright.db import access, payment_methods
from orderwright.db.unit import Unit
from orderwright.domain.payment_method import BALANCE_IDS, MethodType, PaymentMethod
from orderwright.domain.store import Store
from orderwright.gateways.gateway import GatewayMisconfigured
from orderwright.gateways.offline import OFFLINE, OFFLINE_METHODS
from orderwright.settings import Settings

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A payment method as the command line describes it; `config` has `KEY=VALUE`."""

    id: str
    name: str
    gateway: str
    type: str
    config: list[str]
    position: int
    authorizes: bool
    is_enabled: bool


def list_methods(settings: Settings, store_hash: str) -> list[Shown]:
    """The methods of a store. Raises CommandFailed if there is no such store."""
    local = Local(settings)
    store = _find(local, store_hash)
    return [_shown(one) for one in local.read(lambda u: payment_methods.list_methods(u, store.id))]


def set_method(settings: Settings, store_hash: str, wanted: Wanted) -> Shown:
    """Write a method. Raises CommandFailed for what cannot be offered."""
    local = Local(settings)
    store = _find(local, store_hash)
    method = _made(local, store, wanted)
    local.write(lambda unit: payment_methods.save(unit, store.id, method))
    return _shown(method)


def offer_offline(settings: Settings, store_hash: str) -> list[Shown]:
    """Offer every way of paying that happens elsewhere; those that are there stay as they are."""
    local = Local(settings)
    store = _find(local, store_hash)

    async def work(unit: Unit) -> None:
        known = {one.id for one in await payment_methods.list_methods(unit, store.id)}
        for method in OFFLINE_METHODS:
            if method.id not in known:
                await payment_methods.save(unit, store.id, method)

    local.write(work)
    return list_methods(settings, store_hash)


def list_gateways(settings: Settings) -> list[Shown]:
    """The gateways by name."""
    return [{"gateway": name} for name in Local(settings).services.paying.gateways.names()]


def _made(local: Local, store: Store, wanted: Wanted) -> PaymentMethod:
    if wanted.type not in get_args(MethodType):
        raise CommandFailed(Exit.USAGE, f"{wanted.type} is none of card, paypal, bank, offline")
    if not re.fullmatch(r"[A-Za-z0-9_.\-]{1,64}", wanted.id) or wanted.id in BALANCE_IDS:
        raise CommandFailed(Exit.USAGE, f"{wanted.id} cannot be the id of a payment method")
    pairs = [given.partition("=") for given in wanted.config]
    if any(not key or not equals for key, equals, _ in pairs):
        raise CommandFailed(Exit.USAGE, "--config takes KEY=VALUE")
    configuration = json.dumps({key: _value(value) for key, _, value in pairs})
    method = PaymentMethod(
        id=wanted.id,
        name=wanted.name,
        gateway=wanted.gateway,
        type=wanted.type,  # type: ignore[arg-type]
        transaction_type="authorization" if wanted.authorizes else "purchase",
        test_mode=False,
        is_enabled=wanted.is_enabled,
        position=wanted.position,
        configuration_sealed=local.services.sealer.seal(configuration) if pairs else None,
    )
    return method if wanted.gateway == OFFLINE else _tested(local, store, method)


def _tested(local: Local, store: Store, method: PaymentMethod) -> PaymentMethod:
    """The method with the mode that its gateway is in. Raises CommandFailed."""
    gateways = local.services.paying.gateways
    if method.type == "offline":
        raise CommandFailed(Exit.USAGE, "Offline methods have the gateway offline")
    try:
        gateway = gateways.of(store.id, method)
    except GatewayMisconfigured as error:
        raise CommandFailed(Exit.CONFIGURATION, f"{method.gateway}: {error}") from None
    if method.transaction_type == "authorization" and "authorize" not in gateway.capabilities:
        raise CommandFailed(Exit.USAGE, f"{method.gateway} cannot authorize")
    return replace(method, test_mode=gateway.is_test)


def _find(local: Local, store_hash: str) -> Store:
    store = local.read(lambda unit: access.find_store(unit, store_hash))
    if store is None:
        raise CommandFailed(Exit.NOT_FOUND, f"There is no store {store_hash}")
    return store


def _shown(method: PaymentMethod) -> Shown:
    return {
        "id": method.id,
        "name": method.name,
        "gateway": method.gateway,
        "type": method.type,
        "transaction_type": method.transaction_type,
        "test_mode": method.test_mode,
        "enabled": method.is_enabled,
    }


def _value(given: str) -> str:
    """A value of the configuration; `@FILE` is what a file holds, so that no shell remembers it.

    Raises CommandFailed.
    """
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandFailed(Exit.USAGE, f"{given[1:]} cannot be read: {error}") from error
