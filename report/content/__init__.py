"""YAML and tables become a typed, frozen `Edition` whose every value knows its mark."""
