"""The commands, one file each: `SECTION` and `EXAMPLE` for the list, and the command itself."""
