"""The first card: the ladder of doses, as a preset, by proportion, or step by step."""
