"""Our own JSON: everything that is published of an interview, with numbers, ledger and all that was revised."""

import json
from dataclasses import asdict

from app.publication import Publication

MEDIA_TYPE = "application/json"
EXTENSION = ".json"

FORMAT = "verbatim/1"
"""What `format` says in each of these documents."""


def render(publication: Publication) -> str:
    """Give one object: `format`, `interview`, `speakers`, `turns`, `ledger`, `revisions` and `earlier` turns."""
    whole = asdict(publication)
    speakers = [speaker | {"identifiers": dict(speaker["identifiers"])} for speaker in whole["speakers"]]
    document = {
        "format": FORMAT,
        "interview": whole["provenance"],
        "speakers": speakers,
        "turns": whole["turns"],
        "ledger": whole["ledger"],
        "revisions": whole["revisions"],
        "earlier": whole["earlier"],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
