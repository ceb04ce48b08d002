"""Strict readers: every mistake in a file is told with its place."""
