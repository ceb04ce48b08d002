"""What changes while a plan runs: holds, pauses, steps back, operations."""
