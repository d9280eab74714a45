"""The scenes of the recorded V2 coupon cases."""

from tests.contract.feeders_coupons import COUPON
from tests.contract.replay import Scene, arranged


@arranged(
    "v2-coupon-create-no-name",
    "v2-coupon-create-no-type",
    "v2-coupon-create-no-amount",
    "v2-coupon-create-bad-expires",
    "v2-coupon-create-no-entity",
    "v2-coupon-create-missing-category",
    "v2-coupon-create-ids-not-array",
)
def no_coupons_yet(scene: Scene) -> None:
    """A store with nothing in it will do."""


@arranged("v2-coupon-update")
def a_coupon(scene: Scene) -> None:
    scene.values["id"] = scene.shop.call("POST", "/v2/coupons", COUPON)["id"]
