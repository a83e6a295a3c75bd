"""The desktop app and the one command."""
