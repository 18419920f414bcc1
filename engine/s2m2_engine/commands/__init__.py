"""The commands of the command line. Each file defines the arguments of one command and runs it."""
