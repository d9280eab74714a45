"""A change of a price or a weight, by an amount or by a percentage."""

from dataclasses import dataclass
from typing import Literal

from orderwright.domain.catalog import PERCENT
from orderwright.domain.money import divide_half_up


@dataclass(frozen=True, slots=True)
class Adjuster:
    """A change of price or weight, in ten-thousandths; of a per cent where `percentage`."""

    adjuster: Literal["relative", "percentage"]
    adjuster_value: int

    def change(self, base: int) -> int:
        """What it adds to `base`, negative to take away."""
        if self.adjuster == "relative":
            return self.adjuster_value
        return divide_half_up(base * self.adjuster_value, PERCENT)
