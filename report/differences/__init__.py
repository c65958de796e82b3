"""What differs between two editions, or two PDFs: for the person who approves the new one."""
