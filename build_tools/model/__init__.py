"""Frozen dataclasses that describe laws and the site; no behaviour beyond themselves."""
