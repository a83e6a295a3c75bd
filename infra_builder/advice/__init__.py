"""What to change, when it breaks, what it costs: pure functions of plan and knowledge."""
