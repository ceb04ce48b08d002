"""What stays at rest on this computer: plan files, settings, and the encrypted draft of an open plan."""
