"""Schemas of V3 carts: what is sent, and what is answered."""

from dataclasses import dataclass
from typing import Any

from orderwright.api.paging import NO_META
from orderwright.api.schema import (
    AnyOf,
    Anything,
    Array,
    Boolean,
    Errors,
    Integer,
    JsonSchema,
    Kind,
    Money,
    Object,
    Prop,
    Text,
)
from orderwright.api.v2.order_fields import is_email
from orderwright.api.v3.kinds import WholeNumber, envelope
from orderwright.domain.cart import LINES_PER_CALL_MAX
from orderwright.domain.money import SCALE

QUANTITY_MAX = 1_000_000
CERTIFICATE_MIN, CERTIFICATE_MAX = 1, 1_000
THEMES = ("Birthday", "Boy", "Celebration", "Christmas", "General", "Girl")
INCLUDES = (
    "redirect_urls",
    "line_items.physical_items.options",
    "line_items.digital_items.options",
    "promotions.banners",
)


@dataclass(frozen=True, slots=True)
class Includes(Kind):
    """`a,b` in a query: the known names among them; others mean nothing."""

    names: tuple[str, ...]

    def read(self, value: Any, _path: str, _errors: Errors) -> Any:
        wanted = {part.strip() for part in str(value).split(",")}
        return frozenset(wanted.intersection(self.names))

    def json_schema(self) -> JsonSchema:
        return {"type": "array", "items": {"type": "string", "enum": list(self.names)}}


AMOUNT = Money(printed=("number",))
PRICE_OVERRIDE = Money(minimum=0, printed=("number",))
QUANTITY = WholeNumber(minimum=1, maximum=QUANTITY_MAX, strings=True)
VERSION = Integer(minimum=0)
URL = Text(max_length=2_000, format="uri")

CART_QUERY = Object("CartQuery", {"include": Prop(Includes(INCLUDES))}, unknown="ignore")

