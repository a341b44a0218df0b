"""Reading pictures of pages: Tesseract for the text, a recogniser of our own for the numbers."""
