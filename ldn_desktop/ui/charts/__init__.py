"""The dose over time, drawn."""
