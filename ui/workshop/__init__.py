"""The room in the window: setting it up, running it, the wall, and what it lets the groups see and change."""
