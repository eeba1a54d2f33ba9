"""The tests of Tiaowen; tests/README.md says what is where."""
