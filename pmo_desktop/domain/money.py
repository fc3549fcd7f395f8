"""Money is a whole number of minor units (pence, cents) of the workspace's one currency."""

from decimal import ROUND_HALF_EVEN, Decimal

# Source: ISO 4217, the currencies whose minor unit is not a hundredth.
_MINOR_DIGITS = {"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
                 "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
                 "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3}  # fmt: skip


def minor_digits(currency: str) -> int:
    """How many decimal places `currency` (ISO 4217) has: 0, 2 or 3."""
    return _MINOR_DIGITS.get(currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """Whole minor units of an amount in major units, halves to even."""
    return int(amount.scaleb(minor_digits(currency)).to_integral_value(rounding=ROUND_HALF_EVEN))


def to_major(minor: int, currency: str) -> Decimal:
    """An exact amount in major units."""
    return Decimal(minor).scaleb(-minor_digits(currency))
