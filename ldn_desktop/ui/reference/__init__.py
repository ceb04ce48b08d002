"""The reference place: the tree, articles, tables and drawings."""
