"""What `scripts/bench others` compares: one generated brochure, as each program wants it."""
