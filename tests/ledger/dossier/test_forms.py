import pytest

from ledger.dossier.building import dossier
from ledger.dossier.forms import Form, rendered
from ledger.dossier.view import Dossier
from ledger.service import Ledger
from tests.ledger.story import DEAL, claim, recorded


def test_json_is_read_again_as_the_same_dossier(ledger: Ledger) -> None:
    recorded(ledger, claim(text="The \u202e cranes\x1b[2J."))
    found = dossier(ledger, DEAL)
    data = rendered(found, Form.JSON)
    assert Dossier.model_validate_json(data) == found
    assert "\u202e" not in data.decode() and "\x1b" not in data.decode()


@pytest.mark.parametrize("form", Form)
def test_a_form_ends_with_a_newline_and_is_utf_8(ledger: Ledger, form: Form) -> None:
    recorded(ledger, claim(text="Łódź: 북한"))
    data = rendered(dossier(ledger, DEAL), form)
    assert data.endswith(b"\n") and not data.endswith(b"\n\n")
    assert "Łódź: 북한" in data.decode()
