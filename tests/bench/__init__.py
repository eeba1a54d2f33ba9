"""Measurements against the budgets of the design, and against Hugo: ``python -m tests.bench``."""
