"""The open plan: what a clinician does to it (intents), undo, and the view computed from it. No Qt."""