SELECTION = Object(
    "CartOptionSelection",
    {
        "option_id": Prop(Integer(minimum=1)),
        "option_value": Prop(Anything(("integer", "string"))),
        "name": Prop(Text(max_length=250), nullable=True),
        "value": Prop(Text(max_length=2_000), nullable=True),
        "nameId": Prop(Integer(minimum=1)),
        "valueId": Prop(Anything(("integer", "string"))),
    },
    unknown="ignore",
)
GIFT_WRAPPING = Object(
    "CartGiftWrappingPost",
    {
        "wrap_together": Prop(Boolean()),
        "wrap_details": Prop(
            Array(
                Object(
                    "CartGiftWrappingDetail",
                    {
                        "id": Prop(WholeNumber(minimum=0)),
                        "message": Prop(Text(max_length=1_000)),
                    },
                    unknown="ignore",
                ),
                max_items=LINES_PER_CALL_MAX,
            )
        ),
    },
    unknown="ignore",
)
LINE_ITEM = Object(
    "CartLineItemPost",
    {
        "quantity": Prop(QUANTITY, required=True),
        "product_id": Prop(WholeNumber(minimum=1), required=True),
        "list_price": Prop(PRICE_OVERRIDE, nullable=True),
        "variant_id": Prop(WholeNumber(minimum=1), nullable=True),
        "name": Prop(Text(min_length=1, max_length=250), nullable=True),
        "gift_wrapping": Prop(GIFT_WRAPPING, nullable=True),
        "option_selections": Prop(Array(SELECTION, max_items=200), nullable=True),
    },
    unknown="ignore",
)
CHANGED_LINE_ITEM = Object(
    "CartLineItemPut",
    {
        **LINE_ITEM.props,
        "quantity": Prop(QUANTITY),
        "product_id": Prop(WholeNumber(minimum=1)),
    },
    unknown="ignore",
)
PARTY_POST = Object(
    "GiftCertificatePartyPost",
    {
        "name": Prop(Text(max_length=250), required=True),
        "email": Prop(Text(min_length=1, check=is_email), required=True),
    },
    unknown="ignore",
)
GIFT_CERTIFICATE_POST = Object(
    "CartGiftCertificatePost",
    {
        "name": Prop(Text(max_length=250), required=True),
        "theme": Prop(Text(enum=THEMES), required=True),
        "amount": Prop(
            Money(
                minimum=CERTIFICATE_MIN * SCALE,
                maximum=CERTIFICATE_MAX * SCALE,
                printed=("number",),
            ),
            required=True,
        ),
        "quantity": Prop(Integer(minimum=1, maximum=LINES_PER_CALL_MAX), required=True),
        "sender": Prop(PARTY_POST, required=True),
        "recipient": Prop(PARTY_POST, required=True),
        "message": Prop(Text(max_length=200), nullable=True),
    },
    unknown="ignore",
)
CUSTOM_ITEM_POST = Object(
    "CartCustomItemPost",
    {
        "sku": Prop(Text(max_length=250), nullable=True),
        "name": Prop(Text(min_length=1, max_length=250), required=True),
        "quantity": Prop(QUANTITY, required=True),
        "list_price": Prop(PRICE_OVERRIDE, required=True),
        "image_url": Prop(URL, nullable=True),
    },
    unknown="ignore",
)
_ITEMS = {
    "line_items": Prop(Array(LINE_ITEM, max_items=LINES_PER_CALL_MAX)),
    "custom_items": Prop(Array(CUSTOM_ITEM_POST, max_items=LINES_PER_CALL_MAX)),
    "gift_certificates": Prop(Array(GIFT_CERTIFICATE_POST, max_items=LINES_PER_CALL_MAX)),
}
CART_POST = Object(
    "CartPost",
    {
        "customer_id": Prop(Integer(minimum=0)),
        **_ITEMS,
        "channel_id": Prop(Integer(minimum=1)),
        "currency": Prop(
            Object(
                "CartCurrencyPost",
                {"code": Prop(Text(min_length=3, max_length=3), required=True)},
                unknown="ignore",
            )
        ),
        "locale": Prop(Text(pattern=r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,4})?")),
    },
    unknown="ignore",
)
ITEMS_POST = Object("CartItemsPost", {**_ITEMS, "version": Prop(VERSION)}, unknown="ignore")
ITEM_PUT = Object(
    "CartItemPut",
    {
        "line_item": Prop(CHANGED_LINE_ITEM, required=True),
        "gift_certificates": _ITEMS["gift_certificates"],
        "custom_items": _ITEMS["custom_items"],
        "version": Prop(VERSION),
    },
    unknown="ignore",
)
CART_PUT = Object(
    "CartPut",
    {"customer_id": Prop(Integer(minimum=0), required=True), "version": Prop(VERSION)},
    unknown="ignore",
)
VERSION_BODY = Object("CartVersion", {"version": Prop(VERSION)}, unknown="ignore")
_QUERY_PARAMS = Object(
    "CartRedirectQueryParams",
    {"key": Prop(Text(max_length=250)), "value": Prop(Text(max_length=2_000, numbers=True))},
    unknown="keep",
)
REDIRECT_POST = Object(
    "CartRedirectPost",
    {"query_params": Prop(AnyOf((_QUERY_PARAMS, Array(_QUERY_PARAMS))), nullable=True)},
    unknown="ignore",
)

# --- what is answered

