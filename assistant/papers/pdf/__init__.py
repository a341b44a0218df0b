"""Papers as PDF: shaped by HarfBuzz, one glyph for each character, so that text comes out again."""
