"""Papers laid out in pages and painted by Qt, the same for command line, preview, PDF and printer."""
