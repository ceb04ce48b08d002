"""The search box on top of the window and the results that drop from it."""
