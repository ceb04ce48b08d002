"""The steps of a plan as a table, what is taken drawn beside its words."""
