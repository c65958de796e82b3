"""Papers that go with a file to the print shop."""
