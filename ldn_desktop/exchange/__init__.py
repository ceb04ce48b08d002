"""Other systems' formats, and the program's own plan file: text in, a plan out, and back."""
