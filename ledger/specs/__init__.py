"""The Gherkin kit: steps in the analysts' words, and the pytest plugin that runs them."""
