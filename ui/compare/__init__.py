"""The step Compare: designs side by side, and two of them in one picture."""
