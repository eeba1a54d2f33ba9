"""Tests of build_tools.versions."""
