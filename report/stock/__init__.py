"""Taking stock: which photos there are and where they are used, and what is still to be got."""
