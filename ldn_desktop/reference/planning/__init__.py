"""What the planner takes from content: presets, products, questions, thresholds, severities."""
