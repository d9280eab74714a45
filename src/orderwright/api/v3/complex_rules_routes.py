"""Routes of the complex rules of the V3 catalogue's products."""

from collections.abc import Mapping

from orderwright.api.paging import NO_META, PAGE_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Integer, Object, Prop, Text
from orderwright.api.v3 import complex_rules
from orderwright.api.v3.kinds import FLAG, LINE, SORT_ORDER, envelope
from orderwright.api.v3.product_options_schemas import ADJUSTER
from orderwright.api.v3.product_parts_schemas import PART_QUERY, PARTS_QUERY
from orderwright.api.v3.products_routes import ONE as PRODUCT
from orderwright.api.v3.products_routes import SCOPE

LIST = f"{PRODUCT}/complex-rules"
ONE = f"{LIST}/{{complex_rule_id}}"

_NAMED: Mapping[str, Prop] = {
    "modifier_id": Prop(Integer(minimum=0), nullable=True),
    "modifier_value_id": Prop(Integer(minimum=0), nullable=True),
    "variant_id": Prop(Integer(minimum=0), nullable=True),
}
_RULE: Mapping[str, Prop] = {
    "sort_order": Prop(SORT_ORDER),
    "enabled": Prop(FLAG),
    "stop": Prop(FLAG),
    "purchasing_disabled": Prop(FLAG),
    "purchasing_disabled_message": Prop(LINE),
    "purchasing_hidden": Prop(FLAG),
    "image_url": Prop(Text(max_length=2048)),
    "price_adjuster": Prop(ADJUSTER, nullable=True),
    "weight_adjuster": Prop(ADJUSTER, nullable=True),
}
_CONDITIONS = Array(Object("CatalogNewRuleCondition", _NAMED, unknown="ignore"), max_items=250)
RULE_POST = Object(
    "CatalogComplexRulePost",
    {**_RULE, "conditions": Prop(_CONDITIONS, required=True)},
    unknown="ignore",
)
RULE_PUT = Object(
    "CatalogComplexRulePut", {**_RULE, "conditions": Prop(_CONDITIONS)}, unknown="ignore"
)
RULE = Object(
    "CatalogComplexRule",
    {
        "id": Prop(Integer()),
        "product_id": Prop(Integer(), nullable=True),
        **_RULE,
        "price_adjuster": Prop(ADJUSTER),
        "weight_adjuster": Prop(ADJUSTER),
        "conditions": Prop(
            Array(
                Object(
                    "CatalogRuleCondition",
                    {
                        "id": Prop(Integer(), nullable=True),
                        "rule_id": Prop(Integer(), nullable=True),
                        **_NAMED,
                        "combination_id": Prop(Integer()),
                    },
                )
            )
        ),
    },
)
ONE_RULE = envelope("CatalogComplexRuleAnswer", RULE, NO_META)
RULES = envelope("CatalogComplexRulesAnswer", Array(RULE), PAGE_META)

ROUTES = [
    Route(
        "GET", LIST, complex_rules.get_complex_rules, "getProductComplexRules", reads(SCOPE),
        summary="List the complex rules of a product", query=PARTS_QUERY, answers={200: RULES},
    ),
    Route(
        "POST", LIST, complex_rules.create_complex_rule, "createProductComplexRule",
        writes(SCOPE), summary="Give a product a complex rule", body=RULE_POST,
        answers={200: ONE_RULE},
    ),
    Route(
        "GET", ONE, complex_rules.get_complex_rule, "getProductComplexRule", reads(SCOPE),
        summary="Read a complex rule", query=PART_QUERY, answers={200: ONE_RULE},
    ),
    Route(
        "PUT", ONE, complex_rules.update_complex_rule, "updateProductComplexRule",
        writes(SCOPE), summary="Change a complex rule", body=RULE_PUT, answers={200: ONE_RULE},
    ),
    Route(
        "DELETE", ONE, complex_rules.delete_complex_rule, "deleteProductComplexRule",
        writes(SCOPE), summary="Delete a complex rule", answers={204: None},
    ),
]  # fmt: skip
