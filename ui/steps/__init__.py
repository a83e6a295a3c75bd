"""The five steps of the work: Situation, Build, Check, Compare, Plan."""
