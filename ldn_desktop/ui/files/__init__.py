"""Opening, saving, keeping and recovering plan files, and every question asked before it."""
