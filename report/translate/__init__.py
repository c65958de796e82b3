"""An edition in other languages: PO files for translators, XLIFF 2 for agencies."""
