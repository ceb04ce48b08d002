"""Tests of editing: intents, undo and redo, and the numbers behind a ladder."""
