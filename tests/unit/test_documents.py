"""Reading one document: what is blank, what is a number, and what is at fault."""

from reviewctl.model.catalogue import BY_NAME
from reviewctl.store.documents import document_from


def test_a_blank_block_is_there() -> None:
    """A person of family.yaml whose block is all blank is still somebody who is owed the six minimums."""
    document, findings = document_from(b"mother:\n", "family.yaml", BY_NAME["family"], "")
    assert findings == ()
    assert document is not None
    assert list(document.data) == ["mother"]


def test_a_number_where_text_is_wanted_is_its_text() -> None:
    """Ids and years are written without quotes, as people write them."""
    data = b"actions:\n  - id: 3\n    recommendation: 2\n    action: do it\n"
    document, findings = document_from(data, "action-plan.yaml", BY_NAME["action-plan"], "")
    assert findings == ()
    assert document is not None
    assert (document.data.actions[0].id, document.data.actions[0].recommendation) == ("3", "2")


def test_a_value_at_fault_is_left_out_and_the_rest_is_read() -> None:
    """One slip does not make the whole file seem empty."""
    data = b"screening:\n  held: 21/5/2026\n  invited: 2026-05-01\n"
    document, findings = document_from(data, "diary.yaml", BY_NAME["diary"], "")
    assert [finding.code for finding in findings] == ["STR004"]
    assert document is not None
    assert document.data == {"screening": {"invited": "2026-05-01"}}
