"""The gateways that come with Orderwright, by the names that payment methods give them."""

from collections.abc import Callable, Mapping

from orderwright.gateways.gateway import Gateway, GatewayMisconfigured
from orderwright.gateways.offline import OFFLINE
from orderwright.gateways.registry import Configuration, Factory
from orderwright.gateways.sandbox import CAPABILITIES, Sandbox
from orderwright.gateways.sandbox_book import SandboxBook
from orderwright.gateways.sandbox_remote import RemoteSandbox

SANDBOX = "sandbox"
RECORD = "record"
"""Where a sandbox keeps its record, in its configuration: an address, or a file."""

MEMORY = "memory"
"""The address of a record that ends with the process."""

WITHOUT = "without"
"""What a sandbox is not to be capable of, in its configuration: names with commas between."""


def builtin_gateways(record: str, now: Callable[[], int]) -> Mapping[str, Factory]:
    """Their factories; `record` is where sandboxes that do not say so keep theirs."""
    books: dict[str, SandboxBook] = {}

    def sandbox(configuration: Configuration) -> Gateway:
        where = configuration.get(RECORD) or record
        missing = {name.strip() for name in configuration.get(WITHOUT, "").split(",")} - {""}
        if missing - CAPABILITIES:
            raise GatewayMisconfigured(f"no capabilities: {sorted(missing - CAPABILITIES)}")
        able = frozenset(name for name in CAPABILITIES if name not in missing)
        if where.startswith(("http://", "https://")):
            return RemoteSandbox(where, able)
        if where not in books:
            books[where] = SandboxBook("" if where == MEMORY else where)
        return Sandbox(books[where], now, able)

    def offline(_: Configuration) -> Gateway:
        raise GatewayMisconfigured("offline methods are settled by a change of status")

    return {SANDBOX: sandbox, OFFLINE: offline}
