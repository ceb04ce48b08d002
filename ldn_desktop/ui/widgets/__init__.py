"""Parts of the window that know nothing of plans: cards, bars, chips, fields and drawings.

A widget takes a theme when it is made, or wears the application's; it follows a change of theme by itself.
"""
