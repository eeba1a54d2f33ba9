"""Tests of build_tools.parse."""
