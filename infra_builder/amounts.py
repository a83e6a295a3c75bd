"""Figures as people write them, the same on screen and on paper."""


def number(amount: float) -> str:
    """A figure with separated thousands and at most two places; none where there are thousands."""
    text = f"{amount:,.0f}" if abs(amount) >= 1000 else f"{amount:,.2f}"
    if "." not in text:
        return text
    return text.rstrip("0").rstrip(".")
