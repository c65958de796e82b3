"""From laid-out pages to the PDF of one target."""
