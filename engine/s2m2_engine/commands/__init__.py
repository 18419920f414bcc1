"""The commands of the command line: a file each, with the command's arguments and what it does."""
