"""Facts about the situation: as the plan states them."""

from infra_builder.facts.registry import NUMBER, field_fact, word, words

field_fact("situation.objective", word("objective"), "The job of infrastructure that matters most now.")
field_fact("situation.skills", words("skill"), "The skills the team has.")
field_fact("situation.people", NUMBER, "How many people can operate it.")
field_fact("situation.monthly_budget_eur", NUMBER, "What may be spent on it, in euros a month.")
field_fact("situation.pressures", words("pressure"), "What presses on the decision.")
