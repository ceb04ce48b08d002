"""What is handed out, as a user gets it."""
