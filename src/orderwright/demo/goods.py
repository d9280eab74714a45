"""The demo store's goods, one line each, by what they are for in a demonstration."""

from dataclasses import dataclass
from typing import Literal

PLENTY = 1_000_000


@dataclass(frozen=True, slots=True)
class Good:
    """One product; prices in ten-thousandths, weights in ten-thousandths of a pound.

    `stock` None means that its stock is not tracked. `choices` makes a variant of each value.
    """

    name: str
    sku: str
    price: int
    weight: int = 10_000
    type: Literal["physical", "digital"] = "physical"
    stock: int | None = None
    minimum: int = 0
    maximum: int = 0
    tax_exempt: bool = False
    option: str = ""
    choices: tuple[tuple[str, int, int], ...] = ()
    modifier: str = ""
    modifier_type: str = ""
    cost: int = 0


GOODS = (
    Good("Trail Mug", "MUG-01", 120_000, 8_000, stock=PLENTY, cost=41_000),
    Good("Canvas Tote", "TOTE-01", 189_500, 6_500, stock=480, cost=72_000),
    Good("Field Notebook", "NOTE-01", 84_900, 3_000, stock=1_200, cost=19_900),
    Good("Brass Compass", "COMP-01", 349_900, 4_500, stock=160, cost=150_000),
    Good("Wool Blanket", "BLAN-01", 899_000, 42_000, stock=75, cost=380_000),
    Good("Camp Lantern", "LANT-01", 459_900, 19_000, stock=210, cost=201_000),
    Good("Enamel Kettle", "KETT-01", 389_000, 22_000, stock=140, cost=165_500),
    Good("Folding Stool", "STOO-01", 559_500, 51_000, stock=60, cost=248_000),
    Good("Rope, 20 m", "ROPE-20", 149_900, 17_500, stock=900, cost=58_000),
    Good("Waxed Matches", "MATC-01", 19_900, 500, stock=5_000, maximum=24, cost=5_000),
    Good("Beeswax Candle", "CAND-01", 64_900, 4_000, cost=21_000),
    Good("Postcard Set", "POST-01", 39_900, 1_000, cost=8_000),
    Good(
        "Walking Shirt", "SHIRT", 499_000, 7_500, option="Size",
        choices=(("Small", 0, 80), ("Medium", 0, 120), ("Large", 0, 95), ("X-Large", 30_000, 40)),
    ),
    Good(
        "Rain Jacket", "JACKET", 1_290_000, 14_000, option="Color",
        choices=(("Moss", 0, 25), ("Slate", 0, 30), ("Signal Orange", 50_000, 12)),
    ),
    Good(
        "Leather Boots", "BOOTS", 1_849_900, 38_000, option="Size",
        choices=(("40", 0, 9), ("41", 0, 14), ("42", 0, 20), ("43", 0, 18), ("44", 0, 7)),
    ),
    Good(
        "Backpack", "PACK", 1_599_000, 31_000, option="Volume",
        choices=(("28 l", 0, 44), ("36 l", 150_000, 38)),
    ),
    Good(
        "Wool Socks", "SOCKS", 149_000, 2_000, option="Size",
        choices=(("36-39", 0, 300), ("40-43", 0, 400), ("44-47", 0, 150)),
    ),
    Good(
        "Pocket Knife", "KNIFE", 429_000, 3_500, stock=130,
        modifier="Engraving", modifier_type="text",
    ),
    Good(
        "Gift Hamper", "HAMP-01", 749_000, 48_000, stock=35,
        modifier="Gift wrap", modifier_type="checkbox",
    ),
    Good(
        "Guided Walk", "WALK-01", 350_000, 0, modifier="Day", modifier_type="date",
    ),
    Good("Star Chart (PDF)", "PDF-STAR", 49_900, 0, "digital"),
    Good("Trail Atlas (PDF)", "PDF-ATLAS", 149_900, 0, "digital"),
    Good("Knot Course (Video)", "VID-KNOT", 290_000, 0, "digital"),
    Good("Honey Jar, 6-pack", "HONEY-6", 240_000, 55_000, stock=90, minimum=2, maximum=10),
    Good("Seed Packet", "SEED-01", 24_900, 300, stock=2_000, minimum=5),
    Good("Limited Print", "PRINT-01", 950_000, 9_000, stock=12, maximum=1),
    Good("Cast-Iron Pan", "PAN-01", 579_000, 62_000, stock=0, cost=260_000),
    Good("Copper Flask", "FLASK-01", 319_900, 9_500, stock=0, cost=140_000),
    Good("Local Map (Book)", "BOOK-MAP", 129_900, 11_000, stock=350, tax_exempt=True),
    Good("Bird Guide (Book)", "BOOK-BIRD", 219_900, 16_000, stock=280, tax_exempt=True),
)  # fmt: skip
