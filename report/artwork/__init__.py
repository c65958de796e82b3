"""Drawings that others own: logos and signatures, SVG and PNG, made harmless before they print."""
