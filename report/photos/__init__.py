"""Photographs: who made them, what they may be used for, and copies prepared for their slots."""
