"""Rows → objects of the wire."""

from app.api.objects.interviews import interview_of, ledger_entry_of
from app.api.objects.revisions import changes_of, interview_revision_of, turn_revision_of
from app.api.objects.speakers import speaker_of
from app.api.objects.turns import context_of, exchange_of, turn_fields, turn_of

__all__ = [
    "changes_of",
    "context_of",
    "exchange_of",
    "interview_of",
    "interview_revision_of",
    "ledger_entry_of",
    "speaker_of",
    "turn_fields",
    "turn_of",
    "turn_revision_of",
]
