"""The window: a shell around places (planner, reference, plans), the search, files and papers."""

PLANNER, REFERENCE, PLANS = "planner", "reference", "plans"
PLACES = (REFERENCE, PLANS)
"""The places of the rail beside the planner, each with the row ``go_…`` of its name among the actions.

The folder of its name has a module ``place`` with ``make_place``; it is loaded when the place is first opened.
"""
