"""Parts of the window that know nothing of plans: cards, bars, chips, fields and drawings.

What draws for itself is ``Themed``: it takes the theme from the application and follows its changes.
"""
