"""Conditions, studies, sources, and the grades that follow from them."""
