"""Reading and walking a finished PDF: content streams, fonts, structure."""
