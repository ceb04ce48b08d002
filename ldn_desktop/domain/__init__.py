"""What a titration is: amounts, products, ladders, plans and everything computed from them.

Standard library only. Amounts are integers of nanograms, volumes integers of nanolitres, dates civil
dates. Today's date, thresholds and known identifiers come in as arguments.
"""
