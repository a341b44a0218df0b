"""Pages as their files show them, drawn by a process of its own."""

REFUSED = 3
"""Exit status of that process where it wrote a sentence, in Thai, instead of a picture."""
