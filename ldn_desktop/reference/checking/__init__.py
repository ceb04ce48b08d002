"""The check that the content is whole and true to its sources."""
