"""What stays at rest on this computer: files, settings, and the encrypted draft of an open plan."""
