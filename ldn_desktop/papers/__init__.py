"""What a plan becomes on paper: neutral documents, and one table of them all."""
