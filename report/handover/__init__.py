"""The folder that goes to the print shop: files, report, proof, credits and checksums."""