COUPON = Object(
    "CartCoupon",
    {
        "code": Prop(Text()),
        "id": Prop(Text()),
        "coupon_type": Prop(Text(enum=("0", "1", "2", "3", "4", "5"))),
        "discounted_amount": Prop(AMOUNT),
        "display_name": Prop(Text()),
    },
)
DISCOUNT = Object(
    "CartDiscount",
    {"id": Prop(AnyOf((Text(), Integer(), WholeNumber()))), "discounted_amount": Prop(AMOUNT)},
)
LINE_COUPON = Object(
    "CartLineCoupon",
    {
        "id": Prop(Integer()),
        "code": Prop(Text()),
        "name": Prop(Text()),
        "discountType": Prop(Integer(enum=(0, 1, 2, 3, 4, 5))),
        "discountAmount": Prop(AnyOf((Integer(), AMOUNT))),
        "expiresDate": Prop(Integer()),
        "totalDiscount": Prop(AMOUNT),
    },
)
LINE_OPTION = Object(
    "CartLineOption",
    {
        "name": Prop(Text()),
        "nameId": Prop(Integer()),
        "value": Prop(Text()),
        "valueId": Prop(Integer(), nullable=True),
    },
)
_PRODUCT_LINE = {
    "id": Prop(Text()),
    "parent_id": Prop(Text(), nullable=True),
    "variant_id": Prop(WholeNumber()),
    "product_id": Prop(WholeNumber()),
    "sku": Prop(Text()),
    "name": Prop(Text()),
    "url": Prop(Text(format="uri")),
    "quantity": Prop(WholeNumber()),
    "taxable": Prop(Boolean()),
    "image_url": Prop(Text()),
    "discounts": Prop(Array(DISCOUNT)),
    "coupons": Prop(AnyOf((AMOUNT, Array(LINE_COUPON)))),
    "discount_amount": Prop(AMOUNT),
    "coupon_amount": Prop(AMOUNT),
    "original_price": Prop(AMOUNT),
    "list_price": Prop(AMOUNT),
    "sale_price": Prop(AMOUNT),
    "extended_list_price": Prop(AMOUNT),
    "extended_sale_price": Prop(AMOUNT),
    "is_require_shipping": Prop(Boolean()),
    "is_mutable": Prop(Boolean()),
    "added_by_promotion": Prop(Boolean()),
    "options": Prop(Array(LINE_OPTION)),
}
PHYSICAL_ITEM = Object(
    "CartPhysicalItem",
    {
        **_PRODUCT_LINE,
        "gift_wrapping": Prop(
            Object(
                "CartGiftWrapping",
                {"name": Prop(Text()), "message": Prop(Text()), "amount": Prop(AMOUNT)},
            )
        ),
    },
)
DIGITAL_ITEM = Object(
    "CartDigitalItem",
    {
        **_PRODUCT_LINE,
        "download_file_urls": Prop(Array(Text())),
        "download_page_url": Prop(Text()),
        "download_size": Prop(Text()),
    },
)
PARTY = Object("GiftCertificateParty", {"name": Prop(Text()), "email": Prop(Text())})
GIFT_CERTIFICATE_ITEM = Object(
    "CartGiftCertificate",
    {
        "id": Prop(Text()),
        "name": Prop(Text()),
        "theme": Prop(Text()),
        "amount": Prop(AMOUNT),
        "taxable": Prop(Boolean()),
        "sender": Prop(PARTY),
        "recipient": Prop(PARTY),
        "message": Prop(Text()),
    },
)
CUSTOM_ITEM = Object(
    "CartCustomItem",
    {
        "id": Prop(Text()),
        "sku": Prop(Text()),
        "name": Prop(Text()),
        "quantity": Prop(Text(numbers=True)),
        "list_price": Prop(Text(numbers=True)),
        "extended_list_price": Prop(AMOUNT),
        "image_url": Prop(Text()),
    },
)
BANNER = Object(
    "PromotionBanner",
    {
        "id": Prop(Text()),
        "type": Prop(Text()),
        "page": Prop(Array(Text())),
        "text": Prop(Text()),
    },
)
REDIRECT_URLS = Object(
    "CartRedirectUrls",
    {
        "cart_url": Prop(Text(format="url")),
        "checkout_url": Prop(Text(format="url")),
        "embedded_checkout_url": Prop(Text(format="url")),
    },
)
CART = Object(
    "Cart",
    {
        "id": Prop(Text()),
        "customer_id": Prop(Integer()),
        "channel_id": Prop(Integer()),
        "email": Prop(Text()),
        "currency": Prop(Object("CartCurrency", {"code": Prop(Text())})),
        "tax_included": Prop(Boolean()),
        "base_amount": Prop(AMOUNT),
        "discount_amount": Prop(AMOUNT),
        "manual_discount_amount": Prop(AMOUNT),
        "cart_amount": Prop(AMOUNT),
        "coupons": Prop(Array(COUPON)),
        "discounts": Prop(Array(DISCOUNT)),
        "line_items": Prop(
            Object(
                "CartLineItems",
                {
                    "physical_items": Prop(Array(PHYSICAL_ITEM)),
                    "digital_items": Prop(Array(DIGITAL_ITEM)),
                    "gift_certificates": Prop(Array(GIFT_CERTIFICATE_ITEM)),
                    "custom_items": Prop(Array(CUSTOM_ITEM)),
                },
            )
        ),
        "created_time": Prop(Text()),
        "updated_time": Prop(Text()),
        "locale": Prop(Text()),
        "promotions": Prop(
            Object("CartPromotions", {"banners": Prop(AnyOf((Array(BANNER), BANNER)))})
        ),
        "version": Prop(Integer()),
        "redirect_urls": Prop(REDIRECT_URLS),
    },
)
CART_ANSWER = envelope("CartAnswer", CART, NO_META)
REDIRECT_ANSWER = envelope("CartRedirectAnswer", REDIRECT_URLS, NO_META)
