"""Rules: their language, their values, their evaluation and their cases."""
