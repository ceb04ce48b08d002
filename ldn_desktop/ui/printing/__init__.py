"""The papers laid out in pages and painted, the same for preview, PDF and printer."""
