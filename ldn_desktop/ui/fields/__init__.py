"""Fields that more places than one fill in: a change along the way, products, opioids, a reason."""
