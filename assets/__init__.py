"""Icons, fonts and themes. Located through infra_builder.places."""
