"""Tests of the plan file: what is refused and in which words, and what is written."""
