"""Articles of the reference: their files, their markup, the map of mechanisms."""
