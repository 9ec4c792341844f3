"""Values of valued propositions."""

from typing import Annotated

from pydantic import StringConstraints

ValueText = Annotated[str, StringConstraints(min_length=1, max_length=500)]
"""A value as written."""
