"""The preview: an edition's pages in the browser, made anew whenever one of its files is saved."""
