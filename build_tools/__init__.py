"""Tiaowen (条文): a static site generator for Chinese legislation."""

__version__ = "0.1.0"
