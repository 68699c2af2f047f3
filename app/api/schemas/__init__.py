"""The objects of the wire. A field is always there; what is unknown is null."""

from app.api.schemas.base import Page, Schema
from app.api.schemas.corpus import Corpus, CorpusLinks
from app.api.schemas.interviews import (
    Interview,
    InterviewLinks,
    InterviewPage,
    InterviewSpeaker,
    LedgerEntry,
    LedgerPage,
    Publisher,
    Rights,
    Source,
)
from app.api.schemas.problems import Fault, Problem, ProblemType, ProblemTypes
from app.api.schemas.service import Engine, Health, Readiness, Version
from app.api.schemas.speakers import Speaker, SpeakerLinks, SpeakerPage, SpeakerReference
from app.api.schemas.turns import (
    Exchange,
    ExchangePage,
    InterviewReference,
    Turn,
    TurnContext,
    TurnDetail,
    TurnLinks,
    TurnPage,
)

__all__ = [
    "Corpus",
    "CorpusLinks",
    "Engine",
    "Exchange",
    "ExchangePage",
    "Fault",
    "Health",
    "Interview",
    "InterviewLinks",
    "InterviewPage",
    "InterviewReference",
    "InterviewSpeaker",
    "LedgerEntry",
    "LedgerPage",
    "Page",
    "Problem",
    "ProblemType",
    "ProblemTypes",
    "Publisher",
    "Readiness",
    "Rights",
    "Schema",
    "Source",
    "Speaker",
    "SpeakerLinks",
    "SpeakerPage",
    "SpeakerReference",
    "Turn",
    "TurnContext",
    "TurnDetail",
    "TurnLinks",
    "TurnPage",
    "Version",
]
