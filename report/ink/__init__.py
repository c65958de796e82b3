"""From the colours of the screen to inks on paper."""
