"""Personalised copies: one PDF for each row of a file, of which most pages are the same.

Rows are about people. Their values go into the PDFs and nowhere else: what is drawn for them is
kept in no cache, and findings say where something is wrong and not what stands there.
"""
