"""LDN Desktop: plan, print and follow a low dose naltrexone titration, offline."""

__version__ = "0.1.0"
