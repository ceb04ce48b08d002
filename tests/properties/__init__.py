"""Tests that compare the program with the oracle and with its own rules."""
