"""The place of the plans that are kept: the list, visits, history, copies."""

ROOMS = ("listing", "visit", "history", "copies")
"""The rooms, each a folder with a module ``room`` that has ``make_room``; the first is opened where none is named.

A target is ``plans``, or ``plans:`` with the room, and with another colon the plan's subject.
"""
