"""The safety check: opioids, other medicines, conditions."""
