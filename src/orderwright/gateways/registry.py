"""The gateways that this server knows: its own, and those that installed packages bring."""

import json
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points

from orderwright.domain.payment_method import PaymentMethod
from orderwright.gateways.gateway import Gateway, GatewayMisconfigured

GROUP = "orderwright.gateways"

Configuration = Mapping[str, str]
Factory = Callable[[Configuration], Gateway]
"""Makes a gateway of a payment method's configuration. Raises GatewayMisconfigured."""

Open = Callable[[bytes], str]


class Gateways:
    """Finds the gateway of a payment method, and keeps it for its next use."""

    def __init__(self, known: Mapping[str, Factory], open_sealed: Open) -> None:
        self._known = dict(known)
        self._open = open_sealed
        self._made: dict[tuple[int, str], tuple[PaymentMethod, Gateway]] = {}

    def names(self) -> list[str]:
        """Every name that a payment method may give as its gateway."""
        return sorted({*self._known, *(point.name for point in entry_points(group=GROUP))})

    def of(self, store_id: int, method: PaymentMethod) -> Gateway:
        """The gateway behind a payment method. Raises GatewayMisconfigured."""
        known = self._made.get((store_id, method.id))
        if known is not None and known[0] == method:
            return known[1]
        made = self._factory(method.gateway)(self._configuration(method))
        self._made[(store_id, method.id)] = (method, made)
        return made

    def made(self) -> list[tuple[PaymentMethod, Gateway]]:
        """The methods that were used, with their gateways."""
        return list(self._made.values())

    async def close(self) -> None:
        """Close every gateway that was used."""
        for _, gateway in self._made.values():
            await gateway.close()
        self._made.clear()

    def _factory(self, name: str) -> Factory:
        known = self._known.get(name)
        if known is not None:
            return known
        for point in entry_points(group=GROUP, name=name):
            try:
                factory: Factory = point.load()
            except ImportError as error:
                raise GatewayMisconfigured(f"gateway {name!r} lacks a library: {error}") from error
            return factory
        raise GatewayMisconfigured(f"no installed package has a gateway {name!r}")

    def _configuration(self, method: PaymentMethod) -> Configuration:
        if method.configuration_sealed is None:
            return {}
        try:
            found: dict[str, str] = json.loads(self._open(method.configuration_sealed))
        except ValueError as error:
            raise GatewayMisconfigured(f"{method.id}: {error}") from error
        return found
