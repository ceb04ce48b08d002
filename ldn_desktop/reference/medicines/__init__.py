"""Other medicines: the table of them, their names, and what is known of each with LDN."""
