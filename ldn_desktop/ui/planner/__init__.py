"""The planner page: the form of the consultation at the left, its result at the right."""
