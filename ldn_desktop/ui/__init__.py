"""The window: a shell around places (planner, reference), the search, files and papers."""
