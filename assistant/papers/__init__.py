"""Official Thai papers as files: Word, PDF and tables for Excel."""
