"""Tests of the content that is shipped."""
