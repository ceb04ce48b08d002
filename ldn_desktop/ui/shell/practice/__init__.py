"""The settings of the practice: the dialog and its tabs."""
