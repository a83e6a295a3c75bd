"""What the advisor says about the option, in Check: worked out beside the window, a file a panel."""
