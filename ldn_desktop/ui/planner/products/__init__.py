"""The products that a dose is made of."""
