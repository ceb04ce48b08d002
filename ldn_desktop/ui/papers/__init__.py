"""Preview, PDF and print of the open plan."""
