"""The place of the plans that are kept: the list, visits, history, copies."""
