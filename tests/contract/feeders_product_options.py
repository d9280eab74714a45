"""Feeders of the V3 catalogue's variant options and modifiers."""

from typing import Any

from tests.contract.arranging import PRODUCTS, add_product
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

OPTION = "/v3/catalog/products/{}/options"
MODIFIER = "/v3/catalog/products/{}/modifiers"
VALUE = {"label": "S", "sort_order": 0, "is_default": True, "value_data": {}}
ADJUSTERS = {
    "price": {"adjuster": "relative", "adjuster_value": 5},
    "weight": {"adjuster": "percentage", "adjuster_value": 2.5},
    "image_url": "https://example.com/s.png",
    "purchasing_disabled": {"status": True, "message": "Sold out"},
}
LISTS = {
    "product_list_adjusts_inventory": True,
    "product_list_adjusts_pricing": False,
    "product_list_shipping_calc": "weight",
}
CONFIGS: dict[str, dict[str, Any]] = {
    "date": {
        "default_value": "2026-06-18", "date_limited": True, "date_limit_mode": "range",
        "date_earliest_value": "2026-01-01", "date_latest_value": "2026-12-31",
    },
    "checkbox": {"checked_by_default": True, "checkbox_label": "Wrap it"},
    "file": {
        "file_types_mode": "specific", "file_types_supported": ["images"],
        "file_types_other": ["xyz"], "file_max_size": 1024,
    },
    "multi_line_text": {
        "default_value": "", "text_characters_limited": True, "text_min_length": 0,
        "text_max_length": 9, "text_lines_limited": True, "text_max_lines": 3,
    },
    "numbers_only_text": {
        "number_limited": True, "number_limit_mode": "range", "number_lowest_value": 1,
        "number_highest_value": 9.5, "number_integers_only": False,
    },
    "product_list": LISTS,
}  # fmt: skip


@feeds(
    f"GET {OPTION}",
    f"POST {OPTION}",
    f"GET {OPTION}/{{}}",
    f"PUT {OPTION}/{{}}",
    f"DELETE {OPTION}/{{}}",
    f"GET {OPTION}/{{}}/values",
    f"POST {OPTION}/{{}}/values",
    f"GET {OPTION}/{{}}/values/{{}}",
    f"PUT {OPTION}/{{}}/values/{{}}",
    f"DELETE {OPTION}/{{}}/values/{{}}",
)
def options(shop: Shop) -> None:
    path = f"{PRODUCTS}/{add_product(shop)['id']}/options"
    shop.call("GET", path)
    body = {
        "display_name": "Size",
        "type": "product_list",
        "config": LISTS,
        "option_values": [VALUE],
    }
    made = shop.call("POST", path, body)["data"]
    shop.call("POST", path, body, expect=409)
    one = f"{path}/{made['id']}"
    shop.call("GET", path)
    shop.call("GET", f"{one}?include_fields=display_name")
    shop.call("GET", one)
    shop.call("PUT", one, {"display_name": "Fit"})
    value = shop.call("POST", f"{one}/values", {**VALUE, "label": "M"})["data"]
    shop.call("POST", f"{one}/values", {**VALUE, "label": "XL"})
    shop.call("GET", f"{one}/values?limit=1&page=2")
    for name in ("Color", "Cut"):
        shop.call("POST", path, {**body, "display_name": name})
    shop.call("GET", f"{path}?limit=1&page=2")
    shop.call("GET", f"{one}/values/{value['id']}")
    shop.call("PUT", f"{one}/values/{value['id']}", {"label": "L"})
    shop.call("DELETE", f"{one}/values/{value['id']}", expect=204)
    shop.call("GET", f"{one}/values/{value['id']}", expect=404)
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)


@feeds(
    f"GET {MODIFIER}",
    f"POST {MODIFIER}",
    f"GET {MODIFIER}/{{}}",
    f"PUT {MODIFIER}/{{}}",
    f"DELETE {MODIFIER}/{{}}",
    f"GET {MODIFIER}/{{}}/values",
    f"POST {MODIFIER}/{{}}/values",
    f"GET {MODIFIER}/{{}}/values/{{}}",
    f"PUT {MODIFIER}/{{}}/values/{{}}",
    f"DELETE {MODIFIER}/{{}}/values/{{}}",
    f"POST {MODIFIER}/{{}}/values/{{}}/image",
)
def modifiers(shop: Shop) -> None:
    product = f"{PRODUCTS}/{add_product(shop)['id']}"
    path = f"{product}/modifiers"
    for kind, config in CONFIGS.items():
        one = add_modifier(shop, path, kind, config)
    shop.call("GET", path)
    shop.call("GET", f"{product}?include=modifiers,options")
    shop.call("POST", path, {"display_name": "x", "type": "text"}, expect=422)
    value = shop.call("POST", f"{one}/values", {**VALUE, "label": "M", "adjusters": ADJUSTERS})
    at = f"{one}/values/{value['data']['id']}"
    shop.call("POST", f"{one}/values", {**VALUE, "label": "XL"})
    shop.call("GET", f"{one}/values?limit=1&page=2")
    shop.call("GET", f"{path}?limit=1&page=2")
    shop.call("GET", at)
    shop.call("PUT", at, {"label": "L", "adjusters": {"weight": None}})
    shop.call("PUT", at, {"adjusters": ADJUSTERS})
    shop.call("POST", f"{at}/image", {"image_url": "https://example.com/l.png"})
    shop.call("DELETE", at, expect=204)
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)


def add_modifier(shop: Shop, path: str, kind: str, config: dict[str, Any]) -> str:
    """The address of a new modifier of a kind; each answer on the way holds all of its config."""
    body = {"display_name": kind, "type": kind, "required": True, "config": config}
    if kind == "product_list":
        body["option_values"] = [{**VALUE, "adjusters": ADJUSTERS}]
    one = f"{path}/{shop.call('POST', path, body)['data']['id']}"
    shop.call("GET", one)
    shop.call("PUT", one, {"sort_order": 3})
    return one
