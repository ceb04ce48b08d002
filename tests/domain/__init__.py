"""Unit tests of amounts, products, recipes, ladders, courses and findings."""
