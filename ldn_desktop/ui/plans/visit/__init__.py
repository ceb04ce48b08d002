"""A visit: how it goes, what is decided, and what that makes of the plan."""
