"""Figures as people write them, the same on screen and on paper."""


def number(amount: float) -> str:
    """A figure with separated thousands and at most two places."""
    text = f"{amount:,.2f}"
    return text.rstrip("0").rstrip(".")
