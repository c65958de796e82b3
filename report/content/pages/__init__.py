"""One file per page type."""
