"""Words of an edition changed where they stand: in YAML, CSV and PO files, undone and redone."""
