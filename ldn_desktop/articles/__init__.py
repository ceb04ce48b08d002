"""What the reference becomes on a page: neutral documents, and their pages."""
