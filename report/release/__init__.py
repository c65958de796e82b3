"""Releases: all files of an edition, of one archive of sources, and how they are made again."""
