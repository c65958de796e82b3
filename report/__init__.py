"""Colophon: YAML content, data and photographs become a designed, accessible brochure."""

__version__ = "0.1.0"
