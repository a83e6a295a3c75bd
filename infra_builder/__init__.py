"""The domain: plans, knowledge, graph, facts, rules, verdict and report. No Qt, no reportlab, no printing."""

__version__ = "0.1.0"
