"""The scenes of the recorded V2 order cases about options that are missing or wrong."""

from typing import Any

from tests.contract.arranging import PRODUCTS, add_product
from tests.contract.replay import Scene, arranged


@arranged("v2-order-create-missing-options", "v2-order-create-unknown-option")
def a_computer_without_a_processor(scene: Scene) -> None:
    add_product(scene.shop, 6)
    scene.shop.number("product_option", 22)
    labels = [{"label": label, "sort_order": 0} for label in ("Slow", "Fast")]
    _add_modifier(scene, 6, display_name="CPU", type="dropdown", option_values=labels)
    if scene.case.id.endswith("unknown-option"):
        choice = {"id": 22, "value": str(_value_of(scene, 6, 22))}
        scene.body["products"][0]["product_options"].append(choice)


@arranged("v2-order-create-bad-option-value")
def a_text_that_is_too_long(scene: Scene) -> None:
    add_product(scene.shop, 3190)
    scene.shop.number("product_option", 445)
    limit = {"text_characters_limited": True, "text_min_length": 1, "text_max_length": 5}
    _add_modifier(scene, 3190, display_name="Name To Print", type="text", config=limit)


def _add_modifier(scene: Scene, product_id: int, **fields: Any) -> None:
    path = f"{PRODUCTS}/{product_id}/modifiers"
    scene.shop.call("POST", path, {"required": True, "sort_order": 0, **fields})


def _value_of(scene: Scene, product_id: int, modifier_id: int) -> int:
    path = f"{PRODUCTS}/{product_id}/modifiers/{modifier_id}/values"
    value_id: int = scene.shop.call("GET", path)["data"][0]["id"]
    return value_id
