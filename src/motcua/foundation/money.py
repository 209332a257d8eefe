"""Money is whole đồng."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of Vietnamese đồng; the đồng has no smaller part in use."""

    dong: int

    def __post_init__(self) -> None:
        if isinstance(self.dong, bool) or not isinstance(self.dong, int):
            raise TypeError(f"Money is a whole number of đồng, not {self.dong!r}")

    def __add__(self, other: Self) -> "Money":
        return Money(self.dong + other.dong)

    def __sub__(self, other: Self) -> "Money":
        return Money(self.dong - other.dong)

    def __mul__(self, times: int) -> "Money":
        return Money(self.dong * times)

    def __str__(self) -> str:
        return f"{self.dong:,}".replace(",", ".") + " đ"
