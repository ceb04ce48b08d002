"""The window around the places: rail, bars, menus, notices, guide."""
