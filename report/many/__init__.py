"""Many PDFs by one command: what is asked for, who builds it, and what came of all."""
