"""One file per kind of block."""
