"""Tests of the decoders and the check of content."""
