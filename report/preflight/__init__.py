"""Inspecting an edition before it is published: evidence, rules and the runner."""
