"""What the kit's tests have, the desk's have too: a project with a feature file, and the ledger of one scenario."""

from tests.ledger.specs.conftest import scene, specify

__all__ = ["scene", "specify"]
