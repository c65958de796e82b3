"""Sketches and diagrams: where boxes, labels and lines stand, from values and without an engine."""
