"""Content only: catalogue, rules and scenarios as YAML. Code that reads it is in infra_builder.knowledge."""
